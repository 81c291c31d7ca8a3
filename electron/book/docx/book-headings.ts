import type { Block, Book, BookRow, HeadingBlock, ParagraphBlock } from '../book.ts';

/** A heading of the book with its place in the outline. */
export interface OutlineHeading {
  heading: HeadingBlock;
  /** Name of its bookmark in Word: `_Toc` is what Word gives, hides and replaces when the contents are updated. */
  bookmark: string;
}

export interface BookOutline {
  /** In the order of the book; a row's heading stands where its table stands. */
  headings: OutlineHeading[];
  /** Deepest level that the 目录 lists; 0 where it lists nothing. */
  contentsDepth: number;
  /** Paragraphs that print a heading which is not a paragraph of its own: silent headings and headings of rows. */
  carriers: Map<ParagraphBlock, OutlineHeading>;
}

/** Gathers all headings, and finds for each silent one the paragraph that prints its words. */
export function outlineOf(book: Book): BookOutline {
  const outline: BookOutline = { headings: [], contentsDepth: 0, carriers: new Map() };
  const rowHeadings = new Set<string>();
  for (const row of rowsOf(book.blocks)) if (row.heading) rowHeadings.add(row.heading.id);
  visit(book.blocks, rowHeadings, outline);
  for (const { heading } of outline.headings)
    if (heading.inContents) outline.contentsDepth = Math.max(outline.contentsDepth, heading.level);
  return outline;
}

function visit(blocks: readonly Block[], rowHeadings: ReadonlySet<string>, outline: BookOutline): void {
  blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      // Listed once, at the row that prints it.
      if (block.silent && rowHeadings.has(block.id)) return;
      const entry = add(outline, block);
      const next = blocks[index + 1];
      const carrier = block.silent && next ? paragraphWith(block.text, printedFirst(next)) : undefined;
      if (carrier && !outline.carriers.has(carrier)) outline.carriers.set(carrier, entry);
    } else if (block.kind === 'table') {
      for (const row of block.rows) {
        if (row.heading) {
          const entry = add(outline, row.heading);
          const paragraphs = paragraphsOf(row);
          const carrier = paragraphWith(row.heading.text, paragraphs) ?? paragraphs[0];
          if (carrier && !outline.carriers.has(carrier)) outline.carriers.set(carrier, entry);
        }
        for (const cell of row.cells) visit(cell.blocks, rowHeadings, outline);
      }
    }
  });
}

function add(outline: BookOutline, heading: HeadingBlock): OutlineHeading {
  const entry = { heading, bookmark: `_Toc${String(outline.headings.length + 1).padStart(9, '0')}` };
  outline.headings.push(entry);
  return entry;
}

function* rowsOf(blocks: readonly Block[]): Generator<BookRow> {
  for (const block of blocks)
    if (block.kind === 'table')
      for (const row of block.rows) {
        yield row;
        for (const cell of row.cells) yield* rowsOf(cell.blocks);
      }
}

function paragraphsOf(row: BookRow): ParagraphBlock[] {
  return row.cells.flatMap((cell) => cell.blocks.filter((block) => block.kind === 'paragraph'));
}

function printedFirst(block: Block): ParagraphBlock[] {
  if (block.kind === 'paragraph') return [block];
  if (block.kind === 'table') return block.rows.slice(0, 1).flatMap(paragraphsOf);
  return [];
}

function paragraphWith(text: string, paragraphs: readonly ParagraphBlock[]): ParagraphBlock | undefined {
  const sought = withoutBlanks(text);
  return paragraphs.find(
    (paragraph) => withoutBlanks(paragraph.runs.map((run) => run.text).join('')) === sought,
  );
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/gu, '');
}
