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
import { CELL_PADDING, PAGE, TEXT_WIDTH } from '../layout.ts';
import { listMarker } from '../list-markers.ts';
import { columnEdges, joinedRows, placeCells } from './cell-grid.ts';
import type { ContentsTarget } from './page-items.ts';

/** A text that must be found whole and in order, within its column. */
export interface Leaf {
  /** Where it stands, for the report: “第2行第1格”; empty for running text. */
  place: string;
  text: string;
  left: number;
  right: number;
}
/** What is printed together: a paragraph, or rows whose cells may go on side by side over a page's end. */
export interface ExpectedGroup {
  leaves: Leaf[];
  /** Headings that this group prints, or that stand before it without printing. */
  headings: HeadingBlock[];
  /** Texts of head rows that may be printed again at the top of a page. */
  repeats: string[][];
  /** A line of the contents: its text is followed by a leader and this target's page. */
  target?: ContentsTarget;
}

/** What two texts are compared by: blanks and characters without a shape do not count. */
export function squeeze(text: string): string {
  return text.replace(/[\s\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '');
}

interface Column {
  left: number;
  widthPt: number;
}

/** Everything that the book prints in the 版心, in reading order. */
export function expectedGroups(book: Book, evidencePages: EvidencePages): ExpectedGroup[] {
  const rowHeadings = rowHeadingsOf(book.blocks);
  const column: Column = { left: PAGE.leftPt, widthPt: TEXT_WIDTH };
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
    } else {
      const leaves = leavesOf([block], column, '', evidencePages).leaves;
      push({ leaves, headings: block.kind === 'heading' ? [block] : [], repeats: [] });
    }
  }
  return groups.filter((group) => group.leaves.length > 0 || group.headings.length > 0);
}

function contentsGroups(block: ContentsBlock, book: Book, column: Column): ExpectedGroup[] {
  const plain = (text: string): ExpectedGroup => ({
    leaves: leaf(text, column, ''),
    headings: [],
    repeats: [],
  });
  return [
    plain(block.title),
    ...headingsOf(book.blocks)
      .filter((heading) => heading.inContents)
      .map((heading) => ({ ...plain(heading.text), target: { heading: heading.id } })),
    ...(block.evidence.length === 0 ? [] : [plain(block.evidenceTitle)]),
    ...block.evidence.map((entry) => ({ ...plain(entry.text), target: { evidence: entry.item } })),
  ];
}

function tableGroups(table: TableBlock, column: Column, evidencePages: EvidencePages): ExpectedGroup[] {
  const placed = placeCells(table);
  const edges = columnEdges(table, column.widthPt);
  const ranges = joinedRows(placed, table.rows.length);
  const groups = ranges.map(({ from, to }) => {
    const group: ExpectedGroup = { leaves: [], headings: [], repeats: [] };
    for (const row of table.rows.slice(from, to))
      if (row.heading !== undefined) group.headings.push(row.heading);
    for (const { cell, row, column: first, columnEnd } of placed) {
      if (row < from || row >= to) continue;
      const left = column.left + (edges[first] ?? 0);
      const widthPt = (edges[columnEnd] ?? 0) - (edges[first] ?? 0);
      const inner = {
        left: left + CELL_PADDING.left,
        widthPt: widthPt - CELL_PADDING.left - CELL_PADDING.right,
      };
      const set = leavesOf(cell.blocks, inner, `第${row + 1}行第${first + 1}格`, evidencePages);
      group.leaves.push(...set.leaves);
      group.repeats.push(...set.repeats);
    }
    return group;
  });
  const head: string[] = [];
  for (const [index, { from, to }] of ranges.entries()) {
    if (!table.rows.slice(from, to).every((row) => row.header)) break;
    head.push(...(groups[index]?.leaves.map((each) => each.text) ?? []));
  }
  for (const group of groups) if (head.length > 0) group.repeats.unshift(head);
  return groups;
}

interface Leaves {
  leaves: Leaf[];
  repeats: string[][];
}

function leavesOf(
  blocks: readonly Block[],
  column: Column,
  place: string,
  evidencePages: EvidencePages,
): Leaves {
  const set: Leaves = { leaves: [], repeats: [] };
  for (const block of blocks) {
    if (block.kind === 'table') {
      for (const group of tableGroups(block, column, evidencePages)) {
        set.leaves.push(...group.leaves.map((each) => ({ ...each, place: `${place}内表格${each.place}` })));
        set.repeats.push(...group.repeats);
      }
    } else set.leaves.push(...leaf(textOf(block, evidencePages), column, place));
  }
  return set;
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

function leaf(text: string, column: Column, place: string): Leaf[] {
  const squeezed = squeeze(text);
  return squeezed === ''
    ? []
    : [{ place, text: squeezed, left: column.left, right: column.left + column.widthPt }];
}
