import type {
  Block,
  ContentsBlock,
  EvidencePages,
  FigureBlock,
  HeadingBlock,
  ListBlock,
  ParagraphBlock,
  PictureStore,
  Run,
} from '../book.ts';
import type { BookFonts } from '../fonts.ts';
import { CONTENTS_LINE, STYLES, type StyleLayout } from '../layout.ts';
import { type ListIndents, listIndents, listMarker } from '../list-markers.ts';
import { breakLines, type Line } from './break-lines.ts';
import type { ContentsTarget, PageItem } from './page-items.ts';
import type { Strip } from './strip.ts';
import { tableStrips } from './table-strips.ts';

export interface SetContext {
  fonts: BookFonts;
  pictures: PictureStore;
  evidencePages: EvidencePages;
  /** Headings that the contents list, in order. */
  contents: readonly HeadingBlock[];
  /** Ids of headings that a table's row prints: their silent block is not printed again. */
  rowHeadings: ReadonlySet<string>;
  /** Width of the column in pt. */
  widthPt: number;
  inCell: boolean;
}

/** The em box of a font: where the baseline stands in a line of exact pitch, whatever the font file says. */
const ASCENT = 0.88;
/** Space above a picture and between it and its caption. */
const FIGURE_GAP = 4;
const CONTENTS_INDENT = 14;

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
    strips.push(...set);
  }
  return strips;
}

function setBlock(block: Exclude<Block, { kind: 'pageBreak' }>, context: SetContext): Strip[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraphStrips(block.runs, STYLES[block.style], context, {
        ...(block.align === undefined ? {} : { align: block.align }),
        ...(block.indent === undefined ? {} : { indent: block.indent }),
      });
    case 'heading':
      return headingStrips(block, context);
    case 'list':
      return listStrips(block, context, 0);
    case 'figure':
      return figureStrips(block, context);
    case 'table':
      return tableStrips(block, context);
    case 'space':
      return [{ heightPt: block.heightPt, paint: () => {}, keepWithNext: false, isSpace: true }];
    case 'contents':
      return contentsStrips(block, context);
    case 'boundPage': {
      const text = String(context.evidencePages.get(block.key) ?? '—');
      return paragraphStrips([{ text }], STYLES[block.style], context);
    }
  }
}

interface ParagraphOptions {
  align?: 'left' | 'center' | 'right';
  indent?: boolean;
  /** List items: where text stands, in pt from the column's edge; the first line carries the marker. */
  hanging?: { indentPt: number; marker?: Line };
}

function paragraphStrips(
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
      keepWithNext: style.keepWithNext,
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

function lineStrip(line: Line, style: { sizePt: number; pitchPt: number }, place: LinePlace): Strip {
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

function baselineOf(top: number, style: { sizePt: number; pitchPt: number }): number {
  return top + (style.pitchPt - style.sizePt) / 2 + ASCENT * style.sizePt;
}

function paintLine(items: PageItem[], line: Line, x: number, baseline: number): void {
  for (const piece of line.pieces) items.push({ kind: 'text', x: x + piece.x, baseline, piece });
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

function listStrips(list: ListBlock, context: SetContext, level: number): Strip[] {
  return list.items.flatMap((item, index) => {
    const text = listMarker(list.ordered, level, list.start + index);
    let marker: string | undefined = text;
    const strips: Strip[] = [];
    // An item that holds only a list still shows its marker.
    const blocks =
      item.blocks[0]?.kind === 'paragraph' ? item.blocks : [emptyLike(item.blocks), ...item.blocks];
    for (const block of blocks) {
      if (block.kind === 'list') {
        strips.push(...listStrips(block, context, level + 1));
        continue;
      }
      const style = STYLES[block.style];
      const indents = fittingIndents(list.ordered, level, style.sizePt, context.widthPt);
      const markerLine = marker === undefined ? undefined : markerOf(marker, indents.marker, style, context);
      const indentPt = marker === undefined ? indents.further : indents.text;
      strips.push(
        ...paragraphStrips(block.runs, style, context, {
          ...(block.align === undefined ? {} : { align: block.align }),
          hanging: {
            indentPt,
            ...(markerLine === undefined ? {} : { marker: markerLine }),
          },
        }),
      );
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

function contentsStrips(block: ContentsBlock, context: SetContext): Strip[] {
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
