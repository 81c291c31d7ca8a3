import type { WebContentsPrintOptions } from 'electron';

/** `failed`: no dialog was shown, or the printer took nothing. */
export type PrintOutcome = 'printed' | 'cancelled' | 'failed';

/**
 * What the system's print dialog opens with: paper copies as the notice wants them, one whole copy after
 * the other, both sides, turned at the long edge, for the book is bound at the left. The person may
 * change all of it. Electron 41 to 43 did not read `duplexMode` (electron#52048).
 */
export function printOptions(copies: number): WebContentsPrintOptions {
  return {
    silent: false,
    printBackground: true,
    color: true,
    copies,
    collate: true,
    duplexMode: 'longEdge',
    pageSize: 'A4',
  };
}

/** Electron tells a closed dialog and a broken printer by words only: “Print job canceled”, “cancelled”. */
export function printOutcome(success: boolean, reason: string): PrintOutcome {
  if (success) return 'printed';
  return /cancell?ed/i.test(reason) ? 'cancelled' : 'failed';
}
