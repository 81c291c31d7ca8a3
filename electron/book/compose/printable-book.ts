import { printable } from '../../../shared/text/printable.ts';
import type { Block, Book, BookEvidenceItem, HeadingBlock, Run } from '../book.ts';

/**
 * The book with every text of it as it can be printed (`printable`): the last step of compose, so that
 * no sentence that quotes an answer, cut wherever, brings a lone surrogate or control character into
 * Word and PDF. Paths and keys stay as they are: they name files.
 */
export function printableBook(book: Book): Book {
  return {
    ...book,
    title: printable(book.title),
    applicant: printable(book.applicant),
    blocks: book.blocks.map(printableBlock),
    evidence: book.evidence.map(printableItem),
  };
}

function printableRuns(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({ ...run, text: printable(run.text) }));
}

function printableHeading(heading: HeadingBlock): HeadingBlock {
  return { ...heading, text: printable(heading.text) };
}

/** Keeps the kind of block that it is given: a list holds paragraphs and lists only. */
function printableBlock<B extends Block>(block: B): B;
function printableBlock(block: Block): Block {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, runs: printableRuns(block.runs) };
    case 'heading':
      return printableHeading(block);
    case 'list':
      return {
        ...block,
        items: block.items.map((item) => ({
          ...item,
          blocks: item.blocks.map((each) => printableBlock(each)),
        })),
      };
    case 'figure':
      return { ...block, caption: printable(block.caption) };
    case 'table':
      return {
        ...block,
        rows: block.rows.map(({ heading, ...row }) => ({
          ...row,
          cells: row.cells.map((cell) => ({
            ...cell,
            blocks: cell.blocks.map((each) => printableBlock(each)),
          })),
          ...(heading === undefined ? {} : { heading: printableHeading(heading) }),
        })),
      };
    case 'contents':
      return {
        ...block,
        title: printable(block.title),
        evidenceTitle: printable(block.evidenceTitle),
        evidence: block.evidence.map((entry) => ({ ...entry, text: printable(entry.text) })),
      };
    case 'pageBreak':
    case 'space':
    case 'boundPage':
      return block;
  }
}

function printableItem(item: BookEvidenceItem): BookEvidenceItem {
  return {
    ...item,
    number: printable(item.number),
    label: printable(item.label),
    shortName: printable(item.shortName),
    entries: item.entries.map((entry) => {
      const slotLabel = printable(entry.slotLabel);
      switch (entry.kind) {
        case 'file':
          return {
            ...entry,
            slotLabel,
            name: printable(entry.name),
            ...(entry.unreadable === undefined ? {} : { unreadable: printable(entry.unreadable) }),
          };
        case 'none':
          return { ...entry, slotLabel, reason: printable(entry.reason) };
        case 'printed':
          return { ...entry, slotLabel, note: printable(entry.note) };
      }
    }),
  };
}
