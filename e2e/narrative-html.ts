import type { NarrativeBlock, NarrativeDocument, NarrativeInline } from '../shared/text/narrative.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

function inline(content: readonly NarrativeInline[] | undefined): string {
  return (content ?? [])
    .map((each) => {
      if (each.type === 'hardBreak') return '<br>';
      return each.marks === undefined ? escaped(each.text) : `<b>${escaped(each.text)}</b>`;
    })
    .join('');
}

function block(each: NarrativeBlock): string {
  switch (each.type) {
    case 'paragraph':
      return `<p>${inline(each.content)}</p>`;
    case 'heading':
      return `<h${each.attrs.level}>${inline(each.content)}</h${each.attrs.level}>`;
    case 'bulletList':
    case 'orderedList': {
      const items = each.content.map((item) => `<li>${item.content.map(block).join('')}</li>`).join('');
      return each.type === 'bulletList' ? `<ul>${items}</ul>` : `<ol>${items}</ol>`;
    }
    case 'table': {
      const rows = each.content.map(({ content }) => {
        const cells = content.map((cell) => {
          const tag = cell.type === 'tableHeader' ? 'th' : 'td';
          return `<${tag}>${cell.content.map(block).join('')}</${tag}>`;
        });
        return `<tr>${cells.join('')}</tr>`;
      });
      return `<table>${rows.join('')}</table>`;
    }
    case 'figure':
      return '';
  }
}

/** A text as another program puts it on the clipboard; its pictures are added apart, as the window asks. */
export function narrativeHtml(document: NarrativeDocument): string {
  return document.content.map(block).join('');
}
