import {
  BorderStyle,
  type FileChild,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type { Block, BookRow, TableBlock } from '../book.ts';
import { BORDER_WIDTH, CELL_PADDING } from '../layout.ts';
import { columnTwips } from './measures.ts';
import { DATA_TABLE_STYLE, FORM_TABLE_STYLE, PLAIN_TABLE_STYLE } from './style-names.ts';
import { type GridCell, placeOnGrid } from './table-grid.ts';
import type { Place, WordContext } from './word-context.ts';
import { type ParagraphOptions, writeSpace } from './word-paragraphs.ts';

const STYLE_OF_ROLE: Record<TableBlock['role'], string> = {
  form: FORM_TABLE_STYLE,
  data: DATA_TABLE_STYLE,
  plain: PLAIN_TABLE_STYLE,
};

/** The line below a value of a plain table. */
const WRITING_LINE = {
  borders: { bottom: { style: BorderStyle.SINGLE, size: BORDER_WIDTH * 8, color: '000000' } },
};

/** A table of at most this many rows under its head stays on one page. */
const MOST_WHOLE_ROWS = 4;

type WriteBlocks = (
  blocks: readonly Block[],
  place: Place,
  context: WordContext,
  first: ParagraphOptions,
) => FileChild[];

/**
 * A table whose widths stand in the grid and in each cell: Word reads the cells, WPS the grid.
 * `writeBlocks` writes what stands inside the cells (a cell may hold a table again).
 */
export function writeTable(
  table: TableBlock,
  place: Place,
  context: WordContext,
  writeBlocks: WriteBlocks,
  first: ParagraphOptions = {},
): Table {
  const grid = placeOnGrid(table);
  const whole = staysWhole(table);
  const columns = fittingColumns(table.columns, grid.columnCount, place.widthPt);
  const widths = columnTwips(columns);
  let firstCell = first;
  const rows = grid.rows.map(({ row, places }, index) => {
    const cells = places.map(({ from, continues }) => {
      const options = firstCell;
      firstCell = {};
      const width = {
        size: sum(widths.slice(from.column, from.column + from.columnSpan)),
        type: WidthType.DXA,
      };
      const span = from.columnSpan > 1 ? { columnSpan: from.columnSpan } : {};
      // A covered place must hold a paragraph; of one point, so that it never makes the row higher.
      if (continues)
        return new TableCell({
          width,
          ...span,
          verticalMerge: VerticalMergeType.CONTINUE,
          children: [writeSpace(1)],
        });
      const inside =
        sum(columns.slice(from.column, from.column + from.columnSpan)) -
        CELL_PADDING.left -
        CELL_PADDING.right;
      return new TableCell({
        width,
        ...span,
        ...(from.rowSpan > 1 ? { verticalMerge: VerticalMergeType.RESTART } : {}),
        ...(table.role === 'plain' && from.column + from.columnSpan === columns.length ? WRITING_LINE : {}),
        ...(from.cell.verticalAlign === 'center' ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
        children: cellContent(from, Math.max(1, inside), context, writeBlocks, options),
      });
    });
    // No span is cut at a page's end: its rows stay together, as in the PDF.
    const spansOn = grid.rows[index + 1]?.places.some(({ continues }) => continues) === true;
    const isLast = index === grid.rows.length - 1;
    const keeps = row.keepWithNext || (spansOn && !row.flows) || (whole && !isLast);
    return new TableRow({ children: cells, ...rowOptions(row, keeps) });
  });
  return new Table({
    style: STYLE_OF_ROLE[table.role],
    layout: TableLayoutType.FIXED,
    width: { size: sum(widths), type: WidthType.DXA },
    columnWidths: widths,
    rows,
  });
}

/** A table of the applicant's that is small enough to stay on one page, as in the PDF. */
function staysWhole(table: TableBlock): boolean {
  const body = table.rows.filter((row) => !row.header);
  return table.role === 'data' && body.length <= MOST_WHOLE_ROWS && !table.rows.some((row) => row.flows);
}

function rowOptions(row: BookRow, keepNext: boolean) {
  return {
    ...(row.flows ? {} : { cantSplit: true }),
    ...(row.header ? { tableHeader: true } : {}),
    ...(keepNext ? { keepNext } : {}),
  };
}

function cellContent(
  { cell }: GridCell,
  widthPt: number,
  context: WordContext,
  writeBlocks: WriteBlocks,
  first: ParagraphOptions,
): (Paragraph | Table)[] {
  const place: Place = { widthPt, align: cell.align };
  const written = writeBlocks(cell.blocks, place, context, first).map((child) => {
    if (child instanceof Paragraph || child instanceof Table) return child;
    throw new Error('contents cannot stand in a table cell');
  });
  // Word refuses a cell that does not end with a paragraph.
  return written.at(-1) instanceof Paragraph ? written : [...written, writeSpace(1)];
}

/** The book's columns, with equal ones for cells beyond them, shrunk where they are wider than the place. */
function fittingColumns(columns: readonly number[], count: number, widthPt: number): number[] {
  const known = columns.length === 0 ? [widthPt] : columns;
  const spare = sum(known) / known.length;
  const all = Array.from({ length: Math.max(1, count) }, (_, index) => known[index] ?? spare);
  const total = sum(all);
  return total > widthPt ? all.map((width) => (width * widthPt) / total) : all;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
