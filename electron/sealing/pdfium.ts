import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import type { Pixels } from './pixels.ts';

/** A PDF whose pages can be drawn, until it is closed. */
export interface DrawablePdf {
  pageCount: number;
  /** Length of a page's longer edge in points. @param index 0-based */
  size(index: number): { longest: number };
  /**
   * Draws a page as viewers show it, turned by its own /Rotate, on white.
   *
   * @param index 0-based
   * @param longest pixels of the longer edge
   * @param fields form fields and seals that are fields, too
   * @throws Error where the page cannot be drawn
   */
  draw(index: number, longest: number, colour: boolean, fields?: boolean): Promise<Pixels>;
  close(): void;
}

/** What a page may be longer than it is wide; a till roll is no page. */
const MOST_RATIO = 8;

/** Draws pages of PDFs. A hostile file may upset it or make it large: foreign files get one each. */
export class PdfDrawer {
  readonly #library: PDFiumLibrary;

  private constructor(library: PDFiumLibrary) {
    this.#library = library;
  }

  /** Given its bytes, the library looks for them nowhere else. */
  static async start(): Promise<PdfDrawer> {
    const path = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm');
    const wasmBinary = new Uint8Array(await readFile(path)).buffer;
    return new PdfDrawer(await PDFiumLibrary.init({ wasmBinary }));
  }

  /** @throws Error where it is no PDF that can be read without a password */
  async open(bytes: Uint8Array): Promise<DrawablePdf> {
    const document = await this.#library.loadDocument(bytes);
    return {
      pageCount: document.getPageCount(),
      size: (index) => {
        const { originalWidth, originalHeight } = document.getPage(index).getOriginalSize();
        return { longest: Math.max(originalWidth, originalHeight) };
      },
      draw: (index, longest, colour, fields = false) => draw(document, index, longest, colour, fields),
      close: () => document.destroy(),
    };
  }

  end(): void {
    this.#library.destroy();
  }
}

async function draw(
  document: PDFiumDocument,
  index: number,
  longest: number,
  colour: boolean,
  fields: boolean,
): Promise<Pixels> {
  const page = document.getPage(index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const [short, long] = [Math.min(originalWidth, originalHeight), Math.max(originalWidth, originalHeight)];
  if (!(short > 0) || long / short > MOST_RATIO)
    throw new Error(`page of ${originalWidth}×${originalHeight}`);
  const size = (edge: number) => Math.max(1, Math.round((edge / long) * longest));
  const { data, width, height } = await page.render({
    scale: 1,
    width: size(originalWidth),
    height: size(originalHeight),
    colorSpace: colour ? 'BGRA' : 'Gray',
    render: 'bitmap',
    renderFormFields: fields,
  });
  return colour
    ? { data: withoutAlpha(data), width, height, channels: 3 }
    : { data, width, height, channels: 1 };
}

/** What the library draws in reversed order of bytes is RGBA. */
function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
