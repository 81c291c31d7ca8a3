import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pdfMake from 'pdfmake';
import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { sealPng } from './seal.ts';

/** Papers of the kinds that an office files: text, tables, seals, each marked 示例 across. */

const packageFolder = (name: string): string =>
  dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
const SERIF = packageFolder('@expo-google-fonts/noto-serif-sc');
const SANS = packageFolder('@expo-google-fonts/noto-sans-sc');

/** Handwriting in signatures. */
const KAI = fileURLToPath(new URL('../../fonts/LXGWWenKai-Regular.ttf', import.meta.url));

pdfMake.setFonts({
  Serif: {
    normal: join(SERIF, '400Regular', 'NotoSerifSC_400Regular.ttf'),
    bold: join(SERIF, '700Bold', 'NotoSerifSC_700Bold.ttf'),
  },
  Kai: { normal: KAI },
  Sans: { normal: join(SANS, '400Regular', 'NotoSansSC_400Regular.ttf') },
});
// Papers are written from data of this folder alone: nothing is fetched, only fonts are read.
pdfMake.setUrlAccessPolicy(() => false);
pdfMake.setLocalAccessPolicy((path) => [SERIF, SANS, KAI].some((known) => path.startsWith(known)));

export interface PaperOptions {
  title: string;
  landscape?: boolean;
  /** Free words at the foot of each page, before the page number. */
  foot?: string;
  size?: number;
}

/** Seals by name, so that a paper that carries one ten times holds its picture once. */
const SEALS: Record<string, string> = {};

/** Writes the pages as one PDF; `{ pageBreak: 'before' }` inside the content starts a page. */
export async function makePaper(content: Content[], options: PaperOptions): Promise<Buffer> {
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageOrientation: options.landscape === true ? 'landscape' : 'portrait',
    pageMargins: [68, 54, 62, 50],
    defaultStyle: { font: 'Serif', fontSize: options.size ?? 11.5, lineHeight: 1.15 },
    info: { title: options.title, creationDate: new Date('2025-10-10T02:00:00Z') },
    watermark: { text: '示例', font: 'Sans', color: '#8a8a8a', opacity: 0.13, bold: false, fontSize: 150 },
    footer: (page, pages) => ({
      text: `${options.foot === undefined ? '' : `${options.foot}    `}第 ${page} 页  共 ${pages} 页`,
      alignment: 'center',
      fontSize: 9,
      color: '#555555',
      margin: [0, 14, 0, 0],
    }),
    images: { ...SEALS },
    content,
  };
  return pdfMake.createPdf(definition).getBuffer();
}

export const title = (text: string, more: { pageBreak?: 'before'; size?: number } = {}): Content => ({
  text,
  bold: true,
  fontSize: more.size ?? 19,
  alignment: 'center',
  margin: [0, 4, 0, 14],
  ...(more.pageBreak === undefined ? {} : { pageBreak: more.pageBreak }),
});

export const head = (text: string): Content => ({ text, bold: true, fontSize: 13, margin: [0, 10, 0, 4] });

export const line = (text: string): Content => ({ text, margin: [0, 0, 0, 4] });

export const body = (text: string): Content => ({ text, leadingIndent: 24, margin: [0, 0, 0, 5] });

export const right = (text: string): Content => ({ text, alignment: 'right', margin: [0, 2, 0, 2] });

export interface GridOptions {
  widths: (number | '*')[];
  /** Columns whose cells stand at the right. */
  numbers?: number[];
  size?: number;
  /** Rows printed bold, by their place (the head is row 0). */
  strong?: number[];
}

/** A ruled table with a grey head row. */
export function ruledTable(rows: string[][], options: GridOptions): Content {
  const cells: TableCell[][] = rows.map((row, rowIndex) =>
    row.map((text, column) => ({
      text,
      bold: rowIndex === 0 || options.strong?.includes(rowIndex) === true,
      alignment: rowIndex === 0 ? 'center' : options.numbers?.includes(column) === true ? 'right' : 'left',
      ...(rowIndex === 0 ? { fillColor: '#e9ecef' } : {}),
    })),
  );
  const table: ContentTable = {
    table: { headerRows: 1, keepWithHeaderRows: 1, widths: options.widths, body: cells },
    fontSize: options.size ?? 10,
    lineHeight: 1,
    margin: [0, 4, 0, 10],
    layout: { hLineWidth: () => 0.6, vLineWidth: () => 0.6, paddingTop: () => 2, paddingBottom: () => 2 },
  };
  return table;
}

/**
 * Lines with a seal over them, kept on one page. `dx`, `dy`: from the block's upper left corner to the
 * seal's, pt. The seal stands first: pdfmake asks for room below where a picture is placed, whatever
 * its relative position.
 */
export async function sealed(
  name: string,
  place: { dx: number; dy: number; purpose?: string; side?: number },
  ...content: Content[]
): Promise<Content> {
  const key = `seal ${name} ${place.purpose ?? ''}`;
  SEALS[key] ??= `data:image/png;base64,${(await sealPng(name, place.purpose)).toString('base64')}`;
  const image: Content = {
    image: key,
    width: place.side ?? 112,
    relativePosition: { x: place.dx, y: place.dy },
  };
  return { stack: [image, ...content], unbreakable: true };
}

/** A name as signed by hand. */
export const signature = (name: string): Content => ({
  text: ` ${name} `,
  font: 'Kai',
  fontSize: 17,
  color: '#1f3fae',
});

export function pictureContent(png: Buffer, width: number): Content {
  return {
    image: `data:image/png;base64,${png.toString('base64')}`,
    width,
    alignment: 'center',
    margin: [0, 8, 0, 8],
  };
}

/** 12,345.60 */
export const money = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 2025年3月28日 */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return day === undefined || Number.isNaN(day) ? `${year}年${month}月` : `${year}年${month}月${day}日`;
}
