import type { VersionAction } from './journal.ts';

/** A change of one answer, as far as undoing is concerned. */
export interface UndoableChange {
  id: number;
  action: VersionAction;
  /** It made the draft what it was at first; there is nothing to go back to. */
  isFirst: boolean;
  /** The change that it undid or redid. */
  reverts: number | null;
}

/**
 * What can be undone and redone of one answer, from the journal alone: the latest change that is
 * still in effect, and the latest that was undone and not overwritten since.
 *
 * @param changes of the one answer, oldest first
 */
export function undoStack(changes: readonly UndoableChange[]): { undo?: number; redo?: number } {
  const done: number[] = [];
  const undone: number[] = [];
  for (const { id, action, isFirst, reverts } of changes) {
    if (action === 'undo' && reverts !== null && done.at(-1) === reverts) {
      done.pop();
      undone.push(reverts);
    } else if (action === 'redo' && reverts !== null && undone.at(-1) === reverts) {
      undone.pop();
      done.push(reverts);
    } else if (!isFirst) {
      done.push(id);
      undone.length = 0;
    }
  }
  const undo = done.at(-1);
  const redo = undone.at(-1);
  return { ...(undo === undefined ? {} : { undo }), ...(redo === undefined ? {} : { redo }) };
}
