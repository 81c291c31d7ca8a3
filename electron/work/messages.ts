import { z } from 'zod';
import { DossierError, type DossierErrorCode } from '../../shared/errors.ts';
import { JOBS, type JobName } from './jobs.ts';

/** What travels between the main process and a process that works. One job at a time, so no numbers. */
const jobName = z.custom<JobName>((value) => typeof value === 'string' && Object.hasOwn(JOBS, value));

export const orderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), name: jobName, input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel') }),
  /** Load what the job needs, before it is asked for. */
  z.strictObject({ kind: z.literal('warm'), name: jobName }),
]);
export type Order = z.infer<typeof orderSchema>;

const carriedError = z.discriminatedUnion('kind', [
  // The code was a `DossierError`'s on the other side, of this same program.
  z.strictObject({ kind: z.literal('ours'), code: z.custom<DossierErrorCode>(), data: z.unknown() }),
  z.strictObject({ kind: z.literal('foreign'), message: z.string(), stack: z.string() }),
]);
type CarriedError = z.infer<typeof carriedError>;

export const wordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), value: z.unknown() }),
  z.strictObject({ kind: z.literal('done'), output: z.unknown() }),
  z.strictObject({ kind: z.literal('failed'), error: carriedError }),
]);
export type Word = z.infer<typeof wordSchema>;

/** An error as plain data. */
export function carryError(error: unknown): CarriedError {
  if (error instanceof DossierError) return { kind: 'ours', code: error.code, data: error.data };
  const known = error instanceof Error ? error : new Error(String(error));
  return { kind: 'foreign', message: known.message, stack: known.stack ?? '' };
}

/** The error again. A foreign one keeps the stack of where it happened, for the log. */
export function receiveError(error: CarriedError): Error {
  // Code and data came from one `DossierError`, so they belong together.
  if (error.kind === 'ours') return new DossierError(error.code, error.data as never);
  const foreign = new Error(error.message);
  foreign.stack = error.stack;
  return foreign;
}
