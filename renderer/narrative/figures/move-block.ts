import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';

/** Exchanges a block of the text with the one before or after it, and keeps it chosen. @returns false at the end */
export function moveBlock(editor: Editor, position: number, direction: -1 | 1): boolean {
  const { state, view } = editor;
  const node = state.doc.nodeAt(position);
  const { index } = state.doc.childAfter(position);
  const neighbour = state.doc.maybeChild(index + direction);
  if (node === null || neighbour === null || neighbour === undefined) return false;
  const to = direction < 0 ? position - neighbour.nodeSize : position + neighbour.nodeSize;
  const { tr } = state;
  tr.delete(position, position + node.nodeSize).insert(to, node);
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, to)).scrollIntoView());
  return true;
}
