import type { Form, Notice } from '../../shared/form/definition.ts';
import { printDate } from '../../shared/form/print-answer.ts';
import type { Block, Book, EvidencePages, HeadingBlock } from '../book/book.ts';
import { headingsOf } from '../book/headings.ts';
import { pageRanges } from './page-ranges.ts';
import { sealPlaces } from './seal-places.ts';
import { type SideColumn, sideBook, sideHeading, sideLine, sideTable } from './side-book.ts';

export const BINDING_FILE = '盖章与装订说明.pdf';

/** Thickness of a sheet of 80 g paper, mm; and the narrowest spine that takes printed words. Ours, from print shops' habit. */
const SHEET_MM = 0.1;
const NARROWEST_SPINE_MM = 5;

export interface BindingInput {
  book: Book;
  notice: Notice;
  form: Form;
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

const PLACE_COLUMNS: SideColumn[] = [
  { title: '序号', share: 9, align: 'center' },
  { title: '位置', share: 36, align: 'left' },
  { title: '要求', share: 31, align: 'left' },
  { title: '页码', share: 10, align: 'center' },
  { title: '逐份完成', share: 14, align: 'center' },
];
/** Two materials in a row: the paper is to stay one sheet. */
const SCAN_COLUMNS: SideColumn[] = [
  { title: '页码', share: 20, align: 'center' },
  { title: '材料', share: 30, align: 'left' },
  { title: '页码', share: 20, align: 'center' },
  { title: '材料', share: 30, align: 'left' },
];
const ORDER_COLUMNS: SideColumn[] = [
  { title: '次序', share: 12, align: 'center' },
  { title: '内容', share: 66, align: 'left' },
  { title: '起始页', share: 22, align: 'center' },
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

function orderRows({ book, headingPages, evidencePages }: BindingInput): string[][] {
  const headings = topHeadings(book.blocks).map(
    ({ id, text }): Part => ({ text, page: headingPages.get(id) }),
  );
  const contents = contentsPart(book, headings);
  const parts: Part[] = [
    { text: '封面', page: 1 },
    ...(contents === undefined ? headings : headings.toSpliced(contents.after, 0, contents.part)),
    ...book.evidence.map((item) => ({
      text: `证明材料${item.number}${item.shortName}（隔页及材料）`,
      page: evidencePages.get(item.item),
    })),
  ];
  return parts.map(({ text, page }, index) => [
    String(index + 1),
    text,
    page === undefined ? '—' : String(page),
  ]);
}

/** Evidence as PDF by item, its pages and what it is. File names would fill the sheet. */
function scanRows({ book, evidencePages, scanPages }: BindingInput): string[][] {
  const materials = book.evidence.flatMap((item): string[][] => {
    const paths = item.entries.flatMap((entry) => (entry.kind === 'file' ? [entry.path] : []));
    const firstPages = new Set(paths.map((path) => evidencePages.get(path)));
    const scans = scanPages.filter(({ from }) => firstPages.has(from));
    if (scans.length === 0) return [];
    const pages = scans.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
    return [[pageRanges(pages), `${item.number}${item.shortName}`]];
  });
  return materials.flatMap((material, index) =>
    index % 2 === 0 ? [[...material, ...(materials[index + 1] ?? [])]] : [],
  );
}

function printingBlocks(input: BindingInput): Block[] {
  const { notice, book, boundPages, colourPages } = input;
  const sheets = Math.ceil(boundPages / 2);
  const spine = sheets * SHEET_MM;
  const colour = pageRanges(colourPages);
  const scans = scanRows(input);
  const year = /^\d{4}/.exec(notice.signedOn)?.[0] ?? '';
  // Most titles begin with the year.
  const spineYear = year === '' || book.title.includes(`${year}年`) ? '' : `　${year}年`;
  const upToColour = [
    `1. 打印文件：03-申报书成册(含佐证材料).pdf，共 ${boundPages} 页（申报书 ${input.bookPages} 页），A4 纸，双面打印，每册 ${sheets} 张纸；实际大小（100%），不要选“适合页面”。`,
    `2. 份数：纸质件一式 ${notice.copies.paper} 份，内容完全相同，每份都须签字、盖章。依据：${notice.copies.clause}。`,
    colour === ''
      ? '3. 彩色页：插图和图片材料中没有彩色页。'
      : `3. 彩色页（插图和图片材料）：第 ${colour} 页。`,
    ...(scans.length === 0 ? [] : ['　 以下 PDF 材料请按原件决定是否彩印：']),
  ];
  const fromBinding = [
    '4. 装订：左侧胶装成册，不用活页夹或抽杆夹；隔页可换用色纸，页码不变。',
    spine < NARROWEST_SPINE_MM
      ? `5. 书脊：80 克纸厚约 ${spine.toFixed(1)} 毫米（不含封面），较窄，不印书脊文字。`
      : `5. 书脊：80 克纸厚约 ${spine.toFixed(1)} 毫米（不含封面）。书脊文字：${book.title}　${book.applicant}${spineYear}。`,
    '6. 骑缝章：通知未要求；如当地要求，在成册侧边加盖。',
    '7. 签字、盖章后如需扫描，请保留每页页脚的二维码和对照码，它们表明该页属于哪一份、第几页。',
  ];
  return [
    ...upToColour.map((text) => sideLine(text)),
    ...(scans.length === 0 ? [] : [sideTable(SCAN_COLUMNS, scans)]),
    ...fromBinding.map((text) => sideLine(text)),
  ];
}

function handInLines({ notice }: BindingInput): string[] {
  const { district, city } = notice.deadlines;
  return [
    `1. ${printDate(district.date)}前（${district.clause}）将电子版（含 PDF、Word）和纸质件（一式 ${notice.copies.paper} 份）报送至生产经营所在地的区县经信部门。`,
    `2. 区县于${printDate(city.date)} ${city.time} 前报市经济信息委（${city.clause}），企业不直接报送。`,
    '3. 电子版即本申报包的整个文件夹；报送前请再核对一次：每页页脚的对照码应与本页一致。',
  ];
}

/** 盖章与装订说明: where to sign and seal, how to print and bind, where to hand in. One sheet to carry along. */
export function composeBinding(input: BindingInput): Book {
  const places = sealPlaces(input);
  const boxes = Array.from({ length: input.notice.copies.paper }, () => '□').join(' ');
  const blocks: Block[] = [
    sideLine(`申报单位：${input.book.applicant === '' ? '（未填写）' : input.book.applicant}`),
    sideLine(`对照码：${input.book.twinCode}（与申报书、电子件每页页脚一致才是同一份）`),
    sideHeading('一、签字盖章处', 'binding-seals'),
    sideTable(
      PLACE_COLUMNS,
      places.map(({ where, what, page }, index) => [
        String(index + 1),
        where,
        what,
        page === undefined ? '—' : String(page),
        boxes,
      ]),
    ),
    sideLine(`字迹和公章须清晰；每份纸质件都要逐处完成。`, 'footnote'),
    sideHeading('二、打印与装订', 'binding-printing'),
    ...printingBlocks(input),
    sideHeading('三、成册次序', 'binding-order'),
    sideTable(ORDER_COLUMNS, orderRows(input)),
    sideHeading('四、报送', 'binding-handing-in'),
    ...handInLines(input).map((text) => sideLine(text)),
  ];
  return sideBook(input.book, '盖章与装订说明', 'B', blocks);
}
