import type {
  NarrativeBlock,
  NarrativeDocument,
  NarrativeInline,
  NarrativeListItem,
  NarrativeParagraph,
  NarrativeTableCell,
} from '../../shared/text/narrative.ts';

/** Short names for writing narrative documents by hand: `**bold**` inside a text is bold. */

function inline(text: string): NarrativeInline[] {
  return text
    .split('**')
    .map((piece, index): NarrativeInline => {
      return index % 2 === 1
        ? { type: 'text', text: piece, marks: [{ type: 'bold' }] }
        : { type: 'text', text: piece };
    })
    .filter((piece) => piece.type === 'text' && piece.text !== '');
}

export function paragraph(text: string): NarrativeParagraph {
  return { type: 'paragraph', content: inline(text) };
}

export function heading(level: 2 | 3, text: string): NarrativeBlock {
  return { type: 'heading', attrs: { level }, content: inline(text) };
}

function items(texts: string[]): NarrativeListItem[] {
  return texts.map((text) => ({ type: 'listItem', content: [paragraph(text)] }));
}

export function bullets(...texts: string[]): NarrativeBlock {
  return { type: 'bulletList', content: items(texts) };
}

export function numbered(...texts: string[]): NarrativeBlock {
  return { type: 'orderedList', content: items(texts) };
}

/** The first row is the head. */
export function table(...rows: [string[], ...string[][]]): NarrativeBlock {
  return {
    type: 'table',
    content: rows.map((row, index) => ({
      type: 'tableRow',
      content: row.map(
        (text): NarrativeTableCell => ({
          type: index === 0 ? 'tableHeader' : 'tableCell',
          content: [paragraph(text)],
        }),
      ),
    })),
  };
}

/** A figure by its name in `figures/`, without `.png`. */
export function figure(name: string, caption: string): NarrativeBlock {
  return { type: 'figure', attrs: { file: `figures/${name}.png`, caption } };
}

export function narrative(...content: NarrativeBlock[]): NarrativeDocument {
  return { type: 'doc', content };
}
