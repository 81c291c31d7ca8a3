import type { Run } from '../book.ts';
import type { FontFace } from '../fonts.ts';
import { type CharacterKind, characterKind, hangs, isBadCut, isPair, mayBreak } from './characters.ts';

/** A stretch of one font whose characters stand evenly apart. */
export interface TextPiece {
  text: string;
  face: FontFace;
  /** Bold is wanted and the face has none: stroke it. */
  thicken: boolean;
  sizePt: number;
  /** From the left edge of the column. */
  x: number;
  widthPt: number;
  /** Added after each character, in pt. */
  spacing: number;
  /** White to the next piece of the line, in pt. */
  gapAfterPt: number;
}

export interface Line {
  pieces: TextPiece[];
  /** Without what hangs beyond the edge and without blanks at the end. */
  widthPt: number;
}

export interface LineOptions {
  sizePt: number;
  widthPt: number;
  /** Of the first line, in pt. */
  indentPt: number;
  align: 'left' | 'center' | 'right' | 'justify';
  /** ，。、 may hang beyond the right edge; not in cells, where they would run into the border. */
  hanging: boolean;
  chain(bold: boolean): readonly FontFace[];
}

interface Glyph {
  character: string;
  kind: CharacterKind | 'newline';
  face: FontFace;
  thicken: boolean;
  width: number;
}

/** Space between Chinese and Latin as LibreOffice sets it: a fifth of the size; Word about a quarter. */
const LATIN_GAP = 0.2;
/** What a line may be too long, in pt: Word rounds the text's width up to a twentieth of a point. */
const TOLERANCE = 0.08;
/** A line is stretched by at most this part of the size at each gap; beyond, it stays ragged. */
const WIDEST_STRETCH = 0.3;

/** Breaks runs into lines. Nothing is lost but blanks at a line's end and characters that have no shape. */
export function breakLines(runs: readonly Run[], options: LineOptions): Line[] {
  const glyphs = runs.flatMap((run) => shape(run, options));
  const breaks = breakPlaces(glyphs);
  const lines: Line[] = [];
  let from = 0;
  do {
    const indent = lines.length === 0 ? options.indentPt : 0;
    const to = lineEnd(glyphs, breaks, from, options.widthPt - indent, options);
    const forced = glyphs[to - 1]?.kind === 'newline' || to >= glyphs.length;
    lines.push(setLine(glyphs.slice(from, to), indent, forced, options));
    from = to;
  } while (from < glyphs.length);
  // A line break at the very end opens one more line, as in Word.
  if (glyphs.at(-1)?.kind === 'newline') lines.push({ pieces: [], widthPt: 0 });
  return lines;
}

function shape(run: Run, options: LineOptions): Glyph[] {
  const chain = options.chain(run.bold === true);
  const main = chain[0];
  if (main === undefined) return [];
  const glyphs: Glyph[] = [];
  for (const character of run.text.replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, '\n')) {
    if (character === '\n') {
      glyphs.push({ character: '', kind: 'newline', face: main, thicken: false, width: 0 });
      continue;
    }
    const kind = characterKind(character);
    if (kind === undefined) continue;
    const shown = character === '\t' ? '  ' : character;
    for (const each of shown) {
      const codePoint = each.codePointAt(0) ?? 0;
      const previous = glyphs.at(-1);
      // A blank takes the font before it, so that a word does not fall into pieces.
      const face =
        kind === 'blank' && previous !== undefined && previous.face.has(codePoint)
          ? previous.face
          : (chain.find((candidate) => candidate.has(codePoint)) ?? main);
      const width = (face.advance(codePoint) * options.sizePt) / 1000;
      glyphs.push({ character: each, kind, face, thicken: run.bold === true && !face.bold, width });
    }
  }
  return glyphs;
}

/** `true` at i: a line may end after glyph i. */
function breakPlaces(glyphs: readonly Glyph[]): boolean[] {
  let anchor: string | undefined;
  return glyphs.map((glyph, index) => {
    if (glyph.kind !== 'blank') anchor = glyph.character;
    const next = glyphs[index + 1];
    if (next === undefined || glyph.kind === 'newline') return true;
    if (next.kind === 'newline') return false;
    return mayBreak(glyph.character, next.character, anchor, glyphs[index - 1]?.character);
  });
}

function lineEnd(
  glyphs: readonly Glyph[],
  breaks: readonly boolean[],
  from: number,
  widthPt: number,
  options: LineOptions,
): number {
  // Word rounds the widths of a table's columns too: what just fits a cell here may not fit there.
  const tolerance = options.hanging ? TOLERANCE : 0.01;
  let width = 0;
  let lastBreak = -1;
  for (let at = from; at < glyphs.length; at++) {
    const glyph = glyphs[at];
    if (glyph === undefined) break;
    if (glyph.kind === 'newline') return at + 1;
    const before = at > from ? glyphs[at - 1] : undefined;
    const gap = latinGap(before, glyph) * options.sizePt;
    if (glyph.kind !== 'blank' && width + gap + glyph.width > widthPt + tolerance) {
      // After a Latin word nothing hangs: the word moves down with its mark, as in word processors.
      if (options.hanging && hangs(glyph.character) && breaks[at] === true && before?.kind === 'wide') {
        return afterBlanks(glyphs, at + 1);
      }
      return lastBreak >= from ? lastBreak + 1 : cutWord(glyphs, from, Math.max(at, from + 1));
    }
    width += gap + glyph.width;
    if (breaks[at] === true) lastBreak = at;
  }
  return glyphs.length;
}

/** Where a word wider than its line is cut: at the edge, or before it where that spares the 避头尾. */
function cutWord(glyphs: readonly Glyph[], from: number, edge: number): number {
  for (let at = edge; at > from; at--) {
    const [before, after] = [glyphs[at - 1]?.character, glyphs[at]?.character];
    if (before !== undefined && after !== undefined && !isBadCut(before, after)) return at;
  }
  return edge;
}

function afterBlanks(glyphs: readonly Glyph[], at: number): number {
  let end = at;
  while (glyphs[end]?.kind === 'blank') end++;
  return glyphs[end]?.kind === 'newline' ? end + 1 : end;
}

function latinGap(before: Glyph | undefined, after: Glyph): number {
  if (before === undefined || before.kind === after.kind) return 0;
  const [latin, chinese] = before.kind === 'narrow' ? [before, after] : [after, before];
  if (latin.kind !== 'narrow' || chinese.kind !== 'wide') return 0;
  return /[\p{L}\p{N}]/u.test(latin.character) && /\p{Script=Han}/u.test(chinese.character) ? LATIN_GAP : 0;
}

function setLine(all: readonly Glyph[], indent: number, last: boolean, options: LineOptions): Line {
  const glyphs = [...all];
  if (glyphs.at(-1)?.kind === 'newline') glyphs.pop();
  while (!last && glyphs.at(-1)?.kind === 'blank') glyphs.pop();
  const natural = glyphs.reduce(
    (sum, glyph, index) => sum + glyph.width + latinGap(glyphs[index - 1], glyph) * options.sizePt,
    0,
  );
  const room = options.widthPt - indent;
  const final = glyphs.at(-1);
  const overhang = natural > room && final !== undefined && hangs(final.character) ? final.width : 0;
  const stretch =
    last || options.align !== 'justify' ? 0 : stretchFor(glyphs, room - natural + overhang, options);
  const width = natural - overhang;
  const start =
    options.align === 'center' ? (room - width) / 2 : options.align === 'right' ? room - width : 0;
  return {
    pieces: pieces(glyphs, indent + Math.max(0, start), stretch, options.sizePt),
    widthPt: width + indent,
  };
}

function stretchFor(glyphs: readonly Glyph[], slack: number, options: LineOptions): number {
  const gaps = glyphs.slice(1).filter((glyph, index) => stretches(glyphs[index], glyph)).length;
  if (gaps === 0 || slack <= 0) return 0;
  const stretch = slack / gaps;
  return stretch > WIDEST_STRETCH * options.sizePt ? 0 : stretch;
}

function stretches(before: Glyph | undefined, after: Glyph): boolean {
  if (before === undefined || isPair(before.character, after.character)) return false;
  return before.kind !== 'narrow' || after.kind !== 'narrow';
}

function pieces(glyphs: readonly Glyph[], start: number, stretch: number, sizePt: number): TextPiece[] {
  const set: TextPiece[] = [];
  let x = start;
  let open: TextPiece | undefined;
  glyphs.forEach((glyph, index) => {
    const before = glyphs[index - 1];
    const spacing = before !== undefined && stretches(before, glyph) ? stretch : 0;
    const gap = latinGap(before, glyph) * sizePt;
    x += spacing + gap;
    const joins =
      open !== undefined &&
      gap === 0 &&
      before?.face === glyph.face &&
      before.thicken === glyph.thicken &&
      joinable(open, spacing);
    if (open !== undefined && joins) {
      if ([...open.text].length === 1) open.spacing = spacing;
      open.text += glyph.character;
      open.widthPt = x + glyph.width - open.x;
    } else {
      if (open !== undefined) open.gapAfterPt = spacing + gap;
      const { face, thicken, width } = glyph;
      open = { text: glyph.character, face, thicken, sizePt, x, widthPt: width, spacing: 0, gapAfterPt: 0 };
      set.push(open);
    }
    x += glyph.width;
  });
  return set;
}

function joinable(open: TextPiece, spacing: number): boolean {
  return [...open.text].length === 1 || open.spacing === spacing;
}
