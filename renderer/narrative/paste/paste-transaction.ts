import { Fragment, type Node, type ResolvedPos, type Schema, Slice } from '@tiptap/pm/model';
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import type { NarrativeBlock } from '../../../shared/text/narrative.ts';
import { toEditorBlock } from '../document/convert-document.ts';
import type { FlowBlock, PastedPicture } from './pasted.ts';
import { flattened } from './pieces.ts';

/** A picture whose file is on its way has its upload's id for now. */
export type PlacedBlock = NarrativeBlock | (PastedPicture & { upload: string });

/** What holds the cursor: the text itself, an item of a list, or a cell. */
function holderOf(place: ResolvedPos): 'text' | 'item' | 'cell' {
  for (let depth = place.depth; depth > 0; depth -= 1) {
    const { name } = place.node(depth).type;
    if (name === 'tableCell' || name === 'tableHeader') return 'cell';
    if (name === 'listItem') return 'item';
  }
  return 'text';
}

function nodeOf(schema: Schema, block: PlacedBlock): Node {
  if (block.type !== 'picture') return schema.nodeFromJSON(toEditorBlock(block));
  return schema.nodeFromJSON({ type: 'figure', attrs: { upload: block.upload } });
}

/** What can stand in a cell or an item, and what cannot and goes behind the list or table. */
function forHolder(blocks: readonly PlacedBlock[], holder: 'item' | 'cell') {
  const inside: FlowBlock[] = [];
  const behind: PlacedBlock[] = [];
  for (const block of blocks) {
    if (block.type === 'heading')
      inside.push({
        type: 'paragraph',
        content: (block.content ?? []).map((each) =>
          each.type === 'text' ? { ...each, marks: [{ type: 'bold' }] } : each,
        ),
      });
    else if (block.type === 'table' && holder === 'cell') inside.push(...flattened(block));
    else if (block.type === 'table' || block.type === 'figure' || block.type === 'picture')
      behind.push(block);
    else inside.push(block);
  }
  return { inside, behind };
}

/**
 * Puts blocks in the place of the selection. A first and last paragraph join the text around them; in a
 * list or a table only lines and lists can stand, so that tables and pictures go behind it.
 */
export function pasteBlocks(state: EditorState, blocks: readonly PlacedBlock[]): Transaction {
  const { tr, schema } = state;
  const { selection } = tr;
  if (!selection.empty) tr.deleteSelection();
  // Chosen cells are emptied; the paste goes into the first of them, which begins where it began.
  if (selection instanceof CellSelection)
    tr.setSelection(
      Selection.near(tr.doc.resolve(Math.min(selection.$anchorCell.pos, selection.$headCell.pos) + 1)),
    );
  const holder = holderOf(tr.selection.$from);
  const { inside, behind } = holder === 'text' ? { inside: blocks, behind: [] } : forHolder(blocks, holder);
  const nodes = inside.map((block) => nodeOf(schema, block));
  if (nodes.length > 0) insertNodes(tr, nodes, holder);
  if (behind.length > 0) {
    const place = tr.selection.$from;
    const after = place.depth === 0 ? place.pos : place.after(1);
    tr.insert(
      after,
      behind.map((block) => nodeOf(schema, block)),
    );
  }
  return tr.scrollIntoView();
}

function insertNodes(tr: Transaction, nodes: readonly Node[], holder: 'text' | 'item' | 'cell'): void {
  const place = tr.selection.$from;
  const content = Fragment.from([...nodes]);
  const first = nodes[0];
  const last = nodes.at(-1);
  const isParagraph = (node: Node | undefined) => node?.type.name === 'paragraph';
  const single = nodes.length === 1 && isParagraph(first);
  const emptyLine = isParagraph(place.parent) && place.parent.content.size === 0;
  if (emptyLine && !single && !(holder === 'item' && !isParagraph(first))) {
    const start = place.before();
    tr.replaceWith(start, place.after(), content);
    const end = Math.min(start + content.size, tr.doc.content.size);
    tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
    return;
  }
  // Items join the items around them; the same with lines.
  const open = Slice.maxOpen(content);
  const joinsItems = holder === 'item' && !isParagraph(first);
  tr.replaceSelection(
    new Slice(
      content,
      joinsItems ? open.openStart : isParagraph(first) ? 1 : 0,
      joinsItems && !isParagraph(last) ? open.openEnd : isParagraph(last) ? 1 : 0,
    ),
  );
}
