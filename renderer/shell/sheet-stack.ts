import { useSyncExternalStore } from 'react';

/** The sheets that lie over each other, the last one on top. */
let stack: readonly HTMLDialogElement[] = [];
const listeners = new Set<() => void>();

function change(next: readonly HTMLDialogElement[]): void {
  stack = next;
  for (const listener of [...listeners]) listener();
}

/** A sheet was opened. @returns the end of it */
export function addSheet(element: HTMLDialogElement): () => void {
  change([...stack, element]);
  return () => change(stack.filter((each) => each !== element));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The sheet that a person works in: all that is not inside it can be seen but not clicked. */
export function useTopSheet(): HTMLDialogElement | undefined {
  return useSyncExternalStore(subscribe, () => stack.at(-1));
}
