import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Book, BookEvidenceItem } from '../electron/book/book.ts';
import { planEvidencePages } from '../electron/book/bound/evidence-pages.ts';
import { joinBound } from '../electron/book/bound/join.ts';
import { composeBook } from '../electron/book/compose/compose-book.ts';
import { writeDocx } from '../electron/book/docx/write-docx.ts';
import { loadBookFonts } from '../electron/book/fonts.ts';
import { writePdf } from '../electron/book/pdf/write-pdf.ts';
import { checkOpenDraft } from '../electron/package/check-open-draft.ts';
import { hashesOf } from '../electron/package/draft-facts.ts';
import { openDraft } from '../electron/package/draft-file.ts';
import { inspectDraft } from '../electron/package/inspect-draft.ts';
import { measureBook, preparePictures } from '../electron/package/lay-out-book.ts';
import { twinCode } from '../electron/package/twin-code.ts';
import { countWords } from '../shared/text/word-count.ts';
import { benchIntake } from './bench/intake.ts';
import {
  median,
  megabytes,
  milliseconds,
  RUNS,
  report,
  runForeign,
  runNode,
  timed,
} from './bench/measure.ts';
import { writeScannedPdfs } from './bench/scanned-pages.ts';
import { benchWindow } from './bench/window.ts';

/**
 * `npm run bench`: medians of 5 on this machine, beside LibreOffice and qpdf in the same run. It prints
 * figures and judges nothing: speed is never a timed assertion.
 */
const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-bench-'));
const today = '2025-10-16';

function beside(ours: readonly number[], theirs: readonly number[], name: string): string {
  if (theirs.length === 0) return `${name}：未安装，未比较`;
  return `${name} ${milliseconds(theirs)}；比值 ${(median(ours) / median(theirs)).toFixed(2)}`;
}

function foreign(program: string, parameters: (run: number) => string[]): number[] {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const time = runForeign(program, parameters(run));
    if (time === undefined) return [];
    if (run > 0) times.push(time);
  }
  return times;
}

/** One draft, composed and laid out up to the point where the writers begin. */
async function prepare(draftPath: string) {
  const opened = await openDraft(draftPath);
  const facts = await inspectDraft(opened);
  const fonts = await loadBookFonts();
  const book = composeBook({
    notice: opened.notice,
    form: opened.form,
    draft: opened.draft,
    facts,
    twinCode: twinCode(opened.draft, hashesOf(facts), opened.form),
    incomplete: false,
    today,
  });
  const pictures = await preparePictures(book, facts, (file) => opened.filePath(file));
  return { opened, facts, fonts, book, pictures, measured: measureBook(book, pictures, fonts) };
}

async function benchCounting(): Promise<void> {
  const sentence = '2024年以来，企业投入156.8万元开展MES/ERP系统改造，“看样学样”成效明显。\n';
  const text = (bytes: number) => sentence.repeat(Math.ceil(bytes / Buffer.byteLength(sentence)));
  const one = await timed(() => countWords(text(1e6)));
  const four = await timed(() => countWords(text(4e6)));
  report(
    '字数统计 1 MB',
    milliseconds(one),
    `4 MB 用时为其 ${(median(four) / median(one)).toFixed(2)} 倍（线性为 4）`,
  );
}

async function benchWriters(example: string): Promise<void> {
  const ready = await prepare(example);
  const { opened, facts, fonts, book, pictures, measured } = ready;
  report(
    '检查示例（标杆企业）',
    milliseconds(await timed(() => checkOpenDraft(opened, facts, fonts, today))),
  );
  const pdf = await timed(() => writePdf(book, pictures, fonts, measured.evidencePages));
  const docx = await timed(() =>
    writeDocx(book, pictures, fonts, measured.evidencePages, measured.headingPages),
  );
  const file = path.join(folder, 'book.docx');
  writeFileSync(file, await writeDocx(book, pictures, fonts, measured.evidencePages, measured.headingPages));
  const office = foreign('soffice', () => [
    `-env:UserInstallation=file://${folder}/office`,
    '--headless',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    file,
  ]);
  report(`生成 Word（${measured.pageCount} 页）`, milliseconds(docx));
  report(
    `生成 PDF（${measured.pageCount} 页）`,
    milliseconds(pdf),
    beside(pdf, office, 'LibreOffice 转换同一 Word'),
  );
  await opened.close();
}

/** The example with 200 scanned pages in place of its invoice scans. */
async function scannedDraft(example: string): Promise<{ draftPath: string; scans: string[]; bytes: number }> {
  const draftPath = path.join(folder, 'draft');
  cpSync(example, draftPath, { recursive: true });
  const scansFolder = path.join(draftPath, 'evidence', 'scans');
  mkdirSync(scansFolder, { recursive: true });
  const scans = await writeScannedPdfs(scansFolder, 10, 20);
  const draft = JSON.parse(readFileSync(path.join(draftPath, 'draft.json'), 'utf8'));
  draft.evidence.invoiceScans = {
    files: scans.map((scan) => ({ path: `evidence/scans/${path.basename(scan)}` })),
  };
  writeFileSync(path.join(draftPath, 'draft.json'), JSON.stringify(draft));
  return { draftPath, scans, bytes: scans.reduce((sum, scan) => sum + statSync(scan).size, 0) };
}

function onlyPdfs(book: Book): Book {
  const isPdf = (entry: BookEvidenceItem['entries'][number]) =>
    entry.kind === 'file' && entry.path.endsWith('.pdf');
  const evidence = book.evidence
    .map((item) => ({ ...item, entries: item.entries.filter(isPdf) }))
    .filter((item) => item.entries.length > 0);
  return { ...book, evidence };
}

async function benchBinding(example: string): Promise<void> {
  const { draftPath, scans, bytes } = await scannedDraft(example);
  const { opened, fonts, book: whole, pictures, measured } = await prepare(draftPath);
  // qpdf joins PDFs only, so both join the same PDFs; pictures and spreadsheets are in the whole export below.
  const book = onlyPdfs(whole);
  const evidencePages = planEvidencePages(book, measured.pageCount);
  const written = await writePdf(book, pictures, fonts, evidencePages);
  const bookFile = path.join(folder, 'book.pdf');
  writeFileSync(bookFile, written.bytes);
  let target = '';
  const ours = await timed(async () => {
    if (target !== '') rmSync(target);
    target = path.join(folder, 'bound.pdf');
    await joinBound({
      book,
      bookPdf: written.bytes,
      headingPages: written.headingPages,
      evidencePages,
      filePath: (file) => opened.filePath(file),
      fonts,
      target,
    });
  });
  const others = book.evidence
    .flatMap((item) => item.entries)
    .flatMap((entry) => (entry.kind === 'file' ? [opened.filePath(entry.path)] : []));
  const joined = path.join(folder, 'qpdf.pdf');
  const qpdf = foreign('qpdf', () => ['--empty', '--pages', bookFile, ...others, '--', joined]);
  report(
    `成册（含 ${scans.length * 20} 页扫描件，${megabytes(bytes)}；含页码、对照码、二维码、书签与回读）`,
    milliseconds(ours),
    beside(ours, qpdf, 'qpdf 拼接同样的 PDF'),
  );
  await opened.close();

  const peaks: number[] = [];
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const done = runNode(path.join(root, 'electron/cli.ts'), [
      'export',
      draftPath,
      '--out',
      path.join(folder, `out-${run}`),
    ]);
    peaks.push(done.peakBytes);
    times.push(done.milliseconds);
    rmSync(path.join(folder, `out-${run}`), { recursive: true });
  }
  const evidence = whole.evidence
    .flatMap((item) => item.entries)
    .reduce(
      (sum, entry) => sum + (entry.kind === 'file' ? statSync(path.join(draftPath, entry.path)).size : 0),
      0,
    );
  report('整个导出（检查、Word、PDF、成册、回读、写入）', milliseconds(times));
  report(
    '整个导出的内存峰值',
    megabytes(median(peaks)),
    `目标 ≤ 250 MB + 2.5 × 材料 ${megabytes(evidence)} = ${megabytes(250e6 + 2.5 * evidence)}`,
  );
}

const example = path.join(root, 'shared/notices/cq-2025-40/examples/benchmark');
/** `npm run bench -- intake` measures one part alone. */
const PARTS: Record<string, () => Promise<void>> = {
  counting: benchCounting,
  writers: () => benchWriters(example),
  binding: () => benchBinding(example),
  intake: benchIntake,
  window: benchWindow,
};
const wished = process.argv.slice(2);
const unknown = wished.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(', ')}; ${Object.keys(PARTS).join(', ')}`);

try {
  for (const [name, bench] of Object.entries(PARTS))
    if (wished.length === 0 || wished.includes(name)) await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
