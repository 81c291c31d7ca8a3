import type { Block, Book, Run } from '../book.ts';

/** Text of runs without their looks. */
export function textOfRuns(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** Everything that blocks print, a line each, in reading order; page numbers and list markers are not among it. */
export function linesOfBlocks(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'paragraph':
        return [textOfRuns(block.runs)];
      case 'heading':
        return block.silent === true ? [] : [block.text];
      case 'list':
        return block.items.flatMap((item) => linesOfBlocks(item.blocks));
      case 'figure':
        return [block.caption];
      case 'table':
        return block.rows.flatMap((row) => row.cells.flatMap((cell) => linesOfBlocks(cell.blocks)));
      case 'contents':
        return [block.title, block.evidenceTitle, ...block.evidence.map((entry) => entry.text)];
      case 'pageBreak':
      case 'space':
      case 'boundPage':
        return [];
    }
  });
}

/** Everything that a book prints before its evidence. */
export function linesOfBook(book: Book): string[] {
  return linesOfBlocks(book.blocks);
}
