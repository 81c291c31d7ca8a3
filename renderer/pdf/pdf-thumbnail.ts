import { DrawQueue } from './draw-queue.ts';
import { openPdf } from './open-pdf.ts';
import { canvasSize } from './page-size.ts';
import { whenWaited } from './patience.ts';
import { PdfWorker } from './pdf-library.ts';
import { PdfProblem } from './pdf-problem.ts';
import { fillCanvas, ProgramPages } from './program-pages.ts';
import { readBeginning } from './range-reader.ts';

/** Longer side of a thumbnail as it is kept, pixels; the pictures' thumbnails have the same. */
const LONGER_SIDE = 240;
/** As many as a draft may well hold; each takes some ten kilobytes. */
const MOST_KEPT = 600;
/** A file that takes longer to draw is shown by the sign of its kind; milliseconds. */
const LONGEST_DRAWING = 20_000;

/** Pages that are being read wait for it meanwhile; then the program draws it. Milliseconds. */
const LONGEST_HERE = 5_000;
/** Of a larger one pdfjs sets aside its whole length, once more while it is read. Bytes. */
const LARGE_FILE = 64 << 20;

/** A file that occupies its worker for ever must not take that of the document that is being read. */
const worker = new PdfWorker();
const queue = new DrawQueue();
const kept = new Map<string, string>();

/** The thumbnail of a PDF if it was drawn already. */
export function knownThumbnail(address: string): string | undefined {
  return kept.get(address);
}

/**
 * The first page of a PDF in small, as an address for `img`. One after the other, the last asked for first.
 *
 * @throws PdfProblem, or the signal's reason
 */
export async function pdfThumbnail(address: string, signal: AbortSignal): Promise<string> {
  const known = kept.get(address);
  if (known !== undefined) return known;
  const url = URL.createObjectURL(await drawInTurn(address, signal));
  kept.set(address, url);
  const [oldest] = kept;
  if (kept.size > MOST_KEPT && oldest !== undefined) {
    kept.delete(oldest[0]);
    URL.revokeObjectURL(oldest[1]);
  }
  return url;
}

async function drawInTurn(address: string, signal: AbortSignal): Promise<Blob> {
  try {
    return await queue.run(signal, () => drawFirstPage(address, signal));
  } finally {
    // Fonts of the last file would stay, and more of one that was given up.
    if (queue.isIdle) worker.end();
  }
}

async function drawFirstPage(address: string, asked: AbortSignal): Promise<Blob> {
  const late = new AbortController();
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const endWait = whenWaited(LONGEST_DRAWING, () => {
    late.abort();
    reject(new PdfProblem('这个文件显示得太慢，没有缩略图。文件没有改动。'));
  });
  try {
    return await Promise.race([drawn(address, AbortSignal.any([asked, late.signal])), tooLate]);
  } catch (error) {
    // What it holds of a file that could not be drawn, which may be much, goes with it.
    if (!asked.aborted) worker.end();
    throw error;
  } finally {
    endWait();
  }
}

async function drawn(address: string, signal: AbortSignal): Promise<Blob> {
  const { total } = await readBeginning(address, signal);
  return smallPicture(
    await (total > LARGE_FILE ? drawnByProgram(address, signal) : drawnHere(address, signal)),
  );
}

function smallPicture(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new PdfProblem('没有缩略图。')) : resolve(blob))),
  );
}

async function drawnByProgram(address: string, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const bitmap = await new ProgramPages(address, signal).bitmap(1, signal);
  const size = canvasSize(bitmap, LONGER_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  fillCanvas(canvas, bitmap, 0);
  bitmap.close();
  return canvas;
}

async function drawnHere(address: string, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const file = await openPdf(address, signal, worker);
  try {
    const { width, height } = await file.readSize(1);
    const scale = LONGER_SIDE / Math.max(width, height);
    return await file.draw(1, { scale, rotation: 0, pixelRatio: 1, patience: LONGEST_HERE }, signal);
  } finally {
    file.close();
  }
}
