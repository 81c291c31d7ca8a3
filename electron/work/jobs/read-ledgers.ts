import type { LedgerContent, LedgerSource } from '../../ledger/ledger-content.ts';
import { readLedgerFiles } from '../../ledger/read-ledger-files.ts';
import { readPastedLedger } from '../../ledger/read-pasted-ledger.ts';
import type { Job } from '../job.ts';

/** Reads invoice ledgers of any known form. A bad file is a problem among the others, never an error. */
export const readLedgers: Job<{ sources: readonly LedgerSource[] }, LedgerContent, never> = (
  { sources },
  { signal },
) => readLedgerFiles(sources, signal);

/** Reads a table that was pasted; it may come from anywhere and be megabytes long. */
export const readLedgerText: Job<{ text: string }, LedgerContent, never> = async ({ text }) =>
  readPastedLedger(text);
