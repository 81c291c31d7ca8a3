import { convertHeic } from '../../evidence/heic.ts';
import { inspectFile } from '../../evidence/inspect.ts';
import { writeThumbnail } from '../../evidence/thumbnail.ts';
import { readLedgerFiles } from '../../ledger/read-ledger-files.ts';
import { readPastedLedger } from '../../ledger/read-pasted-ledger.ts';
import type { EvidenceWork } from '../evidence-work.ts';
import type { ContentFacts } from '../stored-facts.ts';

/** What the work process does, in the process of the test. */
export const evidenceWorkHere: EvidenceWork = {
  writeThumbnail,
  convertPhoto: convertHeic,
  readLedgers: readLedgerFiles,
  readLedgerText: async (text) => readPastedLedger(text),
};

export async function inspectHere(path: string, signal?: AbortSignal): Promise<ContentFacts> {
  const { path: _place, ...facts } = await inspectFile(path, '', undefined, signal);
  return facts;
}
