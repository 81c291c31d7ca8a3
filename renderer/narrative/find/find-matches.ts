import type { Node } from '@tiptap/pm/model';

/** A place where the words that are looked for stand; of a caption, its whole figure. */
export interface Match {
  from: number;
  to: number;
  /** Place within the caption, for a match in one. */
  caption: number | undefined;
}

/** More are of no use to a person, and are not looked for. */
const MOST = 999;

/** Case and width (Ａ and A, １ and 1) make no difference. Keeps the length, so that places stay the same. */
function folded(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f]/g, (character) => character.toLowerCase());
}

/** Every place of some words in the lines and captions of a document, in its order; none overlaps another. */
export function findMatches(document: Node, words: string): Match[] {
  const matches: Match[] = [];
  const sought = folded(words);
  if (sought === '') return matches;
  document.descendants((node, position) => {
    if (matches.length >= MOST) return false;
    const isCaption = node.type.name === 'figure';
    if (!node.isTextblock && !isCaption) return true;
    const text = folded(
      isCaption ? String(node.attrs.caption) : node.textBetween(0, node.content.size, '\n', '\n'),
    );
    let at = text.indexOf(sought);
    while (at >= 0 && matches.length < MOST) {
      matches.push(
        isCaption
          ? { from: position, to: position + node.nodeSize, caption: at }
          : { from: position + 1 + at, to: position + 1 + at + sought.length, caption: undefined },
      );
      at = text.indexOf(sought, at + sought.length);
    }
    return false;
  });
  return matches;
}
