import { LARGEST_CHUNK, LARGEST_UPLOAD } from '../../shared/contract/evidence.ts';
import type { CallInput, CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { call } from '../bridge-calls.ts';
import { FileNotSent } from './file-not-sent.ts';
import { archiveOf, archiveSize, type FolderFile, filesOfFolder } from './folder-archive.ts';

export type UploadTarget = CallInput<'beginUpload'>['target'];

/** Characters that the contract takes for a name. */
const LONGEST_NAME = 255;

/** The file's own name as the contract takes it: no folders, not too long, its ending kept. */
export function uploadName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[/\\\0]/g, '_')
    .trim();
  if (plain === '') return '未命名';
  if (plain.length <= LONGEST_NAME) return plain;
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? '';
  return `${plain.slice(0, LONGEST_NAME - ending.length).toWellFormed()}${ending}`;
}

interface SendOptions {
  signal: AbortSignal;
  /** Told after each piece how many bytes have gone. */
  onSent?: (bytes: number) => void;
}

async function piece(file: File, offset: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(offset, offset + LARGEST_CHUNK).arrayBuffer());
  } catch (error) {
    throw new FileNotSent(
      `“${file.name}”读不出来，没有添加：可能已被移走、改动，或正被其他程序占用。请关闭占用它的程序后再试。`,
      error,
    );
  }
}

async function* piecesOf(file: File): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let offset = 0; offset < file.size; ) {
    const bytes = await piece(file, offset);
    yield bytes;
    offset += bytes.byteLength;
  }
}

/** The bytes of an upload that was begun; given up as a whole where one piece fails. */
async function sendPieces(
  uploadId: string,
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  { signal, onSent }: SendOptions,
): Promise<void> {
  try {
    let offset = 0;
    for await (const bytes of pieces) {
      signal.throwIfAborted();
      await call('sendChunk', { uploadId, offset, bytes });
      offset += bytes.byteLength;
      onSent?.(offset);
    }
    signal.throwIfAborted();
  } catch (error) {
    await call('cancelUpload', { uploadId }).catch(() => undefined);
    throw error;
  }
}

/** @throws FileNotSent for a file that is too large; its name as the contract takes it */
function checkedName(file: File): string {
  const name = uploadName(file.name);
  refuseLarge(name, file.size);
  return name;
}

function refuseLarge(name: string, bytes: number): void {
  if (bytes > LARGEST_UPLOAD)
    throw new FileNotSent(new DossierError('fileTooLarge', { name, limitBytes: LARGEST_UPLOAD }).message);
}

/** Sends a dropped package, draft or picture to be looked at. @throws as `sendFile` */
export async function sendPackage(
  file: File,
  options: SendOptions,
): Promise<CallOutput<'finishPackageUpload'>> {
  const { uploadId } = await call('beginPackageUpload', { name: checkedName(file), bytes: file.size });
  await sendPieces(uploadId, piecesOf(file), options);
  return call('finishPackageUpload', { uploadId });
}

/** Sends a dropped folder as the package that it is. @throws as `sendFile` */
export async function sendPackageFolder(
  folder: FileSystemDirectoryEntry,
  options: SendOptions,
): Promise<CallOutput<'finishPackageUpload'>> {
  const files = await filesOfFolder(folder, options.signal);
  const name = uploadName(folder.name);
  const bytes = archiveSize(files);
  refuseLarge(name, bytes);
  const { uploadId } = await call('beginPackageUpload', { name, bytes });
  await sendPieces(uploadId, archiveOf(files, LARGEST_CHUNK), options);
  return call('finishPackageUpload', { uploadId });
}

/** Sends a dropped scan of sealed pages; `startReadingScans` reads it. @throws as `sendFile` */
export async function sendScan(sealingId: string, file: File, options: SendOptions): Promise<void> {
  const begin = { sealingId, name: checkedName(file), bytes: file.size };
  const { uploadId } = await call('beginScanUpload', begin);
  await sendPieces(uploadId, piecesOf(file), options);
  await call('finishScanUpload', { sealingId, uploadId });
}

/** Sends a dropped zip of packages; `startIntake` takes it in. @throws as `sendFile` */
export async function sendIntake(
  batchId: string,
  file: File,
  options: SendOptions,
): Promise<CallOutput<'finishIntakeUpload'>['source']> {
  const begin = { batchId, name: checkedName(file), bytes: file.size };
  const { uploadId } = await call('beginIntakeUpload', begin);
  await sendPieces(uploadId, piecesOf(file), options);
  return (await call('finishIntakeUpload', { batchId, uploadId })).source;
}

/** Sends a package out of a dropped folder, as a zip; `startIntake` takes it in. @throws as `sendFile` */
export async function sendIntakeFolder(
  batchId: string,
  { name, files }: { name: string; files: readonly FolderFile[] },
  options: SendOptions,
): Promise<CallOutput<'finishIntakeUpload'>['source']> {
  const bytes = archiveSize(files);
  refuseLarge(name, bytes);
  const begin = { batchId, name: uploadName(`${name}.zip`), bytes };
  const { uploadId } = await call('beginIntakeUpload', begin);
  await sendPieces(uploadId, archiveOf(files, LARGEST_CHUNK), options);
  return (await call('finishIntakeUpload', { batchId, uploadId })).source;
}

/**
 * Sends a dropped or pasted file to the program, piece by piece. Nothing of it is kept before
 * `finishUpload` is called with the id that comes back; when it is given up or fails, nothing stays.
 *
 * @throws CallError; FileNotSent where the file is too large or cannot be read; the signal's reason
 */
export async function sendFile(
  draftId: string,
  target: UploadTarget,
  file: File,
  options: SendOptions,
): Promise<string> {
  const name = checkedName(file);
  const { uploadId } = await call('beginUpload', { draftId, target, name, bytes: file.size });
  await sendPieces(uploadId, piecesOf(file), options);
  return uploadId;
}
