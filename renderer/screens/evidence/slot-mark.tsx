import { SLOT_STATES, type SlotStateKind } from './slot-state.ts';

/** State of a slot by shape and words. */
export function SlotMark({ state }: { state: SlotStateKind }) {
  const { shape, words } = SLOT_STATES[state];
  return (
    <span className={`slot-mark slot-mark-${state}`}>
      <span aria-hidden="true">{shape}</span> {words}
    </span>
  );
}
