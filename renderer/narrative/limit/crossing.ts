import type { Node } from '@tiptap/pm/model';
import { countWords } from '../../../shared/text/word-count.ts';

/** 字 of a line or a caption. Nodes are immutable: each is counted once. */
const counted = new WeakMap<Node, number>();

function textOf(node: Node): string {
  return node.isTextblock ? node.textBetween(0, node.content.size, '\n', '\n') : String(node.attrs.caption);
}

function wordsOf(node: Node): number {
  let words = counted.get(node);
  if (words === undefined) {
    words = countWords(textOf(node)).words;
    counted.set(node, words);
  }
  return words;
}

/**
 * The position in front of the first character that is too much, counted as the check counts: every
 * line by itself. For a caption, the position of its figure.
 *
 * @param wordsLeft 字 that the document may have; below zero when what comes before it is too much already
 */
export function crossingOf(document: Node, wordsLeft: number): number | undefined {
  let left = Math.max(0, wordsLeft);
  let crossing: number | undefined;
  document.descendants((node, position) => {
    if (crossing !== undefined) return false;
    if (!node.isTextblock && node.type.name !== 'figure') return true;
    const words = wordsOf(node);
    if (words <= left) left -= words;
    else crossing = node.isTextblock ? position + 1 + firstBeyond(textOf(node), left) : position;
    return false;
  });
  return crossing;
}

/** Length of the longest beginning of a text that has no more than so many 字. The count never falls with the length. */
function firstBeyond(text: string, words: number): number {
  let within = 0;
  let beyond = text.length;
  while (beyond - within > 1) {
    const middle = (within + beyond) >> 1;
    if (countWords(text.slice(0, middle)).words <= words) within = middle;
    else beyond = middle;
  }
  // Not between the two halves of a character.
  return /[\ud800-\udbff]$/.test(text.slice(0, within)) ? within - 1 : within;
}
