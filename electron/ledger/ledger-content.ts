import type { LedgerRead } from '../../shared/contract/evidence.ts';

/** A ledger file on the disk, and the name by which the person knows it. */
export interface LedgerSource {
  path: string;
  name: string;
}

/** What a ledger was read as. */
export type LedgerContent = Omit<LedgerRead, 'outcome'>;
