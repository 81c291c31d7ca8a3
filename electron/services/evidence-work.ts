import type { LedgerContent, LedgerSource } from '../ledger/ledger-content.ts';
import type { Work } from '../work/work.ts';
import type { WriteThumbnail } from './thumbnails.ts';

/** The work on files that others made, apart from reading their facts. */
export interface EvidenceWork {
  writeThumbnail: WriteThumbnail;
  /**
   * Writes a HEIC photo as an upright JPEG.
   *
   * @param target a new file
   * @throws DossierError fileRefused where it is broken or too large, diskFull, deviceFailed,
   *   cancelled, workStopped
   */
  convertPhoto: (source: string, target: string, name: string, signal?: AbortSignal) => Promise<void>;
  /** What is odd or unreadable is among the problems. @throws DossierError cancelled, workStopped */
  readLedgers: (sources: readonly LedgerSource[], signal?: AbortSignal) => Promise<LedgerContent>;
  readLedgerText: (text: string) => Promise<LedgerContent>;
}

/** All of it in the work process, so that no file from outside can stop the window or break the program. */
export function evidenceWorkApart(work: Pick<Work, 'runJob'>): EvidenceWork {
  return {
    writeThumbnail: (source, target, edge) =>
      work.runJob('makeThumbnail', { source, target, ...(edge === undefined ? {} : { edge }) }),
    convertPhoto: (source, target, name, signal) =>
      work.runJob('convertPhoto', { source, target, name }, { signal }),
    readLedgers: (sources, signal) => work.runJob('readLedgers', { sources }, { signal }),
    readLedgerText: (text) => work.runJob('readLedgerText', { text }),
  };
}
