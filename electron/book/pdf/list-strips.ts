import type { ListBlock, ParagraphBlock } from '../book.ts';
import { STYLES, type StyleLayout } from '../layout.ts';
import { type ListIndents, listIndents, listMarker } from '../list-markers.ts';
import { breakLines, type Line } from './break-lines.ts';
import { paragraphStrips } from './paragraph-strips.ts';
import type { SetContext } from './set-context.ts';
import type { Strip } from './strip.ts';

/** Sets a list with the lists inside it. @param level 0 for the outermost */
export function listStrips(list: ListBlock, context: SetContext, level = 0): Strip[] {
  return list.items.flatMap((item, index) => {
    const text = listMarker(list.ordered, level, list.start + index);
    let marker: string | undefined = text;
    const strips: Strip[] = [];
    // An item that holds only a list still shows its marker.
    const blocks =
      item.blocks[0]?.kind === 'paragraph' ? item.blocks : [emptyLike(item.blocks), ...item.blocks];
    for (const block of blocks) {
      if (block.kind === 'list') {
        for (const strip of listStrips(block, context, level + 1)) strips.push(strip);
        continue;
      }
      const style = STYLES[block.style];
      const indents = fittingIndents(list.ordered, level, style.sizePt, context.widthPt);
      const markerLine = marker === undefined ? undefined : markerOf(marker, indents.marker, style, context);
      const indentPt = marker === undefined ? indents.further : indents.text;
      const lines = paragraphStrips(block.runs, style, context, {
        ...(block.align === undefined ? {} : { align: block.align }),
        hanging: {
          indentPt,
          ...(markerLine === undefined ? {} : { marker: markerLine }),
        },
      });
      for (const line of lines) strips.push(line);
      marker = undefined;
    }
    return strips;
  });
}

/** Deep lists in narrow cells move in less, so that three 字 have room in a line. */
function fittingIndents(ordered: boolean, level: number, sizePt: number, widthPt: number): ListIndents {
  const indents = listIndents(ordered, level, sizePt);
  const excess = Math.max(0, indents.text - Math.max(0, widthPt - 3 * sizePt));
  const less = (at: number): number => Math.max(0, at - excess);
  return { marker: less(indents.marker), text: less(indents.text), further: less(indents.further) };
}

function emptyLike(blocks: ListBlock['items'][number]['blocks']): ParagraphBlock {
  for (const block of blocks) {
    const paragraph = block.kind === 'paragraph' ? block : emptyLike(block.items[0]?.blocks ?? []);
    return { kind: 'paragraph', style: paragraph.style, runs: [] };
  }
  return { kind: 'paragraph', style: 'body', runs: [] };
}

function markerOf(text: string, x: number, style: StyleLayout, context: SetContext): Line {
  const line = breakLines([{ text }], {
    sizePt: style.sizePt,
    widthPt: Number.POSITIVE_INFINITY,
    indentPt: 0,
    align: 'left',
    hanging: false,
    chain: (bold) => context.fonts.chain(style.font, bold),
  })[0];
  const pieces = line?.pieces ?? [];
  return { pieces: pieces.map((piece) => ({ ...piece, x: piece.x + x })), widthPt: x + (line?.widthPt ?? 0) };
}
