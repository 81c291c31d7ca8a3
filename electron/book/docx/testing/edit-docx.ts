import { fromBuffer } from 'yauzl';
import { ZipFile } from 'yazl';

/** Parts of a .docx as text, for tests that look into or damage one. */
export async function unzipDocx(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (!zip) return reject(error);
      const parts = new Map<string, Buffer>();
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (!stream) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(parts));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}

/** @throws Error where there is no such part */
export async function partText(bytes: Uint8Array, path: string): Promise<string> {
  const part = (await unzipDocx(bytes)).get(path);
  if (!part) throw new Error(`no part ${path}`);
  return part.toString('utf8');
}

/** The same document with one part changed; removed where `edit` gives undefined. */
export async function editDocx(
  bytes: Uint8Array,
  path: string,
  edit: (text: string) => string | undefined,
): Promise<Uint8Array> {
  const parts = await unzipDocx(bytes);
  const before = parts.get(path)?.toString('utf8');
  if (before === undefined) throw new Error(`no part ${path}`);
  const after = edit(before);
  if (after === before) throw new Error('the edit changed nothing');
  parts.delete(path);
  if (after !== undefined) parts.set(path, Buffer.from(after, 'utf8'));
  const zip = new ZipFile();
  for (const [name, content] of parts) zip.addBuffer(content, name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
