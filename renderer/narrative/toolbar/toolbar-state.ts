import type { Editor } from '@tiptap/core';
import { redoDepth, undoDepth } from '@tiptap/pm/history';
import { isInTable } from '@tiptap/pm/tables';
import { useEditorState } from '@tiptap/react';
import { mayBeHeading, textStyleOf } from './text-style.ts';

/** What the toolbar shows of the place where the cursor is. */
export function useToolbarState(editor: Editor) {
  return useEditorState({
    editor,
    selector: ({ editor: { state }, editor: current }) => ({
      style: textStyleOf(current),
      mayBeHeading: mayBeHeading(current),
      bold: current.isActive('bold'),
      bulletList: current.isActive('bulletList'),
      orderedList: current.isActive('orderedList'),
      inTable: isInTable(state),
      mayUndo: undoDepth(state) > 0,
      mayRedo: redoDepth(state) > 0,
    }),
  });
}
