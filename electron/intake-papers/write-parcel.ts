import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { ByteProgress } from '../delivery/byte-progress.ts';
import { mailFolderName } from '../delivery/mail/mail-parts.ts';
import { putInOrder } from '../delivery/replace-folder.ts';
import { writeArchive } from '../package/archive-writer.ts';
import { exchange } from '../package/exchange.ts';
import { exists } from '../package/exists.ts';
import { asDossierError, stopIfCancelled } from '../package/file-errors.ts';
import { hashFile } from '../package/file-hash.ts';
import { freeBytes } from '../package/free-bytes.ts';
import { MANIFEST_FILE, type ManifestFile } from '../package/manifest.ts';
import { PROGRAM } from '../package/program-version.ts';
import { flush, flushTree, prepareTargetFolder } from '../package/publish.ts';
import { PARCEL_STAGES, type StageReport, StageReporter } from '../package/stages.ts';
import { leaveTemporaryFolder, makeTemporaryFolder } from '../package/temporary-folder.ts';
import { copyEntry, type ParcelEntry, planEntries } from './copy-entries.ts';
import type { LetterInput } from './parcel-letter.ts';
import { archiveDifferences, type ParcelMails, writeLetter, writeParcelMails } from './parcel-mail.ts';
import { writeParcelManifest } from './parcel-manifest.ts';
import { LETTER_FILE, parcelName } from './parcel-names.ts';
import { writeNewFile } from './publish-papers.ts';
import { makeAddressLabel, makeRecommendation, type RecommendationInput } from './write-letters.ts';
import { makeSummaries } from './write-summaries.ts';

export interface ParcelInput extends RecommendationInput {
  /** Of the entries' files, by entry id; an entry typed in by hand has none. */
  folders: Readonly<Record<string, string>>;
  /** Folder that the parcel goes into; made if it is not there. */
  outFolder: string;
  /** Local day. */
  today: string;
  /** The whole parcel as one zip beside it too. */
  zip: boolean;
  /** The whole parcel as mails too, each of at most so many MB of 10⁶ bytes as it travels. */
  mailMegabytes?: number | undefined;
  /** The person was asked: a parcel that lies there from before gives way. */
  replace: boolean;
  report: (stage: StageReport) => void;
  signal?: AbortSignal | undefined;
}

export interface WrittenParcel {
  outcome: 'written';
  /** The parcel's folder, and its name. */
  folder: string;
  name: string;
  files: number;
  bytes: number;
  /** Names beside the folder. */
  zip: string | null;
  mails: ParcelMails | null;
  /** Applicants of whom the district has no files: their electronic copies are to be added by hand. */
  withoutFiles: string[];
  /** Files that had to be named anew for Windows, by their paths in the parcel. */
  renamed: string[];
  /** Characters that no font has; in the PDFs they are boxes. */
  missingCharacters: string[];
}

export type ParcelResult =
  | WrittenParcel
  /** What lies there under the parcel's names. Nothing was written. */
  | { outcome: 'occupied'; names: string[] };

/** Zip and mails beside the parcel's copy: a mail carries a zip of it in base64. */
function neededBytes(entries: readonly ParcelEntry[], { zip, mailMegabytes }: ParcelInput): number {
  const own = entries.reduce((sum, { files }) => sum + files.reduce((part, { bytes }) => part + bytes, 0), 0);
  return Math.ceil(own * (1 + (zip ? 1 : 0) + (mailMegabytes === undefined ? 0 : 7 / 3))) + 4e6;
}

async function refuseWithoutRoom(path: string, needed: number): Promise<void> {
  const free = await freeBytes(path);
  if (free !== undefined && free < needed)
    throw new DossierError('diskFull', { path, neededBytes: needed, freeBytes: free });
}

/** 推荐意见, the tables, the label, and the letter that carries the first two. */
async function writePapers(
  input: ParcelInput,
  folder: string,
  sums: { files: number; bytes: number },
): Promise<{ files: ManifestFile[]; missingCharacters: string[] }> {
  const { notice, batch, entries, signal } = input;
  const { papers, missingCharacters } = await makeSummaries({ notice, batch, entries }, undefined, signal);
  const sent = [await makeRecommendation(input, signal), ...papers];
  const label = await makeAddressLabel(input, signal);
  for (const { name, bytes } of [...sent, label]) await writeNewFile(join(folder, name), bytes);
  const listed = async (path: string) => ({ path, ...(await hashFile(join(folder, path))) });
  const attached = await Promise.all(sent.map(({ name }) => listed(name)));
  const own = [...attached, await listed(label.name)];
  const letter: LetterInput = {
    ...{ notice, batch, entries, name: parcelName(batch, input.today) },
    // The letter and the manifest are files too.
    files: sums.files + own.length + 2,
    bytes: sums.bytes + own.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  await writeLetter(letter, folder, attached, signal);
  return { files: [...own, await listed(LETTER_FILE)], missingCharacters };
}

/** Reads every file again. @throws readBackDiffers */
async function readBack(
  folder: string,
  name: string,
  files: readonly ManifestFile[],
  count: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const differences: string[] = [];
  for (const { path, bytes, sha256 } of files) {
    stopIfCancelled(signal);
    const actual = await hashFile(join(folder, path), signal);
    if (actual.sha256 !== sha256 || actual.bytes !== bytes) differences.push(`${path}：与写入的不同`);
    count(bytes);
  }
  if (differences.length > 0) throw new DossierError('readBackDiffers', { file: name, differences });
}

const bytesOf = (files: readonly { bytes: number }[]) => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Everything under the parcel's names, in a temporary folder. */
async function fill(
  input: ParcelInput,
  temporary: string,
  name: string,
  planned: readonly ParcelEntry[],
): Promise<{ names: string[]; result: Omit<WrittenParcel, 'folder'> }> {
  const { notice, batch, entries, signal, today } = input;
  const stages = new StageReporter(input.report, PARCEL_STAGES);
  const parcel = join(temporary, name);
  await mkdir(parcel);
  stages.begin('整理内容');
  const copies = planned.flatMap(({ files }) => files);
  const sums = { files: copies.length, bytes: bytesOf(copies) };
  const papers = await writePapers(input, parcel, sums);
  const copying = new ByteProgress(sums.bytes, stages.begin('复制文件'));
  const copied: ManifestFile[] = [];
  for (const entry of planned) copied.push(...(await copyEntry(entry, parcel, copying.count, signal)));
  const listed = [...papers.files, ...copied];
  const manifest = writeParcelManifest({
    writtenBy: PROGRAM,
    ...{ notice: notice.id, noticeNumber: notice.number, createdOn: today },
    ...{ district: batch.district, recommender: batch.recommender },
    entries: planned.map(({ told }) => told),
    files: listed,
  });
  await writeNewFile(join(parcel, MANIFEST_FILE), manifest);
  await flushTree(parcel);
  const files = [{ path: MANIFEST_FILE, ...(await hashFile(join(parcel, MANIFEST_FILE))) }, ...listed];
  const reading = new ByteProgress(bytesOf(files), stages.begin('回读核对'));
  await readBack(parcel, name, files, reading.count, signal);
  const zip = input.zip ? `${name}.zip` : null;
  stages.begin('生成压缩包');
  if (zip !== null) {
    const sources = files.map(({ path }) => ({ name: `${name}/${path}`, file: join(parcel, path) }));
    await writeArchive(join(temporary, zip), sources, signal);
    const differences = await archiveDifferences(join(temporary, zip), name, files, signal);
    if (differences.length > 0) throw new DossierError('readBackDiffers', { file: zip, differences });
  }
  const sending = stages.begin('生成邮件');
  const letter = { notice, batch, entries, name, files: files.length, bytes: bytesOf(files) };
  const place = { parcel, parent: temporary, files };
  const mails =
    input.mailMegabytes === undefined
      ? null
      : await writeParcelMails(letter, place, input.mailMegabytes, sending, signal);
  stages.begin('完成写入');
  const mailFolder = mails?.outcome === 'written' ? [mails.folder] : [];
  return {
    names: [name, ...(zip === null ? [] : [zip]), ...mailFolder],
    result: {
      ...{ outcome: 'written', name, files: files.length, bytes: bytesOf(files), zip, mails },
      withoutFiles: planned.filter(({ told }) => told.folder === null).map(({ applicant }) => applicant),
      renamed: planned.flatMap(({ told }) =>
        Object.keys(told.renamed).map((path) => `${told.folder}/${path}`),
      ),
      missingCharacters: papers.missingCharacters,
    },
  };
}

/**
 * Writes what a district sends to the city: 推荐意见, the tables, every recommended applicant's files, address label, a mail draft to
 * the notice's mailbox, and a manifest of all. Under a temporary name, flushed, read back and compared, and only then
 * given its name; after a failure or a cancel nothing is left, and what lay there before is untouched.
 *
 * @throws entryDamaged, readBackDiffers, diskFull, notAllowed, deviceFailed, targetNotFolder, cancelled
 */
export async function writeParcel(input: ParcelInput): Promise<ParcelResult> {
  const { notice, batch, entries, folders, outFolder, replace, signal } = input;
  const name = parcelName(batch, input.today);
  const target = await prepareTargetFolder(outFolder);
  try {
    // Before anything is looked at: it may bring back what an earlier run had moved aside.
    await putInOrder(target.path);
    // Mails or a zip of an older parcel would tell another state than the folder beside them.
    const possible = [name, `${name}.zip`, mailFolderName(name)];
    const there: string[] = [];
    for (const each of possible) if (await exists(join(target.path, each))) there.push(each);
    if (there.length > 0 && !replace) return { outcome: 'occupied', names: there };
    const planned = await planEntries(notice, batch, entries, folders);
    await refuseWithoutRoom(target.path, neededBytes(planned, input));
    const temporary = await makeTemporaryFolder(target.path);
    try {
      const { names, result } = await fill(input, temporary, name, planned);
      stopIfCancelled(signal);
      await exchange(temporary, names, there);
      await flush(target.path);
      return { ...result, folder: join(target.path, name) };
    } finally {
      await leaveTemporaryFolder(temporary);
    }
  } catch (error) {
    await target.discard();
    throw asDossierError(error, target.path);
  }
}
