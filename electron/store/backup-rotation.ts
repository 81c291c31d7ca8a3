import { DAY } from './clock.ts';

/** Why a backup was made: by the day, at closing, before a migration, before a restore, or by a person's wish. */
export const BACKUP_REASONS = ['daily', 'close', 'migration', 'restore', 'person'] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

export interface DatedBackup {
  id: string;
  madeAt: Date;
  reason: BackupReason;
}

/** Of today; one each of the seven days before; one each of the four weeks before those. */
const OF_TODAY = 3;
const DAYS = 7;
const WEEKS = 4;
/** Copies made for safety or by wish are no part of the rotation; so many of each kind stay. */
const OF_EACH_OTHER_REASON = 5;

/** Whole local days from `time` to `now`; a time in the future (a clock that was wrong) is today's. */
function daysBefore(now: Date, time: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  // Rounded: a day that the clocks change is an hour longer or shorter.
  return Math.max(0, Math.round((midnight(now) - midnight(time)) / DAY));
}

/** The latest `count` of each group that `groupOf` names; undefined is no group. */
function latestOfEach(
  backups: readonly DatedBackup[],
  groupOf: (backup: DatedBackup) => { group: string; count: number } | undefined,
): string[] {
  const taken = new Map<string, number>();
  return backups.flatMap((backup) => {
    const place = groupOf(backup);
    if (place === undefined) return [];
    const before = taken.get(place.group) ?? 0;
    if (before >= place.count) return [];
    taken.set(place.group, before + 1);
    return [backup.id];
  });
}

/**
 * Which backups stay. The latest of all always does, whatever the clock said.
 *
 * @param now in the machine's time zone: a day is the person's day
 */
export function backupsToKeep(backups: readonly DatedBackup[], now: Date): Set<string> {
  const latestFirst = [...backups].sort(
    (a, b) => b.madeAt.getTime() - a.madeAt.getTime() || (a.id < b.id ? 1 : -1),
  );
  const kept = latestOfEach(latestFirst, ({ madeAt, reason }) => {
    if (reason !== 'daily' && reason !== 'close') return { group: reason, count: OF_EACH_OTHER_REASON };
    const days = daysBefore(now, madeAt);
    if (days === 0) return { group: 'today', count: OF_TODAY };
    if (days <= DAYS) return { group: `day ${days}`, count: 1 };
    const week = Math.ceil((days - DAYS) / 7);
    return week <= WEEKS ? { group: `week ${week}`, count: 1 } : undefined;
  });
  const [latest] = latestFirst;
  return new Set(latest === undefined ? kept : [latest.id, ...kept]);
}

/** How old the latest backup may be while work goes on, milliseconds. */
const LONGEST_WITHOUT = 3_600_000;

function latestOf(backups: readonly { madeAt: Date }[]): number {
  return Math.max(...backups.map(({ madeAt }) => madeAt.getTime()), Number.NEGATIVE_INFINITY);
}

/**
 * Whether the latest backup lacks something.
 *
 * @param lastChange time stamp of the last change in the store; null for none
 */
export function isChangedSince(backups: readonly { madeAt: Date }[], lastChange: string | null): boolean {
  return lastChange !== null && Date.parse(lastChange) > latestOf(backups);
}

/**
 * Whether it is time for a `daily` backup: something changed since the last one, and that is an hour old or of another day.
 *
 * @param lastChange time stamp of the last change in the store; null for none
 */
export function backupIsDue(
  backups: readonly { madeAt: Date }[],
  lastChange: string | null,
  now: Date,
): boolean {
  if (!isChangedSince(backups, lastChange)) return false;
  const latest = latestOf(backups);
  const age = now.getTime() - latest;
  return age >= LONGEST_WITHOUT || age < 0 || daysBefore(now, new Date(latest)) > 0;
}
