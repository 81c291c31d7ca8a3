import { type FileChild, Table } from 'docx';
import type { Block, HeadingBlock } from '../book.ts';
import { writeContents } from './word-contents.ts';
import type { Place, WordContext } from './word-context.ts';
import { writeList } from './word-lists.ts';
import {
  type ParagraphOptions,
  writeBoundPage,
  writeFigure,
  writeHeading,
  writeParagraph,
  writeSpace,
} from './word-paragraphs.ts';
import { writeTable } from './word-tables.ts';

/** Between two tables, as much as sets them apart; ours. */
const BETWEEN_TABLES_PT = 6;

/** Blocks one after another, in the text column or in a cell. */
export function writeBlocks(
  blocks: readonly Block[],
  place: Place,
  context: WordContext,
  first: ParagraphOptions = {},
): FileChild[] {
  const written: FileChild[] = [];
  let before = first;
  for (const block of blocks) {
    // `pageBreakBefore` on what follows does nothing at the top of a page, unlike a break character.
    if (block.kind === 'pageBreak' || (block.kind === 'heading' && block.startsPage))
      if (written.length > 0) before = { pageBreakBefore: true };
    // Two tables that touch become one in Word.
    if (block.kind === 'table' && written.at(-1) instanceof Table) {
      written.push(writeSpace(BETWEEN_TABLES_PT, before));
      before = {};
    }
    const children = writeBlock(block, place, context, before);
    if (children.length > 0) before = {};
    for (const child of children) written.push(child);
  }
  return written;
}

function writeBlock(block: Block, place: Place, context: WordContext, before: ParagraphOptions): FileChild[] {
  switch (block.kind) {
    case 'paragraph':
      return [writeParagraph(block, place, context, before)];
    case 'heading':
      return writeOwnHeading(block, context, before);
    case 'list':
      return writeList(block, place, context, before);
    case 'figure':
      return writeFigure(block, place, context, before);
    case 'table':
      return table(block, place, context, before);
    case 'space':
      return [writeSpace(block.heightPt, before)];
    case 'contents':
      return writeContents(block, context, before);
    case 'boundPage':
      return [writeBoundPage(block, place, context, before)];
    case 'pageBreak':
      return [];
  }
}

function table(
  block: Extract<Block, { kind: 'table' }>,
  place: Place,
  context: WordContext,
  before: ParagraphOptions,
) {
  return block.rows.length === 0 ? [] : [writeTable(block, place, context, writeBlocks, before)];
}

/** Nothing where another paragraph prints the heading (see `outlineOf`). */
function writeOwnHeading(heading: HeadingBlock, context: WordContext, before: ParagraphOptions): FileChild[] {
  const entry = context.outline.headings.find((each) => each.heading === heading);
  if (!entry) return [];
  if (heading.silent && [...context.outline.carriers.values()].includes(entry)) return [];
  return [writeHeading(entry, context, before)];
}
