import { printable } from '../../shared/text/printable.ts';

/**
 * Widths in em that no text font of the book exceeds, so that what is wrapped by them fits whichever
 * font prints it, and the number of lines (and so of pages) is known without opening a font.
 */
export function widestEm(codePoint: number): number {
  if (codePoint >= 0x30 && codePoint <= 0x39) return 0.6;
  if (codePoint === 0x6d || codePoint === 0x77) return 0.95;
  if (codePoint >= 0x61 && codePoint <= 0x7a) return 0.65;
  if (codePoint === 0x4d || codePoint === 0x57 || codePoint === 0x40 || codePoint === 0x25) return 1.05;
  if (codePoint >= 0x41 && codePoint <= 0x5a) return 0.85;
  if (codePoint === 0x20) return 0.4;
  if (codePoint < 0x7f) return 0.65;
  if (codePoint < 0x2e80) return 1.05;
  return 1;
}

/** Width of a text by `widestEm`, pt. */
export function widestWidth(text: string, sizePt: number): number {
  let width = 0;
  for (const character of text) width += widestEm(character.codePointAt(0) ?? 0) * sizePt;
  return width;
}

const NEVER_FIRST = /^[，。、；：？！）》〉」』】〕”’…—,.;:?!)\]}%％℃]/u;
const NEVER_LAST = /[（《〈「『【〔“‘([{]$/u;

/** Lines of a text in a column: broken between Chinese characters and between words; `\n` is kept. Never empty. */
export function wrapText(text: string, widthPt: number, sizePt: number): string[] {
  const lines: string[] = [];
  for (const paragraph of printable(text).replace(/\t/g, ' ').split('\n')) {
    let line = '';
    for (const piece of pieces(paragraph)) {
      if (widestWidth(line + piece.trimEnd(), sizePt) <= widthPt) {
        line += piece;
        continue;
      }
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = piece.trimStart();
      while (widestWidth(line.trimEnd(), sizePt) > widthPt) {
        const head = longestHead(line, widthPt, sizePt);
        lines.push(head);
        line = line.slice(head.length);
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** What may not be torn: a word with the blanks after it, or a Chinese character with its marks. */
function pieces(paragraph: string): string[] {
  const atoms = paragraph.match(/[!-~\u00a0-\u024f]+\s*|\s+|[^!-~\u00a0-\u024f\s]/gu) ?? [];
  const joined: string[] = [];
  for (const atom of atoms) {
    const last = joined.at(-1);
    const clings =
      last !== undefined && (NEVER_FIRST.test(atom) || NEVER_LAST.test(last)) && last.length < 12;
    if (clings) joined[joined.length - 1] = last + atom;
    else joined.push(atom);
  }
  return joined;
}

function longestHead(text: string, widthPt: number, sizePt: number): string {
  let head = '';
  let width = 0;
  for (const character of text) {
    width += widestEm(character.codePointAt(0) ?? 0) * sizePt;
    if (head !== '' && width > widthPt) break;
    head += character;
  }
  return head;
}

/** As `wrapText`, but the lines of about one length: for centred titles, whose last line would be a stub. */
export function wrapBalanced(text: string, widthPt: number, sizePt: number): string[] {
  const lines = wrapText(text, widthPt, sizePt);
  if (lines.length < 2) return lines;
  let balanced = lines;
  for (let width = widthPt - sizePt / 2; width > widthPt / 2; width -= sizePt / 2) {
    const narrower = wrapText(text, width, sizePt);
    if (narrower.length > lines.length) break;
    balanced = narrower;
  }
  return balanced;
}
