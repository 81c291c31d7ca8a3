import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../../shared/errors.ts';
import { writeArchive } from '../../package/archive-writer.ts';
import { exists } from '../../package/exists.ts';
import { asDossierError, stopIfCancelled } from '../../package/file-errors.ts';
import { hashFile } from '../../package/file-hash.ts';
import { freeBytes } from '../../package/free-bytes.ts';
import type { ManifestFile } from '../../package/manifest.ts';
import { flushTree, prepareTargetFolder } from '../../package/publish.ts';
import { MAIL_STAGES, type StageReport, StageReporter } from '../../package/stages.ts';
import { ByteProgress } from '../byte-progress.ts';
import { type DeliveryFacts, readDeliveryFacts } from '../delivery-facts.ts';
import { type DeliverySource, openDeliverySource } from '../delivery-source.ts';
import { refuseOwnPlace } from '../refuse-own-place.ts';
import { putInOrder, replaceFolder } from '../replace-folder.ts';
import { hashArchive } from './hash-archive.ts';
import { writeMailDraft } from './mail-draft.ts';
import { letterSubject, letterText } from './mail-letter.ts';
import { messageBytes } from './mail-limits.ts';
import { distributeFiles, mailFolderName, partName } from './mail-parts.ts';
import { readMailDraft } from './read-mail-draft.ts';

export interface MailInput {
  /** Package folder or zip. */
  packagePath: string;
  /** Folder that the mails' folder goes into; made if it is not there. */
  outFolder: string;
  /** Of a whole message as it travels, MB of 10⁶ bytes. */
  limitMegabytes: number;
  /** The person was asked: mails that lie there from before give way. */
  replace: boolean;
  report: (stage: StageReport) => void;
  signal?: AbortSignal | undefined;
}

/** A mail: its zip and its draft lie beside each other. Sizes in bytes. */
export interface WrittenMail {
  zip: string;
  zipBytes: number;
  draft: string;
  draftBytes: number;
  files: number;
}

export type MailResult =
  | {
      outcome: 'written';
      folder: string;
      twinCode: string;
      incomplete: boolean;
      /** In order. Names are of files in `folder`. */
      mails: WrittenMail[];
    }
  /** Files that no mail of this limit can carry, with what each alone would come to as a message. Nothing was written. */
  | { outcome: 'tooLarge'; files: { path: string; bytes: number; messageBytes: number }[] }
  /** Mails of this package lie there from before. */
  | { outcome: 'occupied'; folder: string };

interface Work {
  source: DeliverySource;
  facts: DeliveryFacts;
  parts: readonly ManifestFile[][];
  folder: string;
  stages: StageReporter;
  limitMegabytes: number;
  signal: AbortSignal | undefined;
}

async function refuseChanged(
  source: DeliverySource,
  stages: StageReporter,
  signal?: AbortSignal,
): Promise<void> {
  const { count } = new ByteProgress(bytesOf(source.files), stages.begin('核对申报包'));
  const changed: string[] = [];
  for (const { path, bytes, sha256 } of source.files) {
    stopIfCancelled(signal);
    const actual = await hashFile(source.placeOf(path), signal);
    if (actual.sha256 !== sha256) changed.push(`${path}：内容已被改动`);
    count(bytes);
  }
  if (changed.length > 0) throw new DossierError('packageDamaged', { path: source.name, problems: changed });
}

function bytesOf(files: readonly ManifestFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function writeMails({ source, facts, parts, folder, stages, signal }: Work): Promise<WrittenMail[]> {
  const { count } = new ByteProgress(facts.bytes, stages.begin('生成邮件'));
  const mails: WrittenMail[] = [];
  for (const [index, files] of parts.entries()) {
    const name = partName(source.name, index + 1, parts.length);
    const [zip, draft] = [`${name}.zip`, `${name}.eml`];
    const entries = files.map(({ path }) => ({ name: `${source.name}/${path}`, file: source.placeOf(path) }));
    await writeArchive(join(folder, zip), entries, signal);
    const { size: zipBytes } = await stat(join(folder, zip));
    const part = {
      number: index + 1,
      total: parts.length,
      zip,
      zipBytes,
      files: files.map(({ path }) => path),
    };
    const letter = { ...facts, folder: source.name, part };
    const attachment = { name: zip, file: join(folder, zip) };
    const words = { subject: letterSubject(letter), text: letterText(letter) };
    await writeMailDraft(join(folder, draft), { ...words, attachments: [attachment] }, signal);
    const { size: draftBytes } = await stat(join(folder, draft));
    mails.push({ zip, zipBytes, draft, draftBytes, files: files.length });
    count(bytesOf(files));
  }
  return mails;
}

/** What is wrong with a mail that was written, in Chinese. */
async function readBackMail(
  { source, folder, limitMegabytes, signal }: Work,
  files: readonly ManifestFile[],
  mail: WrittenMail,
): Promise<string[]> {
  const entries = await hashArchive(join(folder, mail.zip), signal);
  const unlike = files.filter(({ path, sha256 }) => entries.get(`${source.name}/${path}`)?.sha256 !== sha256);
  const problems = unlike.map(({ path }) => `${mail.zip} 中的 ${path} 与申报包不同`);
  if (entries.size !== files.length) problems.push(`${mail.zip} 的文件数不对`);
  const zip = await hashFile(join(folder, mail.zip), signal);
  const read = await readMailDraft(join(folder, mail.draft), signal);
  if (!read.closed || read.parts.length !== 2 || read.parts[1]?.sha256 !== zip.sha256)
    problems.push(`${mail.draft} 的附件与 ${mail.zip} 不同`);
  if (mail.draftBytes > limitMegabytes * 1e6) problems.push(`${mail.draft} 超过 ${limitMegabytes} MB`);
  return problems;
}

async function readBackMails(work: Work, mails: readonly WrittenMail[]): Promise<void> {
  const { count } = new ByteProgress(work.facts.bytes, work.stages.begin('回读核对'));
  const differences: string[] = [];
  for (const [index, mail] of mails.entries()) {
    const files = work.parts[index] ?? [];
    differences.push(...(await readBackMail(work, files, mail)));
    count(bytesOf(files));
  }
  if (differences.length > 0)
    throw new DossierError('readBackDiffers', { file: mailFolderName(work.source.name), differences });
}

async function writeOpened(input: MailInput, source: DeliverySource): Promise<MailResult> {
  const { outFolder, limitMegabytes, replace, report, signal } = input;
  const { parts, tooLarge } = distributeFiles(source.name, source.files, limitMegabytes);
  if (tooLarge.length > 0) {
    const files = tooLarge.map(({ path, bytes }) => ({ path, bytes, messageBytes: messageBytes(bytes) }));
    return { outcome: 'tooLarge', files };
  }
  const name = mailFolderName(source.name);
  const folder = join(outFolder, name);
  await refuseOwnPlace(input.packagePath, outFolder, name);
  await putInOrder(outFolder);
  if (!replace && (await exists(folder))) return { outcome: 'occupied', folder };
  const stages = new StageReporter(report, MAIL_STAGES);
  await refuseChanged(source, stages, signal);
  const facts = await readDeliveryFacts(source, signal);
  const target = await prepareTargetFolder(outFolder);
  const write = async (temporary: string) => {
    await mkdir(temporary);
    const work: Work = { source, facts, parts, folder: temporary, stages, limitMegabytes, signal };
    const mails = await writeMails(work);
    await flushTree(temporary);
    await readBackMails(work, mails);
    stages.begin('完成写入');
    return mails;
  };
  try {
    const mails = await replaceFolder(target.path, name, write, { replace, signal });
    const { twinCode, incomplete } = facts;
    return { outcome: 'written', folder, twinCode, incomplete, mails };
  } catch (error) {
    await target.discard();
    throw await withRoom(asDossierError(error, target.path), target.path, facts.bytes);
  }
}

/** A full disk is told with the room that is missing: zips and drafts together are two and a third of the package. */
async function withRoom(error: unknown, path: string, packageBytes: number): Promise<unknown> {
  if (!(error instanceof DossierError) || error.code !== 'diskFull') return error;
  const free = await freeBytes(path);
  const neededBytes = Math.ceil((packageBytes * 7) / 3) + 1e6;
  return new DossierError('diskFull', {
    path,
    neededBytes,
    ...(free === undefined ? {} : { freeBytes: free }),
  });
}

/**
 * Writes a package as mails into a folder of their own: ordinary zips that know nothing of each other, each with
 * the package's folder on top, so that unpacked into one place they are the package; and for each the
 * draft of a mail. The manifest lies in the first alone: in each, unpacking would ask whether to
 * overwrite it. All is read back before the folder gets its name.
 *
 * @throws packageDamaged, packageUnreadable, readBackDiffers, diskFull, notAllowed, deviceFailed, cancelled
 */
export async function writeMail(input: MailInput): Promise<MailResult> {
  const source = await openDeliverySource(input.packagePath, input.signal);
  try {
    return await writeOpened(input, source);
  } finally {
    await source.close();
  }
}
