import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { asDossierError, stopIfCancelled, systemErrorCode } from '../package/file-errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { flush } from '../package/publish.ts';
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

/** Makes the folder of a copy at a place that the person chose. @throws notAllowed, diskFull, deviceFailed */
export async function prepareSecondCopy(target: string): Promise<void> {
  try {
    for (const name of ['backups', 'files']) await mkdir(join(target, name), { recursive: true });
    const file = await open(join(target, '说明.txt'), 'w');
    try {
      await file.writeFile(`\ufeff${README}`);
      await file.sync();
    } finally {
      await file.close();
    }
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

/**
 * Brings the copy up to a backup: the files that it names first, then the backup itself, read back whole; then
 * the rotation. Ended anywhere, what is there under its name is whole.
 *
 * @param progress told of each file
 * @throws secondCopyGone, diskFull, notAllowed, deviceFailed, backupUnusable, mediumDiffers, cancelled
 */
export async function copyBackup(
  { target, backups, id, files }: SecondCopyInput,
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
        const [from, to] = [placeOfFile(files, sha256), placeOfFile(filesThere, sha256)];
        const bytes = await copyStored(from, to, incoming, signal);
        if (bytes === undefined) continue;
        copied.files += 1;
        copied.bytes += bytes;
      }
      const part = join(incoming, id);
      await copyFile(source, part);
      await flush(part);
      await readBackup(part, id);
      await renamePatiently(part, backupPath(place, id));
      await flush(place);
    });
    copied.bytes += (await sizeOf(source)) ?? 0;
    const all = await backupsIn(place);
    // The newest decides what “today” is: the copy's own clock.
    const kept = backupsToKeep(all, all[0]?.madeAt ?? new Date());
    for (const each of all) if (!kept.has(each.id) && each.id !== id) await rm(backupPath(place, each.id));
    return copied;
  } catch (error) {
    if ((await sizeOf(place).catch(() => undefined)) === undefined)
      throw new DossierError('secondCopyGone', { path: target });
    throw asDossierError(error, target);
  }
}
