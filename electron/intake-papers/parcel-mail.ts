import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Progress } from '../book/book.ts';
import { ByteProgress } from '../delivery/byte-progress.ts';
import { hashArchive } from '../delivery/mail/hash-archive.ts';
import { writeMailDraft } from '../delivery/mail/mail-draft.ts';
import { messageBytes } from '../delivery/mail/mail-limits.ts';
import { distributeFiles, mailFolderName, partName } from '../delivery/mail/mail-parts.ts';
import { readMailDraft } from '../delivery/mail/read-mail-draft.ts';
import type { WrittenMail } from '../delivery/mail/write-mail.ts';
import { writeArchive } from '../package/archive-writer.ts';
import { hashFile } from '../package/file-hash.ts';
import type { ManifestFile } from '../package/manifest.ts';
import { flushTree } from '../package/publish.ts';
import { type LetterInput, letterSubject, letterText } from './parcel-letter.ts';
import { LETTER_FILE } from './parcel-names.ts';

function bytesOf(files: readonly ManifestFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function refuse(file: string, differences: string[]): void {
  if (differences.length > 0) throw new DossierError('readBackDiffers', { file, differences });
}

/** A draft to the notice's mailbox that carries the papers, read back. Nothing is sent. */
export async function writeLetter(
  input: LetterInput,
  folder: string,
  papers: readonly ManifestFile[],
  signal?: AbortSignal,
): Promise<void> {
  const target = join(folder, LETTER_FILE);
  const draft = {
    to: input.notice.contacts.email,
    subject: letterSubject(input),
    text: letterText(input),
    attachments: papers.map(({ path }) => ({ name: path, file: join(folder, path) })),
  };
  await writeMailDraft(target, draft, signal);
  const { closed, parts } = await readMailDraft(target, signal);
  const attached = parts.slice(1).map(({ sha256 }) => sha256);
  const same = closed && papers.every(({ sha256 }, index) => attached[index] === sha256);
  refuse(LETTER_FILE, same ? [] : ['附件与推荐意见、汇总表不同']);
}

export type ParcelMails =
  | { outcome: 'written'; folder: string; mails: WrittenMail[] }
  /** Files that no mail of this limit can carry, with what each alone would come to as a message. No mails were made. */
  | { outcome: 'tooLarge'; files: { path: string; bytes: number; messageBytes: number }[] };

/**
 * The whole parcel as mails in a folder beside it: zips that unpack into one place, and the draft of a mail to the notice's
 * mailbox for each. All is read back.
 *
 * @param parcel folder of the parcel's files, the manifest among them
 * @param parent folder that the mails' folder goes into
 */
export async function writeParcelMails(
  input: LetterInput,
  { parcel, parent, files }: { parcel: string; parent: string; files: readonly ManifestFile[] },
  limitMegabytes: number,
  progress: Progress,
  signal?: AbortSignal,
): Promise<ParcelMails> {
  const { parts, tooLarge } = distributeFiles(input.name, files, limitMegabytes);
  if (tooLarge.length > 0) {
    const told = tooLarge.map(({ path, bytes }) => ({ path, bytes, messageBytes: messageBytes(bytes) }));
    return { outcome: 'tooLarge', files: told };
  }
  const name = mailFolderName(input.name);
  const folder = join(parent, name);
  await mkdir(folder);
  const { count } = new ByteProgress(bytesOf(files), progress);
  const mails: WrittenMail[] = [];
  for (const [index, own] of parts.entries()) {
    mails.push(
      await writePart(input, { parcel, folder, files: own, number: index + 1, total: parts.length }, signal),
    );
    count(bytesOf(own));
  }
  const large = mails.filter(({ draftBytes }) => draftBytes > limitMegabytes * 1e6);
  refuse(
    name,
    large.map(({ draft }) => `${draft} 超过 ${limitMegabytes} MB`),
  );
  await flushTree(folder);
  return { outcome: 'written', folder: name, mails };
}

interface Part {
  parcel: string;
  folder: string;
  files: readonly ManifestFile[];
  number: number;
  total: number;
}

async function writePart(
  input: LetterInput,
  { parcel, folder, files, number, total }: Part,
  signal?: AbortSignal,
): Promise<WrittenMail> {
  const name = partName(input.name, number, total);
  const [zip, draft] = [`${name}.zip`, `${name}.eml`];
  const entries = files.map(({ path }) => ({ name: `${input.name}/${path}`, file: join(parcel, path) }));
  await writeArchive(join(folder, zip), entries, signal);
  const { size: zipBytes } = await stat(join(folder, zip));
  const part = { number, total, zip, zipBytes, files: files.map(({ path }) => path) };
  const words = { subject: letterSubject(input, part), text: letterText(input, part) };
  const attachments = [{ name: zip, file: join(folder, zip) }];
  await writeMailDraft(
    join(folder, draft),
    { to: input.notice.contacts.email, ...words, attachments },
    signal,
  );
  refuse(zip, await archiveDifferences(join(folder, zip), input.name, files, signal));
  const { sha256 } = await hashFile(join(folder, zip), signal);
  const read = await readMailDraft(join(folder, draft), signal);
  refuse(draft, read.closed && read.parts[1]?.sha256 === sha256 ? [] : [`附件与 ${zip} 不同`]);
  const { size: draftBytes } = await stat(join(folder, draft));
  return { zip, zipBytes, draft, draftBytes, files: files.length };
}

/** What a zip of the parcel's files has otherwise than they are, in Chinese. */
export async function archiveDifferences(
  zip: string,
  folder: string,
  files: readonly ManifestFile[],
  signal?: AbortSignal,
): Promise<string[]> {
  const entries = await hashArchive(zip, signal);
  const unlike = files.filter(({ path, sha256 }) => entries.get(`${folder}/${path}`)?.sha256 !== sha256);
  return [
    ...unlike.map(({ path }) => `${path} 与写出的文件不同`),
    ...(entries.size === files.length ? [] : ['文件数不对']),
  ];
}
