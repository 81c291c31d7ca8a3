import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import {
  Duplex,
  ParseSpeeds,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRef,
  PrintScaling,
} from '@cantoo/pdf-lib';
import { DossierError } from '../../../shared/errors.ts';
import { openPdf } from '../../evidence/pdf-document.ts';
import { readPdfPages } from '../../evidence/pdf-pages.ts';
import { isPictureKind } from '../../evidence/picture-kinds.ts';
import { sniffFile } from '../../evidence/sniff.ts';
import { isSpreadsheetKind, readSpreadsheet } from '../../evidence/spreadsheet.ts';
import { layoutSheets } from '../../evidence/spreadsheet-layout.ts';
import { stopIfCancelled, withFileErrors } from '../../package/file-errors.ts';
import type { Book, EvidencePages, Progress } from '../book.ts';
import type { BookFonts } from '../fonts.ts';
import { addBookmarks, type Bookmark } from './bookmarks.ts';
import { BoundPages } from './bound-pages.ts';
import { addDividers, addUnreadable } from './divider.ts';
import {
  type BoundFile,
  type BoundItem,
  evidenceHeading,
  planBinding,
  planEvidencePages,
} from './evidence-pages.ts';
import { Graft } from './graft.ts';
import { Layers } from './layers.ts';
import { addPdfPage } from './pdf-evidence.ts';
import { PdfOutput } from './pdf-output.ts';
import { addPicture } from './picture-evidence.ts';
import { readBackBound } from './read-back.ts';
import { addSheetPage } from './sheet-evidence.ts';

export interface JoinInput {
  book: Book;
  bookPdf: Uint8Array;
  /** Page of each heading of the book, 1-based. */
  headingPages: ReadonlyMap<string, number>;
  /** What the contents print; must be what `planEvidencePages` gave. */
  evidencePages: EvidencePages;
  /** Absolute path of a file of the draft. */
  filePath: (draftPath: string) => string;
  fonts: BookFonts;
  /** File to write; must not exist. */
  target: string;
  /** In pages of evidence. */
  progress?: Progress;
  signal?: AbortSignal;
}

/**
 * Binds book and evidence into one PDF: dividers, every page of evidence upright on A4 with number,
 * twin code and QR code, bookmarks. Evidence is written file by file, so that memory holds the book and
 * the largest file only. What was written is read back; if it is not as planned, or anything else goes
 * wrong, the target is removed.
 * @throws DossierError `readBackDiffers`, `cancelled`, `targetExists`, `diskFull`, `notAllowed`, `deviceFailed`
 */
export async function joinBound(input: JoinInput): Promise<{ pageCount: number }> {
  let created = false;
  try {
    return await withFileErrors(input.target, async () => {
      const document = await PDFDocument.load(input.bookPdf, {
        updateMetadata: false,
        parseSpeed: ParseSpeeds.Fastest,
      });
      const output = await PdfOutput.create(input.target, document.context);
      created = true;
      try {
        return await new Joiner(input, document, output).join();
      } finally {
        await output.close();
      }
    }).then(async ({ pageCount, check }) => {
      const differences = await check();
      if (differences.length > 0) throw new DossierError('readBackDiffers', { file: FILE, differences });
      return { pageCount };
    });
  } catch (error) {
    if (created) await rm(input.target, { force: true });
    throw error;
  }
}

const FILE = '申报书成册';

class Joiner {
  readonly #input: JoinInput;
  readonly #document: PDFDocument;
  readonly #output: PdfOutput;
  readonly #pages: BoundPages;
  readonly #layers = new Layers();
  readonly #bookPages: number;
  #done = 0;

  constructor(input: JoinInput, document: PDFDocument, output: PdfOutput) {
    this.#input = input;
    this.#document = document;
    this.#output = output;
    this.#bookPages = document.getPageCount();
    this.#pages = new BoundPages(document, input.book, input.fonts, this.#bookPages + 1);
  }

  async join(): Promise<{ pageCount: number; check: () => Promise<string[]> }> {
    const { book, target } = this.#input;
    const plan = planBinding(book, this.#bookPages);
    this.#comparePlan();
    const total = plan.items.reduce(
      (sum, { files }) => sum + files.reduce((all, file) => all + file.pageCount, 0),
      0,
    );
    const bookmarks: Bookmark[] = [];
    for (const bound of plan.items) {
      stopIfCancelled(this.#input.signal);
      await addDividers(this.#pages, bound);
      const children: Bookmark[] = [];
      for (const file of bound.files) {
        const first = await this.#addFile(bound, file);
        if (first !== undefined) children.push({ title: file.file.name, page: first, children: [] });
        this.#done += file.pageCount;
        this.#input.progress?.(this.#done, total);
      }
      const divider = this.#pages.refs[bound.page - this.#bookPages - 1];
      if (divider !== undefined)
        bookmarks.push({ title: `${bound.item.number}${bound.item.shortName}`, page: divider, children });
    }
    addBookmarks(this.#document, evidenceHeading(book)?.text ?? '', bookmarks);
    this.#layers.write(this.#document);
    this.#proposePrinting();
    this.#hangPages();
    await this.#document.flush();
    const identifier = createHash('md5')
      .update(`${book.twinCode} ${plan.pageCount}`)
      .digest('hex')
      .toUpperCase();
    await this.#output.finish(identifier);
    return { pageCount: plan.pageCount, check: () => readBackBound(target, plan) };
  }

  /** What a viewer's print dialog begins with (PDF 1.7, 12.2): the book's margins need its true size. */
  #proposePrinting(): void {
    const preferences = this.#document.catalog.getOrCreateViewerPreferences();
    preferences.setPrintScaling(PrintScaling.None);
    preferences.setDuplex(Duplex.DuplexFlipLongEdge);
  }

  /** The numbers in the contents must be those that the pages now get. */
  #comparePlan(): void {
    const expected = planEvidencePages(this.#input.book, this.#bookPages);
    const differences = [...expected].flatMap(([key, page]) => {
      const printed = this.#input.evidencePages.get(key);
      return printed === page ? [] : [`“${key}”目录印为第 ${printed ?? '—'} 页，实为第 ${page} 页`];
    });
    if (differences.length > 0) throw new DossierError('readBackDiffers', { file: FILE, differences });
  }

  /** Adds a file's pages and gives the first; what is written is dropped from memory at once. */
  async #addFile(bound: BoundItem, { file, page, pageCount }: BoundFile): Promise<PDFRef | undefined> {
    stopIfCancelled(this.#input.signal);
    const before = this.#document.context.largestObjectNumber;
    const index = this.#pages.refs.length;
    if (file.unreadable !== undefined) await addUnreadable(this.#pages, bound, file);
    else {
      const path = this.#input.filePath(file.path);
      await withFileErrors(path, () => this.#addPages(path, file));
    }
    const added = this.#pages.refs.length - index;
    if (added !== pageCount || this.#pages.nextPage !== page + pageCount) {
      const difference = `“${file.name}”检查时为 ${pageCount} 页，装订时读到 ${added} 页。请确认文件没有改动后重新导出`;
      throw new DossierError('readBackDiffers', { file: FILE, differences: [difference] });
    }
    await this.#output.flush(before, this.#pages.shared);
    return this.#pages.refs[index];
  }

  async #addPages(path: string, file: BoundFile['file']): Promise<void> {
    const { kind } = await sniffFile(path);
    if (kind === 'pdf') return this.#addPdf(path, file);
    if (isPictureKind(kind)) return addPicture(this.#pages, path, file.rotate);
    const read = isSpreadsheetKind(kind) ? await readSpreadsheet(path, kind) : undefined;
    if (read?.sheets === undefined) throw changed(file);
    for (const sheet of layoutSheets(read.sheets)) await addSheetPage(this.#pages, sheet, file.rotate);
  }

  async #addPdf(path: string, file: BoundFile['file']): Promise<void> {
    const opened = await openPdf(await readFile(path));
    if (opened.document === undefined) throw changed(file);
    const graft = new Graft(opened.document.context, this.#document.context);
    for (const page of readPdfPages(opened.document)) {
      stopIfCancelled(this.#input.signal);
      await addPdfPage(this.#pages, graft, page, file.rotate);
    }
    this.#layers.gather(opened.document, graft.layers);
  }

  /** Book and evidence become the two branches of one page tree. */
  #hangPages(): void {
    const { context, catalog } = this.#document;
    const bookTree = catalog.get(PDFName.of('Pages'));
    const root = context.nextRef();
    if (!(bookTree instanceof PDFRef))
      throw new DossierError('readBackDiffers', { file: FILE, differences: ['申报书的页面目录不可用'] });
    context.lookup(bookTree, PDFDict).set(PDFName.of('Parent'), root);
    context.assign(this.#pages.tree, this.#pages.treeNode(root));
    const count = PDFNumber.of(this.#bookPages + this.#pages.refs.length);
    context.assign(root, context.obj({ Type: 'Pages', Kids: [bookTree, this.#pages.tree], Count: count }));
    catalog.set(PDFName.of('Pages'), root);
  }
}

function changed(file: BoundFile['file']): DossierError {
  const difference = `“${file.name}”检查时可读，装订时无法读取。请确认文件没有改动后重新导出`;
  return new DossierError('readBackDiffers', { file: FILE, differences: [difference] });
}
