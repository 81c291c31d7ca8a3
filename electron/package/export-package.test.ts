import { cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { NUMBER_RADIUS } from '../../shared/seal-guide/seal-spot.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { PAGE } from '../book/layout.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { writePdf } from '../book/pdf/write-pdf.ts';
import { type ExportInput, type ExportResult, exportPackage } from './export-package.ts';
import { hashFile } from './file-hash.ts';
import { readManifest, sealManifest, writeManifest } from './manifest.ts';
import { pagePictures } from './page-pictures.ts';
import { pagesToDraw } from './seal-guide.ts';
import { sideBook, sideLine } from './side-book.ts';
import type { StageReport } from './stages.ts';
import { writeRealDraft } from './testing/real-draft.ts';
import { verifyPackage } from './verify-package.ts';

let root = '';
let draftPath = '';
let made: Extract<ExportResult, { outcome: 'done' }>;
const stages: StageReport[] = [];
const input = (more: Partial<ExportInput>): ExportInput => ({
  ...{ draftPath, outFolder: join(root, 'out'), incomplete: true, zip: false, today: '2025-10-16' },
  report: () => {},
  ...more,
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-export-'));
  draftPath = await writeRealDraft(join(root, 'draft'));
  const result = await exportPackage(input({ zip: true, report: (stage) => stages.push(stage) }));
  if (result.outcome !== 'done') throw new Error('it was blocked');
  made = result;
});
afterAll(() => rm(root, { recursive: true, force: true }));

let copy = '';
beforeEach(async () => {
  copy = await mkdtemp(join(root, 'copy-'));
  await cp(made.folder, copy, { recursive: true });
});
afterEach(() => rm(copy, { recursive: true }));

const PDF = '02-申报书.pdf';
const BOUND = '03-申报书成册(含佐证材料).pdf';
const BINDING = '盖章与装订说明.pdf';
const EVIDENCE = '04-佐证材料/01-营业执照复印件/01-营业执照.jpg';
const problemsOf = async (path = copy) => (await verifyPackage(path)).problems.join('\n');

/** Lets the manifest say what the files are now, as somebody would who forges a package. */
async function forgeManifest(): Promise<void> {
  const path = join(copy, 'manifest.json');
  const manifest = readManifest(path, await readFile(path));
  const files = [];
  for (const file of manifest.files) files.push({ ...file, ...(await hashFile(join(copy, file.path))) });
  await writeFile(path, writeManifest(sealManifest({ ...manifest, files })));
}

test('a package has its parts and its name, and is intact as folder and as zip', async () => {
  expect(made.folder).toBe(join(root, 'out', `重庆示例机械有限公司-标杆企业申报-20251016-${made.twinCode}`));
  expect(made.files.map((file) => file.path)).toEqual(
    [
      '01-申报书.docx',
      PDF,
      BOUND,
      EVIDENCE,
      '05-数字化转型投入明细表.xlsx',
      'draft.dossier',
      'manifest.json',
      '材料清单.pdf',
      '盖章与装订说明.pdf',
    ].sort(),
  );
  for (const { path, bytes } of made.files) expect((await stat(join(made.folder, path))).size).toBe(bytes);
  expect((await stat(made.zip?.path ?? '')).size).toBe(made.zip?.bytes);
  expect((await readdir(join(root, 'out'))).length).toBe(2);
  expect(await readFile(join(made.folder, EVIDENCE))).toEqual(
    await readFile(join(draftPath, 'evidence/营业执照.jpg')),
  );
  for (const path of [made.folder, made.zip?.path ?? '']) {
    const percents: number[] = [];
    expect(await verifyPackage(path, undefined, undefined, (done) => percents.push(done))).toEqual({
      sealedPages: 0,
      intact: true,
      twinCode: made.twinCode,
      incomplete: true,
      problems: [],
    });
    // Comparing the documents takes the longest: it must not seem to stand still.
    expect(new Set(percents).size).toBeGreaterThan(8);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents.at(-1)).toBe(100);
  }
});

test('the stages come in their order and never go back', () => {
  const names = [...new Set(stages.map(({ stage }) => stage))];
  expect(names).toEqual(['整理内容', '检查', '生成 Word', '生成 PDF', '合并材料', '回读核对', '写入']);
  const percents = stages.map(({ percent }) => percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect(percents.at(-1)).toBeLessThanOrEqual(100);
});

test('the papers beside the book tell files, places of seals, pages and colours', async () => {
  const textOf = async (name: string) =>
    (await readPdf(await readFile(join(made.folder, name)))).pages
      .map((page) => page.text + page.footer)
      .join('\n')
      .replace(/\s/g, '');
  const checklist = await textOf('材料清单.pdf');
  expect(checklist).toContain('营业执照复印件');
  expect(checklist).toContain('营业执照.jpg01-01110');
  expect(checklist).toContain('无（没有其他材料）');
  expect(checklist).toContain(`对照码：${made.twinCode}`);
  const binding = await textOf(BINDING);
  for (const words of [
    '给盖章人',
    '封面“申报单位（盖章）”',
    '单位负责人（签字）',
    '第一份□第二份□',
    '骑缝章',
    '给打印店',
    '一式2份',
    '双面',
    '书脊',
    '彩色页',
    made.twinCode,
  ]) {
    expect(binding).toContain(words);
  }
  // A sheet for each, with the cover and the commitment in small.
  const { pages, pictureCount } = await readPdf(await readFile(join(made.folder, BINDING)));
  expect(pages.map(({ text }) => /（给(.+)）/.exec(text)?.[1])).toEqual(['盖章人', '打印店']);
  expect(pictureCount).toBe(2);
});

test('the thumbnails are marked at the spots and nowhere else', async () => {
  const wanted = pagesToDraw(made.guide.places);
  const pictures = await pagePictures(join(made.folder, BOUND), wanted);
  expect([...pictures.keys()]).toEqual([1, 2]);
  for (const [page, { bytes, widthPx, heightPx }] of pictures) {
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const spots = made.guide.places.flatMap((place) => (place.page === page ? (place.spot ?? []) : []));
    const scale = heightPx / PAGE.heightPt;
    const marked = spots.map(() => 0);
    for (let at = 0; at < widthPx * heightPx; at += 1) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at * 3, at * 3 + 3);
      if (red < 170 || green > 90 || blue > 90) continue;
      const [x, y] = [(at % widthPx) / scale, Math.floor(at / widthPx) / scale];
      const near = spots.findIndex(
        (spot) =>
          Math.abs(x - spot.x - spot.widthPt / 2) < spot.widthPt / 2 + 2 * NUMBER_RADIUS &&
          Math.abs(y - spot.y - spot.heightPt / 2) < spot.heightPt / 2 + 2 * NUMBER_RADIUS,
      );
      expect(near, `red at ${x}, ${y} of page ${page}`).toBeGreaterThanOrEqual(0);
      marked[near] = (marked[near] ?? 0) + 1;
    }
    expect(Math.min(...marked)).toBeGreaterThan(50);
  }
});

test('a package whose 盖章与装订说明 has no thumbnails, as older ones have, is intact', async () => {
  const { twinCode } = made;
  const book = { title: '申报书', applicant: '重庆示例', programme: 'benchmark', twinCode } as const;
  const older = sideBook(book, '盖章与装订说明', 'B', [sideLine('一、签字盖章处')]);
  const { bytes } = await writePdf(older, new Map(), await loadBookFonts(), new Map());
  await writeFile(join(copy, BINDING), bytes);
  await forgeManifest();
  expect(await problemsOf()).toBe('');
});

test('a second export of the same draft has the same code and the same text', async () => {
  const again = await exportPackage(input({ outFolder: join(root, 'again') }));
  if (again.outcome !== 'done') throw new Error('it was blocked');
  expect(again.twinCode).toBe(made.twinCode);
  for (const name of [PDF, BOUND, BINDING]) {
    const texts = [made.folder, again.folder].map(async (folder) =>
      (await readPdf(await readFile(join(folder, name)))).pages.map((page) => page.text),
    );
    expect(await texts[0]).toEqual(await texts[1]);
  }
  await expect(exportPackage(input({ outFolder: join(root, 'again') }))).rejects.toMatchObject({
    code: 'targetExists',
  });
});

test('a draft with blocking findings is not exported, and nothing is written', async () => {
  const result = await exportPackage(input({ incomplete: false, outFolder: join(root, 'none') }));
  expect(result.outcome).toBe('blocked');
  expect(await readdir(root)).not.toContain('none');
});

test('cancelling at any stage leaves nothing', async () => {
  for (const at of ['整理内容', '生成 Word', '合并材料', '回读核对', '写入']) {
    const stop = new AbortController();
    const report = ({ stage }: StageReport) => {
      if (stage === at) stop.abort();
    };
    const outFolder = join(root, 'cancelled');
    await expect(exportPackage(input({ outFolder, report, signal: stop.signal }))).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await readdir(outFolder).catch(() => [])).toEqual([]);
  }
});

test('a changed byte, a missing file, an added file and a link are told by name', async () => {
  const bytes = await readFile(join(copy, EVIDENCE));
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
  await writeFile(join(copy, EVIDENCE), bytes);
  await rm(join(copy, '材料清单.pdf'));
  await writeFile(join(copy, '04-佐证材料/多.pdf'), 'x');
  await writeFile(join(copy, 'Thumbs.db'), 'harmless');
  await symlink('/etc/passwd', join(copy, '05'));
  const problems = await problemsOf();
  expect(problems).toContain(`${EVIDENCE}：内容已被改动`);
  expect(problems).toContain('材料清单.pdf：缺少此文件');
  expect(problems).toContain('04-佐证材料/多.pdf：多出的文件');
  expect(problems).toContain('05：不是普通文件');
  expect(problems).not.toContain('Thumbs.db');
});

test('a manifest that was changed by hand is told, whichever entry it is', async () => {
  const path = join(copy, 'manifest.json');
  const written = await readFile(path, 'utf8');
  for (const [from, to] of [
    ['"createdOn": "2025-10-16"', '"createdOn": "2025-10-17"'],
    ['"incomplete": true', '"incomplete": false'],
    ['"version": "', '"version": "9'],
    ['\n  "notice"', '\n   "notice"'],
  ] as const) {
    await writeFile(path, written.replace(from, to));
    expect(await problemsOf()).toContain('manifest.json：内容已被改动');
  }
  const manifest = readManifest(path, Buffer.from(written));
  await writeFile(path, writeManifest(sealManifest({ ...manifest, pages: { ...manifest.pages, bound: 3 } })));
  expect(await problemsOf()).toContain('manifest.json：成册页数为 3');
});

test('a zip with one damaged entry is not intact, and the entry is named', async () => {
  const bytes = await readFile(made.zip?.path ?? '');
  // The bound book before it holds the same bytes.
  const at = bytes.lastIndexOf(await readFile(join(made.folder, EVIDENCE)));
  expect(at).toBeGreaterThan(0);
  bytes[at + 500] = (bytes[at + 500] ?? 0) ^ 1;
  await writeFile(join(copy, 'damaged.zip'), bytes);
  const { intact, problems } = await verifyPackage(join(copy, 'damaged.zip'));
  expect(intact).toBe(false);
  expect(problems).toContain(`${EVIDENCE}：压缩包内的数据已损坏`);
});

test('documents that were swapped do not pass, even with a manifest that agrees', async () => {
  await rename(join(copy, PDF), join(copy, 'swap'));
  await rename(join(copy, '材料清单.pdf'), join(copy, PDF));
  await rename(join(copy, 'swap'), join(copy, '材料清单.pdf'));
  expect(await problemsOf()).toContain(`${PDF}：内容已被改动`);
  await forgeManifest();
  expect(await problemsOf()).toMatch(new RegExp(`${PDF}：(?!内容已被改动)`));
});

test('evidence that was replaced does not pass, even with a manifest that agrees', async () => {
  await cp(join(draftPath, 'figures/架构.png'), join(copy, EVIDENCE));
  await forgeManifest();
  expect(await problemsOf()).toContain('对照码');
});

test('a package of another draft’s documents does not pass', async () => {
  const other = await writeRealDraft(join(root, 'other'));
  const draft = JSON.parse(await readFile(join(other, 'draft.json'), 'utf8'));
  draft.answers.profileOverview = '别的内容';
  await writeFile(join(other, 'draft.json'), JSON.stringify(draft));
  const result = await exportPackage(input({ draftPath: other, outFolder: join(root, 'other-out') }));
  if (result.outcome !== 'done') throw new Error('it was blocked');
  for (const name of ['01-申报书.docx', BOUND, '盖章与装订说明.pdf', '05-数字化转型投入明细表.xlsx']) {
    await cp(join(result.folder, name), join(copy, name));
    await forgeManifest();
    expect(await problemsOf()).toContain(`${name}：`);
    await cp(join(made.folder, name), join(copy, name));
  }
});

test('broken documents are problems, what is no package is an error', async () => {
  await writeFile(join(copy, '01-申报书.docx'), 'PK no word document');
  await writeFile(join(copy, BOUND), '%PDF-1.7 broken');
  await writeFile(join(copy, 'draft.dossier'), 'PK');
  const problems = await problemsOf();
  for (const name of ['01-申报书.docx', BOUND, 'draft.dossier']) expect(problems).toContain(`${name}：`);
  await writeFile(join(copy, 'manifest.json'), '{}');
  await expect(verifyPackage(copy)).rejects.toMatchObject({ code: 'packageUnreadable' });
  await rm(join(copy, 'manifest.json'));
  await expect(verifyPackage(copy)).rejects.toMatchObject({ code: 'packageUnreadable' });
  await expect(verifyPackage(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'packageUnreadable' });
});
