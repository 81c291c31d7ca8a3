import { addTurns, placeBox, SIDEWAYS_TURN, type Turn } from '../../evidence/page-placement.ts';
import { type PrintedCell, SHEET_TEXT, type SheetPage } from '../../evidence/sheet-page.ts';
import { BORDER_WIDTH } from '../layout.ts';
import { precise } from './annotations.ts';
import type { BoundPages } from './bound-pages.ts';
import { Ink, type TextStyle } from './ink.ts';

const HEADING: TextStyle = { role: 'heiti', sizePt: SHEET_TEXT.size };
const CELL: TextStyle = { role: 'songti', sizePt: SHEET_TEXT.size };
const TITLE: TextStyle = { role: 'heiti', sizePt: 11 };

/** Adds one laid-out page of a spreadsheet, ruled, with its sheet's name above. */
export async function addSheetPage(pages: BoundPages, sheet: SheetPage, byHand: Turn): Promise<void> {
  const turn = addTurns(sheet.sideways ? SIDEWAYS_TURN : 0, byHand);
  const { matrix } = placeBox({ x: 0, y: 0, width: sheet.width, height: sheet.height }, turn, 1);
  const ink = new Ink();
  ink.add(`q ${matrix.map(precise).join(' ')} cm`);
  await pages.pen.write(ink, sheet.title, sheet.left, sheet.height - sheet.top - 14, TITLE);
  let top = sheet.height - sheet.top - SHEET_TEXT.titleHeight;
  for (const [index, row] of sheet.rows.entries()) {
    for (const cell of row.cells) {
      const style = row.heading ? HEADING : CELL;
      await drawCell(pages, ink, cell, { ...boxOf(sheet, index, cell), top }, style);
    }
    top -= row.height;
  }
  ink.add('Q');
  await pages.add({ ink });
}

interface CellBox {
  left: number;
  width: number;
  top: number;
  height: number;
}

function boxOf(sheet: SheetPage, row: number, cell: PrintedCell): Omit<CellBox, 'top'> {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    left: sheet.left + sum(sheet.columns.slice(0, cell.column)),
    width: sum(sheet.columns.slice(cell.column, cell.column + cell.columns)),
    height: sum(sheet.rows.slice(row, row + cell.rows).map(({ height }) => height)),
  };
}

async function drawCell(
  pages: BoundPages,
  ink: Ink,
  { lines, align }: PrintedCell,
  { left, width, top, height }: CellBox,
  style: TextStyle,
): Promise<void> {
  const { padding, pitch, size } = SHEET_TEXT;
  ink.rectangle(left, top - height, width, height, BORDER_WIDTH);
  const x = { left: left + padding, center: left + width / 2, right: left + width - padding }[align];
  let baseline = top - (height - lines.length * pitch) / 2 - (pitch + size * 0.76) / 2;
  for (const line of lines) {
    await pages.pen.write(ink, line, x, baseline, { ...style, align });
    baseline -= pitch;
  }
}
