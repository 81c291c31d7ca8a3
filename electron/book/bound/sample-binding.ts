import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { inspectFile } from '../../evidence/inspect.ts';
import { A4, temporaryFolder, writeSample } from '../../evidence/sample-evidence.ts';
import type { Book, BookEvidenceItem } from '../book.ts';
import { type BookFonts, loadBookFonts } from '../fonts.ts';
import { type BoundPlan, planBinding, planEvidencePages } from './evidence-pages.ts';
import { joinBound } from './join.ts';

/** Binding in a folder of its own and looking at the result with poppler; for the tests. */

export const run = promisify(execFile);

type Entry = BookEvidenceItem['entries'][number];
export interface Bound {
  path: string;
  book: Book;
  plan: BoundPlan;
}
export interface Workshop {
  folder: string;
  fonts: BookFonts;
  /** A book of two pages; the same bytes each time, for a PDF carries the second in which it was made. */
  bookPdf: Uint8Array;
  /** Entries for files, as compose makes them from what inspecting them told. */
  fileEntries(files: Record<string, Uint8Array | string>, rotate?: 0 | 90 | 180 | 270): Promise<Entry[]>;
  /** Where the next `bind` writes. */
  nextTarget(): string;
  bind(book: Book, signal?: AbortSignal): Promise<Bound>;
  close(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const folder = await temporaryFolder();
  const fonts = await loadBookFonts({ installed: false });
  const bookPdf = await makeBookPdf(2);
  let counter = 1;
  const nextTarget = () => join(folder, `bound${counter}.pdf`);
  return {
    folder,
    fonts,
    bookPdf,
    nextTarget,
    close: () => rm(folder, { recursive: true }),
    fileEntries: async (files, rotate = 0) => {
      const entries: Entry[] = [];
      for (const [name, bytes] of Object.entries(files)) {
        const facts = await inspectFile(await writeSample(folder, name, bytes), name);
        entries.push({
          kind: 'file',
          path: name,
          name,
          slotLabel: '营业执照',
          rotate,
          pageCount: facts.problem === undefined ? facts.pages.length : 1,
          ...(facts.problem === undefined ? {} : { unreadable: `问题 ${facts.problem.code}` }),
        });
      }
      return entries;
    },
    bind: async (book, signal) => {
      const path = nextTarget();
      counter += 1;
      await joinBound({
        book,
        bookPdf,
        headingPages: new Map(),
        evidencePages: planEvidencePages(book, 2),
        filePath: (draftPath) => join(folder, draftPath),
        fonts,
        target: path,
        ...(signal === undefined ? {} : { signal }),
      });
      return { path, book, plan: planBinding(book, 2) };
    },
  };
}

async function makeBookPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1)
    document.addPage(A4).drawText(`book page ${page}`, { x: 100, y: 700 });
  return document.save();
}

export function bookWith(
  items: Pick<BookEvidenceItem, 'item' | 'entries'>[],
  more: Partial<Book> = {},
): Book {
  return {
    title: '申报书',
    applicant: '重庆示例公司',
    programme: 'benchmark',
    twinCode: '7K3M-9QXA',
    blocks: [
      {
        kind: 'heading',
        level: 1,
        text: '六、相关证明材料',
        id: 'h6',
        style: 'heading1',
        inContents: true,
        startsPage: true,
      },
    ],
    evidence: items.map((each, index) => ({
      number: `（${'一二三四五'[index]}）`,
      label: '营业执照复印件',
      shortName: `材料${index + 1}`,
      ...each,
    })),
    ...more,
  };
}

const DPI = 50;
/** A page as poppler shows it, RGB. */
export async function render(
  path: string,
  page: number,
  dpi = DPI,
): Promise<{ data: Buffer; width: number; height: number }> {
  const range = ['-f', String(page), '-l', String(page)];
  const { stdout } = await run('pdftoppm', ['-r', String(dpi), '-cropbox', ...range, '-png', path], {
    encoding: 'buffer',
    maxBuffer: 1e9,
  });
  const { data, info } = await sharp(stdout).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Each channel of a pixel as 0, 1 or - for between; x and y as shares of the page. */
export function colourAt(page: Awaited<ReturnType<typeof render>>, x: number, y: number): string {
  const at = (Math.floor(y * (page.height - 1)) * page.width + Math.floor(x * (page.width - 1))) * 3;
  const level = (value: number | undefined) => ((value ?? 0) > 200 ? '1' : (value ?? 0) < 60 ? '0' : '-');
  return [0, 1, 2].map((channel) => level(page.data[at + channel])).join('');
}

export const RED = '100';
export const GREEN = '010';
export const BLUE = '001';
export const BLACK = '000';

/** The four marks, read at the corners of the box that holds ink above the footer. */
export async function corners(path: string, page: number): Promise<string[]> {
  const shown = await render(path, page);
  const limit = Math.floor(shown.height * (1 - 35.5 / 297));
  let [left, right, top, bottom] = [shown.width, 0, shown.height, 0];
  for (let y = 0; y < limit; y += 1) {
    for (let x = 0; x < shown.width; x += 1) {
      const at = (y * shown.width + x) * 3;
      if (
        (shown.data[at] ?? 255) > 90 &&
        (shown.data[at + 1] ?? 255) > 90 &&
        (shown.data[at + 2] ?? 255) > 90
      )
        continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const [w, h] = [right - left, bottom - top];
  return [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ].map(([x = 0, y = 0]) => colourAt(shown, (left + w * x) / shown.width, (top + h * y) / shown.height));
}

/** Text as poppler lays it out. */
export async function pageText(path: string, page: number): Promise<string> {
  const { stdout } = await run('pdftotext', ['-f', String(page), '-l', String(page), '-layout', path, '-']);
  return stdout;
}

export const UPRIGHT = [RED, GREEN, BLUE, BLACK];
/** Head at the left: turned counter-clockwise. */
export const SIDEWAYS = [GREEN, BLACK, RED, BLUE];
