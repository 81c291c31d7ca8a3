import { useEffect, useState } from 'react';
import { openPdf, type PdfFile } from './open-pdf.ts';
import { isCancelled, pdfProblem } from './pdf-problem.ts';

export type PdfState =
  | { state: 'opening' }
  | { state: 'open'; file: PdfFile }
  /** Plain Chinese. */
  | { state: 'failed'; message: string };

const OPENING: PdfState = { state: 'opening' };

/** The PDF behind an address, open as long as the component shows it. */
export function usePdf(address: string): PdfState {
  const [shown, setShown] = useState<{ address: string; pdf: PdfState }>({ address, pdf: OPENING });
  useEffect(() => {
    const left = new AbortController();
    let file: PdfFile | undefined;
    const show = (pdf: PdfState) => setShown({ address, pdf });
    openPdf(address, left.signal).then(
      (opened) => {
        file = opened;
        if (left.signal.aborted) opened.close();
        else show({ state: 'open', file: opened });
      },
      (error: unknown) => {
        if (!left.signal.aborted && !isCancelled(error))
          show({ state: 'failed', message: pdfProblem(error).message });
      },
    );
    return () => {
      left.abort();
      file?.close();
    };
  }, [address]);
  return shown.address === address ? shown.pdf : OPENING;
}
