import type { NarrativeTable, NarrativeTableCell } from '../../../shared/text/narrative.ts';
import { countWords } from '../../../shared/text/word-count.ts';
import type { Block, BookCell, BookRow, ParagraphBlock } from '../book.ts';
import { composeList, composeParagraphs } from './compose-narrative.ts';

/** A row of more than this many 字 may be split over pages; a shorter one stays whole. */
export const FLOWING_ROW_WORDS = 300;
/** More columns than this leave no room for a 字; what stands further right moves into the last one. */
const MOST_COLUMNS = 12;

interface Placed {
  column: number;
  columnSpan: number;
  rowSpan: number;
  cell: NarrativeTableCell | undefined;
}

/**
 * A table that the applicant wrote, on a column of `width` pt. Spans that reach outside the table or
 * overlap (pasted tables do) are cut to fit, gaps are filled with empty cells: every row is whole.
 */
export function composeDataTable(table: NarrativeTable, width: number): Block[] {
  // Spans that leave a cell no place at all are a broken table: its text counts for more than its spans.
  const { rows, columnCount } = placeCells(table, true) ??
    placeCells(table, false) ?? { rows: [], columnCount: 0 };
  if (columnCount === 0) return [];
  const headers = table.content.map(
    (row) => row.content.length > 0 && row.content.every((cell) => cell.type === 'tableHeader'),
  );
  const firstBody = headers.indexOf(false);
  // A header that holds the whole table would have nothing to stand above.
  const headerRows = firstBody === -1 ? 0 : firstBody;
  const book = rows.map((placed, index): BookRow => {
    const cells = placed.map((each) => composeCell(each, headers[index] === true));
    return {
      cells,
      header: index < headerRows,
      flows: index >= headerRows && wordsOf(cells) > FLOWING_ROW_WORDS,
      keepWithNext: index < headerRows,
    };
  });
  return [{ kind: 'table', role: 'data', columns: columnWidths(rows, columnCount, width), rows: book }];
}

/** Cells on the grid, or nothing where one finds no place. */
function placeCells(
  table: NarrativeTable,
  keepSpans: boolean,
): { rows: Placed[][]; columnCount: number } | undefined {
  let homeless = false;
  const taken: boolean[][] = table.content.map(() => []);
  const widths: number[] = [];
  const rows = table.content.map((row, rowIndex) => {
    const here = taken[rowIndex] ?? [];
    const placed: Placed[] = [];
    let column = 0;
    for (const cell of row.content) {
      while (here[column] === true) column += 1;
      if (column >= MOST_COLUMNS) {
        const last = placed.at(-1);
        if (last?.cell !== undefined)
          last.cell = { ...last.cell, content: [...last.cell.content, ...cell.content] };
        else homeless = true;
        continue;
      }
      let columnSpan = 1;
      const wanted = Math.min(keepSpans ? (cell.attrs?.colspan ?? 1) : 1, MOST_COLUMNS - column);
      while (columnSpan < wanted && here[column + columnSpan] !== true) columnSpan += 1;
      const rowSpan = Math.min(keepSpans ? (cell.attrs?.rowspan ?? 1) : 1, table.content.length - rowIndex);
      for (let down = 0; down < rowSpan; down++)
        for (let right = 0; right < columnSpan; right++) {
          const line = taken[rowIndex + down];
          if (line !== undefined) line[column + right] = true;
        }
      placed.push({ column, columnSpan, rowSpan, cell });
      column += columnSpan;
    }
    widths.push(here.length);
    return placed;
  });
  if (homeless) return undefined;
  const columnCount = Math.max(0, ...widths, ...taken.map((line) => line.length));
  // What no cell covers becomes an empty cell, so that every border is drawn.
  rows.forEach((placed, rowIndex) => {
    const line = taken[rowIndex] ?? [];
    for (let column = 0; column < columnCount; column++)
      if (line[column] !== true) placed.push({ column, columnSpan: 1, rowSpan: 1, cell: undefined });
    placed.sort((left, right) => left.column - right.column);
  });
  return { rows, columnCount };
}

function composeCell({ cell, columnSpan, rowSpan }: Placed, header: boolean): BookCell {
  const style = header || cell?.type === 'tableHeader' ? 'tableHead' : 'tableCell';
  const blocks = (cell?.content ?? []).flatMap((block) =>
    block.type === 'paragraph' ? composeParagraphs(block, style, false) : composeList(block, style),
  );
  const empty: ParagraphBlock = { kind: 'paragraph', style, runs: [] };
  return {
    blocks: blocks.length === 0 ? [empty] : blocks,
    columnSpan,
    rowSpan,
    align: style === 'tableHead' ? 'center' : 'left',
    verticalAlign: 'center',
  };
}

/** Plain text of blocks, for counting. */
function textOf(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph') return block.runs.map((run) => run.text).join('');
      if (block.kind === 'list') return block.items.map((item) => textOf(item.blocks)).join('\n');
      return '';
    })
    .join('\n');
}

export function wordsOf(cells: readonly BookCell[]): number {
  return Math.max(0, ...cells.map((cell) => countWords(textOf(cell.blocks)).words));
}

/** Shares of the width by the longest text of each column, none under a third of an even share. */
function columnWidths(rows: Placed[][], columnCount: number, width: number): number[] {
  const longest = Array.from({ length: columnCount }, () => 2);
  for (const row of rows)
    for (const { column, columnSpan, cell } of row) {
      if (columnSpan > 1 || cell === undefined) continue;
      const length = cell.content
        .flatMap((block) => (block.type === 'paragraph' ? [block] : []))
        .reduce((most, paragraph) => {
          const text = (paragraph.content ?? [])
            .map((inline) => (inline.type === 'text' ? inline.text : ''))
            .join('');
          return Math.max(most, text.length);
        }, 0);
      longest[column] = Math.max(longest[column] ?? 2, Math.min(length, 40));
    }
  const weights = longest.map((length) => Math.sqrt(length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const least = width / columnCount / 3;
  const spare = width - least * columnCount;
  return weights.map((weight) => least + (spare * weight) / total);
}
