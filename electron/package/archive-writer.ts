import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export type ArchiveSource = { name: string; file: string } | { name: string; bytes: Uint8Array };

/** Fixed time of every entry, so that the same contents make the same archive. 1980 is where zip's clock begins. */
const ENTRY_TIME = new Date(2000, 0, 1, 0, 0, 0);

/** Formats that are packed already; deflating them again costs time and gains nothing. */
const PACKED = /\.(pdf|jpe?g|png|webp|gif|heic|heif|docx|xlsx|pptx|ofd|zip|dossier|7z|rar|mp4)$/i;

/**
 * Writes a zip to a new file, entries sorted by name, times fixed, flushed to the disk.
 * Files are streamed; an existing target is an error (EEXIST).
 */
export async function writeArchive(
  target: string,
  sources: ArchiveSource[],
  signal?: AbortSignal,
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
  const output = createWriteStream(target, { flags: 'wx' });
  await Promise.race([
    pipeline(zip.outputStream, output, signal === undefined ? {} : { signal }),
    failed,
  ]).finally(() => output.destroy());
  const written = await open(target, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
}
