/** Tells the time; given from outside, so that tests and their dates do not depend on the day they run. */
export type Clock = () => Date;

/** The clock's time as it stands in the store: ISO 8601 in UTC with milliseconds, so that text order is time order. */
export function timeStamp(clock: Clock): string {
  return clock().toISOString();
}

/** A time as part of a file name: `20251120T093015123Z`. */
export function fileTimeStamp(time: Date): string {
  return time.toISOString().replace(/[-:.]/g, '');
}

/** Milliseconds of a day. */
export const DAY = 86_400_000;
