import {
  type Active,
  type Announcements,
  type CollisionDetection,
  type DragEndEvent,
  type DragStartEvent,
  type Over,
  PointerSensor,
  pointerWithin,
  type ScreenReaderInstructions,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { arrayMove } from '@dnd-kit/sortable';
import { useState } from 'react';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import type { DraggedFile } from './file-list.tsx';
import type { EvidenceActions } from './use-evidence-actions.ts';

type Files = ReadonlyMap<string, readonly EvidenceFileView[]>;

/** A press that moves less than this is a click. CSS pixels. */
const DRAG_DISTANCE = 6;

/** The card under the pointer, else the slot. */
const findPlace: CollisionDetection = (arguments_) => {
  const within = pointerWithin(arguments_);
  const cards = within.filter(({ id }) => !String(id).startsWith('slot:'));
  if (cards.length > 0) return cards;
  return within;
};

function draggedFile({ data }: Active | Over): DraggedFile | undefined {
  const carried = data.current;
  // dnd-kit carries what file-list.tsx gave it, as an untyped record.
  return carried?.kind === 'file' ? (carried as DraggedFile) : undefined;
}

function slotOf(over: Over): string | undefined {
  const carried: unknown = over.data.current?.slot;
  return typeof carried === 'string' ? carried : undefined;
}

const nameOf = (active: Active) => draggedFile(active)?.file.name ?? '';

const ANNOUNCEMENTS: Announcements = {
  onDragStart: ({ active }) => `拿起“${nameOf(active)}”。`,
  onDragOver: () => undefined,
  onDragEnd: ({ active, over }) =>
    over === null ? `“${nameOf(active)}”放回原处。` : `“${nameOf(active)}”已放下。`,
  onDragCancel: ({ active }) => `“${nameOf(active)}”放回原处。`,
};
const INSTRUCTIONS: ScreenReaderInstructions = {
  draggable: '用 Ctrl 加左右方向键改变次序，用“更多操作”移到其他项。',
};

/**
 * Dragging files within a slot and to another one. What was dropped stays where it fell while the
 * program is asked.
 */
export function useFileDrag(files: Files, move: EvidenceActions['move']) {
  const [dragged, setDragged] = useState<EvidenceFileView>();
  const [dropped, setDropped] = useState<Files>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: DRAG_DISTANCE } }));
  const end = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const from = draggedFile(active);
    const to = over === null ? undefined : slotOf(over);
    if (from === undefined || over === null || to === undefined) return;
    const source = files.get(from.slot) ?? [];
    const target = files.get(to) ?? [];
    const at = target.findIndex(({ fileId }) => fileId === over.id);
    if (from.slot === to) {
      const before = source.findIndex(({ fileId }) => fileId === from.file.fileId);
      // On the slot beside its cards: after the last one.
      const position = at < 0 ? source.length - 1 : at;
      if (position === before) return;
      setDropped(new Map(files).set(to, arrayMove([...source], before, position)));
      void move(from.file, to, position).finally(() => setDropped(undefined));
      return;
    }
    const position = at < 0 ? target.length : at;
    setDropped(
      new Map(files)
        .set(
          from.slot,
          source.filter(({ fileId }) => fileId !== from.file.fileId),
        )
        .set(to, target.toSpliced(position, 0, from.file)),
    );
    void move(from.file, to, position).finally(() => setDropped(undefined));
  };
  return {
    /** The files as they are to be shown. */
    shown: dropped ?? files,
    dragged,
    context: {
      sensors,
      collisionDetection: findPlace,
      onDragStart: ({ active }: DragStartEvent) => setDragged(draggedFile(active)?.file),
      onDragEnd: end,
      onDragCancel: () => setDragged(undefined),
      accessibility: { announcements: ANNOUNCEMENTS, screenReaderInstructions: INSTRUCTIONS },
    },
  };
}
