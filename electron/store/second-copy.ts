import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { DossierError } from '../../shared/errors.ts';
import { asDossierError, stopIfCancelled, systemErrorCode } from '../package/file-errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { flush } from '../package/publish.ts';
import { type CopyKey, KEY_FILE, nameInCopy } from '../password/copy-key.ts';
import { protectedSize, writeProtected } from '../password/protect-file.ts';
import { backupPath, backupsIn, readBackup } from './backup-file.ts';
import { backupsToKeep } from './backup-rotation.ts';
import { dataFolder } from './data-folder.ts';
import { renamePatiently } from './rename-patiently.ts';
import { placeOfFile } from './stored-files.ts';

/**
 * A second copy of the backups on another disk, a stick or in a synced folder, with every file that they name: laid
 * out as a data folder is, so that it can become one. Nothing is deleted there but backups that the rotation lets go.
 */
export interface SecondCopyInput {
  /** The copy's own folder; made when the place was chosen. Where it is missing, the stick is not there. */
  target: string;
  /** Folder of the backups, and the id of the one to copy. */
  backups: string;
  id: string;
  /** Folder of the files, by their hashes. */
  files: string;
  /** For whom everything is locked (`CopyKey`); null for a copy without a password. */
  recipient: string | null;
}

export interface CopiedBackup {
  /** Files that were not there yet, and bytes of all that was written. */
  files: number;
  bytes: number;
}

const README = `这里是申报匣自动存放的备份：backups 里是填报内容，files 里是佐证材料和插图。
恢复办法：在新电脑上安装并打开一次申报匣，在“设置”里点“打开数据文件夹”，然后退出申报匣；
把数据文件夹里的 store 文件夹改个名字，再把这里的 backups 和 files 两个文件夹复制进去，
重新打开申报匣，按提示选择一个备份恢复。
请不要修改或删除这里的文件。
`;

const PROTECTED_README = `这里是申报匣自动存放的备份，加了密码：backups 里是填报内容，files 里是佐证材料和插图。
恢复办法：在新电脑上安装并打开申报匣，在“设置”的“备份”里点“从第二份备份取回……”，
选择这个文件夹，输入设置时的密码，再按提示选择一个备份恢复。
忘了密码，这里的内容就打不开了，没有办法找回。“${KEY_FILE}”也不能丢，它要和密码一起用。
文件是通用的 age 格式（age-encryption.org）；没有申报匣时，先用密码解开“${KEY_FILE}”，
再用解出的钥匙解开其他文件（age -d -i）。
请不要修改或删除这里的文件。
`;

async function writeFlushed(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await renamePatiently(part, path);
}

/**
 * Makes the folder of a copy at a place that the person chose.
 *
 * @param key of a copy with a password
 * @throws notAllowed, diskFull, deviceFailed
 */
export async function prepareSecondCopy(target: string, key: CopyKey | null = null): Promise<void> {
  try {
    for (const name of ['backups', 'files']) await mkdir(join(target, name), { recursive: true });
    if (key !== null) await writeFlushed(join(target, KEY_FILE), Buffer.from(key.sealed, 'base64'));
    const words = key === null ? README : PROTECTED_README;
    await writeFlushed(join(target, '说明.txt'), `\ufeff${words}`);
    await flush(target);
  } catch (error) {
    throw asDossierError(error, target);
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Elsewhere first: what has a file's name is whole. @returns bytes, or undefined where the source is gone */
async function copyStored(
  source: string,
  target: string,
  incoming: string,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const bytes = await sizeOf(source);
  // A hole in the data is one in the copy; and what is there under its hash was compared when it was written.
  if (bytes === undefined || (await sizeOf(target)) === bytes) return undefined;
  await mkdir(dirname(target), { recursive: true });
  const part = join(incoming, basename(target));
  const written = await open(part, 'w');
  try {
    const options = { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) };
    for await (const piece of createReadStream(source, options)) await written.writeFile(piece);
    await written.sync();
  } finally {
    await written.close();
  }
  const { sha256 } = await hashFile(part, signal);
  if (sha256 !== basename(target)) throw new DossierError('mediumDiffers', { path: target, files: [sha256] });
  await renamePatiently(part, target);
  await flush(dirname(target));
  return bytes;
}

/** A folder for what is not whole yet; what an earlier copy left there when it was broken off goes first. */
async function withIncoming<T>(incoming: string, work: () => Promise<T>): Promise<T> {
  const clear = () => rm(incoming, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  await clear();
  await mkdir(incoming);
  try {
    return await work();
  } finally {
    // What a stick does not let go now goes with the next copy.
    await clear().catch(() => undefined);
  }
}

/** The same, locked. @returns bytes of the locked file, or undefined where there was nothing to do */
async function copyLocked(
  source: string,
  target: string,
  incoming: string,
  recipient: string,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const bytes = await sizeOf(source);
  if (bytes === undefined) return undefined;
  const lockedBytes = await protectedSize({ recipient }, bytes);
  if ((await sizeOf(target)) === lockedBytes) return undefined;
  await mkdir(dirname(target), { recursive: true });
  const part = join(incoming, basename(target));
  const hash = createHash('sha256');
  const counted = async function* () {
    for await (const piece of createReadStream(source, { highWaterMark: 1 << 20 })) {
      hash.update(piece);
      yield piece;
    }
  };
  await writeProtected(part, Readable.from(counted(), { objectMode: false }), { recipient }, signal);
  if (hash.digest('hex') !== basename(source))
    throw new DossierError('mediumDiffers', { path: target, files: [basename(source)] });
  await renamePatiently(part, target);
  await flush(dirname(target));
  return lockedBytes;
}

/** Where a file of the store lies in a copy. @param files folder of the copy's files */
export function placeInCopy(files: string, sha256: string, recipient: string | null): string {
  if (recipient === null) return placeOfFile(files, sha256);
  return `${placeOfFile(files, nameInCopy(sha256, recipient))}${PROTECTED_ENDING}`;
}

/** What the names of a protected copy end with. */
export const PROTECTED_ENDING = '.age';

/** The backup itself, elsewhere first, and read back where it can be read. */
async function copyTheBackup(
  source: string,
  part: string,
  target: string,
  recipient: string | null,
  signal?: AbortSignal,
): Promise<void> {
  if (recipient !== null) {
    await writeProtected(part, createReadStream(source), { recipient }, signal);
    await renamePatiently(part, `${target}${PROTECTED_ENDING}`);
    return;
  }
  await copyFile(source, part);
  await flush(part);
  await readBackup(part, basename(part));
  await renamePatiently(part, target);
}

/**
 * Brings the copy up to a backup: the files that it names first, then the backup itself, read back whole; then
 * the rotation. Ended anywhere, what is there under its name is whole.
 *
 * @param progress told of each file
 * @throws secondCopyGone, diskFull, notAllowed, deviceFailed, backupUnusable, mediumDiffers, cancelled
 */
export async function copyBackup(
  { target, backups, id, files, recipient }: SecondCopyInput,
  progress: (done: number, total: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<CopiedBackup> {
  const place = join(target, 'backups');
  try {
    // Where a stick was, its mount point may remain: a folder of the system's own disk.
    if ((await sizeOf(place)) === undefined) throw new DossierError('secondCopyGone', { path: target });
    const source = backupPath(backups, id);
    const { files: hashes } = await readBackup(source, id);
    const copied: CopiedBackup = { files: 0, bytes: 0 };
    const { incoming, files: filesThere } = dataFolder(target);
    await withIncoming(incoming, async () => {
      for (const [index, sha256] of hashes.entries()) {
        stopIfCancelled(signal);
        progress(index, hashes.length + 1);
        const from = placeOfFile(files, sha256);
        const to = placeInCopy(filesThere, sha256, recipient);
        const bytes =
          recipient === null
            ? await copyStored(from, to, incoming, signal)
            : await copyLocked(from, to, incoming, recipient, signal);
        if (bytes === undefined) continue;
        copied.files += 1;
        copied.bytes += bytes;
      }
      await copyTheBackup(source, join(incoming, id), backupPath(place, id), recipient, signal);
      await flush(place);
    });
    copied.bytes += (await sizeOf(source)) ?? 0;
    const ending = recipient === null ? '' : PROTECTED_ENDING;
    const all = await backupsIn(place, ending);
    // The newest decides what “today” is: the copy's own clock.
    const kept = backupsToKeep(all, all[0]?.madeAt ?? new Date());
    for (const each of all)
      if (!kept.has(each.id) && each.id !== id) await rm(`${backupPath(place, each.id)}${ending}`);
    return copied;
  } catch (error) {
    if ((await sizeOf(place).catch(() => undefined)) === undefined)
      throw new DossierError('secondCopyGone', { path: target });
    throw asDossierError(error, target);
  }
}
