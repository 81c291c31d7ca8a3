import type { Editor } from '@tiptap/core';
import { setBlockType } from '@tiptap/pm/commands';

export const TEXT_STYLES = [
  { id: 'paragraph', name: '正文', keys: 'Ctrl+Alt+0' },
  { id: 'heading2', name: '标题', keys: 'Ctrl+Alt+2' },
  { id: 'heading3', name: '小标题', keys: 'Ctrl+Alt+3' },
] as const;
export type TextStyle = (typeof TEXT_STYLES)[number]['id'];

/** The style of the line where the cursor is. */
export function textStyleOf(editor: Editor): TextStyle {
  const { parent } = editor.state.selection.$from;
  if (parent.type.name !== 'heading') return 'paragraph';
  return parent.attrs.level === 3 ? 'heading3' : 'heading2';
}

/** Lines in lists and tables stay 正文. @returns whether it is possible where the cursor is */
export function setTextStyle(editor: Editor, style: TextStyle, dry = false): boolean {
  const { state, view } = editor;
  const type = state.schema.nodes[style === 'paragraph' ? 'paragraph' : 'heading'];
  if (type === undefined) return false;
  const attributes = style === 'paragraph' ? null : { level: style === 'heading3' ? 3 : 2 };
  return setBlockType(type, attributes)(state, dry ? undefined : view.dispatch);
}

/** Whether the lines that are chosen can be headings. */
export function mayBeHeading(editor: Editor): boolean {
  const { $from, $to } = editor.state.selection;
  return $from.depth === 1 && $to.depth === 1;
}
