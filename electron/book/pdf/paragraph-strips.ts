import type { Run } from '../book.ts';
import type { StyleLayout } from '../layout.ts';
import { breakLines, type Line } from './break-lines.ts';
import type { PageItem } from './page-items.ts';
import type { SetContext } from './set-context.ts';
import type { Strip } from './strip.ts';

/** The em box of a font: where the baseline stands in a line of exact pitch, whatever the font file says. */
const ASCENT = 0.88;
export interface ParagraphOptions {
  align?: 'left' | 'center' | 'right';
  indent?: boolean;
  /** Stays with the next block, beyond what the style says. */
  keepWithNext?: boolean;
  /** List items: where text stands, in pt from the column's edge; the first line carries the marker. */
  hanging?: { indentPt: number; marker?: Line };
}

/** Sets a paragraph: a strip for each line. */
export function paragraphStrips(
  runs: readonly Run[],
  style: StyleLayout,
  context: SetContext,
  options: ParagraphOptions = {},
): Strip[] {
  const align = options.align ?? style.align;
  const own = align === 'center' || align === 'right' ? 0 : style.indentCharacters;
  const characters =
    options.hanging === undefined ? (options.indent === undefined ? own : options.indent ? 2 : 0) : 0;
  const left = options.hanging?.indentPt ?? 0;
  const lines = breakLines(style.bold ? runs.map((run) => ({ ...run, bold: true })) : runs, {
    sizePt: style.sizePt,
    widthPt: context.widthPt - left,
    indentPt: characters * style.sizePt,
    align,
    hanging: !context.inCell,
    chain: (bold) => context.fonts.chain(style.font, bold),
  });
  return lines.map((line, index) => {
    const marker = index === 0 ? options.hanging?.marker : undefined;
    return lineStrip(line, style, {
      left,
      before: index === 0 ? style.beforePt : 0,
      after: index === lines.length - 1 ? style.afterPt : 0,
      // No widow control: 22 lines fill the page (GB/T 9704), and the Word book has none either.
      keepWithNext: style.keepWithNext || options.keepWithNext === true,
      ...(marker === undefined ? {} : { marker }),
    });
  });
}

interface LinePlace {
  left: number;
  before: number;
  after: number;
  keepWithNext: boolean;
  marker?: Line;
}

export function lineStrip(line: Line, style: { sizePt: number; pitchPt: number }, place: LinePlace): Strip {
  return {
    heightPt: place.before + style.pitchPt + place.after,
    keepWithNext: place.keepWithNext,
    paint: (items, x, y) => {
      const baseline = baselineOf(y + place.before, style);
      if (place.marker !== undefined) paintLine(items, place.marker, x, baseline);
      paintLine(items, line, x + place.left, baseline);
    },
  };
}

export function baselineOf(top: number, style: { sizePt: number; pitchPt: number }): number {
  return top + (style.pitchPt - style.sizePt) / 2 + ASCENT * style.sizePt;
}

function paintLine(items: PageItem[], line: Line, x: number, baseline: number): void {
  for (const piece of line.pieces) items.push({ kind: 'text', x: x + piece.x, baseline, piece });
}
