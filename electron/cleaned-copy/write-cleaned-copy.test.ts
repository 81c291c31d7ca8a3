import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDocxParts } from '../book/docx/docx-parts.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { largePage } from '../drawing/testing/endless-pages.ts';
import { findPackages } from '../intake/find-packages.ts';
import { writeArchive } from '../package/archive-writer.ts';
import { openDraft } from '../package/draft-file.ts';
import { writeRealDraft } from '../package/testing/real-draft.ts';
import { verifyPackage } from '../package/verify-package.ts';
import { type CleanedCopy, writeCleanedCopy } from './write-cleaned-copy.ts';

let root = '';
let made: CleanedCopy;
const stages = new Set<string>();
const cleaning: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-copy-'));
  const draftPath = await writeRealDraft(join(root, 'draft'));
  const file = join(draftPath, 'draft.json');
  const draft: { answers: object; evidence: Record<string, object> } = JSON.parse(
    await readFile(file, 'utf8'),
  );
  draft.answers = { ...draft.answers, contactName: '张三丰', contactPhone: '13812345678' };
  draft.evidence.otherProof = {
    files: ['李四身份证.docx', '王五.pdf', '赵六.pdf'].map((name) => ({ path: `evidence/${name}` })),
  };
  await writeFile(join(draftPath, 'evidence/李四身份证.docx'), 'no word document');
  await writeFile(join(draftPath, 'evidence/王五.pdf'), '%PDF-1.4 broken');
  await writeFile(join(draftPath, 'evidence/赵六.pdf'), largePage(19_000));
  await writeFile(file, JSON.stringify(draft));
  const opened = await openDraft(draftPath);
  made = await writeCleanedCopy(opened, {
    outFolder: join(root, 'out'),
    masks: { 'evidence/营业执照.jpg': [{ page: 1, x: 0, y: 0, width: 0.5, height: 0.5 }] },
    today: '2025-10-16',
    report: ({ stage, done, total }) => {
      stages.add(stage);
      if (stage === '清理材料' && done !== undefined) cleaning.push(`${done}/${total}`);
    },
  });
  await opened.close();
});
afterAll(() => rm(root, { recursive: true, force: true }));

const within = (name: string) => readFileSync(join(made.folder, name));
const names = () =>
  readdirSync(made.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(made.folder.length + 1));

test('a copy for others says what it is, and holds what can be cleaned under names that tell nobody', () => {
  expect(basename(made.folder)).toBe('重庆示例机械有限公司-对外副本（已去除个人信息）-20251016');
  expect(names().sort()).toEqual([
    '佐证材料（已清理）/01-营业执照复印件/01.jpg',
    '对外副本说明.txt',
    '申报书（对外副本）.docx',
    '申报书（对外副本）.pdf',
  ]);
  expect(made).toMatchObject({ files: 1, masks: 1 });
  expect(made.leftOut).toHaveLength(3);
  const note = within('对外副本说明.txt').toString();
  expect(note).toContain('不是申报包');
  expect(note).toContain('标记的 1 处区域已经涂黑');
  expect(note).toContain('没有放进来的材料');
  expect(note).toContain('有页面过于复杂，画出来要很多内存，没有放进副本');
  for (const name of ['李四', '王五', '赵六']) expect(note).not.toContain(name);
  // Counted in pages; a file that is left out counts as well.
  expect([...new Set(cleaning)]).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4']);
  expect([...stages]).toEqual(['整理内容', '生成 Word', '生成 PDF', '清理材料', '写入']);
});

test('Word and PDF have no properties, no contact, no code, and 对外副本 on every page', async () => {
  const word = await openDocxParts(within('申报书（对外副本）.docx'));
  expect(await word.text('docProps/core.xml')).toMatch(/<cp:coreProperties [^>]*\/>$/);
  expect(await word.text('docProps/app.xml')).toMatch(/<Properties [^>]*\/>$/);
  let wordText = '';
  for (const path of word.paths().filter((each) => each.endsWith('.xml'))) wordText += await word.text(path);
  const pdf = within('申报书（对外副本）.pdf');
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  expect([document.getAuthor(), document.getTitle(), document.getProducer(), document.getCreator()]).toEqual(
    Array(4).fill(undefined),
  );
  expect(document.getCreationDate()).toBeUndefined();
  const read = await readPdf(pdf);
  for (const text of [wordText, read.pages.map((page) => page.text).join('\n')]) {
    const secrets = ['张三丰', '13812345678', '李四', '王五'].filter((each) => text.includes(each));
    expect(secrets).toEqual([]);
    expect(/对照码 ?[0-9A-Z]{4}/.test(text)).toBe(false);
    expect(text.includes('重庆示例机械有限公司') && text.includes('（略）')).toBe(true);
  }
  expect(wordText.includes('对外副本')).toBe(true);
});

test('what was marked is black in the picture', async () => {
  const { data, info } = await sharp(within('佐证材料（已清理）/01-营业执照复印件/01.jpg'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 4) * info.width + Math.floor(info.width / 4)) * info.channels;
  expect(Math.max(...data.subarray(at, at + 3))).toBeLessThan(12);
});

test('nobody takes it for a package: verify and intake say what it is, as a folder and as a zip', async () => {
  await expect(verifyPackage(made.folder)).rejects.toMatchObject({
    code: 'packageUnreadable',
    message: expect.stringContaining('不是申报包，不能报送'),
  });
  const zip = join(root, 'copy.zip');
  await writeArchive(
    zip,
    names().map((name) => ({ name: `副本/${name}`, file: join(made.folder, name) })),
  );
  await expect(verifyPackage(zip)).rejects.toMatchObject({ message: expect.stringContaining('对外副本') });
  for (const path of [made.folder, zip]) {
    const { candidates, told } = await findPackages([{ path }]);
    expect(candidates).toEqual([]);
    expect(told).toMatchObject([{ reason: expect.stringContaining('不是申报包') }]);
  }
});
