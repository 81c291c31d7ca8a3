import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDraft } from './draft-file.ts';
import { hashFile } from './file-hash.ts';
import { draftForPackage, writeDraftFile } from './save-draft.ts';
import { rawZip } from './testing/raw-zip.ts';
import { SMALL_DRAFT_FILES, smallDraft } from './testing/small-draft.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-draft-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, content: string | Uint8Array): Promise<string> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
  return target;
}
async function putDraft(draft: unknown = smallDraft()): Promise<string> {
  for (const [path, content] of Object.entries(SMALL_DRAFT_FILES)) await put(`d/${path}`, content);
  await put('d/draft.json', JSON.stringify(draft));
  return join(folder, 'd');
}
const unpacked = async () => (await readdir(tmpdir())).filter((name) => name.includes(`-${process.pid}-`));

test('a folder, its draft.json and a .dossier open alike, and nothing unpacked stays', async () => {
  const draftFolder = await putDraft();
  const zip = join(folder, 'a.dossier');
  const opened = await openDraft(draftFolder);
  await writeDraftFile(zip, opened.form, opened.draft, opened.filePath);
  for (const path of [draftFolder, join(draftFolder, 'draft.json'), zip]) {
    const draft = await openDraft(path);
    expect(draft.draft).toEqual(smallDraft());
    expect(draft.form.programme).toBe('benchmark');
    for (const [name, content] of Object.entries(SMALL_DRAFT_FILES)) {
      expect(await readFile(draft.filePath(name), 'utf8')).toBe(content);
    }
    await draft.close();
  }
  expect(await unpacked()).toEqual([]);
});

test('the folder around the one draft opens it; around two it asks which', async () => {
  await putDraft();
  const around = await openDraft(folder);
  expect(around.draft).toEqual(smallDraft());
  await around.close();
  await put('e/draft.json', JSON.stringify(smallDraft()));
  await expect(openDraft(folder)).rejects.toThrow('文件夹里有 2 份草稿，请选择其中一份：d、e');
});

test('a zip of the whole folder, as a right click makes it, opens too', async () => {
  const entries = Object.entries({ 'draft.json': JSON.stringify(smallDraft()), ...SMALL_DRAFT_FILES });
  const zipped = [
    ...entries.map(([name, data]) => ({ name: `我的草稿/${name.normalize('NFD')}`, data })),
    { name: '__MACOSX/draft.json', data: 'x' },
  ];
  const draft = await openDraft(await put('b.dossier', rawZip(zipped)));
  expect(await readFile(draft.filePath('evidence/营业执照.pdf'), 'utf8')).toBe('licence');
  await draft.close();
});

test('a zip of two drafts asks which', async () => {
  const entries = ['甲', '乙'].map((name) => ({
    name: `${name}/draft.json`,
    data: JSON.stringify(smallDraft()),
  }));
  await expect(openDraft(await put('two.dossier', rawZip(entries)))).rejects.toThrow('压缩包内有 2 份草稿');
});

test("a package's draft finds its evidence by content in the folder beside it", async () => {
  const source = await openDraft(await putDraft());
  const hashes = new Map<string, string>();
  for (const path of Object.keys(SMALL_DRAFT_FILES))
    hashes.set(path, (await hashFile(source.filePath(path))).sha256);
  const handedIn = draftForPackage(source.form, { ...source.draft, confirmations: { x: true } }, hashes);
  await mkdir(join(folder, 'p'));
  const figuresOnly = (path: string, use: string) => (use === 'figure' ? source.filePath(path) : undefined);
  await writeDraftFile(join(folder, 'p/draft.dossier'), source.form, handedIn, figuresOnly);
  const copy = await put('p/04-佐证材料/01-营业执照复印件/01-营业执照.pdf', 'licence');
  await put('p/04-佐证材料/02-审计报告/01-别的.pdf', 'something else');

  for (const path of ['p/draft.dossier', 'p']) {
    const draft = await openDraft(join(folder, path));
    expect(draft.filePath('evidence/营业执照.pdf')).toBe(copy);
    expect(await readFile(draft.filePath('figures/架构.png'), 'utf8')).toBe('picture');
    expect(draft.draft.confirmations).toBeUndefined();
    await draft.close();
  }
  await writeFile(copy, 'changed');
  const changed = await openDraft(join(folder, 'p'));
  await expect(readFile(changed.filePath('evidence/营业执照.pdf'))).rejects.toThrow('ENOENT');
  await changed.close();
});

test.each([
  ['../secret.txt', '草稿之外'],
  ['evidence/../../secret.txt', '草稿之外'],
  ['constructor', '不能用作路径'],
  ['__proto__', '不能用作路径'],
  ['/etc/passwd', '绝对路径'],
  ['C:\\secret.txt', '“/”分隔'],
  ['C:secret.txt', '绝对路径'],
])('a draft may not name the file %j, in a folder or in an archive', async (path, problem) => {
  await put('secret.txt', 'secret');
  const draft = { ...smallDraft(), evidence: { businessLicence: { files: [{ path }] } } };
  const inFolder = await putDraft(draft);
  const inArchive = await put('c.dossier', rawZip([{ name: 'draft.json', data: JSON.stringify(draft) }]));
  for (const each of [inFolder, inArchive]) {
    await expect(openDraft(each)).rejects.toMatchObject({
      code: 'draftInvalid',
      message: expect.stringMatching(new RegExp(`营业执照.*${problem}`)),
    });
  }
  expect(await unpacked()).toEqual([]);
});

test('a link that leaves the folder is refused, one that stays inside is followed', async () => {
  const draftFolder = await putDraft();
  await rm(join(draftFolder, 'evidence/营业执照.pdf'));
  await symlink('../figures/架构.png', join(draftFolder, 'evidence/营业执照.pdf'));
  const draft = await openDraft(draftFolder);
  expect(await readFile(draft.filePath('evidence/营业执照.pdf'), 'utf8')).toBe('picture');

  await put('secret.txt', 'secret');
  await rm(join(draftFolder, 'evidence/营业执照.pdf'));
  await symlink('../../secret.txt', join(draftFolder, 'evidence/营业执照.pdf'));
  await expect(openDraft(draftFolder)).rejects.toMatchObject({
    code: 'draftInvalid',
    message: expect.stringContaining('链接'),
  });
});

test('a missing file is no error: a finding names it later', async () => {
  const draftFolder = await putDraft();
  await rm(join(draftFolder, 'evidence'), { recursive: true });
  const draft = await openDraft(draftFolder);
  await expect(readFile(draft.filePath('evidence/营业执照.pdf'))).rejects.toThrow('ENOENT');
});

test.each([
  ['nothing there', undefined, 'draftNotFound', '找不到草稿'],
  ['an empty file', '', 'draftUnreadable', '0 字节'],
  ['some other file', '%PDF-1.4', 'draftUnreadable', '不是 .dossier'],
  ['a broken zip', 'PK\x03\x04 and then nothing', 'archiveDamaged', '已损坏'],
  ['a zip without a draft', rawZip([{ name: 'x.txt', data: 'x' }]), 'draftUnreadable', '没有 draft.json'],
  ['a zipped package', rawZip([{ name: 'p/draft.dossier', data: 'x' }]), 'draftUnreadable', '先解压'],
])('%s is told in plain words', async (_what, content, code, words) => {
  const path = content === undefined ? join(folder, 'none.dossier') : await put('x.dossier', content);
  await expect(openDraft(path)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  expect(await unpacked()).toEqual([]);
});

test('a folder without a draft is told', async () => {
  await expect(openDraft(folder)).rejects.toMatchObject({ code: 'draftUnreadable' });
});

test('a folder for temporary files that is not there is told, not the draft', async () => {
  const archive = await put(
    'a.dossier',
    rawZip([{ name: 'draft.json', data: JSON.stringify(smallDraft()) }]),
  );
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, join(folder, 'no-such-folder'));
  await expect(openDraft(archive)).rejects.toMatchObject({
    code: 'temporaryFolderUnusable',
    message: expect.stringMatching(/临时文件夹不能使用：.*no-such-folder（找不到）/),
  });
});
