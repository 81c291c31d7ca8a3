import type { Notice } from '../../shared/form/definition.ts';
import { printDate } from '../../shared/form/print-answer.ts';
import type { Block, Book, EvidencePages, HeadingBlock } from '../book/book.ts';
import { headingsOf } from '../book/headings.ts';
import { pageRanges } from './page-ranges.ts';
import { type SideColumn, sideLine, sideTable } from './side-book.ts';

/** Thickness of a sheet of 80 g paper, mm; and the narrowest spine that takes printed words. Ours, from print shops' habit. */
const SHEET_MM = 0.1;
const NARROWEST_SPINE_MM = 5;

export interface PrintSheetInput {
  book: Book;
  notice: Notice;
  /** Page of each heading by its id. */
  headingPages: ReadonlyMap<string, number>;
  evidencePages: EvidencePages;
  bookPages: number;
  boundPages: number;
  /** Pages of the bound book that print in colour, as far as pictures tell. */
  colourPages: readonly number[];
  /** First and last page of each evidence PDF, whose colour is not known. */
  scanPages: readonly { name: string; from: number; to: number }[];
}

/** One thing that the print shop is to know. */
export interface PrintFact {
  name: string;
  words: string;
}

/** Characters of all facts beyond which they are set small: the paper is to stay one sheet. Ours. */
const MOST_WORDS = 350;

const FACT_COLUMNS: SideColumn[] = [
  { title: '事项', share: 13, align: 'center' },
  { title: '要求', share: 87, align: 'left' },
];
const ORDER_COLUMNS: SideColumn[] = [
  { title: '次序', share: 7.5, align: 'center' },
  { title: '内容', share: 34.5, align: 'left' },
  { title: '页码', share: 8, align: 'center' },
  { title: '次序', share: 7.5, align: 'center' },
  { title: '内容', share: 34.5, align: 'left' },
  { title: '页码', share: 8, align: 'center' },
];

/** A part of the book and the page where it begins. */
interface Part {
  text: string;
  page: number | undefined;
}

/**
 * The 目录 and how many of the headings stand before it. Layout gives pages to headings only; where the parts
 * around it begin two pages apart, the page between is its. Elsewhere it is left out.
 */
function contentsPart(book: Book, headings: readonly Part[]): { part: Part; after: number } | undefined {
  const at = book.blocks.findIndex((block) => block.kind === 'contents');
  const block = book.blocks[at];
  if (block?.kind !== 'contents') return undefined;
  const after = topHeadings(book.blocks.slice(0, at)).length;
  const before = headings[after - 1]?.page;
  const next = headings[after]?.page;
  if (before === undefined || next !== before + 2) return undefined;
  return { part: { text: block.title, page: before + 1 }, after };
}

function topHeadings(blocks: readonly Block[]): HeadingBlock[] {
  return headingsOf(blocks).filter((heading) => heading.level === 1);
}

/** What is bound, in its order, each with the page where it begins. */
function boundParts({ book, headingPages, evidencePages }: PrintSheetInput): Part[] {
  const headings = topHeadings(book.blocks).map(
    ({ id, text }): Part => ({ text, page: headingPages.get(id) }),
  );
  const contents = contentsPart(book, headings);
  return [
    { text: '封面', page: 1 },
    ...(contents === undefined ? headings : headings.toSpliced(contents.after, 0, contents.part)),
    ...book.evidence.map((item) => ({
      text: `${item.number}${item.shortName}`,
      page: evidencePages.get(item.item),
    })),
  ];
}

/** Two parts in a row, the second half of them beside the first: the paper is to stay one sheet. */
function orderRows(input: PrintSheetInput): string[][] {
  const cells = boundParts(input).map(({ text, page }, index) => [
    `□ ${index + 1}`,
    // How long a part may be is for those who write it.
    text.replace(/（\d+字[以之]?内）$/, ''),
    page === undefined ? '—' : String(page),
  ]);
  const half = Math.ceil(cells.length / 2);
  return cells.slice(0, half).map((left, index) => [...left, ...(cells[half + index] ?? ['', '', ''])]);
}

/** Evidence as PDF by item, its pages and what it is. File names would fill the sheet. */
function scanWords({ book, evidencePages, scanPages }: PrintSheetInput): string[] {
  return book.evidence.flatMap((item): string[] => {
    const paths = item.entries.flatMap((entry) => (entry.kind === 'file' ? [entry.path] : []));
    const firstPages = new Set(paths.map((path) => evidencePages.get(path)));
    const scans = scanPages.filter(({ from }) => firstPages.has(from));
    if (scans.length === 0) return [];
    const pages = scans.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
    return [`${item.number}第 ${pageRanges(pages)} 页`];
  });
}

function spineWords({ notice, book }: PrintSheetInput, sheets: number): string {
  const spine = sheets * SHEET_MM;
  const year = /^\d{4}/.exec(notice.signedOn)?.[0] ?? '';
  // Most titles begin with the year.
  const spineYear = year === '' || book.title.includes(`${year}年`) ? '' : `　${year}年`;
  const width = `宽约 ${spine.toFixed(1)} 毫米（${sheets} 张 80 克纸，不含封面）`;
  const text = `书脊文字：${book.title}　${book.applicant}${spineYear}。`;
  return `${width}${spine < NARROWEST_SPINE_MM ? '，较窄，可以不印' : ''}。${text}`;
}

/** How the book is printed and bound, in words: for the print shop, and for the screen. */
export function printFacts(input: PrintSheetInput): PrintFact[] {
  const { notice, boundPages, bookPages, colourPages } = input;
  const sheets = Math.ceil(boundPages / 2);
  const colour = pageRanges(colourPages);
  const scans = scanWords(input);
  const coloured = colour === '' ? '插图和图片材料中没有彩色页。' : `第 ${colour} 页（插图和图片材料）。`;
  return [
    {
      name: '文件',
      words: `03-申报书成册(含佐证材料).pdf，共 ${boundPages} 页（申报书 ${bookPages} 页）。`,
    },
    {
      name: '份数',
      words: `一式 ${notice.copies.paper} 份，内容完全相同，逐份打印。依据：${notice.copies.clause}。`,
    },
    {
      name: '打印',
      words: `双面，沿长边翻转，每册 ${sheets} 张纸；实际大小（100%），不选“适合页面”。`,
    },
    {
      name: '彩色页',
      words: `${coloured}${scans.length === 0 ? '' : `以下 PDF 材料请按原件决定是否彩印：${scans.join('；')}。`}`,
    },
    {
      name: '装订',
      words: 'A4、80 克白纸，左侧胶装，不用活页夹或抽杆夹；隔页可用色纸。',
    },
    { name: '书脊', words: `${spineWords(input, sheets)}` },
    { name: '页脚', words: '每页页脚的二维码和对照码不得裁去或遮住。' },
  ];
}

function handInLines({ notice }: PrintSheetInput): string[] {
  const { district, city } = notice.deadlines;
  return [
    `□ ${printDate(district.date)}前（${district.clause}）将电子版（含 PDF、Word）和纸质件（一式 ${notice.copies.paper} 份）报送至生产经营所在地的区县经信部门。`,
    `　 区县于${printDate(city.date)} ${city.time} 前报市经济信息委（${city.clause}），企业不直接报送。`,
    '□ 电子版即整个申报包文件夹；报送前核对：纸质件每页页脚的对照码与本页一致。',
  ];
}

/** What the print shop gets: how to print, how to bind, the order of the parts, and when to hand in. */
export function printSheet(input: PrintSheetInput): Block[] {
  const facts = printFacts(input).map(({ name, words }) => [name, `□ ${words}`]);
  const isLong = facts.flat().join('').length > MOST_WORDS;
  return [
    sideLine('一、打印与装订', 'formHeading'),
    sideTable(FACT_COLUMNS, facts, { head: false, small: isLong }),
    sideLine('二、成册次序（翻看成册，逐项打勾）', 'formHeading'),
    sideTable(ORDER_COLUMNS, orderRows(input), { small: true }),
    sideLine('三、报送', 'formHeading'),
    ...handInLines(input).map((text) => sideLine(text, 'tableCell')),
  ];
}
