import { DeleteOutlined, MoreOutlined, RotateRightOutlined } from '@ant-design/icons';
import { Dropdown, type MenuProps } from 'antd';
import { type KeyboardEvent, memo, useState } from 'react';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import { useLocked } from '../../draft/read-only.tsx';
import { FileThumbnail } from './file-thumbnail.tsx';
import { factsWords } from './file-words.ts';
import { RenameBox } from './rename-box.tsx';

/** What can be done with a file of a slot. Stable, so that two hundred cards are not drawn anew for one. */
export interface FileCommands {
  preview: (file: EvidenceFileView) => void;
  turn: (file: EvidenceFileView) => void;
  rename: (file: EvidenceFileView, name: string) => void;
  replace: (file: EvidenceFileView) => void;
  /** By one place. */
  shift: (file: EvidenceFileView, step: -1 | 1) => void;
  /** Asks for the other item. */
  moveAway: (file: EvidenceFileView) => void;
  describe: (file: EvidenceFileView) => void;
  remove: (file: EvidenceFileView) => void;
}

interface FileCardProps {
  file: EvidenceFileView;
  /** From 0. */
  index: number;
  count: number;
  /** The one card of the list that Tab reaches. */
  reachable: boolean;
  commands: FileCommands;
  /** It can be said what the file proves. */
  describable: boolean;
}

type MenuKey = 'rename' | 'replace' | 'before' | 'after' | 'away' | 'describe' | 'remove';

function menuItems(index: number, count: number, describable: boolean): MenuProps['items'] {
  const item = (key: MenuKey, label: string, keys?: string, disabled = false) => ({
    key,
    disabled,
    label,
    ...(keys === undefined ? {} : { extra: keys }),
  });
  return [
    item('rename', '改名', 'F2'),
    item('replace', '换成另一个文件'),
    ...(describable ? [item('describe', '注明证明什么')] : []),
    { type: 'divider' },
    item('before', '前移', 'Ctrl+←', index === 0),
    item('after', '后移', 'Ctrl+→', index === count - 1),
    item('away', '移到其他项'),
    { type: 'divider' },
    item('remove', '移除', 'Delete'),
  ];
}

/** One file: its first page, name and facts, what is wrong with it, and what can be done. */
export const FileCard = memo(function FileCard({
  file,
  index,
  count,
  reachable,
  commands,
  describable,
}: FileCardProps) {
  const locked = useLocked();
  const [renaming, setRenaming] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const tab = reachable ? 0 : -1;
  const choose = (key: string) => {
    setMenuOpen(false);
    if (key === 'rename') setRenaming(true);
    if (key === 'replace') commands.replace(file);
    if (key === 'before') commands.shift(file, -1);
    if (key === 'after') commands.shift(file, 1);
    if (key === 'away') commands.moveAway(file);
    if (key === 'describe') commands.describe(file);
    if (key === 'remove') commands.remove(file);
  };
  const press = (event: KeyboardEvent) => {
    if (locked || renaming || menuOpen || event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const command = {
      F2: () => setRenaming(true),
      Delete: () => commands.remove(file),
      r: () => commands.turn(file),
      R: () => commands.turn(file),
      'Ctrl+ArrowLeft': () => commands.shift(file, -1),
      'Ctrl+ArrowRight': () => commands.shift(file, 1),
      ContextMenu: () => setMenuOpen(true),
    }[`${ctrl ? 'Ctrl+' : ''}${event.key}`];
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    command();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and the right button are twins of the buttons inside
    <div
      className={`file-card${file.problem === null ? '' : ' file-card-problem'}`}
      onKeyDown={press}
      onContextMenu={(event) => {
        event.preventDefault();
        setMenuOpen(!locked);
      }}
    >
      <button
        type="button"
        className="file-open"
        data-file={file.fileId}
        tabIndex={tab}
        title="预览（回车）"
        aria-label={`预览“${file.name}”，第 ${index + 1} 个，共 ${count} 个，${factsWords(file)}${file.problem === null ? '' : `，有问题：${file.problem}`}`}
        aria-keyshortcuts={locked ? 'Enter' : 'Enter F2 Delete R Control+ArrowLeft Control+ArrowRight'}
        onClick={() => commands.preview(file)}
      >
        <FileThumbnail file={file} />
      </button>
      {renaming ? (
        <RenameBox
          name={file.name}
          rename={(name) => commands.rename(file, name)}
          close={() => setRenaming(false)}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: F2 and the menu do the same
        <span className="file-name" title={file.name} onDoubleClick={() => setRenaming(!locked)}>
          {file.name}
        </span>
      )}
      <span className="file-facts">{factsWords(file)}</span>
      {file.about.length === 0 ? null : <span className="file-about">证明：{file.about.join('、')}</span>}
      {file.problem === null ? null : (
        <span className="file-problem">
          <span aria-hidden="true">▲ </span>
          {file.problem}
        </span>
      )}
      {locked ? null : (
        <span className="file-tools">
          <button
            type="button"
            tabIndex={tab}
            title="顺时针旋转（R）"
            aria-label={`旋转“${file.name}”，现在转了 ${file.rotate} 度`}
            onClick={() => commands.turn(file)}
          >
            <RotateRightOutlined />
          </button>
          <Dropdown
            trigger={['click']}
            open={menuOpen}
            onOpenChange={setMenuOpen}
            autoFocus
            menu={{ items: menuItems(index, count, describable), onClick: ({ key }) => choose(key) }}
          >
            <button type="button" tabIndex={tab} title="更多" aria-label={`“${file.name}”的更多操作`}>
              <MoreOutlined />
            </button>
          </Dropdown>
          <button
            type="button"
            tabIndex={tab}
            title="移除（Delete）"
            aria-label={`移除“${file.name}”`}
            onClick={() => commands.remove(file)}
          >
            <DeleteOutlined />
          </button>
        </span>
      )}
    </div>
  );
});
