import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '../../shared/contract/program.ts';

type Choose = (command: Command) => void;

/**
 * The application menu. What people do while writing (undo, copy) are roles, so that the focused
 * field carries them out; the rest goes to the window as a command.
 */
export function applicationMenu(
  platform: NodeJS.Platform,
  choose: Choose,
  showLog: () => void,
): MenuItemConstructorOptions[] {
  const command = (label: string, name: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => choose(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const quit: MenuItemConstructorOptions = { role: 'quit', label: '退出申报匣' };
  const own: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [
          {
            label: '申报匣',
            submenu: [
              command('设置', 'settings', 'CmdOrCtrl+,'),
              { type: 'separator' },
              { role: 'hide', label: '隐藏申报匣' },
              { role: 'hideOthers', label: '隐藏其他' },
              { role: 'unhide', label: '全部显示' },
              { type: 'separator' },
              quit,
            ],
          },
        ]
      : [];
  return [
    ...own,
    {
      label: '文件',
      submenu: [
        command('我的申报', 'home'),
        command('新建申报', 'newDraft', 'CmdOrCtrl+N'),
        command('导入草稿…', 'importDraft'),
        command('导出草稿…', 'exportDraft'),
        command('导出草稿（加密码）…', 'protectDraft'),
        { type: 'separator' },
        command('导出申报包…', 'export', 'CmdOrCtrl+E'),
        ...(platform === 'darwin'
          ? []
          : [{ type: 'separator' } as const, command('设置', 'settings', 'CmdOrCtrl+,'), quit]),
      ],
    },
    {
      label: '编辑',
      submenu: [
        ...editRoles(),
        { type: 'separator' },
        { role: 'selectAll', label: '全选' },
        command('查找', 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '填报',
      submenu: [
        command('上一部分', 'previousSection', 'Alt+Up'),
        command('下一部分', 'nextSection', 'Alt+Down'),
        { type: 'separator' },
        command('检查', 'check'),
        command('预览', 'preview'),
      ],
    },
    {
      label: '显示',
      submenu: [
        { role: 'togglefullscreen', label: '全屏' },
        { role: 'minimize', label: '最小化' },
      ],
    },
    {
      label: '帮助',
      submenu: [command('本部分要求', 'guidance', 'F1'), { label: '打开运行记录所在文件夹', click: showLog }],
    },
  ];
}

function editRoles(): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: '撤销' },
    { role: 'redo', label: '重做' },
    { type: 'separator' },
    { role: 'cut', label: '剪切' },
    { role: 'copy', label: '复制' },
    { role: 'paste', label: '粘贴' },
    { role: 'pasteAndMatchStyle', label: '只粘贴文字' },
  ];
}

/** What the context menu may offer at the place that was clicked. */
export interface ClickedPlace {
  isEditable: boolean;
  selectionText: string;
  editFlags: {
    canUndo: boolean;
    canRedo: boolean;
    canCut: boolean;
    canCopy: boolean;
    canPaste: boolean;
    canSelectAll: boolean;
  };
}

/** @returns no entries where there is nothing to do: then no menu opens */
export function contextMenu({
  isEditable,
  selectionText,
  editFlags,
}: ClickedPlace): MenuItemConstructorOptions[] {
  if (!isEditable)
    return selectionText.trim() === '' ? [] : [{ role: 'copy', label: '复制', enabled: editFlags.canCopy }];
  return [
    { role: 'undo', label: '撤销', enabled: editFlags.canUndo },
    { role: 'redo', label: '重做', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', label: '剪切', enabled: editFlags.canCut },
    { role: 'copy', label: '复制', enabled: editFlags.canCopy },
    { role: 'paste', label: '粘贴', enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', label: '只粘贴文字', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: '全选', enabled: editFlags.canSelectAll },
  ];
}
