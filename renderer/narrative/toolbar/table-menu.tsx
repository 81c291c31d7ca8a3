import { TableOutlined } from '@ant-design/icons';
import type { Editor } from '@tiptap/core';
import { selectedRect } from '@tiptap/pm/tables';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { insertTable } from './insert-table.ts';
import { SizePicker } from './size-picker.tsx';

/** The model's limits of a merged cell. */
const WIDEST_SPAN = 20;
const TALLEST_SPAN = 200;

const ACTIONS = {
  addRowBefore: '在上方插入行',
  addRowAfter: '在下方插入行',
  addColumnBefore: '在左侧插入列',
  addColumnAfter: '在右侧插入列',
  mergeCells: '合并单元格',
  splitCell: '拆分单元格',
  toggleHeaderRow: '首行作表头',
  deleteRow: '删除行',
  deleteColumn: '删除列',
  deleteTable: '删除表格',
} as const;
type Action = keyof typeof ACTIONS;
const GROUPS: readonly (readonly Action[])[] = [
  ['addRowBefore', 'addRowAfter', 'addColumnBefore', 'addColumnAfter'],
  ['mergeCells', 'splitCell', 'toggleHeaderRow'],
  ['deleteRow', 'deleteColumn', 'deleteTable'],
];

function isAction(key: string): key is Action {
  return Object.hasOwn(ACTIONS, key);
}

function isPossible(editor: Editor, action: Action): boolean {
  if (action === 'mergeCells') {
    const { top, bottom, left, right } = selectedRect(editor.state);
    if (right - left > WIDEST_SPAN || bottom - top > TALLEST_SPAN) return false;
  }
  return editor.can()[action]();
}

function actionItems(editor: Editor): MenuProps['items'] {
  return GROUPS.flatMap((group, index) => [
    ...(index === 0 ? [] : [{ type: 'divider' as const }]),
    ...group.map((action) => ({
      key: action,
      label: ACTIONS[action],
      disabled: !isPossible(editor, action),
      danger: action === 'deleteTable',
    })),
  ]);
}

/** Inserts a table of the size that is chosen; inside one, what can be done with it. */
export function TableMenu({ editor, inTable }: { editor: Editor; inTable: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dropdown
      open={open}
      onOpenChange={setOpen}
      trigger={['click']}
      autoFocus={inTable}
      menu={{
        items: open && inTable ? actionItems(editor) : [],
        onClick: ({ key }) => {
          setOpen(false);
          if (isAction(key)) editor.chain().focus()[key]().run();
        },
      }}
      {...(inTable
        ? {}
        : {
            popupRender: () => (
              <SizePicker
                choose={(rows, columns) => {
                  setOpen(false);
                  insertTable(editor, rows, columns);
                }}
                leave={() => {
                  setOpen(false);
                  editor.commands.focus();
                }}
              />
            ),
          })}
    >
      <Button
        type="text"
        icon={<TableOutlined />}
        title={inTable ? '表格：行、列与合并' : '插入表格'}
        aria-label="表格"
        aria-haspopup={inTable ? 'menu' : 'dialog'}
        aria-expanded={open}
        aria-pressed={inTable}
      >
        表格
      </Button>
    </Dropdown>
  );
}
