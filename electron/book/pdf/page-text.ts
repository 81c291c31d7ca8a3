import type { PDFPageProxy, TextContent } from 'pdfjs-dist/types/src/display/api.js';

/** For one page; a table of ten thousand cells takes a quarter of a second. In a PDF that somebody made it may have no end. Milliseconds. */
const LONGEST_PAGE = 20_000;

/**
 * The pieces of text on a page in the order of drawing, as they stand there.
 *
 * @param longest milliseconds
 * @throws Error where they come to no end
 */
export async function readTextPieces(
  page: PDFPageProxy,
  longest = LONGEST_PAGE,
): Promise<TextContent['items']> {
  const pieces: TextContent['items'] = [];
  const late = performance.now() + longest;
  const stream: ReadableStream<TextContent> = page.streamTextContent({ disableNormalization: true });
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const piece of part.value.items) pieces.push(piece);
    // The stream is left as it is: pdfjs breaks when one is cancelled.
    if (performance.now() > late) throw new Error(`page ${page.pageNumber} has text without end`);
  }
  return pieces;
}
