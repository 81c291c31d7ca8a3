/** A run of typing is one version for at most this long, milliseconds. */
export const LONGEST_RUN = 120_000;
/** What a run may take away from the text it found or made, in all, before the next version begins: characters of JSON. */
const MOST_REMOVED = 60;
const MOST_REMOVED_SHARE = 0.2;

/** How many characters of `before` an edit took away: what lies between the common beginning and the common end. */
export function removedBetween(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end += 1;
  return before.length - start - end;
}

/** What a run of typing did to one answer so far. */
export interface RunningChange {
  oldJson: string | null;
  newJson: string | null;
  /** Characters taken away since the run began. */
  removed: number;
}

/**
 * Whether the next save goes on with the same run of typing, so that a day of writing is some
 * hundred versions and not ten thousand. A run only grows and mends: whatever takes away a piece
 * that somebody could miss, or brings the answer back to where the run began, is a version of its
 * own. Gives back the characters taken away by then, or undefined for a new version.
 */
export function continueRun(change: RunningChange, nextJson: string | null): number | undefined {
  if (change.newJson === null || nextJson === null || nextJson === change.oldJson) return undefined;
  const removed = change.removed + removedBetween(change.newJson, nextJson);
  const most = Math.min(MOST_REMOVED, Math.floor(change.newJson.length * MOST_REMOVED_SHARE));
  return removed <= most ? removed : undefined;
}
