import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FieldOfKind } from '../../../shared/form/definition.ts';
import type { CaseAnswer } from '../../../shared/form/draft.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useToasts } from '../../shell/toasts.tsx';
import { FieldFrame } from '../field-frame.tsx';
import { useGroupProps } from '../field-links.ts';
import { elementIdOf } from '../place-focus.ts';
import { useSentTo } from '../sent-to.ts';
import { CaseCard } from './case-card.tsx';
import { CaseCounter } from './case-counter.tsx';
import { keyOfCase } from './case-rows.ts';
import { useCases } from './use-cases.ts';
import './cases.css';

type CaseList = FieldOfKind<'caseList'>;

/** Which cards are open. Being sent to a case opens its card. */
function useOpenCards(field: string, rows: readonly CaseAnswer[]) {
  const { place, visit } = useSentTo();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<unknown>();
  if (seen !== visit) {
    setSeen(visit);
    const [id, index] = place?.split('.') ?? [];
    const row = id === field && index !== undefined ? rows[Number(index)] : undefined;
    if (row !== undefined) setOpen(new Set([...open, keyOfCase(row)]));
  }
  const set = (key: string, isOpen: boolean) =>
    setOpen((before) => new Set(isOpen ? [...before, key] : [...before].filter((each) => each !== key)));
  return { isOpen: (key: string) => open.has(key), set };
}

/** Words for readers while a case is carried by the keyboard. */
function announcementsFor(keys: readonly string[]): Announcements {
  const place = (id: string | number | undefined) => keys.indexOf(String(id)) + 1;
  return {
    onDragStart: ({ active }) => `已拿起案例 ${place(active.id)}。用上下方向键移动，空格放下，Esc 取消。`,
    onDragOver: ({ over }) => (over === null ? undefined : `移到第 ${place(over.id)} 位。`),
    onDragEnd: ({ over }) => (over === null ? '已放回原处。' : `已放到第 ${place(over.id)} 位。`),
    onDragCancel: () => '已取消，放回原处。',
  };
}

const INSTRUCTIONS = { draggable: '按空格拿起案例，用上下方向键移动，再按空格放下，按 Esc 取消。' };

function List({ field, findings }: { field: CaseList; findings: readonly Finding[] }) {
  const group = useGroupProps();
  const cases = useCases(field.id);
  const { rows } = cases;
  const cards = useOpenCards(field.id, rows);
  const { show } = useToasts();
  const keys = rows.map(keyOfCase);
  const [toFocus, setToFocus] = useState<string>();
  const addButton = useRef<HTMLButtonElement>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  // After the cards were drawn: the new case's first box, the neighbour of a removed one.
  useEffect(() => {
    if (toFocus === undefined) return;
    setToFocus(undefined);
    (document.getElementById(toFocus) ?? addButton.current)?.focus();
  }, [toFocus]);
  const add = () => {
    cards.set(cases.add(), true);
    setToFocus(elementIdOf(`${field.id}.${rows.length}.enterprise`));
  };
  const remove = (row: CaseAnswer, index: number) => {
    cases.remove(index);
    setToFocus(elementIdOf(`${field.id}.${Math.min(index, rows.length - 2)}`));
    const name = (row.enterprise ?? '').trim();
    show({
      kind: 'info',
      text: `已删除案例 ${index + 1}${name === '' ? '' : `“${name}”`}。`,
      action: { label: '撤销', run: () => cases.putBack(row, index) },
    });
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (over !== null) cases.move(keys.indexOf(String(active.id)), keys.indexOf(String(over.id)));
  };
  return (
    <div {...group} className="case-list">
      <CaseCounter field={field.id} rows={rows} />
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={drop}
        accessibility={{ announcements: announcementsFor(keys), screenReaderInstructions: INSTRUCTIONS }}
      >
        <SortableContext items={keys} strategy={verticalListSortingStrategy}>
          <ol className="case-cards">
            {rows.map((row, index) => {
              const key = keyOfCase(row);
              return (
                <CaseCard
                  key={key}
                  id={key}
                  field={field}
                  row={row}
                  index={index}
                  last={index === rows.length - 1}
                  open={cards.isOpen(key)}
                  setOpen={(open) => cards.set(key, open)}
                  findings={findings}
                  write={cases.write}
                  move={(to) => cases.move(index, to)}
                  remove={() => remove(row, index)}
                />
              );
            })}
          </ol>
        </SortableContext>
      </DndContext>
      {rows.length === 0 ? (
        <p className="case-empty">
          还没有案例。每个案例写明服务的企业、所在地、完成时间，以及
          {field.elements.map(({ label }) => label).join('、')}。
        </p>
      ) : null}
      <Button ref={addButton} type={rows.length === 0 ? 'primary' : 'dashed'} onClick={add}>
        添加案例
      </Button>
    </div>
  );
}

/** 典型应用案例: cards with the notice's five elements, in an order that a person chooses. */
export function CaseListField({ field, findings }: { field: CaseList; findings: readonly Finding[] }) {
  return (
    <FieldFrame
      field={field}
      findings={findings.filter((each) => each.field === field.id)}
      undo="mixed"
      group
    >
      <List field={field} findings={findings} />
    </FieldFrame>
  );
}
