import { stat } from 'node:fs/promises';
import { DossierError } from '../../../shared/errors.ts';
import { asDossierError } from '../../package/file-errors.ts';
import { freeBytes } from '../../package/free-bytes.ts';

/** The folder on a medium that a package is written into. */
export interface MediumRoot {
  path: string;
  /** Number of the device; where a stick was, its mount point may remain as an empty folder of the system's disk. */
  device: number;
  /** What the package takes there, bytes. */
  neededBytes: number;
}

async function isGone({ path, device }: MediumRoot): Promise<boolean> {
  try {
    return (await stat(path)).dev !== device;
  } catch {
    return true;
  }
}

/** What a failure on the medium means to the person; errors that are not of its file system stay as they are. */
export async function asMediumError(error: unknown, root: MediumRoot): Promise<unknown> {
  const known = asDossierError(error, root.path);
  if (!(known instanceof DossierError)) return known;
  const { path, neededBytes } = root;
  const concernsMedium = ['diskFull', 'notAllowed', 'deviceFailed', 'targetNotFolder'].includes(known.code);
  if (!concernsMedium) return known;
  // A pulled stick shows as whatever its system happens to say of the next step.
  if (await isGone(root)) return new DossierError('mediumGone', { path });
  if (known.code === 'diskFull') {
    const free = await freeBytes(path);
    return new DossierError('mediumFull', {
      ...{ path, neededBytes },
      ...(free === undefined ? {} : { freeBytes: free }),
    });
  }
  if (known.code === 'notAllowed') return new DossierError('mediumReadOnly', { path });
  const { data } = known;
  const detail = 'detail' in data ? data.detail : '文件系统出错';
  return new DossierError('mediumFailed', { path, detail });
}
