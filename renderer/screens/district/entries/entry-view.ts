import type { Entry, EntryState, Verdict } from '../../../../shared/intake/entry.ts';
import { entryName, isOdd, type Shelf, shelfOf } from '../entry-words.ts';

/** `odd`: whatever should be looked at before it is recommended. */
export type StateFilter = 'all' | 'odd' | EntryState;
export type VerdictFilter = 'all' | 'open' | Verdict;
export type EntryColumn = 'position' | 'name' | 'state' | 'findings' | 'receivedOn' | 'verdict';

export interface EntryOrder {
  column: EntryColumn;
  down: boolean;
}

export interface EntryViewSettings {
  state: StateFilter;
  verdict: VerdictFilter;
  search: string;
  order: EntryOrder;
}

export const WHOLE_SHELF: EntryViewSettings = {
  state: 'all',
  verdict: 'all',
  search: '',
  order: { column: 'position', down: false },
};

const chinese = new Intl.Collator('zh-CN', { numeric: true });
const STATE_ORDER: EntryState[] = ['refused', 'unreadable', 'changed', 'incomplete', 'byHand', 'intact'];
const VERDICT_ORDER: (Verdict | null)[] = [null, 'returned', 'rejected', 'recommended'];

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

/** All that a person may know of an entry, for the search. */
function textOf({ values, creditCode, twinCode, cameAs, reasons }: Entry): string {
  return plain([...Object.values(values), creditCode, twinCode, cameAs, reasons].join('\n'));
}

const COMPARERS: Record<EntryColumn, (one: Entry, other: Entry) => number> = {
  position: (one, other) => one.position - other.position,
  name: (one, other) => chinese.compare(entryName(one), entryName(other)),
  state: (one, other) => STATE_ORDER.indexOf(one.state) - STATE_ORDER.indexOf(other.state),
  findings: (one, other) =>
    other.findings.block - one.findings.block || other.findings.warn - one.findings.warn,
  receivedOn: (one, other) => one.receivedOn.localeCompare(other.receivedOn),
  verdict: (one, other) => VERDICT_ORDER.indexOf(one.verdict) - VERDICT_ORDER.indexOf(other.verdict),
};

/** The entries of a programme to show, in their order; words of the search may stand in any order. */
export function viewEntries(
  entries: readonly Entry[],
  shelf: Shelf,
  { state, verdict, search, order }: EntryViewSettings,
): Entry[] {
  const words = search
    .trim()
    .split(/\s+/)
    .map(plain)
    .filter((word) => word !== '');
  const shown = entries.filter((entry) => {
    if (shelfOf(entry) !== shelf) return false;
    if (state === 'odd' ? !isOdd(entry) : state !== 'all' && entry.state !== state) return false;
    if (verdict === 'open' ? entry.verdict !== null : verdict !== 'all' && entry.verdict !== verdict)
      return false;
    if (words.length === 0) return true;
    const text = textOf(entry);
    return words.every((word) => text.includes(word));
  });
  const compare = COMPARERS[order.column];
  const way = order.down ? -1 : 1;
  return shown.sort((one, other) => way * compare(one, other) || one.position - other.position);
}

export interface VerdictCounts {
  all: number;
  open: number;
  recommended: number;
  returned: number;
  rejected: number;
}

export function countVerdicts(entries: readonly Pick<Entry, 'verdict'>[]): VerdictCounts {
  const counts = { all: entries.length, open: 0, recommended: 0, returned: 0, rejected: 0 };
  for (const { verdict } of entries) counts[verdict ?? 'open'] += 1;
  return counts;
}
