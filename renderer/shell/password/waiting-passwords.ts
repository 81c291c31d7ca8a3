import { bridge } from '../../bridge.ts';

/** A draft that waits for its password, or one that is to get one. */
export type PasswordWish =
  | { kind: 'open'; importId: string; name: string }
  | { kind: 'protect'; draftId: string };

let wishes: readonly PasswordWish[] = [];
const listeners = new Set<() => void>();

function set(next: readonly PasswordWish[]): void {
  wishes = next;
  for (const listener of listeners) listener();
}

function keyOf(wish: PasswordWish): string {
  return wish.kind === 'open' ? wish.importId : wish.draftId;
}

/** One that waits already is not asked about twice. */
export function askForPassword(wish: PasswordWish): void {
  set([...wishes.filter((each) => keyOf(each) !== keyOf(wish)), wish]);
}

export function endWish(wish: PasswordWish): void {
  set(wishes.filter((each) => keyOf(each) !== keyOf(wish)));
}

export function wishesWaiting(): readonly PasswordWish[] {
  return wishes;
}

export function onWishes(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// From the start on, as drafts without a password are offered.
bridge.onPasswordNeeded((needed) => askForPassword({ kind: 'open', ...needed }));
