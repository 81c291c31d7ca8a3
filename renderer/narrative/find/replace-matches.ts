import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { Match } from './find-matches.ts';

/** Words in place of matches, from the last to the first so that places stay right; bold stays bold. */
export function replaceMatches(
  state: EditorState,
  matches: readonly Match[],
  length: number,
  words: string,
): Transaction {
  const { tr, schema } = state;
  for (const { from, to, caption } of [...matches].reverse()) {
    if (caption === undefined) {
      const marks = tr.doc.resolve(from + 1).marks();
      if (words === '') tr.delete(from, to);
      else tr.replaceWith(from, to, schema.text(words, marks));
      continue;
    }
    const figure = tr.doc.nodeAt(from);
    if (figure === null) continue;
    const text = String(figure.attrs.caption);
    const replaced = text.slice(0, caption) + words + text.slice(caption + length);
    tr.setNodeMarkup(from, null, { ...figure.attrs, caption: replaced.slice(0, 200) });
  }
  return tr;
}
