import type { NarrativeInline } from '../../../shared/text/narrative.ts';
import { printable } from '../../../shared/text/printable.ts';
import type { PasteNotes } from './pasted.ts';

/** A stretch of a pasted line as it was read; a break has no text. */
export type Stretch = { text: string; bold: boolean } | 'break';

/** Spaces of every kind that HTML or a word processor uses for layout. */
const SPACE = /[\s\u00a0]/;
const WIDE = /[\u00a0\u3000]/;
/** Invisible, and of no use in print: zero-width space, word joiner, byte order mark, soft hyphen. */
const INVISIBLE = /[\u200b\u2060\ufeff\u00ad]/g;
/** Characters between which a line break of the HTML source is no space. */
const CJK = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026]/u;

/** The text without what cannot be printed or seen; how much that was is noted. */
export function visibleText(text: string, notes: PasteNotes): string {
  const visible = printable(text).replace(INVISIBLE, '');
  // Line ends of two characters become one; they are not invisible characters.
  notes.invisible += Math.max(0, text.replace(/\r\n/g, '\n').length - visible.length);
  return visible;
}

/**
 * Lines of a pasted paragraph: white space collapsed as a browser shows it (a line end of the source
 * between two Chinese characters is none), spaces at the ends taken away, indents by hand among them.
 * Two breaks in a row begin a new paragraph; empty ones are left out.
 */
export function paragraphsOf(stretches: readonly Stretch[], notes: PasteNotes): NarrativeInline[][] {
  const paragraphs: NarrativeInline[][] = [];
  let inline: NarrativeInline[] = [];
  let breaks = 0;
  // `line` is a line end of the source with spaces around it; `wide` is meant as a space, whatever is around it.
  let gap: '' | 'space' | 'line' | 'wide' = '';
  let last = '';
  for (const stretch of stretches) {
    if (stretch === 'break') {
      breaks += 1;
      gap = '';
      last = '';
      continue;
    }
    let text = '';
    for (const character of visibleText(stretch.text, notes)) {
      if (SPACE.test(character)) {
        if (WIDE.test(character)) gap = 'wide';
        else if (character === '\n') gap = gap === 'wide' ? 'wide' : 'line';
        else if (gap === '') gap = 'space';
        continue;
      }
      if (breaks > 0 && inline.length > 0) {
        if (breaks > 1) {
          paragraphs.push(inline);
          inline = [];
        } else inline.push({ type: 'hardBreak' });
      }
      breaks = 0;
      if (gap !== '' && last !== '' && !(gap === 'line' && CJK.test(last) && CJK.test(character)))
        text += ' ';
      gap = '';
      text += character;
      last = character;
    }
    if (text !== '') addText(inline, text, stretch.bold);
  }
  if (inline.length > 0) paragraphs.push(inline);
  return paragraphs;
}

function addText(inline: NarrativeInline[], text: string, bold: boolean): void {
  const before = inline.at(-1);
  const isBold = before?.type === 'text' && before.marks !== undefined;
  if (before?.type === 'text' && isBold === bold)
    inline[inline.length - 1] = { ...before, text: before.text + text };
  else inline.push({ type: 'text', text, ...(bold ? { marks: [{ type: 'bold' }] } : {}) });
}
