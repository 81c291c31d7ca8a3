import { PlusOutlined } from '@ant-design/icons';
import { useDroppable } from '@dnd-kit/core';
import { Button } from 'antd';
import { type ReactNode, useId } from 'react';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import type { EvidenceSlot } from '../../../shared/form/definition.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useLocked } from '../../draft/read-only.tsx';
import { elementIdOf } from '../../fields/place-focus.ts';
import type { FileCommands } from './file-card.tsx';
import { FileList } from './file-list.tsx';
import { sizeWords } from './file-words.ts';
import { NoneAnswer } from './none-answer.tsx';
import { SlotFindings } from './slot-findings.tsx';
import { SlotMark } from './slot-mark.tsx';
import type { SlotStateKind } from './slot-state.ts';
import { UploadList } from './upload-list.tsx';
import type { EvidenceActions } from './use-evidence-actions.ts';

interface EvidenceSlotPanelProps {
  slot: EvidenceSlot;
  /** Its item has no other: the item's own words head it. */
  alone: boolean;
  files: readonly EvidenceFileView[];
  none: { reason: string } | null;
  state: SlotStateKind;
  findings: readonly Finding[];
  commands: FileCommands;
  actions: EvidenceActions;
  describable: boolean;
  /** Files from outside hover over it. */
  hovered: boolean;
  /** What stands before its files: the invoice ledger. */
  children?: ReactNode;
}

function totalWords(files: readonly EvidenceFileView[]): string {
  const pages = files.reduce((sum, file) => sum + file.pages, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${files.length} 个文件 · ${pages} 页 · ${sizeWords(bytes)}`;
}

/** One thing that the checklist asks for: what is expected, its files, where to put more, what is wrong. */
export function EvidenceSlotPanel(props: EvidenceSlotPanelProps) {
  const { slot, alone, files, none, state, findings, commands, actions, describable, hovered, children } =
    props;
  const headingId = useId();
  const locked = useLocked();
  const { setNodeRef, isOver } = useDroppable({
    id: `slot:${slot.id}`,
    data: { kind: 'slot', slot: slot.id },
  });
  // “缺” and what is expected say that already.
  const told = findings.filter(({ code, key }) => state !== 'missing' || key !== `${code}:${slot.id}`);
  const dropPlace = locked ? null : (
    <div className="slot-drop" aria-hidden="true">
      {hovered ? '松开鼠标，放到这里' : '把文件拖到这里，或复制图片后粘贴'}
    </div>
  );
  return (
    <section
      ref={setNodeRef}
      id={elementIdOf(slot.id)}
      data-slot={slot.id}
      className={`slot${hovered || isOver ? ' slot-hovered' : ''}`}
      aria-labelledby={headingId}
      tabIndex={-1}
    >
      <header className="slot-head">
        <SlotMark state={state} />
        <h3 id={headingId} className={alone ? 'visually-hidden' : undefined}>
          {slot.label}
        </h3>
        <span className="slot-total">{files.length === 0 ? '' : totalWords(files)}</span>
        <Button
          icon={<PlusOutlined />}
          aria-describedby={headingId}
          onClick={() => void actions.pick(slot.id)}
        >
          添加文件
        </Button>
      </header>
      <p className="slot-expects">{slot.expects}</p>
      {children}
      {files.length === 0 ? (
        dropPlace
      ) : (
        <FileList
          slot={slot.id}
          label={slot.label}
          files={files}
          commands={commands}
          describable={describable}
        >
          {dropPlace}
        </FileList>
      )}
      <UploadList slot={slot.id} />
      {slot.noneAllowed === true && (files.length === 0 || none !== null) ? (
        <NoneAnswer slot={slot.id} none={none} setNone={actions.setNone} />
      ) : null}
      <SlotFindings findings={told} />
    </section>
  );
}
