import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';

/**
 * Puts a figure between the blocks of the text: in place of the empty line where the cursor is, else
 * behind the paragraph, list or table that holds it. The figure is chosen afterwards.
 *
 * @param position elsewhere than at the cursor (where a file was dropped)
 */
export function insertFigure(editor: Editor, attributes: Record<string, unknown>, position?: number): void {
  const { state, view, schema } = editor;
  const figure = schema.nodes.figure?.create(attributes);
  if (figure === undefined) return;
  const { tr } = state;
  const place = position === undefined ? state.selection.$to : state.doc.resolve(position);
  const block = place.depth === 0 ? place.nodeAfter : place.node(1);
  const start = place.depth === 0 ? place.pos : place.before(1);
  const end = place.depth === 0 ? place.pos : place.after(1);
  let at = end;
  if (place.depth === 1 && block?.type.name === 'paragraph' && block.content.size === 0) {
    tr.replaceWith(start, end, figure);
    at = start;
  } else if (state.selection instanceof NodeSelection && position === undefined) {
    at = state.selection.to;
    tr.insert(at, figure);
  } else tr.insert(end, figure);
  tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView();
  view.dispatch(tr);
}
