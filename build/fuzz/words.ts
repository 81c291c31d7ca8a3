import { z } from 'zod';

/** What the process that is attacked tells the one that watches it. */
export const wordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begin'), target: z.string(), seed: z.number() }),
  z.object({ kind: z.literal('end'), target: z.string(), milliseconds: z.number(), growth: z.number() }),
  z.object({ kind: z.literal('fault'), target: z.string(), seed: z.number(), what: z.string() }),
]);
export type Word = z.infer<typeof wordSchema>;

/** What a case may take: processor time and, whichever is less, time on the clock. Milliseconds. */
export const LONGEST_CASE = 5_000;
/** By what the process may grow in one case. Bytes. */
export const MOST_GROWTH = 500_000_000;
/** By what it may grow over all cases, one of many thousands: more would be a leak. Bytes. */
export const MOST_KEPT = 1_500_000_000;
