import { ZIP_FRAME_BYTES, zipCapacity, zippedBytes } from './mail-limits.ts';

/** A file of a package and its size in bytes. */
interface SizedFile {
  path: string;
  bytes: number;
}

export interface MailParts<F extends SizedFile> {
  /** The files of each part, in the package's order. */
  parts: F[][];
  /** Files that no mail of this limit can carry, even alone: no ordinary tool would put halves together. */
  tooLarge: F[];
}

/**
 * Distributes the files of a package over zips whose mails keep to the limit: each file into the first part that
 * has room, so that the parts are few, begin with what stands first in the package, and neighbours mostly stay together.
 *
 * @param folder that every part unpacks to
 */
export function distributeFiles<F extends SizedFile>(
  folder: string,
  files: readonly F[],
  limitMegabytes: number,
): MailParts<F> {
  const capacity = zipCapacity(limitMegabytes) - ZIP_FRAME_BYTES;
  const parts: { files: F[]; room: number }[] = [];
  const tooLarge: F[] = [];
  for (const file of files) {
    const size = zippedBytes(`${folder}/${file.path}`, file.bytes);
    if (size > capacity) {
      tooLarge.push(file);
      continue;
    }
    let part = parts.find(({ room }) => size <= room);
    if (part === undefined) {
      part = { files: [], room: capacity };
      parts.push(part);
    }
    part.files.push(file);
    part.room -= size;
  }
  return { parts: parts.map((part) => part.files), tooLarge };
}

/** “〈申报包名〉-邮件1of3”, without its extension; every file system takes it. */
export function partName(name: string, number: number, total: number): string {
  return `${name}-邮件${number}of${total}`;
}

/** The folder that all parts and drafts of a package lie in. */
export function mailFolderName(name: string): string {
  return `${name}-邮件`;
}
