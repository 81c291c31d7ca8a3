import type { Block, HeadingBlock } from './book.ts';

/** Every heading of the blocks, those of table rows included, each once, in the order of the book. */
export function headingsOf(blocks: readonly Block[]): HeadingBlock[] {
  const inRows = rowHeadingsOf(blocks);
  const headings: HeadingBlock[] = [];
  const visit = (block: Block): void => {
    // A silent heading whose words a row prints is listed where the row stands.
    if (block.kind === 'heading' && !(block.silent === true && inRows.has(block.id))) headings.push(block);
    if (block.kind !== 'table') return;
    for (const row of block.rows) {
      if (row.heading !== undefined) headings.push(row.heading);
      for (const cell of row.cells) cell.blocks.forEach(visit);
    }
  };
  blocks.forEach(visit);
  return headings;
}

/** Ids of the headings that table rows print. */
export function rowHeadingsOf(blocks: readonly Block[]): Set<string> {
  const ids = new Set<string>();
  const visit = (block: Block): void => {
    if (block.kind !== 'table') return;
    for (const row of block.rows) {
      if (row.heading !== undefined) ids.add(row.heading.id);
      for (const cell of row.cells) cell.blocks.forEach(visit);
    }
  };
  blocks.forEach(visit);
  return ids;
}
