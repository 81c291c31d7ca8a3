import type { DraftSummary, IncomingDraft } from '../../shared/contract/drafts.ts';
import { bridge } from '../bridge.ts';

/** A draft from a file that waits for what the person decides. */
export interface DraftOffer {
  importId: string;
  /** The file's name; null for one that was picked in a dialog just now. */
  name: string | null;
  incoming: IncomingDraft;
  /** The same draft, where it is here already. */
  existing: DraftSummary | null;
}

let waiting: readonly DraftOffer[] = [];
const listeners = new Set<() => void>();

function set(next: readonly DraftOffer[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** One that waits already is not asked about twice. */
export function addOffer(offer: DraftOffer): void {
  set([...waiting.filter(({ importId }) => importId !== offer.importId), offer]);
}

export function endOffer(importId: string): void {
  set(waiting.filter((each) => each.importId !== importId));
}

export function offersWaiting(): readonly DraftOffer[] {
  return waiting;
}

export function onOffers(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// From the start on: what the system opened with us is told of right after the data are open, before any screen is there.
bridge.onDraftOffered(addOffer);
