import {
  BoldOutlined,
  DownOutlined,
  OrderedListOutlined,
  PictureOutlined,
  RedoOutlined,
  SearchOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { Editor } from '@tiptap/core';
import { Button, Dropdown } from 'antd';
import { memo, useEffect } from 'react';
import { useRovingFocus } from './roving.ts';
import { TableMenu } from './table-menu.tsx';
import { setTextStyle, TEXT_STYLES } from './text-style.ts';
import { useToolbarState } from './toolbar-state.ts';
import './toolbar.css';

interface ToolbarProps {
  editor: Editor;
  /** Names whose toolbar it is. */
  label: string;
  pickPicture: () => void;
  find: () => void;
  /** Set for the keyboard's way here (Alt+F10). */
  takeFocus: (focus: () => void) => void;
}

/** What a text can have, in one row above it. Not drawn again with every save of the text. */
export const Toolbar = memo(function Toolbar({ editor, label, pickPicture, find, takeFocus }: ToolbarProps) {
  const state = useToolbarState(editor);
  const { props, settle, focusFirst } = useRovingFocus(() => editor.commands.focus());
  // Buttons come and go with what is possible; one of them is always the Tab key's stop.
  useEffect(() => settle());
  useEffect(() => takeFocus(focusFirst));
  const style = TEXT_STYLES.find(({ id }) => id === state.style) ?? TEXT_STYLES[0];
  const button = {
    type: 'text' as const,
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
  };
  return (
    <div className="narrative-toolbar" role="toolbar" aria-label={`${label}：文字工具`} {...props}>
      <Dropdown
        trigger={['click']}
        autoFocus
        menu={{
          items: TEXT_STYLES.map(({ id, name, keys }) => ({
            key: id,
            label: name,
            extra: keys,
            disabled: id !== 'paragraph' && !state.mayBeHeading,
          })),
          selectable: true,
          selectedKeys: [state.style],
          onClick: ({ key }) => {
            const chosen = TEXT_STYLES.find(({ id }) => id === key);
            if (chosen !== undefined) setTextStyle(editor, chosen.id);
            editor.commands.focus();
          },
        }}
      >
        <Button
          {...button}
          className="narrative-style"
          title="文字样式"
          aria-haspopup="menu"
          aria-label={`文字样式：${style.name}`}
        >
          {style.name} <DownOutlined />
        </Button>
      </Dropdown>
      <Button
        {...button}
        icon={<BoldOutlined />}
        title="加粗（Ctrl+B）"
        aria-label="加粗"
        aria-pressed={state.bold}
        onClick={() => editor.chain().focus().toggleBold().run()}
      />
      <Button
        {...button}
        icon={<UnorderedListOutlined />}
        title="项目符号（Ctrl+Shift+8）"
        aria-label="项目符号"
        aria-pressed={state.bulletList}
        onClick={() => editor.chain().focus().toggleBulletList().run()}
      />
      <Button
        {...button}
        icon={<OrderedListOutlined />}
        title="编号（Ctrl+Shift+7）"
        aria-label="编号"
        aria-pressed={state.orderedList}
        onClick={() => editor.chain().focus().toggleOrderedList().run()}
      />
      <span className="narrative-toolbar-gap" />
      <TableMenu editor={editor} inTable={state.inTable} />
      <Button
        {...button}
        icon={<PictureOutlined />}
        title="插入图片（也可拖入或粘贴）"
        aria-label="图片"
        onClick={pickPicture}
      >
        图片
      </Button>
      <span className="narrative-toolbar-gap" />
      <Button
        {...button}
        icon={<UndoOutlined />}
        title="撤销（Ctrl+Z）"
        aria-label="撤销"
        disabled={!state.mayUndo}
        onClick={() => editor.chain().focus().undo().run()}
      />
      <Button
        {...button}
        icon={<RedoOutlined />}
        title="重做（Ctrl+Y）"
        aria-label="重做"
        disabled={!state.mayRedo}
        onClick={() => editor.chain().focus().redo().run()}
      />
      <Button
        {...button}
        disabled={false}
        icon={<SearchOutlined />}
        title="查找（Ctrl+F）"
        aria-label="查找"
        onClick={find}
      />
    </div>
  );
});
