import { addTurns, placeBox, type Turn } from '../../evidence/page-placement.ts';
import { SHEET_TEXT, type SheetPage, type SheetRow } from '../../evidence/spreadsheet-layout.ts';
import { BORDER_WIDTH } from '../layout.ts';
import { precise } from './annotations.ts';
import type { BoundPages } from './bound-pages.ts';
import { Ink, type TextStyle } from './ink.ts';

const HEADING: TextStyle = { role: 'heiti', sizePt: SHEET_TEXT.size };
const CELL: TextStyle = { role: 'songti', sizePt: SHEET_TEXT.size };
const TITLE: TextStyle = { role: 'heiti', sizePt: 11 };

/** Adds one laid-out page of a spreadsheet, ruled, with its sheet's name above. */
export async function addSheetPage(pages: BoundPages, sheet: SheetPage, byHand: Turn): Promise<void> {
  const turn = addTurns(sheet.sideways ? 270 : 0, byHand);
  const { matrix } = placeBox({ x: 0, y: 0, width: sheet.width, height: sheet.height }, turn, 1);
  const ink = new Ink();
  ink.add(`q ${matrix.map(precise).join(' ')} cm`);
  await pages.pen.write(ink, sheet.title, sheet.left, sheet.height - sheet.top - 14, TITLE);
  let top = sheet.height - sheet.top - SHEET_TEXT.titleHeight;
  const tableWidth = sheet.columns.reduce((sum, width) => sum + width, 0);
  for (const row of sheet.rows) {
    await drawRow(pages, ink, row, { ...sheet, top }, tableWidth);
    top -= row.height;
  }
  ink.add('Q');
  await pages.add({ ink });
}

async function drawRow(
  pages: BoundPages,
  ink: Ink,
  row: SheetRow,
  { columns, left: start, top }: Pick<SheetPage, 'columns' | 'left' | 'top'>,
  tableWidth: number,
): Promise<void> {
  const { padding, pitch, size } = SHEET_TEXT;
  const alone = row.cells.length === 1;
  let left = start;
  for (const [index, cell] of row.cells.entries()) {
    const width = alone ? tableWidth : (columns[index] ?? 0);
    ink.rectangle(left, top - row.height, width, row.height, BORDER_WIDTH);
    const align = row.heading ? 'center' : cell.number && !alone ? 'right' : 'left';
    const x =
      align === 'center' ? left + width / 2 : align === 'right' ? left + width - padding : left + padding;
    const free = row.height - 2 * padding - cell.lines.length * pitch;
    let baseline = top - padding - free / 2 - (pitch + size * 0.76) / 2;
    for (const line of cell.lines) {
      await pages.pen.write(ink, line, x, baseline, { ...(row.heading ? HEADING : CELL), align });
      baseline -= pitch;
    }
    left += width;
  }
}
