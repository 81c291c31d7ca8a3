import type {
  NarrativeAnswer,
  NarrativeBlock,
  NarrativeDocument,
  NarrativeFigure,
  NarrativeInline,
} from './narrative.ts';
import { printable, withLineFeeds } from './printable.ts';
import { countWords } from './word-count.ts';

/**
 * The document of an answer. Plain text becomes one paragraph a line: blank lines and the spaces
 * around a line are layout by hand (an indent of two U+3000, a gap), which the book does itself.
 * Takes nothing as an empty document; a document is given back as it is.
 */
export function toNarrativeDocument(answer: NarrativeAnswer | null | undefined): NarrativeDocument {
  if (answer === null || answer === undefined) return { type: 'doc', content: [] };
  if (typeof answer !== 'string') return answer;
  const lines = withLineFeeds(answer)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    type: 'doc',
    content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
  };
}

/**
 * All that the applicant wrote: paragraphs, headings, list items, table cells and captions, in
 * order, each on its own line. Numbers and bullets of lists are not among it, as in Word's count.
 */
export function narrativeText(document: NarrativeDocument): string {
  return linesOf(document.content).join('\n');
}

/** The pictures of a document, in its order. */
export function figuresOf(document: NarrativeDocument): NarrativeFigure[] {
  return document.content.filter((block) => block.type === 'figure');
}

/** True while there is neither a picture nor anything to read (white space and invisible characters do not count). */
export function isEmptyNarrative(document: NarrativeDocument): boolean {
  return figuresOf(document).length === 0 && countWords(printable(narrativeText(document))).characters === 0;
}

function linesOf(blocks: readonly NarrativeBlock[]): string[] {
  return blocks.flatMap(linesOfBlock);
}

function linesOfBlock(block: NarrativeBlock): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [inlineText(block.content)];
    case 'figure':
      return [block.attrs.caption];
    case 'bulletList':
    case 'orderedList':
      return block.content.flatMap((item) => linesOf(item.content));
    case 'table':
      return block.content.flatMap((row) => row.content.flatMap((cell) => linesOf(cell.content)));
  }
}

function inlineText(content: readonly NarrativeInline[] | undefined): string {
  return (content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');
}
