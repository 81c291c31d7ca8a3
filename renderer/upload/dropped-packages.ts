import { PACKAGE_FOLDER, PACKAGE_SIGNS } from '../../shared/package-signs.ts';
import type { FolderFile } from './folder-archive.ts';

/** What is taken in of a dropped folder: each package in it, and the archives and letters between them. */
export interface DroppedPackages {
  packages: { name: string; files: FolderFile[] }[];
  loose: File[];
}

/** What the program opens, or has something to say about. */
const TAKEN = /\.(zip|eml|msg|dossier|rar|7z)$/i;
const SIGNS: readonly string[] = Object.values(PACKAGE_SIGNS);

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The innermost folder above a file that has a package's name, with a closing `/`. */
function namedFolder(path: string): string | undefined {
  const parts = path.split('/').slice(0, -1);
  const last = parts.findLastIndex((part) => PACKAGE_FOLDER.test(part));
  return last === -1 ? undefined : `${parts.slice(0, last + 1).join('/')}/`;
}

/** The outermost folders that are packages, whole or in part; each path ends in `/`. */
function packageFolders(files: readonly FolderFile[]): string[] {
  const signed = files.filter(({ path }) => SIGNS.includes(nameOf(path))).map(({ path }) => folderOf(path));
  // A mail part that holds evidence alone has no sign but its folder's name; a folder around a package may have that name too.
  const named = files
    .flatMap(({ path }) => namedFolder(path) ?? [])
    .filter((folder) => !signed.some((each) => each.startsWith(folder)));
  const sorted = [...new Set([...signed, ...named])].sort((a, b) => a.length - b.length);
  return sorted.filter((folder, index) => !sorted.slice(0, index).some((outer) => folder.startsWith(outer)));
}

/**
 * Takes a dropped folder apart as the program does with one that was chosen: a package is judged by itself, and a
 * zip beside it is no zip in a zip.
 *
 * @param files by their paths from the folder's own name on
 */
export function droppedPackages(files: readonly FolderFile[]): DroppedPackages {
  const folders = packageFolders(files);
  const packages = folders.map((folder) => ({
    name: nameOf(folder.slice(0, -1)),
    // By the package's own name on: what lies above it is nobody's business.
    files: files
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path, file }) => ({ path: path.slice(folderOf(folder.slice(0, -1)).length), file })),
  }));
  const loose = files
    .filter(({ path }) => TAKEN.test(path) && !folders.some((folder) => path.startsWith(folder)))
    .map(({ file }) => file);
  return { packages, loose };
}
