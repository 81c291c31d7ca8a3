import { describeProblem } from '../../../shared/form/evidence-problem.ts';
import { oneLine } from '../../../shared/form/print-answer.ts';
import type { NarrativeFigure } from '../../../shared/text/narrative.ts';
import type { Block, ParagraphStyle } from '../book.ts';
import { FIGURE_MAX_HEIGHT } from '../layout.ts';
import type { ComposeContext } from './compose-context.ts';

/** A small picture is not blown up beyond this resolution; ours. Dots per inch. */
const LOWEST_RESOLUTION = 120;

/** A picture with its number and caption, in a box that fits a column of the given width (pt). */
export function composeFigure(
  context: ComposeContext,
  figure: NarrativeFigure,
  columnWidth: number,
  style: ParagraphStyle,
  captionPrefix = '',
): Block {
  context.figureCount += 1;
  const caption = `图${context.figureCount} ${captionPrefix}${oneLine(figure.attrs.caption)}`.trim();
  const facts = context.facts[figure.attrs.file];
  if (facts?.pixels === undefined || facts.problem !== undefined) {
    const reason = facts?.problem === undefined ? '不是图片' : describeProblem(facts.problem);
    return {
      kind: 'paragraph',
      style,
      runs: [{ text: `（${caption}：${oneLine(figure.attrs.file)} ${reason}）` }],
    };
  }
  const { width, height } = facts.pixels;
  const natural = (width / LOWEST_RESOLUTION) * 72;
  const scale = Math.min(columnWidth / width, FIGURE_MAX_HEIGHT / height, natural / width);
  return {
    kind: 'figure',
    file: figure.attrs.file,
    widthPt: Math.max(1, width * scale),
    heightPt: Math.max(1, height * scale),
    caption,
  };
}
