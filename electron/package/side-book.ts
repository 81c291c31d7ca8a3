import type { Block, Book, BookRow, ParagraphStyle } from '../book/book.ts';
import { TEXT_WIDTH } from '../book/layout.ts';

/** Building blocks of the two documents that go beside the book: plain headings, lines and tables. */

export function sideLine(text: string, style: ParagraphStyle = 'formValue'): Block {
  return { kind: 'paragraph', style, runs: text === '' ? [] : [{ text }] };
}

export function sideTitle(text: string): Block {
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

/** A table with a head that repeats; a cell's text may have several lines, and the last of a short row takes the rest of it. */
export function sideTable(columns: readonly SideColumn[], rows: readonly (readonly string[])[]): Block {
  const row = (texts: readonly string[], header: boolean): BookRow => ({
    cells: texts.map((text, index) => ({
      blocks: text.split('\n').map((line) => sideLine(line, header ? 'tableHead' : 'tableCell')),
      columnSpan: index === texts.length - 1 ? columns.length - index : 1,
      rowSpan: 1,
      align: header ? 'center' : (columns[index]?.align ?? 'left'),
      verticalAlign: 'center',
    })),
    header,
    flows: false,
    keepWithNext: header,
  });
  return {
    kind: 'table',
    role: 'data',
    columns: columns.map(({ share }) => (TEXT_WIDTH * share) / 100),
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  };
}

/** A document of the package that is not the book: its code, applicant and 草稿 mark are the book's. */
export function sideBook(book: Book, title: string, blocks: Block[]): Book {
  const { applicant, programme, twinCode, watermark } = book;
  return {
    title: `${title}：${book.title}`,
    applicant,
    programme,
    twinCode,
    ...(watermark === undefined ? {} : { watermark }),
    blocks: [sideTitle(title), ...blocks],
    evidence: [],
  };
}
