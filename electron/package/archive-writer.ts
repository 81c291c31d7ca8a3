import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { flush } from './publish.ts';

export type ArchiveSource = { name: string; file: string } | { name: string; bytes: Uint8Array };

/** Fixed time of every entry, so that the same contents make the same archive. 1980 is where zip's clock begins. */
const ENTRY_TIME = new Date(2000, 0, 1, 0, 0, 0);

/** Formats that are packed already; deflating them again costs time and gains nothing. */
const PACKED = /\.(pdf|jpe?g|png|webp|gif|heic|heif|docx|xlsx|pptx|ofd|zip|dossier|7z|rar|mp4)$/i;

/** Where the bytes of an archive go; a new file, flushed, is what is usual. */
export type ArchiveSink = (
  target: string,
  bytes: NodeJS.ReadableStream,
  signal: AbortSignal,
) => Promise<void>;

async function toFile(target: string, bytes: NodeJS.ReadableStream, signal: AbortSignal): Promise<void> {
  const output = createWriteStream(target, { flags: 'wx' });
  try {
    await pipeline(bytes, output, { signal });
  } finally {
    output.destroy();
  }
  await flush(target);
}

/**
 * Writes a zip to a new file, entries sorted by name, times fixed, flushed to the disk.
 * Files are streamed; an existing target is an error (EEXIST).
 */
export async function writeArchive(
  target: string,
  sources: ArchiveSource[],
  signal?: AbortSignal,
  sink: ArchiveSink = toFile,
): Promise<void> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_resolve, reject) => zip.once('error', reject));
  const sorted = [...sources].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const source of sorted) {
    const options = {
      mtime: ENTRY_TIME,
      forceDosTimestamp: true,
      mode: 0o100644,
      compress: !PACKED.test(source.name),
    };
    if ('file' in source) zip.addFile(source.file, source.name, options);
    else zip.addBuffer(Buffer.from(source.bytes), source.name, options);
  }
  zip.end();
  const stop = new AbortController();
  const end = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const written = sink(target, zip.outputStream, end);
  try {
    await Promise.race([written, failed]);
  } catch (error) {
    // A file that is to go in has gone: what writes must not go on waiting for it.
    stop.abort();
    await written.catch(() => undefined);
    throw error;
  }
}
