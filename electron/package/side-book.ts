import type { Block, Book, BookRow, HeadingBlock, ParagraphStyle } from '../book/book.ts';
import { TEXT_WIDTH } from '../book/layout.ts';

/** Building blocks of the two documents that go beside the book: plain headings, lines and tables. */

export function sideLine(text: string, style: ParagraphStyle = 'formValue'): Block {
  return { kind: 'paragraph', style, runs: text === '' ? [] : [{ text }] };
}

export function sideTitle(text: string): HeadingBlock {
  return {
    kind: 'heading',
    level: 1,
    text,
    id: 'side-title',
    style: 'title',
    inContents: false,
    startsPage: false,
  };
}

export function sideHeading(text: string, id: string): Block {
  return { kind: 'heading', level: 1, text, id, style: 'heading1', inContents: false, startsPage: false };
}

export interface SideColumn {
  title: string;
  /** Share of the text width; the shares of a table add up to 100. */
  share: number;
  align: 'left' | 'center' | 'right';
}

const SMALL = { head: 'ledgerHead', cell: 'ledgerCell' } as const;

/** A cell of its own text, or one that spans columns and heads what follows. */
export type SideCell = string | { heading: string; span: number };

/**
 * A table with a head that repeats; the last cell of a short row takes the rest of it.
 *
 * @param options `flows` for rows whose text may be longer than a page; `small` for a table that shares its page; `head`
 * false for rows that name themselves
 */
export function sideTable(
  columns: readonly SideColumn[],
  rows: readonly (readonly SideCell[])[],
  { flows = false, small = false, head = true }: { flows?: boolean; small?: boolean; head?: boolean } = {},
): Block {
  const row = (cells: readonly SideCell[], header: boolean): BookRow => {
    let column = 0;
    const built = cells.map((cell, index) => {
      const plain = typeof cell === 'string';
      const isLast = index === cells.length - 1;
      const columnSpan = isLast ? columns.length - column : plain ? 1 : cell.span;
      const align = header ? 'center' : (columns[column]?.align ?? 'left');
      column += columnSpan;
      const text = plain ? cell : cell.heading;
      const isHead = header || !plain;
      const style = small ? SMALL[isHead ? 'head' : 'cell'] : isHead ? 'tableHead' : 'tableCell';
      const blocks = [sideLine(text, style)];
      return { blocks, columnSpan, rowSpan: 1, align, verticalAlign: 'center' as const };
    });
    return { cells: built, header, flows: flows && !header, keepWithNext: header };
  };
  const titles = columns.map(({ title }) => title);
  return {
    kind: 'table',
    role: 'data',
    columns: columns.map(({ share }) => (TEXT_WIDTH * share) / 100),
    rows: [...(head ? [row(titles, true)] : []), ...rows.map((cells) => row(cells, false))],
  };
}

/** A document of the package that is not the book: its code, applicant and 草稿 mark are the book's. */
export function sideBook(
  book: Pick<Book, 'title' | 'applicant' | 'programme' | 'twinCode' | 'watermark'>,
  title: string,
  sidePaper: NonNullable<Book['sidePaper']>,
  blocks: Block[],
): Book {
  const { applicant, programme, twinCode, watermark } = book;
  return {
    title: `${title}：${book.title}`,
    applicant,
    programme,
    twinCode,
    sidePaper,
    ...(watermark === undefined ? {} : { watermark }),
    blocks: [sideTitle(title), ...blocks],
    evidence: [],
  };
}
