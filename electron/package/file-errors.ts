import { DossierError } from '../../shared/errors.ts';

/** The `code` of a Node system error (`ENOSPC`), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const DEVICE_ERRORS: Record<string, string> = {
  EIO: '设备读写出错',
  ENXIO: '设备不可用',
  ENODEV: '设备已断开',
  EBUSY: '文件被其他程序占用',
  ESTALE: '网络文件夹已断开',
  ETIMEDOUT: '设备没有响应',
  EMFILE: '打开的文件过多',
  ENFILE: '打开的文件过多',
  EFBIG: '文件超过该磁盘格式允许的大小',
  ENAMETOOLONG: '路径过长，请换一个较短的位置',
  EXDEV: '跨磁盘移动失败',
  ELOOP: '路径中的链接循环',
  ENOENT: '找不到，可能已移走或改名',
  EISDIR: '是文件夹，不是文件',
};

/**
 * What a failed file operation means to the user. Errors that are ours pass unchanged, an abort
 * becomes `cancelled`, and what is no system error stays as it is: that is a fault of the program.
 */
export function asDossierError(error: unknown, path: string): unknown {
  if (error instanceof DossierError) return error;
  if (error instanceof Error && (error.name === 'AbortError' || systemErrorCode(error) === 'ABORT_ERR')) {
    return new DossierError('cancelled', {});
  }
  const code = systemErrorCode(error);
  if (code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DossierError('diskFull', { path });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new DossierError('notAllowed', { path });
  if (code === 'EEXIST' || code === 'ENOTEMPTY') return new DossierError('targetExists', { path });
  if (code === 'ENOTDIR') return new DossierError('targetNotFolder', { path });
  const detail = DEVICE_ERRORS[code];
  if (detail !== undefined) return new DossierError('deviceFailed', { path, detail });
  if (/^E[A-Z0-9]+$/.test(code)) return new DossierError('deviceFailed', { path, detail: code });
  return error;
}

/** Runs `work`; whatever goes wrong with the file system comes out as a `DossierError` that names `path`. */
export async function withFileErrors<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asDossierError(error, path);
  }
}

/** Throws `cancelled` once the signal says so; called between steps that cannot be interrupted themselves. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new DossierError('cancelled', {});
}
