import { LARGEST_CHUNK, LARGEST_UPLOAD } from '../../shared/contract/evidence.ts';
import type { CallInput, CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { call } from '../bridge-calls.ts';

export type UploadTarget = CallInput<'beginUpload'>['target'];

/** A file that cannot be taken; the message is plain Chinese. */
export class FileNotSent extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'FileNotSent';
  }
}

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

/** The bytes of a file whose upload was begun; given up as a whole where one piece fails. */
async function sendPieces(uploadId: string, file: File, { signal, onSent }: SendOptions): Promise<void> {
  try {
    for (let offset = 0; offset < file.size; ) {
      signal.throwIfAborted();
      const bytes = await piece(file, offset);
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
  if (file.size > LARGEST_UPLOAD)
    throw new FileNotSent(new DossierError('fileTooLarge', { name, limitBytes: LARGEST_UPLOAD }).message);
  return name;
}

/** Sends a dropped package to be looked at. @throws as `sendFile` */
export async function sendPackage(
  file: File,
  options: SendOptions,
): Promise<CallOutput<'finishPackageUpload'>> {
  const { uploadId } = await call('beginPackageUpload', { name: checkedName(file), bytes: file.size });
  await sendPieces(uploadId, file, options);
  return call('finishPackageUpload', { uploadId });
}

/** Sends a dropped scan of sealed pages; `startReadingScans` reads it. @throws as `sendFile` */
export async function sendScan(sealingId: string, file: File, options: SendOptions): Promise<void> {
  const begin = { sealingId, name: checkedName(file), bytes: file.size };
  const { uploadId } = await call('beginScanUpload', begin);
  await sendPieces(uploadId, file, options);
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
  await sendPieces(uploadId, file, options);
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
  await sendPieces(uploadId, file, options);
  return uploadId;
}
