import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';

const name = (text: string): PDFName => PDFName.of(text);

/** Layers (optional content) of all evidence; what is switched off in its own file stays off in the book. */
export class Layers {
  readonly #all: PDFRef[] = [];
  readonly #off: PDFRef[] = [];

  /** @param carried layers met while carrying pages over, source to target */
  gather(source: PDFDocument, carried: ReadonlyMap<PDFRef, PDFRef>): void {
    if (carried.size === 0) return;
    const properties = source.catalog.lookup(name('OCProperties'));
    const standard = properties instanceof PDFDict ? properties.lookup(name('D')) : undefined;
    const listed = (key: string): Set<unknown> => {
      const list = standard instanceof PDFDict ? standard.lookup(name(key)) : undefined;
      return new Set(list instanceof PDFArray ? list.asArray() : []);
    };
    const allOff = standard instanceof PDFDict && standard.lookup(name('BaseState')) === name('OFF');
    const [on, off] = [listed('ON'), listed('OFF')];
    for (const [from, to] of carried) {
      this.#all.push(to);
      if (off.has(from) || (allOff && !on.has(from))) this.#off.push(to);
    }
  }

  /** Tells the bound document about them; the book itself has none. */
  write(document: PDFDocument): void {
    if (this.#all.length === 0) return;
    const { context } = document;
    const standard = context.obj({ Order: [], OFF: this.#off, BaseState: 'ON' });
    document.catalog.set(name('OCProperties'), context.obj({ OCGs: this.#all, D: standard }));
  }
}
