/** What a Word document says, block by block, without its looks. Made from a file and, to compare, from a Book. */

export type ReadBlock =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'listItem'; depth: number; marker: string; text: string }
  | { kind: 'pictures'; count: number }
  | { kind: 'contents'; entries: ReadContentsEntry[] }
  /** A line of the 目录 that no field fills in: an evidence item with its page. */
  | { kind: 'leaderLine'; text: string; page: string }
  | { kind: 'boundPage'; page: string }
  | ReadTable;

export interface ReadContentsEntry {
  level: number;
  text: string;
  page: string;
}
export interface ReadTable {
  kind: 'table';
  columnCount: number;
  rows: ReadCell[][];
}
/** A cell where it begins; what it covers to the right and below is not listed. */
export interface ReadCell {
  column: number;
  columnSpan: number;
  rowSpan: number;
  blocks: ReadBlock[];
}

/** The blocks themselves and those inside tables, in reading order. */
export function* allBlocks(blocks: readonly ReadBlock[]): Generator<ReadBlock> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'table')
      for (const row of block.rows) for (const cell of row) yield* allBlocks(cell.blocks);
  }
}
