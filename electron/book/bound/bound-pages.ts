import { deflateSync } from 'node:zlib';
import {
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';
import type { Book } from '../book.ts';
import type { BookFonts } from '../fonts.ts';
import { FOOTER, PAGE, WATERMARK } from '../layout.ts';
import { footerLayout, qrBars } from '../pdf/footer.ts';
import { decimal, Ink, Pen } from './ink.ts';

/** What a page shows besides its footer. */
export interface PageBody {
  /** Drawn by us; resources come from the ink itself. */
  ink?: Ink;
  /** Content streams of a page that was carried over, with the operators that wrap them. */
  content?: { before: string; streams: PDFObject[]; after: string };
  /** Ink that stands within the content's `after` already; its resources only. */
  carried?: Ink;
  /** Resources that the carried content names, by category; direct dictionaries of the target. */
  resources?: ReadonlyMap<PDFName, PDFObject>;
  group?: PDFObject;
  annotations?: PDFObject[];
}

/** Adds A4 pages behind the book, each stamped with its number, twin code and QR code. */
export class BoundPages {
  readonly refs: PDFRef[] = [];
  readonly pen: Pen;
  readonly document: PDFDocument;
  /** The page tree node that all of them hang on. */
  readonly tree: PDFRef;
  readonly #book: Book;
  #watermarkState: PDFRef | undefined;
  #next: number;

  constructor(document: PDFDocument, book: Book, fonts: BookFonts, firstPage: number) {
    this.document = document;
    this.pen = new Pen(document, fonts);
    this.tree = document.context.nextRef();
    this.#book = book;
    this.#next = firstPage;
  }

  /** Number of the page that is added next, 1-based. */
  get nextPage(): number {
    return this.#next;
  }

  /** Objects that later pages use as well and that must stay in the context until the end. */
  get shared(): Set<PDFRef> {
    return new Set([this.tree, ...(this.#watermarkState === undefined ? [] : [this.#watermarkState])]);
  }

  async add(body: PageBody): Promise<PDFRef> {
    const { context } = this.document;
    // The footer comes first, while the graphics state is untouched: what the carried content does to it cannot bend the footer.
    const under = new Ink();
    await this.#stamp(under, this.#next);
    const over = new Ink();
    if (this.#book.watermark !== undefined) await this.#drawWatermark(over, this.#book.watermark);

    const before = `${under.content()}\n${body.content?.before ?? ''}\n`;
    const after = `\n${body.content?.after ?? ''}\n${body.ink?.content() ?? ''}\n${over.content()}`;
    const contents = [this.#stream(before), ...(body.content?.streams ?? []), this.#stream(after)];
    const resources = this.#resources(
      body,
      [under, over, body.ink, body.carried].filter((each) => each !== undefined),
    );
    const page = context.obj({
      Type: 'Page',
      Parent: this.tree,
      MediaBox: [0, 0, PAGE.widthPt, PAGE.heightPt],
      Resources: resources,
      Contents: contents,
    });
    if (body.group !== undefined) page.set(PDFName.of('Group'), body.group);
    if (body.annotations !== undefined && body.annotations.length > 0) {
      page.set(PDFName.of('Annots'), context.obj(body.annotations));
    }
    const ref = context.register(page);
    this.refs.push(ref);
    this.#next += 1;
    return ref;
  }

  /** The page tree node of all added pages, to be hung into the book's tree. */
  treeNode(parent: PDFRef): PDFDict {
    return this.document.context.obj({
      Type: 'Pages',
      Parent: parent,
      Kids: this.refs,
      Count: this.refs.length,
    });
  }

  async #stamp(ink: Ink, page: number): Promise<void> {
    const { number, code, qr } = footerLayout(page, this.#book.twinCode);
    for (const bar of qrBars(qr.text)) {
      const box = [
        qr.x + bar.x * qr.sizePt,
        PAGE.heightPt - qr.y - (bar.y + bar.height) * qr.sizePt,
        bar.width * qr.sizePt,
        bar.height * qr.sizePt,
      ];
      ink.add(`${box.map(decimal).join(' ')} re`);
    }
    ink.add('f');
    for (const [part, sizePt] of [
      [number, FOOTER.sizePt],
      [code, FOOTER.codeSizePt],
    ] as const) {
      const style = { role: FOOTER.font, sizePt, align: part.anchor };
      await this.pen.write(ink, part.text, part.x, PAGE.heightPt - part.baseline, style);
    }
  }

  async #drawWatermark(ink: Ink, text: string): Promise<void> {
    const { context } = this.document;
    this.#watermarkState ??= context.register(context.obj({ Type: 'ExtGState', ca: WATERMARK.opacity }));
    ink.states.set('DossierWatermark', this.#watermarkState);
    // pdfkit turns clockwise for positive angles with y downwards; here y points up.
    const angle = (-WATERMARK.angle * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const matrix = [cos, sin, -sin, cos, PAGE.widthPt / 2, PAGE.heightPt / 2];
    ink.add(`q /DossierWatermark gs 0 g ${matrix.map(decimal).join(' ')} cm`);
    await this.pen.write(ink, text, 0, -WATERMARK.sizePt * 0.38, {
      role: 'heiti',
      sizePt: WATERMARK.sizePt,
      align: 'center',
    });
    ink.add('Q');
  }

  #stream(operators: string): PDFRef {
    const { context } = this.document;
    const bytes = deflateSync(Buffer.from(operators, 'latin1'));
    return context.register(PDFRawStream.of(context.obj({ Filter: 'FlateDecode' }), bytes));
  }

  #resources(body: PageBody, inks: Ink[]): PDFDict {
    const { context } = this.document;
    const resources = context.obj({});
    for (const [key, value] of body.resources ?? []) resources.set(key, value);
    const merge = (category: string, entries: ReadonlyMap<string, PDFRef>) => {
      if (entries.size === 0) return;
      const found = resources.lookup(PDFName.of(category));
      const dict = found instanceof PDFDict ? found : context.obj({});
      for (const [name, ref] of entries) dict.set(PDFName.of(name), ref);
      resources.set(PDFName.of(category), dict);
    };
    for (const ink of inks) {
      merge('Font', ink.fonts);
      merge('XObject', ink.pictures);
      merge('ExtGState', ink.states);
    }
    return resources;
  }
}
