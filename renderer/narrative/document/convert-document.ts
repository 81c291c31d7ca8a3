import type { Node } from '@tiptap/pm/model';
import type {
  NarrativeBlock,
  NarrativeDocument,
  NarrativeInline,
  NarrativeList,
  NarrativeParagraph,
  NarrativeTable,
  NarrativeTableCell,
} from '../../../shared/text/narrative.ts';
import { LARGEST_START } from './editor-nodes.ts';

/**
 * Between the stored document and the editor's. The editor cannot hold everything in the same shape (a
 * document without a block, a cell without a paragraph), so both sides meet in one normal form: what is
 * opened and not changed comes back in it, and two documents that differ in it differ for a reader.
 */

const LONGEST_CAPTION = 200;
const WIDEST_SPAN = 20;
const TALLEST_SPAN = 200;

type FlowBlock = NarrativeParagraph | NarrativeList;

/** The editor's JSON, loosely: it is only handed to `Schema.nodeFromJSON`, which checks it. */
export interface EditorJson {
  type: string;
  attrs?: Record<string, unknown>;
  content?: EditorJson[];
  marks?: { type: string }[];
  text?: string;
}

/** A stored document for the editor. The cursor needs a paragraph to stand in, also behind a table or a picture. */
export function toEditorDocument(document: NarrativeDocument): EditorJson {
  const content = document.content.map(toEditorBlock);
  const last = document.content.at(-1);
  if (last === undefined || last.type === 'table' || last.type === 'figure')
    content.push({ type: 'paragraph' });
  return { type: 'doc', content };
}

/** A single block for the editor. */
export function toEditorBlock(block: NarrativeBlock): EditorJson {
  switch (block.type) {
    case 'paragraph':
      return withInline({ type: 'paragraph' }, block.content);
    case 'heading':
      return withInline({ type: 'heading', attrs: { level: block.attrs.level } }, block.content);
    case 'figure': {
      const { file, sha256, caption } = block.attrs;
      return { type: 'figure', attrs: { file, sha256: sha256 ?? null, caption } };
    }
    case 'bulletList':
    case 'orderedList':
      return toEditorList(block);
    case 'table':
      return {
        type: 'table',
        content: block.content.map((row) => ({ type: 'tableRow', content: row.content.map(toEditorCell) })),
      };
  }
}

function withInline(json: EditorJson, content: readonly NarrativeInline[] | undefined): EditorJson {
  return content === undefined || content.length === 0
    ? json
    : {
        ...json,
        content: content.map((inline) =>
          inline.type === 'text' ? textNode(inline.text, isBold(inline)) : { type: 'hardBreak' },
        ),
      };
}

function isBold(inline: NarrativeInline): boolean {
  return inline.type === 'text' && inline.marks?.some((mark) => mark.type === 'bold') === true;
}

function toEditorList(list: NarrativeList): EditorJson {
  return {
    type: list.type,
    ...(list.type === 'orderedList' ? { attrs: { start: list.attrs?.start ?? 1 } } : {}),
    content: list.content.map((item) => ({ type: 'listItem', content: item.content.map(toEditorBlock) })),
  };
}

function toEditorCell(cell: NarrativeTableCell): EditorJson {
  const { colspan = 1, rowspan = 1 } = cell.attrs ?? {};
  const content = cell.content.length === 0 ? [{ type: 'paragraph' }] : cell.content.map(toEditorBlock);
  return { type: cell.type, attrs: { colspan, rowspan }, content };
}

/** Blocks of the editor are immutable: one that was converted needs it never again. */
const converted = new WeakMap<Node, NarrativeBlock>();

/**
 * The editor's document to be stored. Blocks that did not change since the last time are the same
 * objects. Pictures that are still being added are left out.
 */
export function fromEditorDocument(document: Node): NarrativeDocument {
  const content: NarrativeBlock[] = [];
  const { childCount } = document;
  document.forEach((node, _offset, index) => {
    if (node.type.name === 'figure' && node.attrs.upload !== null) return;
    if (index === childCount - 1 && isClosingLine(node, document.maybeChild(index - 1))) return;
    let block = converted.get(node);
    if (block === undefined) {
      block = fromEditorBlock(node);
      converted.set(node, block);
    }
    content.push(block);
  });
  return { type: 'doc', content };
}

/** The empty paragraph that only gives the cursor a place is no part of the document. */
function isClosingLine(node: Node, before: Node | null): boolean {
  if (node.type.name !== 'paragraph' || node.childCount > 0) return false;
  return before === null || before.type.name === 'table' || before.type.name === 'figure';
}

/** The same of a stored document. */
function withoutLastLine(content: NarrativeBlock[]): NarrativeBlock[] {
  const last = content.at(-1);
  if (last?.type !== 'paragraph' || last.content !== undefined) return content;
  const before = content.at(-2);
  return before === undefined || before.type === 'table' || before.type === 'figure'
    ? content.slice(0, -1)
    : content;
}

function fromEditorBlock(node: Node): NarrativeBlock {
  switch (node.type.name) {
    case 'heading':
      return { type: 'heading', attrs: { level: node.attrs.level === 3 ? 3 : 2 }, ...inlineOf(node) };
    case 'figure': {
      const { file, sha256, caption } = node.attrs;
      return {
        type: 'figure',
        attrs: {
          file: String(file),
          ...(typeof sha256 === 'string' ? { sha256 } : {}),
          caption: String(caption).slice(0, LONGEST_CAPTION),
        },
      };
    }
    case 'table':
      return tableOf(node);
    default:
      return flowOf(node);
  }
}

function flowOf(node: Node): FlowBlock {
  if (node.type.name === 'bulletList') return { type: 'bulletList', content: itemsOf(node) };
  if (node.type.name === 'orderedList') {
    const start = Math.min(Math.max(Math.trunc(Number(node.attrs.start)) || 0, 0), LARGEST_START);
    return { type: 'orderedList', ...(start === 1 ? {} : { attrs: { start } }), content: itemsOf(node) };
  }
  return { type: 'paragraph', ...inlineOf(node) };
}

function itemsOf(list: Node) {
  return list.children.map((item) => ({ type: 'listItem' as const, content: item.children.map(flowOf) }));
}

function tableOf(table: Node): NarrativeTable {
  return {
    type: 'table',
    content: table.children.map((row) => ({ type: 'tableRow', content: row.children.flatMap(cellsOf) })),
  };
}

/** One cell, or several where it is wider than the model allows. */
function cellsOf(cell: Node): NarrativeTableCell[] {
  const type = cell.type.name === 'tableHeader' ? 'tableHeader' : 'tableCell';
  const rowspan = Math.min(Number(cell.attrs.rowspan), TALLEST_SPAN);
  const cells: NarrativeTableCell[] = [];
  for (let left = Number(cell.attrs.colspan); left > 0; left -= WIDEST_SPAN) {
    const colspan = Math.min(left, WIDEST_SPAN);
    const attrs = { ...(colspan === 1 ? {} : { colspan }), ...(rowspan === 1 ? {} : { rowspan }) };
    cells.push({
      type,
      ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
      content: cells.length === 0 ? cell.children.map(flowOf) : [{ type: 'paragraph' }],
    });
  }
  return cells;
}

function inlineOf(node: Node): { content?: NarrativeInline[] } {
  if (node.childCount === 0) return {};
  return {
    content: node.children.map((child): NarrativeInline => {
      if (child.text === undefined) return { type: 'hardBreak' };
      const bold = child.marks.some((mark) => mark.type.name === 'bold');
      return textNode(child.text, bold);
    }),
  };
}

function textNode(text: string, bold: boolean) {
  return { type: 'text' as const, text, ...(bold ? { marks: [{ type: 'bold' as const }] } : {}) };
}

/** A document in the form in which the editor gives it back when nothing was changed. */
export function normalDocument(document: NarrativeDocument): NarrativeDocument {
  return { type: 'doc', content: withoutLastLine(document.content.map(normalBlock)) };
}

function normalBlock(block: NarrativeBlock): NarrativeBlock {
  switch (block.type) {
    case 'paragraph':
    case 'bulletList':
    case 'orderedList':
      return normalFlow(block);
    case 'heading':
      return { type: 'heading', attrs: block.attrs, ...normalInline(block.content) };
    case 'figure':
      return { type: 'figure', attrs: { ...block.attrs } };
    case 'table':
      return {
        type: 'table',
        content: block.content.map((row) => ({ type: 'tableRow', content: row.content.map(normalCell) })),
      };
  }
}

function normalFlow(block: FlowBlock): FlowBlock {
  if (block.type === 'paragraph') return { type: 'paragraph', ...normalInline(block.content) };
  const content = block.content.map((item) => ({
    type: 'listItem' as const,
    content: item.content.map(normalFlow),
  }));
  if (block.type === 'bulletList') return { type: 'bulletList', content };
  const start = block.attrs?.start ?? 1;
  return { type: 'orderedList', ...(start === 1 ? {} : { attrs: { start } }), content };
}

function normalCell(cell: NarrativeTableCell): NarrativeTableCell {
  const { colspan = 1, rowspan = 1 } = cell.attrs ?? {};
  const attrs = { ...(colspan === 1 ? {} : { colspan }), ...(rowspan === 1 ? {} : { rowspan }) };
  return {
    type: cell.type,
    ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
    content: cell.content.length === 0 ? [{ type: 'paragraph' }] : cell.content.map(normalFlow),
  };
}

/** Neighbouring texts of the same look are one. */
function normalInline(content: readonly NarrativeInline[] | undefined): { content?: NarrativeInline[] } {
  const joined: NarrativeInline[] = [];
  for (const inline of content ?? []) {
    const before = joined.at(-1);
    if (inline.type === 'text' && before?.type === 'text' && isBold(before) === isBold(inline))
      joined[joined.length - 1] = textNode(before.text + inline.text, isBold(inline));
    else joined.push(inline.type === 'text' ? textNode(inline.text, isBold(inline)) : inline);
  }
  return joined.length === 0 ? {} : { content: joined };
}
