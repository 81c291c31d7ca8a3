import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DRAFT_LIMITS } from './archive-entries.ts';
import { extractArchive } from './archive-reader.ts';
import { writeArchive } from './archive-writer.ts';
import { temporaryPlaceError } from './temporary-folder.ts';
import { type RawEntry, rawZip } from './testing/raw-zip.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-archive-'));
  await mkdir(join(folder, 'out'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function extract(bytes: Uint8Array, limits = DRAFT_LIMITS) {
  const path = join(folder, 'a.dossier');
  await writeFile(path, bytes);
  await rm(join(folder, 'out'), { recursive: true });
  await mkdir(join(folder, 'out'));
  return extractArchive(path, join(folder, 'out'), limits);
}
const failure = (entries: RawEntry[], limits = DRAFT_LIMITS) =>
  expect(extract(rawZip(entries), limits)).rejects;

test.each([
  ['../evil.txt', '之外'],
  ['a/../../evil.txt', '之外'],
  ['/etc/cron.d/evil', '绝对路径'],
  ['C:/Windows/evil.dll', '盘符'],
  ['evidence\\..\\..\\evil', '反斜杠'],
  ['a//b', '空的一级'],
  ['a\0.pdf', '空字符'],
])('the entry %j is refused before anything is written', async (name, reason) => {
  await failure([
    { name: 'draft.json', data: '{}' },
    { name, data: 'x' },
  ]).toMatchObject({
    code: 'archiveUnsafe',
    message: expect.stringContaining(reason),
  });
  expect(await readdir(join(folder, 'out'))).toEqual([]);
});

test.each([
  ['a link', { mode: 0o120777, stored: true }, '链接'],
  ['a device', { mode: 0o020666 }, '不是普通文件'],
  ['an encrypted entry', { flags: 0x801 }, '已加密'],
])('%s is refused', async (_what, more, reason) => {
  await failure([{ name: 'evidence/a.pdf', data: '/etc/passwd', ...more }]).toMatchObject({
    code: 'archiveUnsafe',
    message: expect.stringContaining(reason),
  });
});

test.each([
  [['a.pdf', 'a.pdf'], '重名'],
  [['Evidence/A.pdf', 'evidence/a.PDF'], '重名'],
  [['evidence/é.pdf', 'evidence/e\u0301.pdf'], '重名'],
  [['evidence', 'evidence/a.pdf'], '冲突'],
])('the names %j collide and are refused', async (names, reason) => {
  await failure(names.map((name) => ({ name, data: name }))).toMatchObject({
    code: 'archiveUnsafe',
    message: expect.stringContaining(reason),
  });
});

test('a bomb is stopped while it inflates, by size, by sum and by ratio', async () => {
  const big = Buffer.alloc(3 << 20);
  const entries = ['a', 'b', 'c'].map((name) => ({ name, data: big }));
  await failure(entries, { ...DRAFT_LIMITS, bytesPerFile: 1 << 20 }).toMatchObject({ code: 'archiveUnsafe' });
  await failure(entries, { ...DRAFT_LIMITS, bytesInAll: 5 << 20 }).toMatchObject({ code: 'archiveUnsafe' });
  await failure(entries, { ...DRAFT_LIMITS, ratioFrom: 4 << 20 }).toMatchObject({
    code: 'archiveUnsafe',
    message: expect.stringContaining('压缩炸弹'),
  });
  await failure(entries, { ...DRAFT_LIMITS, entries: 2 }).toMatchObject({ code: 'archiveUnsafe' });
});

test('an entry that inflates to more than it says, or to something else, is damage', async () => {
  await failure([{ name: 'a', data: Buffer.alloc(5000), says: { bytes: 10 } }]).toMatchObject({
    code: 'archiveDamaged',
  });
  await failure([{ name: 'a', data: 'hello', says: { crc: 1 } }]).toMatchObject({
    code: 'archiveDamaged',
    message: expect.stringContaining('校验和'),
  });
});

test('entries that share their data are refused', async () => {
  const data = Buffer.from('shared data that is claimed twice');
  await failure([
    { name: 'a', data },
    { name: 'b', data, says: { offset: 0 } },
  ]).toMatchObject({ code: 'archiveUnsafe' });
});

test('a truncated archive is damage', async () => {
  const whole = rawZip([{ name: 'a', data: 'x'.repeat(100) }]);
  await expect(extract(whole.subarray(0, whole.length - 30))).rejects.toMatchObject({
    code: 'archiveDamaged',
  });
});

test('names of Chinese Windows (GBK) and of macOS (UTF-8 without saying so) are read', async () => {
  const gbk = Uint8Array.from([0xd3, 0xaa, 0xd2, 0xb5, 0xd6, 0xb4, 0xd5, 0xd5, 0x2e, 0x70, 0x64, 0x66]);
  const files = await extract(
    rawZip([
      { name: gbk, data: '1' },
      { name: Buffer.from('审计.pdf'), data: '2' },
    ]),
  );
  expect([...files.keys()]).toEqual(['营业执照.pdf', '审计.pdf']);
  expect(await readFile(files.get('营业执照.pdf') ?? '', 'utf8')).toBe('1');
});

test('names that Windows reserves are no danger: entries become numbered files', async () => {
  const files = await extract(
    rawZip([
      { name: 'evidence/CON', data: 'x' },
      { name: `evidence/${'长'.repeat(200)}.pdf`, data: 'y' },
    ]),
  );
  expect(files.size).toBe(2);
  expect((await readdir(join(folder, 'out'))).sort()).toEqual(['1', '2.pdf']);
});

test('random bytes and broken archives never do more than raise a message', async () => {
  const whole = rawZip([
    { name: 'draft.json', data: '{}' },
    { name: 'evidence/a.pdf', data: 'x'.repeat(2000) },
  ]);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (position, value) => {
      const broken = Uint8Array.from(whole);
      broken[position] = value;
      const outcome = await extract(broken).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'DossierError' });
    }),
    { numRuns: 150 },
  );
});

test('what is written is read back, and the same contents make the same archive', async () => {
  const sources = [
    { name: 'draft.json', bytes: Buffer.from('{"a":1}') },
    { name: 'evidence/佐证 𬭎.pdf', bytes: Buffer.from('%PDF') },
  ];
  await writeArchive(join(folder, '1.zip'), sources);
  await writeArchive(join(folder, '2.zip'), [...sources].reverse());
  expect(await readFile(join(folder, '1.zip'))).toEqual(await readFile(join(folder, '2.zip')));
  const files = await extractArchive(join(folder, '1.zip'), join(folder, 'out'), DRAFT_LIMITS);
  expect(await readFile(files.get('evidence/佐证 𬭎.pdf') ?? '', 'utf8')).toBe('%PDF');
  await expect(writeArchive(join(folder, '1.zip'), sources)).rejects.toMatchObject({ code: 'EEXIST' });
});

test('a refusal quotes a very long name only in part', async () => {
  await failure([{ name: `../${'长'.repeat(4000)}结尾`, data: 'x' }]).toMatchObject({
    code: 'archiveUnsafe',
    message: expect.stringMatching(/“[^”]{20,100}…[^”]{0,30}结尾”/),
  });
});

test('what cannot be written while unpacking is told with the folder for temporary files', async () => {
  const path = join(folder, 'a.dossier');
  await writeFile(path, rawZip([{ name: 'draft.json', data: '{}' }]));
  await expect(extractArchive(path, join(folder, 'gone'), DRAFT_LIMITS)).rejects.toMatchObject({
    code: 'temporaryFolderUnusable',
    data: { path: tmpdir() },
  });
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(temporaryPlaceError(full)).toMatchObject({
    code: 'diskFull',
    message: expect.stringContaining(`磁盘空间不足：临时文件夹 ${tmpdir()}`),
  });
});
