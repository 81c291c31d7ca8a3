import PDFDocument from 'pdfkit';
import type { Book, EvidencePages, HeadingBlock } from '../book.ts';
import type { BookFonts } from '../fonts.ts';
import {
  BORDER_WIDTH,
  CONTENTS_LINE,
  FOOTER,
  type FontRole,
  type Sheet,
  sheetOf,
  WATERMARK,
} from '../layout.ts';
import { breakLines, type TextPiece } from './break-lines.ts';
import { type FooterLayout, footerLayout, qrBars } from './footer.ts';
import type { LaidBook } from './lay-pages.ts';
import { type ContentsTarget, MISSING_PICTURE, type PageItem } from './page-items.ts';
import { openPicture, type PatchedFont, patchCurrentFont } from './pdfkit-seam.ts';

export interface DrawOptions {
  book: Book;
  laid: LaidBook;
  fonts: BookFonts;
  evidencePages: EvidencePages;
  /** Stands in the properties; the same date gives the same bytes. */
  createdAt: Date;
}

const PRODUCER = '申报匣 Dossier';
/** Stroke that thickens a face without a bold of its own, as part of the size. */
const THICKENING = 0.028;
const LEAST_BLANK = 0.09;
const LEADER = '.';
const LEADER_STEP = 5;
const LEADER_GAP = 6;

/** Draws the laid pages with pdfkit. The caller reads the document's bytes and calls `end`. */
export class PageDrawer {
  readonly document: PDFKit.PDFDocument;
  private readonly options: DrawOptions;
  private readonly sheet: Sheet;
  private readonly faces = new Map<TextPiece['face'], { name: string; patched: PatchedFont }>();
  private readonly pictures = new Map<string, PDFKit.Mixins.ImageSrc>();

  constructor(options: DrawOptions) {
    this.options = options;
    this.sheet = sheetOf(options.book);
    const { book, createdAt } = options;
    this.document = new PDFDocument({
      autoFirstPage: false,
      size: [this.sheet.widthPt, this.sheet.heightPt],
      margin: 0,
      pdfVersion: '1.7',
      lang: 'zh-CN',
      displayTitle: true,
      info: {
        Title: book.title,
        Author: book.applicant,
        Subject: book.title,
        Keywords: book.twinCode === '' ? '' : `对照码 ${book.twinCode}`,
        Creator: PRODUCER,
        Producer: PRODUCER,
        CreationDate: createdAt,
        ModDate: createdAt,
      },
    });
  }

  /** Draws page `index` (0-based); pages are drawn in order. */
  drawPage(index: number): void {
    const { book, laid } = this.options;
    this.document.addPage();
    if (book.watermark !== undefined) this.drawWatermark(book.watermark);
    for (const item of laid.pages[index]?.items ?? []) this.drawItem(item);
    this.drawFooter(index + 1);
  }

  /** The bookmarks, after the last page. */
  drawOutline(): void {
    const { laid } = this.options;
    const open: { level: number; item: PDFKit.PDFOutline }[] = [];
    for (const heading of laid.headings) {
      const page = laid.headingPages.get(heading.id);
      if (page === undefined) continue;
      while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
      const parent = open.at(-1)?.item ?? this.document.outline;
      const item = parent.addItem(
        heading.text.replaceAll('\n', ''),
        outlineOptions(heading, page, laid.headingTops),
      );
      open.push({ level: heading.level, item });
    }
  }

  private drawItem(item: PageItem): void {
    switch (item.kind) {
      case 'text':
        this.drawPiece(item.piece, item.x, item.baseline);
        break;
      case 'line':
        this.document.lineWidth(BORDER_WIDTH).lineCap('square').strokeColor('black');
        this.document.moveTo(item.x1, item.y1).lineTo(item.x2, item.y2).stroke();
        break;
      case 'picture': {
        // Opened once, however often it is shown.
        const opened = this.pictures.get(item.key) ?? openPicture(this.document, item.picture.bytes);
        this.pictures.set(item.key, opened);
        const box = { width: item.widthPt, height: item.heightPt };
        this.document.image(opened, item.x, item.y, box);
        break;
      }
      case 'frame':
        this.document.lineWidth(BORDER_WIDTH).strokeColor('#888888');
        this.document.rect(item.x, item.y, item.widthPt, item.heightPt).stroke();
        this.drawText(MISSING_PICTURE, 'songti', 10.5, item.x + 8, item.y + 20);
        break;
      case 'anchor':
        this.document.addNamedDestination(item.id, 'XYZ', 0, item.y, null);
        break;
      case 'pageNumber':
        this.drawContentsNumber(item);
        break;
    }
  }

  private drawContentsNumber(item: Extract<PageItem, { kind: 'pageNumber' }>): void {
    const { font, sizePt } = CONTENTS_LINE;
    const text = this.pageOf(item.target);
    const numberStart = item.rightEdge - this.widthOf(text, font, sizePt);
    // Dots stand on a grid from the right edge, so that those of all lines are in columns.
    const right = Math.floor((item.rightEdge - numberStart + LEADER_GAP) / LEADER_STEP + 1) * LEADER_STEP;
    const count = Math.floor((item.rightEdge - right - item.textEnd - LEADER_GAP) / LEADER_STEP);
    if (count > 0) {
      const piece = this.pieces(LEADER, font, sizePt)[0];
      if (piece !== undefined) {
        const x = item.rightEdge - right - count * LEADER_STEP;
        this.drawPiece(
          { ...piece, text: LEADER.repeat(count), spacing: LEADER_STEP - piece.widthPt },
          x,
          item.baseline,
        );
      }
    }
    this.drawText(text, font, sizePt, numberStart, item.baseline);
    if ('heading' in item.target && this.options.laid.headingPages.has(item.target.heading)) {
      this.document.goTo(
        item.x,
        item.baseline - sizePt,
        item.rightEdge - item.x,
        sizePt * 1.3,
        item.target.heading,
      );
    }
  }

  private pageOf(target: ContentsTarget): string {
    const page =
      'heading' in target
        ? this.options.laid.headingPages.get(target.heading)
        : this.options.evidencePages.get(target.evidence);
    return String(page ?? '—');
  }

  private drawFooter(page: number): void {
    const { twinCode, sidePaper } = this.options.book;
    const footer = footerLayout(page, twinCode, sidePaper, this.sheet);
    if (twinCode !== '') this.drawCode(footer);
    // The cover counts but has no number; a side paper has no cover.
    if (page > 1 || sidePaper !== undefined) this.drawAnchored(footer.number, FOOTER.sizePt);
  }

  private drawCode(footer: FooterLayout): void {
    for (const bar of qrBars(footer.qr.text)) {
      const { x, y, sizePt } = footer.qr;
      this.document.rect(x + bar.x * sizePt, y + bar.y * sizePt, bar.width * sizePt, bar.height * sizePt);
    }
    this.document.fill('black');
    this.drawAnchored(footer.code, FOOTER.codeSizePt);
  }

  private drawAnchored(
    place: { text: string; anchor: 'left' | 'right'; x: number; baseline: number },
    sizePt: number,
  ): void {
    const width = place.anchor === 'right' ? this.widthOf(place.text, FOOTER.font, sizePt) : 0;
    this.drawText(place.text, FOOTER.font, sizePt, place.x - width, place.baseline);
  }

  private drawWatermark(text: string): void {
    const { sizePt, opacity, angle } = WATERMARK;
    const width = this.widthOf(text, 'heiti', sizePt);
    const centre = { x: this.sheet.widthPt / 2, y: this.sheet.heightPt / 2 };
    const scale = Math.min(1, (this.sheet.widthPt * 1.1) / Math.max(width, 1));
    this.document
      .save()
      .rotate(angle, { origin: [centre.x, centre.y] })
      .fillOpacity(opacity);
    this.drawText(
      text,
      'heiti',
      sizePt * scale,
      centre.x - (width * scale) / 2,
      centre.y + sizePt * scale * 0.35,
    );
    this.document.restore();
  }

  private drawText(text: string, role: FontRole, sizePt: number, x: number, baseline: number): void {
    for (const piece of this.pieces(text, role, sizePt)) this.drawPiece(piece, x + piece.x, baseline);
  }

  private widthOf(text: string, role: FontRole, sizePt: number): number {
    const last = this.pieces(text, role, sizePt).at(-1);
    return last === undefined ? 0 : last.x + last.widthPt;
  }

  private pieces(text: string, role: FontRole, sizePt: number): TextPiece[] {
    const chain = (bold: boolean) => this.options.fonts.chain(role, bold);
    const widthPt = Number.POSITIVE_INFINITY;
    return breakLines([{ text }], {
      sizePt,
      widthPt,
      indentPt: 0,
      align: 'left',
      hanging: false,
      chain,
    }).flatMap((line) => line.pieces);
  }

  private drawPiece(piece: TextPiece, x: number, baseline: number): void {
    const font = this.selectFace(piece.face);
    const widening = wideningFor(piece.spacing, piece.sizePt);
    font.widen(widening, wideningFor(piece.gapAfterPt, piece.sizePt));
    this.document.fontSize(piece.sizePt).fillColor('black');
    if (piece.thicken) this.document.lineWidth(piece.sizePt * THICKENING).strokeColor('black');
    this.document.text(piece.text, x, baseline, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: piece.spacing - (widening * piece.sizePt) / 1000,
      ...(piece.thicken ? { fill: true, stroke: true } : {}),
    });
  }

  private selectFace(face: TextPiece['face']): PatchedFont {
    const known = this.faces.get(face);
    if (known !== undefined) {
      this.document.font(known.name);
      return known.patched;
    }
    const name = `face${this.faces.size}`;
    this.document.registerFont(name, face.path, face.postscriptName);
    this.document.font(name);
    const patched = patchCurrentFont(this.document, face);
    this.faces.set(face, { name, patched });
    return patched;
  }
}

/**
 * How much wider a character is drawn that has white after it, in thousandths of the size: readers take
 * white for a blank from a tenth of the size on. In steps, for each width costs a copy of the glyph.
 */
function wideningFor(whitePt: number, sizePt: number): number {
  const white = whitePt / sizePt;
  return white < LEAST_BLANK ? 0 : Math.round(white * 10) * 100;
}

function outlineOptions(heading: HeadingBlock, page: number, tops: ReadonlyMap<string, number>) {
  // pdfkit's own `Fit` would change the reader's zoom at every click.
  return {
    pageNumber: page - 1,
    top: tops.get(heading.id) ?? 0,
    left: 0,
    zoom: 0,
    fit: false,
    expanded: heading.level < 2,
  };
}
