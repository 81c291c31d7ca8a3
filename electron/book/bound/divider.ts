import { wrapText } from '../../evidence/text-wrap.ts';
import { BORDER_WIDTH, PAGE, TEXT_WIDTH } from '../layout.ts';
import type { BoundPages } from './bound-pages.ts';
import { DIVIDER, type DividerPage, type DividerRow } from './divider-layout.ts';
import type { BoundFile, BoundItem } from './evidence-pages.ts';
import { Ink, type TextStyle } from './ink.ts';

const SECTION: TextStyle = { role: 'kaiti', sizePt: DIVIDER.sectionSize, align: 'center' };
const TITLE: TextStyle = { role: 'xiaobiaosong', sizePt: DIVIDER.titleSize, align: 'center' };
const HEAD: TextStyle = { role: 'heiti', sizePt: DIVIDER.textSize, align: 'center' };
const TEXT: TextStyle = { role: 'fangsong', sizePt: DIVIDER.textSize };
const HEADINGS = ['序号', '材料', '页数', '页码'];
/** Baseline below the top of a line's em box, as a share of the size. */
const ASCENT = 0.86;

/** Draws the divider pages of an item: its wording and what it holds, with pages. */
export async function addDividers(pages: BoundPages, bound: BoundItem): Promise<void> {
  for (const divider of bound.dividers) {
    const ink = new Ink();
    let top = await drawTitle(pages, ink, divider);
    top = await drawCells(
      pages,
      ink,
      top,
      DIVIDER.headHeight,
      HEADINGS.map((text) => [text]),
      HEAD,
    );
    for (const row of divider.rows) top = await drawRow(pages, ink, bound, row, top);
    if (bound.item.entries.length === 0) {
      await pages.pen.write(ink, '（本项没有材料）', PAGE.widthPt / 2, top - 24, {
        ...TEXT,
        align: 'center',
      });
    }
    await pages.add({ ink });
  }
}

/** One page in the place of a file that could not be bound: which, and why. */
export async function addUnreadable(
  pages: BoundPages,
  bound: BoundItem,
  file: BoundFile['file'],
): Promise<void> {
  const ink = new Ink();
  const lines: [string, TextStyle][] = [
    [`${bound.item.number}${bound.item.shortName}`, SECTION],
    ['此处材料未能装订', TITLE],
    [`材料：${file.slotLabel}`, TEXT],
    [`文件：${file.name}`, TEXT],
    [`原因：${file.unreadable ?? ''}`, TEXT],
    ['请按原因处理后重新导出。正式申报材料中不应有本页。', TEXT],
  ];
  let top = PAGE.heightPt - DIVIDER.top;
  for (const [text, style] of lines) {
    const pitch = style.sizePt * 1.6;
    for (const line of wrapText(text, TEXT_WIDTH, style.sizePt).slice(0, 12)) {
      const x = style.align === 'center' ? PAGE.widthPt / 2 : PAGE.leftPt;
      await pages.pen.write(ink, line, x, top - style.sizePt, style);
      top -= pitch;
    }
    top -= 10;
  }
  await pages.add({ ink });
}

async function drawTitle(pages: BoundPages, ink: Ink, divider: DividerPage): Promise<number> {
  let top = PAGE.heightPt - DIVIDER.top;
  for (const line of divider.section) {
    await pages.pen.write(ink, line, PAGE.widthPt / 2, top - SECTION.sizePt, SECTION);
    top -= DIVIDER.sectionPitch;
  }
  top -= DIVIDER.afterSection;
  const title = { ...TITLE, sizePt: divider.titleSize };
  for (const line of divider.title) {
    await pages.pen.write(ink, line, PAGE.widthPt / 2, top - title.sizePt, title);
    top -= DIVIDER.titlePitch;
  }
  return top - DIVIDER.afterTitle;
}

async function drawRow(
  pages: BoundPages,
  ink: Ink,
  bound: BoundItem,
  row: DividerRow,
  top: number,
): Promise<number> {
  const file = bound.files.find((each) => each.entry === row.entry);
  // An entry that runs on over pages carries its number and pages once.
  const begins = bound.dividers.flatMap((page) => page.rows).find((each) => each.entry === row.entry) === row;
  const cells = [
    begins ? [String(row.entry + 1)] : [],
    row.lines,
    begins && file !== undefined ? [String(file.pageCount)] : begins ? ['—'] : [],
    begins && file !== undefined ? [pageRange(file)] : begins ? ['—'] : [],
  ];
  return drawCells(pages, ink, top, row.height, cells, TEXT);
}

function pageRange({ page, pageCount }: BoundFile): string {
  return pageCount > 1 ? `${page}—${page + pageCount - 1}` : String(page);
}

async function drawCells(
  pages: BoundPages,
  ink: Ink,
  top: number,
  height: number,
  cells: string[][],
  style: TextStyle,
): Promise<number> {
  let left: number = PAGE.leftPt;
  for (const [index, lines] of cells.entries()) {
    const width = DIVIDER.columns[index] ?? 0;
    ink.rectangle(left, top - height, width, height, BORDER_WIDTH);
    const centred = index !== 1 || style.align === 'center';
    const x = centred ? left + width / 2 : left + DIVIDER.padding;
    const first =
      top - (height - lines.length * DIVIDER.textPitch) / 2 - (DIVIDER.textPitch - style.sizePt) / 2;
    for (const [number, line] of lines.entries()) {
      const baseline = first - number * DIVIDER.textPitch - style.sizePt * ASCENT;
      await pages.pen.write(ink, line, x, baseline, { ...style, align: centred ? 'center' : 'left' });
    }
    left += width;
  }
  return top - height;
}
