import { paragraphsOf } from './line.ts';
import { noNotes, type Pasted, type PastedBlock } from './pasted.ts';
import { MOST_ROWS, squareTable } from './table-grid.ts';

const LONGEST_PASTE = 200_000;

/**
 * Pasted plain text: a paragraph a line, as it was written; lines of cells that are parted by tabs are a
 * table, as spreadsheets give them.
 */
export function cleanText(text: string): Pasted {
  const notes = noNotes();
  notes.cut = text.length > LONGEST_PASTE;
  const kept = text.slice(0, LONGEST_PASTE);
  const rows = cellsOf(kept);
  if (rows !== undefined) {
    const { table, lostCells } = squareTable(
      rows.slice(0, MOST_ROWS).map((row) =>
        row.map((cell) => ({
          type: 'tableCell',
          colspan: 1,
          rowspan: 1,
          content: cell
            .split('\n')
            .flatMap((line) => paragraphsOf([{ text: line, bold: false }], notes))
            .map((content) => ({ type: 'paragraph', content })),
        })),
      ),
    );
    notes.tableRows = Math.max(0, rows.length - MOST_ROWS);
    notes.tableCells = lostCells;
    return { blocks: table === undefined ? [] : [table], notes };
  }
  const blocks = kept
    .split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/)
    .flatMap((line) => paragraphsOf([{ text: line, bold: false }], notes))
    .map((content): PastedBlock => ({ type: 'paragraph', content }));
  return { blocks, notes };
}

/** Cells of a text that is a table: at least two rows and two columns, as many cells in each row. */
function cellsOf(text: string): string[][] | undefined {
  if (!text.includes('\t')) return undefined;
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"(?=[\t\r\n]|$)|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/y;
  while (cell.lastIndex <= text.length) {
    const match = cell.exec(text);
    if (match === null) break;
    const [, written = '', end] = match;
    const quoted = written.length > 1 && written.startsWith('"') && written.endsWith('"');
    rows.at(-1)?.push(quoted ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  const filled = rows.filter((row) => row.some((each) => each.trim() !== ''));
  const width = filled[0]?.length ?? 0;
  return filled.length > 1 && width > 1 && filled.every((row) => row.length === width) ? filled : undefined;
}
