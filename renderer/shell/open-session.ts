import type { DraftSession } from '../draft/draft-session.ts';

/** The draft that is open, for what comes from outside React: the program's wish to save before it ends. */
let open: DraftSession | undefined;
/** What else holds something typed for a moment. */
const holders = new Set<() => Promise<void>>();

/** @returns the end of it */
export function setOpenSession(session: DraftSession): () => void {
  open = session;
  return () => {
    if (open === session) open = undefined;
  };
}

/** Something outside of drafts is typed and saved a moment later. @returns the end of it */
export function holdUntilFlushed(flush: () => Promise<void>): () => void {
  holders.add(flush);
  return () => {
    holders.delete(flush);
  };
}

/** Saves all that was typed. @throws CallError when it could not be saved */
export async function flushOpenSession(): Promise<void> {
  await open?.flush();
  for (const flush of [...holders]) await flush();
}

export function openSession(): DraftSession | undefined {
  return open;
}

export function openDraftId(): string | undefined {
  return open?.draftId;
}
