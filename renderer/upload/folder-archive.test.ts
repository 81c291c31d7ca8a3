import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { archiveOf, archiveSize, type FolderFile, filesOfFolder } from './folder-archive.ts';

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

/** What a zip reader of others finds: each file's path and content. */
async function unpacked(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(archive, { validateEntrySizes: true, autoClose: false });
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const content = await bytesOf(await zip.openReadStreamPromise(entry));
    found.set(entry.fileName, content);
  }
  return found;
}

test('a folder becomes a zip that any reader takes, of the size that was announced', async () => {
  const name = fc.stringMatching(/^[甲乙a-c.]{1,4}$/u).filter((part) => !/^\.+$/.test(part));
  const files = fc.uniqueArray(
    fc.record({
      path: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => ['包', ...parts].join('/')),
      content: fc.uint8Array({ maxLength: 50 }),
    }),
    { selector: ({ path }) => path, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 60 }), async (given, mostBytes) => {
      const folder: FolderFile[] = given.map(({ path, content }) => ({
        path,
        file: new File([new Uint8Array(content)], path),
      }));
      const archive = await bytesOf(archiveOf(folder, mostBytes));
      expect(archive.byteLength).toBe(archiveSize(folder));
      const expected = given.map(({ path, content }) => [path, Buffer.from(content)]);
      expect([...(await unpacked(archive))]).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('the checksum is the one that every zip reader compares', async () => {
  const file = new File(['123456789'], 'a');
  const zip = await fromBufferPromise(await bytesOf(archiveOf([{ path: 'a', file }], 4)), {});
  // The check value of CRC-32.
  for await (const entry of zip.eachEntry()) expect(entry.crc32).toBe(0xcbf43926);
});

interface Tree {
  [name: string]: string | Tree;
}
/** As Chromium gives a dropped folder: a few entries at a time, until none are left. */
function entryOf(name: string, content: string | Tree): object {
  if (typeof content === 'string') {
    const file = new File([content], name);
    return { name, isFile: true, isDirectory: false, file: (take: (file: File) => void) => take(file) };
  }
  const entries = Object.entries(content).map(([each, inside]) => entryOf(each, inside));
  const createReader = () => {
    const left = [...entries];
    return { readEntries: (take: (some: object[]) => void) => take(left.splice(0, 2)) };
  };
  return { name, isFile: false, isDirectory: true, createReader };
}
// Only what is asked of an entry; the browser's own class cannot be made.
const folder = (name: string, tree: Tree) => entryOf(name, tree) as FileSystemDirectoryEntry;
const { signal } = new AbortController();

test('every file is found, however deep and however many', async () => {
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`${index}.pdf`, 'x']));
  const found = await filesOfFolder(folder('包', { 'a.docx': '甲', '04': { '01': many, leer: {} } }), signal);
  expect(found.map(({ path }) => path).sort()).toEqual(
    ['包/a.docx', ...Object.keys(many).map((each) => `包/04/01/${each}`)].sort(),
  );
});

test('somebody’s whole disk is no package; who stops has read nothing', async () => {
  const disk = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`${index}`, '']));
  await expect(filesOfFolder(folder('桌面', disk), signal)).rejects.toThrow('“桌面”里的文件超过 2000 个');
  await expect(filesOfFolder(folder('包', { a: '' }), AbortSignal.abort())).rejects.toThrow('aborted');
});
