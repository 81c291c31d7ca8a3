import type {
  NarrativeBlock,
  NarrativeDocument,
  NarrativeInline,
  NarrativeList,
  NarrativeParagraph,
} from '../../../shared/text/narrative.ts';
import { printable } from '../../../shared/text/printable.ts';
import type { Block, ListBlock, ParagraphBlock, ParagraphStyle, Run } from '../book.ts';
import { type ComposeContext, nextHeadingId } from './compose-context.ts';
import { composeDataTable } from './compose-data-table.ts';
import { composeFigure } from './compose-figure.ts';

/** Where a narrative is printed: in the text column or in a cell of the form's table. */
export interface NarrativePlace {
  /** Width of the column, pt. */
  width: number;
  style: ParagraphStyle;
  /** In a cell, headings print as bold lines: the outline knows only the form's own. */
  inCell: boolean;
}

/** A narrative answer as blocks; empty paragraphs vanish, line breaks within one begin a new one. */
export function composeNarrative(
  context: ComposeContext,
  document: NarrativeDocument,
  place: NarrativePlace,
): Block[] {
  return document.content.flatMap((block) => composeBlock(context, block, place));
}

function composeBlock(context: ComposeContext, block: NarrativeBlock, place: NarrativePlace): Block[] {
  switch (block.type) {
    case 'paragraph':
      return composeParagraphs(block, place.style);
    case 'heading':
      return composeHeading(context, block.content, block.attrs.level, place);
    case 'figure':
      return [composeFigure(context, block, place.width, place.style)];
    case 'bulletList':
    case 'orderedList':
      return composeList(block, place.style);
    case 'table':
      return composeDataTable(block, place.width);
  }
}

/** Paragraphs of one stored paragraph: a line break inside it begins a new one without an indent. */
export function composeParagraphs(
  paragraph: NarrativeParagraph,
  style: ParagraphStyle,
  indent = true,
): ParagraphBlock[] {
  return linesOf(paragraph.content).map((runs, index) => ({
    kind: 'paragraph',
    style,
    runs,
    ...(indent && index === 0 ? {} : { indent: false }),
  }));
}

/** Inline content as lines of runs: cleaned, trimmed, empty lines left out. */
export function linesOf(content: readonly NarrativeInline[] | undefined): Run[][] {
  const lines: Run[][] = [[]];
  for (const inline of content ?? []) {
    if (inline.type === 'hardBreak') {
      lines.push([]);
      continue;
    }
    const bold = inline.marks?.some((mark) => mark.type === 'bold') === true;
    printable(inline.text)
      .replace(/\r\n?/g, '\n')
      .split('\n')
      .forEach((text, index) => {
        if (index > 0) lines.push([]);
        if (text !== '') lines.at(-1)?.push({ text: text.replace(/\t/g, ' '), ...(bold ? { bold } : {}) });
      });
  }
  return lines.map(trimRuns).filter((runs) => runs.length > 0);
}

/** Spaces before and after a line are layout by hand (two U+3000 for an indent); the style does that. */
function trimRuns(runs: Run[]): Run[] {
  const first = runs.findIndex((run) => run.text.trim() !== '');
  if (first === -1) return [];
  const last = runs.findLastIndex((run) => run.text.trim() !== '');
  return runs.slice(first, last + 1).map((run, index, kept) => {
    const text = index === 0 ? run.text.trimStart() : run.text;
    return { ...run, text: index === kept.length - 1 ? text.trimEnd() : text };
  });
}

function composeHeading(
  context: ComposeContext,
  content: readonly NarrativeInline[] | undefined,
  level: 2 | 3,
  place: NarrativePlace,
): Block[] {
  const lines = linesOf(content);
  if (lines.length === 0) return [];
  if (place.inCell) {
    return lines.map((runs) => ({
      kind: 'paragraph',
      style: place.style,
      runs: runs.map((run) => ({ text: run.text, bold: true })),
      keepWithNext: true,
    }));
  }
  return [
    {
      kind: 'heading',
      level,
      text: lines.map((runs) => runs.map((run) => run.text).join('')).join(' '),
      id: nextHeadingId(context),
      style: level === 2 ? 'heading2' : 'heading3',
      inContents: false,
      startsPage: false,
    },
  ];
}

/** Lists deeper than this are flattened: no official document numbers further. */
const DEEPEST_LIST = 2;

export function composeList(
  list: NarrativeList,
  style: ParagraphStyle,
  depth = 0,
): (ListBlock | ParagraphBlock)[] {
  const start = list.type === 'orderedList' ? (list.attrs?.start ?? 1) : 1;
  const items = list.content
    .map((item) => ({
      blocks: item.content.flatMap((block): (ParagraphBlock | ListBlock)[] => {
        if (block.type === 'paragraph') return composeParagraphs(block, style, false);
        return depth < DEEPEST_LIST
          ? composeList(block, style, depth + 1)
          : block.content.flatMap((inner) =>
              inner.content.flatMap((each) =>
                each.type === 'paragraph'
                  ? composeParagraphs(each, style, false)
                  : composeList(each, style, depth),
              ),
            );
      }),
    }))
    .filter((item) => item.blocks.length > 0);
  return items.length === 0 ? [] : [{ kind: 'list', ordered: list.type === 'orderedList', start, items }];
}
