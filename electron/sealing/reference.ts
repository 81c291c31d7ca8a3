import type { PDFRef } from '@cantoo/pdf-lib';
import { NotDrawn, PdfDrawer } from '../drawing/pdf-drawer.ts';
import { type InkPyramid, pageInk } from './align.ts';
import { onePagePdf } from './one-page.ts';
import type { PdfFile } from './pdf-file.ts';
import type { Pixels } from './pixels.ts';

const KEPT = 12;
/** Longer edge, pixels. Drawn small, letters would snap to whole pixels, which are half a millimetre there. */
const DRAWN = 1754;

/** How the pages of a bound book look, drawn when asked for, the last few kept. */
export class ReferencePages {
  readonly #file: PdfFile;
  readonly #pages: readonly PDFRef[];
  readonly #drawer: PdfDrawer;
  readonly #kept = new Map<number, InkPyramid>();
  readonly #undrawn = new Set<number>();

  private constructor(file: PdfFile, pages: readonly PDFRef[], drawer: PdfDrawer) {
    this.#file = file;
    this.#pages = pages;
    this.#drawer = drawer;
  }

  /** @param file stays the caller's to close @throws ForeignPdf */
  static async open(file: PdfFile): Promise<ReferencePages> {
    return new ReferencePages(file, await file.pages(), await PdfDrawer.start());
  }

  get count(): number {
    return this.#pages.length;
  }

  /** @param page 1-based @param longest pixels of the longer edge @throws ForeignPdf, NotDrawn */
  async draw(page: number, longest: number, colour: boolean): Promise<Pixels> {
    const ref = this.#pages[page - 1];
    if (ref === undefined) throw new Error(`the book has no page ${page}`);
    const document = await this.#drawer.open(await onePagePdf(this.#file, ref));
    return document.draw(0, { longest }, colour);
  }

  /**
   * @param page 1-based
   * @returns undefined for a page of evidence that cannot be drawn: there is nothing to compare a scan with
   * @throws ForeignPdf
   */
  async ink(page: number): Promise<InkPyramid | undefined> {
    const known = this.#kept.get(page);
    if (known !== undefined || this.#undrawn.has(page)) return known;
    const drawn = await this.draw(page, DRAWN, false).catch((error: unknown) => {
      if (error instanceof NotDrawn) return undefined;
      throw error;
    });
    if (drawn === undefined) {
      // Not tried again: it may have taken seconds.
      this.#undrawn.add(page);
      return undefined;
    }
    const ink = await pageInk(drawn);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= KEPT) this.#kept.delete(oldest);
    this.#kept.set(page, ink);
    return ink;
  }

  end(): Promise<void> {
    return this.#drawer.end();
  }
}
