import type { Editor } from '@tiptap/core';
import { createTable } from '@tiptap/extension-table';
import { TextSelection } from '@tiptap/pm/state';

/**
 * Puts a table with a header row between the blocks of the text: in place of the empty line where the
 * cursor is, else behind what holds it. The cursor goes into its first cell.
 */
export function insertTable(editor: Editor, rows: number, columns: number): void {
  const { state, view } = editor;
  const table = createTable(state.schema, rows, columns, rows > 1);
  const { tr } = state;
  const place = state.selection.$to;
  const start = place.depth === 0 ? place.pos : place.before(1);
  const end = place.depth === 0 ? place.pos : place.after(1);
  const emptyLine =
    place.depth === 1 && place.parent.type.name === 'paragraph' && place.parent.content.size === 0;
  const at = emptyLine ? start : end;
  if (emptyLine) tr.replaceWith(start, end, table);
  else tr.insert(at, table);
  tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView();
  view.dispatch(tr);
  view.focus();
}
