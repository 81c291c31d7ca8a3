import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { systemErrorCode } from './file-errors.ts';

async function realpathIfThere(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return undefined;
    if (systemErrorCode(error) === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Where a path of a draft leads inside its folder, links followed. A file that is not there is no
 * problem here (a finding names it later); one outside the folder is.
 *
 * @param path relative, already judged by `pathProblem`
 */
export async function resolveInFolder(
  folder: string,
  path: string,
): Promise<{ path: string } | { problem: string }> {
  const root = await realpath(folder);
  // A folder copied from macOS may hold names in decomposed form.
  for (const form of [path, path.normalize('NFC'), path.normalize('NFD')]) {
    const real = await realpathIfThere(join(folder, form));
    if (real === undefined) continue;
    if (!isInside(root, real)) return { problem: '通过链接指向草稿文件夹之外，已拒绝' };
    if (!(await stat(real)).isFile()) return { problem: '不是普通文件' };
    return { path: real };
  }
  return { path: join(folder, path) };
}
