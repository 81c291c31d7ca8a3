import type { NarrativeInline, NarrativeList, NarrativeTable } from '../../../shared/text/narrative.ts';
import type { ListMarker } from './list-marker.ts';
import type { FlowBlock, PastedBlock } from './pasted.ts';

/** An item of a list that a word processor writes as a paragraph (`mso-list`). */
export interface ItemMark {
  /** From 1. */
  level: number;
  /** Which list it belongs to. */
  list: string;
  marker: ListMarker;
}

/** What the walk over pasted HTML finds, in its order. */
export type Piece =
  | { type: 'line'; inline: NarrativeInline[]; heading: number | undefined; item: ItemMark | undefined }
  | { type: 'list'; list: NarrativeList }
  | { type: 'table'; table: NarrativeTable }
  | { type: 'figure'; file: string; sha256: string | undefined; caption: string }
  | { type: 'picture'; source: string };

/** Word's own limit; what is deeper joins the deepest. */
export const DEEPEST_LIST = 9;

interface OpenList {
  level: number;
  list: NarrativeList;
  mark: ItemMark;
  /** Number that the next item would have. */
  next: number;
}

/** Gathers lines that are items into lists, nested by their levels; everything else stays in its place. */
export function gatherLists(pieces: readonly Piece[]): Piece[] {
  const gathered: Piece[] = [];
  let open: OpenList[] = [];
  for (const piece of pieces) {
    if (piece.type !== 'line' || piece.item === undefined || piece.heading !== undefined) {
      open = [];
      gathered.push(piece);
      continue;
    }
    const { item } = piece;
    open = open.filter(({ level }) => level <= item.level);
    const current = open.at(-1);
    if (current?.level === item.level && continues(current, item)) {
      current.list.content.push(itemOf(piece.inline));
      current.next += 1;
      continue;
    }
    if (current?.level === item.level) open.pop();
    const list = beginList(item);
    list.content.push(itemOf(piece.inline));
    const parent = open.at(-1)?.list.content.at(-1);
    if (parent === undefined) gathered.push({ type: 'list', list });
    else parent.content.push(list);
    open.push({ level: item.level, list, mark: item, next: Math.max(item.marker.number, 1) + 1 });
  }
  return gathered;
}

function continues({ mark, next }: OpenList, item: ItemMark): boolean {
  if (mark.marker.kind !== item.marker.kind) return false;
  return item.marker.kind === 'bullet' || item.marker.number === next || item.marker.number === 0;
}

function beginList({ marker }: ItemMark): NarrativeList {
  if (marker.kind === 'bullet') return { type: 'bulletList', content: [] };
  const start = Math.min(Math.max(marker.number, 1), 999);
  return { type: 'orderedList', ...(start === 1 ? {} : { attrs: { start } }), content: [] };
}

function itemOf(inline: NarrativeInline[]) {
  return { type: 'listItem' as const, content: [{ type: 'paragraph' as const, content: inline }] };
}

/** Headings of a paste as the model's two levels: 标题 1 becomes 标题, what is under it 小标题. */
export function toBlocks(pieces: readonly Piece[], ownLevels: boolean): PastedBlock[] {
  const lists = gatherLists(pieces);
  const highest = lists.some((piece) => piece.type === 'line' && piece.heading === 1) ? 1 : 2;
  return lists.map((piece): PastedBlock => {
    switch (piece.type) {
      case 'line': {
        if (piece.heading === undefined) return { type: 'paragraph', content: piece.inline };
        const level = ownLevels ? piece.heading : piece.heading - highest + 2;
        return { type: 'heading', attrs: { level: level <= 2 ? 2 : 3 }, content: unmarked(piece.inline) };
      }
      case 'list':
        return piece.list;
      case 'table':
        return piece.table;
      case 'figure': {
        const { file, sha256, caption } = piece;
        return { type: 'figure', attrs: { file, ...(sha256 === undefined ? {} : { sha256 }), caption } };
      }
      case 'picture':
        return { type: 'picture', source: piece.source };
    }
  });
}

/** A heading is set in its own face. */
function unmarked(inline: readonly NarrativeInline[]): NarrativeInline[] {
  return inline.map((each) => (each.type === 'text' ? { type: 'text', text: each.text } : each));
}

/** Splits what a cell or an item holds from what can only stand between the blocks of the text. */
export function toFlow(pieces: readonly Piece[]): { flow: FlowBlock[]; outside: Piece[] } {
  const flow: FlowBlock[] = [];
  const outside: Piece[] = [];
  for (const piece of gatherLists(pieces)) {
    if (piece.type === 'line')
      flow.push({
        type: 'paragraph',
        content: piece.heading === undefined ? piece.inline : boldened(piece.inline),
      });
    else if (piece.type === 'list') flow.push(piece.list);
    else if (piece.type === 'table') flow.push(...flattened(piece.table));
    else outside.push(piece);
  }
  return { flow, outside };
}

function boldened(inline: readonly NarrativeInline[]): NarrativeInline[] {
  return inline.map((each) =>
    each.type === 'text' ? { type: 'text', text: each.text, marks: [{ type: 'bold' }] } : each,
  );
}

/** A table inside a cell or an item: a line for each row, its cells side by side. */
export function flattened(table: NarrativeTable): FlowBlock[] {
  return table.content.flatMap((row): FlowBlock[] => {
    const simple = row.content.every((cell) => cell.content.every((block) => block.type === 'paragraph'));
    if (!simple) return row.content.flatMap((cell) => cell.content.filter(hasContent));
    const content: NarrativeInline[] = [];
    for (const cell of row.content)
      for (const block of cell.content) {
        if (block.type !== 'paragraph' || block.content === undefined) continue;
        if (content.length > 0) content.push({ type: 'text', text: '\u3000' });
        content.push(...block.content);
      }
    return content.length === 0 ? [] : [{ type: 'paragraph', content }];
  });
}

function hasContent(block: FlowBlock): boolean {
  return block.type !== 'paragraph' || (block.content?.length ?? 0) > 0;
}
