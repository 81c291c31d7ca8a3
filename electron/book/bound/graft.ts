import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNull,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';

/** Keys that lead from a page's content back to the document it came from, or that only its editors read. */
const LEFT_BEHIND = new Set(
  ['PieceInfo', 'Metadata', 'StructParent', 'StructParents'].map((key) => PDFName.of(key)),
);
const PAGE_TREE = new Set(['Page', 'Pages', 'Catalog'].map((type) => PDFName.of(type)));

/**
 * Carries objects of one PDF over into another with everything that they refer to, once each.
 * Unlike pdf-lib's own copier it shares the bytes of streams instead of copying them (scans are most
 * of a bound book), does not recurse along references, and never drags in pages that a link points to.
 */
export class Graft {
  /** Layers (optional content groups) met on the way, source to target. */
  readonly layers = new Map<PDFRef, PDFRef>();
  readonly #source: PDFContext;
  readonly #target: PDFContext;
  readonly #refs = new Map<PDFRef, PDFObject>();
  readonly #waiting: [PDFRef, PDFObject][] = [];

  constructor(source: PDFContext, target: PDFContext) {
    this.#source = source;
    this.#target = target;
  }

  /** The object for use in the target; what it refers to is registered there before this returns. */
  copy(object: PDFObject): PDFObject {
    const copied = this.#copy(object);
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      this.#target.assign(next[0], this.#copy(next[1]));
    }
    return copied;
  }

  #copy(object: PDFObject): PDFObject {
    if (object instanceof PDFRef) return this.#copyRef(object);
    if (object instanceof PDFDict) return this.#copyDict(object);
    if (object instanceof PDFArray) {
      const copied = PDFArray.withContext(this.#target);
      for (const entry of object.asArray()) copied.push(this.#copy(entry));
      return copied;
    }
    if (object instanceof PDFRawStream) return PDFRawStream.of(this.#copyDict(object.dict), object.contents);
    if (object instanceof PDFStream)
      return PDFRawStream.of(this.#copyDict(object.dict), object.getContents());
    return object.clone();
  }

  #copyDict(dict: PDFDict): PDFDict {
    const copied = PDFDict.withContext(this.#target);
    for (const [key, value] of dict.entries()) {
      if (!LEFT_BEHIND.has(key)) copied.set(key, this.#copy(value));
    }
    return copied;
  }

  #copyRef(ref: PDFRef): PDFObject {
    const known = this.#refs.get(ref);
    if (known !== undefined) return known;
    const object = this.#source.lookup(ref);
    const type = object instanceof PDFDict ? object.lookup(PDFName.of('Type')) : undefined;
    const left = object === undefined || (type instanceof PDFName && PAGE_TREE.has(type));
    const copied = left ? PDFNull : this.#target.nextRef();
    this.#refs.set(ref, copied);
    if (copied instanceof PDFRef && object !== undefined) {
      if (type === PDFName.of('OCG')) this.layers.set(ref, copied);
      this.#waiting.push([copied, object]);
    }
    return copied;
  }
}
