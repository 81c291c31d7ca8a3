import type { Block, FigureBlock, HeadingBlock } from '../book.ts';
import { STYLES } from '../layout.ts';
import { contentsStrips } from './contents-strips.ts';
import { listStrips } from './list-strips.ts';
import { paragraphStrips } from './paragraph-strips.ts';
import type { SetContext } from './set-context.ts';
import type { Strip } from './strip.ts';
import { tableStrips } from './table-strips.ts';

/** Space above a picture and between it and its caption. */
const FIGURE_GAP = 4;

/** Sets blocks into the strips of one column. */
export function setBlocks(blocks: readonly Block[], context: SetContext): Strip[] {
  const strips: Strip[] = [];
  let startsPage = false;
  for (const block of blocks) {
    if (block.kind === 'pageBreak') {
      startsPage = true;
      continue;
    }
    const set = setBlock(block, context);
    const first = set[0];
    if (first !== undefined && startsPage && !context.inCell) {
      set[0] = { ...first, startsPage: true };
      startsPage = false;
    }
    for (const strip of set) strips.push(strip);
  }
  return strips;
}

function setBlock(block: Exclude<Block, { kind: 'pageBreak' }>, context: SetContext): Strip[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraphStrips(block.runs, STYLES[block.style], context, {
        ...(block.align === undefined ? {} : { align: block.align }),
        ...(block.indent === undefined ? {} : { indent: block.indent }),
        ...(block.keepWithNext === undefined ? {} : { keepWithNext: block.keepWithNext }),
      });
    case 'heading':
      return headingStrips(block, context);
    case 'list':
      return listStrips(block, context);
    case 'figure':
      return figureStrips(block, context);
    case 'table':
      return tableStrips(block, context, setBlocks);
    case 'space':
      return [{ heightPt: block.heightPt, paint: () => {}, keepWithNext: false, isSpace: true }];
    case 'contents':
      return contentsStrips(block, context);
    case 'boundPage': {
      const text = String(context.evidencePages.get(block.key) ?? '—');
      const style = STYLES[block.style];
      return paragraphStrips([{ text }], { ...style, align: block.align ?? style.align }, context);
    }
  }
}

function headingStrips(block: HeadingBlock, context: SetContext): Strip[] {
  if (block.silent === true && context.rowHeadings.has(block.id)) return startOnly(block);
  const style = STYLES[block.style];
  const anchor: Strip = {
    heightPt: 0,
    keepWithNext: true,
    paint: (items, _x, y) => items.push({ kind: 'anchor', id: block.id, y }),
  };
  const lines = block.silent === true ? [] : paragraphStrips([{ text: block.text }], style, context);
  const strips = [anchor, ...lines.map((line) => ({ ...line, keepWithNext: true }))];
  if (block.startsPage && !context.inCell) strips[0] = { ...anchor, startsPage: true };
  return strips;
}

function startOnly(block: HeadingBlock): Strip[] {
  if (!block.startsPage) return [];
  return [{ heightPt: 0, keepWithNext: true, startsPage: true, paint: () => {} }];
}

function figureStrips(block: FigureBlock, context: SetContext): Strip[] {
  const scale = Math.min(1, context.widthPt / block.widthPt);
  const widthPt = block.widthPt * scale;
  const heightPt = block.heightPt * scale;
  const picture = context.pictures.get(block.file);
  const caption =
    block.caption === '' ? [] : paragraphStrips([{ text: block.caption }], STYLES.caption, context);
  const figure: Strip = {
    heightPt: heightPt + 2 * FIGURE_GAP,
    keepWithNext: caption.length > 0,
    paint: (items, x, y) => {
      const place = { x: x + (context.widthPt - widthPt) / 2, y: y + FIGURE_GAP, widthPt, heightPt };
      if (picture === undefined) items.push({ kind: 'frame', ...place });
      else items.push({ kind: 'picture', ...place, picture, key: block.file });
    },
  };
  return [figure, ...caption.map((line, index) => ({ ...line, keepWithNext: index < caption.length - 1 }))];
}
