import { rectSortingStrategy, SortableContext, useSortable } from '@dnd-kit/sortable';
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import { useLocked } from '../../draft/read-only.tsx';
import { FileCard, type FileCommands } from './file-card.tsx';

/** What dnd-kit carries with a file's id. */
export interface DraggedFile {
  kind: 'file';
  slot: string;
  file: EvidenceFileView;
}

interface FileListProps {
  slot: string;
  label: string;
  files: readonly EvidenceFileView[];
  commands: FileCommands;
  describable: boolean;
  /** The place to drop more, after the last file. */
  children: ReactNode;
}

function SortableFile({
  slot,
  file,
  children,
}: {
  slot: string;
  file: EvidenceFileView;
  children: ReactNode;
}) {
  const data: DraggedFile = { kind: 'file', slot, file };
  const disabled = useLocked();
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: file.fileId,
    data,
    disabled,
  });
  return (
    <li
      ref={setNodeRef}
      className={isDragging ? 'file-place file-dragged' : 'file-place'}
      style={
        transform === null
          ? undefined
          : { transform: `translate(${transform.x}px, ${transform.y}px)`, transition }
      }
      {...listeners}
    >
      {children}
    </li>
  );
}

/** How many cards stand in one line now. */
function cardsInLine(list: HTMLElement): number {
  const places = [...list.querySelectorAll('.file-place')];
  const top = places[0]?.getBoundingClientRect().top;
  const second = places.findIndex((place) => place.getBoundingClientRect().top !== top);
  return second < 0 ? places.length : second;
}

/**
 * The files of a slot in their order. One stop for Tab; the arrows go from file to file, and dragging
 * has its twins in Ctrl with an arrow and in the menu.
 */
export function FileList({ slot, label, files, commands, describable, children }: FileListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [reached, setReached] = useState<string>();
  const reachedAt = Math.max(
    0,
    files.findIndex(({ fileId }) => fileId === reached),
  );
  const ids = useMemo(() => files.map(({ fileId }) => fileId), [files]);
  const focusAt = useCallback((index: number) => {
    const buttons = list.current?.querySelectorAll<HTMLElement>('.file-open');
    buttons?.[Math.min(index, buttons.length - 1)]?.focus();
  }, []);
  const press = (event: KeyboardEvent) => {
    if (list.current === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || !event.target.matches('.file-open')) return;
    const line = cardsInLine(list.current);
    const next = {
      ArrowLeft: reachedAt - 1,
      ArrowRight: reachedAt + 1,
      ArrowUp: reachedAt - line,
      ArrowDown: reachedAt + line,
      Home: 0,
      End: files.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next >= 0 && next < files.length) focusAt(next);
  };
  return (
    <SortableContext items={ids} strategy={rectSortingStrategy}>
      <ul
        ref={list}
        className="file-list"
        aria-label={`${label}：${files.length} 个文件`}
        onKeyDown={press}
        onFocus={({ target }) => {
          const id = target.closest('.file-card')?.querySelector<HTMLElement>('.file-open')?.dataset.file;
          if (id !== undefined) setReached(id);
        }}
      >
        {files.map((file, index) => (
          <SortableFile key={file.fileId} slot={slot} file={file}>
            <FileCard
              file={file}
              index={index}
              count={files.length}
              reachable={index === reachedAt}
              commands={commands}
              describable={describable}
            />
          </SortableFile>
        ))}
        <li aria-hidden="true">{children}</li>
      </ul>
    </SortableContext>
  );
}
