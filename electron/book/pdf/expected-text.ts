import type {
  Block,
  Book,
  BoundPageBlock,
  ContentsBlock,
  EvidencePages,
  HeadingBlock,
  ListBlock,
  TableBlock,
} from '../book.ts';
import { headingsOf, rowHeadingsOf } from '../headings.ts';
import { CELL_PADDING, sheetOf } from '../layout.ts';
import { listMarker } from '../list-markers.ts';
import { columnEdges, joinedRows, placeCells } from './cell-grid.ts';
import type { ContentsTarget } from './page-items.ts';

/** A text that must be found whole and in order, within its column. */
export interface Leaf {
  kind: 'leaf';
  /** Where it stands, for the report: “第2行第1格”; empty for running text. */
  place: string;
  text: string;
  /** Holds right-to-left text: pdfjs reads it turned round and without angles, and the text here has none. */
  rightToLeft: boolean;
  left: number;
  right: number;
}
/** Rows of a table that are set together: each cell is read in order, the cells may go on side by side. */
export interface Rows {
  kind: 'rows';
  cells: ExpectedCell[];
  /** The table's head, which may be printed again above these rows at the top of a page. */
  head: string;
}
/** Begins when the cells that end above it have been read. */
export interface ExpectedCell {
  row: number;
  rowEnd: number;
  units: Unit[];
}
export type Unit = Leaf | Rows;

/** What is printed together: a paragraph, or rows of a table. */
export interface ExpectedGroup {
  unit?: Unit;
  /** Headings that this group prints, or that stand before it without printing. */
  headings: HeadingBlock[];
  /** A line of the contents: its text is followed by a leader and this target's page. */
  target?: ContentsTarget;
}

/** Hebrew, Arabic and their kin, all that pdfjs takes for them included. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** pdfjs drops these beside right-to-left text when it reads, so they are not compared there. */
export function withoutAngles(text: string): string {
  return text.replace(/[<>]/g, '');
}

/** What two texts are compared by: blanks and characters without a shape do not count. */
export function squeeze(text: string): string {
  // pdfjs drops format characters (Cf) when it reads.
  return text.replace(/[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu, '');
}

interface Column {
  left: number;
  widthPt: number;
}

/** Everything that the book prints in the 版心, in reading order. */
export function expectedGroups(book: Book, evidencePages: EvidencePages): ExpectedGroup[] {
  const rowHeadings = rowHeadingsOf(book.blocks);
  const { leftPt, textWidthPt } = sheetOf(book);
  const column: Column = { left: leftPt, widthPt: textWidthPt };
  const groups: ExpectedGroup[] = [];
  let silent: HeadingBlock[] = [];
  const push = (group: ExpectedGroup): void => {
    groups.push({ ...group, headings: [...silent, ...group.headings] });
    silent = [];
  };
  for (const block of book.blocks) {
    if (block.kind === 'contents') for (const group of contentsGroups(block, book, column)) push(group);
    else if (block.kind === 'table')
      for (const group of tableGroups(block, column, evidencePages)) push(group);
    else if (block.kind === 'heading' && block.silent === true) {
      if (!rowHeadings.has(block.id)) silent.push(block);
    } else
      push({
        ...leafGroup(textOf(block, evidencePages), column),
        headings: block.kind === 'heading' ? [block] : [],
      });
  }
  return groups.filter((group) => group.unit !== undefined || group.headings.length > 0);
}

function leafGroup(text: string, column: Column): ExpectedGroup {
  const unit = leaf(text, column, '');
  return { ...(unit === undefined ? {} : { unit }), headings: [] };
}

function contentsGroups(block: ContentsBlock, book: Book, column: Column): ExpectedGroup[] {
  return [
    leafGroup(block.title, column),
    ...headingsOf(book.blocks)
      .filter((heading) => heading.inContents)
      .map((heading) => ({ ...leafGroup(heading.text, column), target: { heading: heading.id } })),
    ...(block.evidence.length === 0 ? [] : [leafGroup(block.evidenceTitle, column)]),
    ...block.evidence.map((entry) => ({
      ...leafGroup(entry.text, column),
      target: { evidence: entry.item },
    })),
  ];
}

function tableGroups(
  table: TableBlock,
  column: Column,
  evidencePages: EvidencePages,
  place = '',
): (ExpectedGroup & { unit: Rows })[] {
  const placed = placeCells(table);
  const edges = columnEdges(table, column.widthPt);
  let head = '';
  let inHead = true;
  return joinedRows(placed, table.rows.length).map(({ from, to }) => {
    const rows = table.rows.slice(from, to);
    const cells = placed
      .filter(({ row }) => row >= from && row < to)
      .map(({ cell, row, rowEnd, column: first, columnEnd }): ExpectedCell => {
        const left = column.left + (edges[first] ?? 0) + CELL_PADDING.left;
        const widthPt =
          (edges[columnEnd] ?? 0) - (edges[first] ?? 0) - CELL_PADDING.left - CELL_PADDING.right;
        const where = `${place}第${row + 1}行第${first + 1}格`;
        return { row, rowEnd, units: unitsOf(cell.blocks, { left, widthPt }, where, evidencePages) };
      });
    inHead &&= rows.every((row) => row.header);
    const unit: Rows = { kind: 'rows', cells, head: inHead ? '' : head };
    if (inHead) head += unitText(unit);
    return { unit, headings: rows.flatMap((row) => (row.heading === undefined ? [] : [row.heading])) };
  });
}

function unitText(unit: Unit): string {
  return unit.kind === 'leaf' ? unit.text : unit.cells.flatMap(({ units }) => units.map(unitText)).join('');
}

function unitsOf(
  blocks: readonly Block[],
  column: Column,
  place: string,
  evidencePages: EvidencePages,
): Unit[] {
  return blocks.flatMap((block): Unit[] => {
    if (block.kind === 'table') {
      return tableGroups(block, column, evidencePages, `${place}内表格`).map((group) => group.unit);
    }
    const unit = leaf(textOf(block, evidencePages), column, place);
    return unit === undefined ? [] : [unit];
  });
}

function textOf(block: Exclude<Block, TableBlock>, evidencePages: EvidencePages): string {
  switch (block.kind) {
    case 'paragraph':
      return block.runs.map((run) => run.text).join('');
    case 'heading':
      return block.silent === true ? '' : block.text;
    case 'list':
      return listText(block, 0);
    case 'figure':
      return block.caption;
    case 'boundPage':
      return boundPageText(block, evidencePages);
    case 'contents':
    case 'pageBreak':
    case 'space':
      return '';
  }
}

function boundPageText(block: BoundPageBlock, evidencePages: EvidencePages): string {
  return String(evidencePages.get(block.key) ?? '—');
}

function listText(list: ListBlock, level: number): string {
  return list.items
    .map((item, index) => {
      const own = item.blocks.map((block) =>
        block.kind === 'list' ? listText(block, level + 1) : block.runs.map((run) => run.text).join(''),
      );
      return listMarker(list.ordered, level, list.start + index) + own.join('');
    })
    .join('');
}

function leaf(text: string, column: Column, place: string): Leaf | undefined {
  const squeezed = squeeze(text);
  if (squeezed === '') return undefined;
  const rightToLeft = isRightToLeft(squeezed);
  return {
    kind: 'leaf',
    place,
    text: rightToLeft ? withoutAngles(squeezed) : squeezed,
    rightToLeft,
    left: column.left,
    right: column.left + column.widthPt,
  };
}
