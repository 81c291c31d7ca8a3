import type { ContentsBlock } from '../book.ts';
import { CONTENTS_LINE, STYLES, type StyleLayout } from '../layout.ts';
import { breakLines } from './break-lines.ts';
import type { ContentsTarget } from './page-items.ts';
import { baselineOf, lineStrip, paragraphStrips } from './paragraph-strips.ts';
import type { SetContext } from './set-context.ts';
import type { Strip } from './strip.ts';

const CONTENTS_INDENT = 14;

/** Sets the 目录; its numbers are drawn when the layout knows them. */
export function contentsStrips(block: ContentsBlock, context: SetContext): Strip[] {
  const title = (text: string): Strip[] =>
    text === '' ? [] : paragraphStrips([{ text }], STYLES.contentsTitle, context);
  return [
    ...title(block.title),
    ...context.contents.flatMap((heading) =>
      contentsEntry(heading.text, (heading.level - 1) * CONTENTS_INDENT, { heading: heading.id }, context),
    ),
    ...(block.evidence.length === 0 ? [] : contentsLabel(block.evidenceTitle, context)),
    ...block.evidence.flatMap((entry) =>
      contentsEntry(entry.text, CONTENTS_INDENT, { evidence: entry.item }, context),
    ),
  ];
}

function contentsLabel(text: string, context: SetContext): Strip[] {
  if (text === '') return [];
  const style: StyleLayout = {
    ...STYLES.body,
    ...CONTENTS_LINE,
    font: 'heiti',
    indentCharacters: 0,
    beforePt: 8,
    keepWithNext: true,
  };
  return paragraphStrips([{ text }], style, context);
}

/** Room kept free at the right edge for the leader and the number. */
const NUMBER_ROOM = 42;

function contentsEntry(text: string, left: number, target: ContentsTarget, context: SetContext): Strip[] {
  const style: StyleLayout = { ...STYLES.body, ...CONTENTS_LINE, indentCharacters: 0, align: 'left' };
  const lines = breakLines([{ text }], {
    sizePt: style.sizePt,
    widthPt: context.widthPt - left - NUMBER_ROOM,
    indentPt: 0,
    align: 'left',
    hanging: false,
    chain: (bold) => context.fonts.chain(style.font, bold),
  });
  return lines.map((line, index) => {
    const last = index === lines.length - 1;
    const strip = lineStrip(line, style, { left, before: 0, after: 0, keepWithNext: !last });
    if (!last) return strip;
    return {
      ...strip,
      paint: (items, x, y) => {
        strip.paint(items, x, y);
        items.push({
          kind: 'pageNumber',
          x: x + left,
          baseline: baselineOf(y, style),
          textEnd: x + left + line.widthPt,
          rightEdge: x + context.widthPt,
          target,
        });
      },
    };
  });
}
