import { focusPlace } from '../../fields/place-focus.ts';
import type { PlacedSlot } from './rank-slots.ts';
import { SLOT_STATES, type SlotStateKind } from './slot-state.ts';

const COUNTED: readonly SlotStateKind[] = ['ready', 'none', 'missing', 'problem'];

interface EvidenceSummaryProps {
  slots: readonly PlacedSlot[];
  states: ReadonlyMap<string, SlotStateKind>;
}

/** How far the checklist is, and the ways to what is still open. */
export function EvidenceSummary({ slots, states }: EvidenceSummaryProps) {
  const of = (kind: SlotStateKind) => slots.filter(({ slot }) => states.get(slot.id) === kind);
  const open = [...of('problem'), ...of('missing')];
  return (
    <div className="evidence-summary">
      <p>
        {COUNTED.map((kind) => (
          <span key={kind} className={`slot-mark slot-mark-${kind}`}>
            <span aria-hidden="true">{SLOT_STATES[kind].shape}</span> {SLOT_STATES[kind].words}{' '}
            {of(kind).length}
          </span>
        ))}
      </p>
      {open.length === 0 ? (
        <p className="quiet">清单要求的材料都有了。</p>
      ) : (
        <p>
          还差 {open.length} 项：
          {open.map(({ item, slot }) => (
            <button key={slot.id} type="button" className="evidence-link" onClick={() => focusPlace(slot.id)}>
              {item.number}
              {slot.label.length > 20 ? item.shortName : slot.label}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}
