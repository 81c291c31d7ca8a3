/**
 * The Book: the document model of one application. `compose` decides everything here about content,
 * order, numbering, headings, captions and wording; the Word and the PDF writer only lay it out.
 */

export interface Run {
  text: string;
  bold?: boolean;
}

/** Named styles; what each looks like stands in `layout.ts` and nowhere else. */
export type ParagraphStyle =
  | 'coverTitle'
  | 'coverLine'
  | 'coverIssuer'
  | 'title'
  | 'annexMark'
  | 'summaryHead'
  | 'contentsTitle'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'body'
  | 'bodyFlush'
  | 'hint'
  | 'signature'
  | 'signatureNote'
  | 'formLabel'
  | 'formValue'
  | 'formHeading'
  | 'formBody'
  | 'tableHead'
  | 'tableCell'
  | 'ledgerHead'
  | 'ledgerCell'
  | 'caption'
  | 'footnote';

export interface ParagraphBlock {
  kind: 'paragraph';
  style: ParagraphStyle;
  runs: Run[];
  /** Overrides the style's own alignment. */
  align?: 'left' | 'center' | 'right';
  /** First line 2 字 in; where absent the style decides. */
  indent?: boolean;
  /** In 字: where the first line begins, and where the others do. Word only: for papers that are written as Word alone. */
  hanging?: { first: number; rest: number };
  /** Stays on the page of the next block: a heading inside a cell. */
  keepWithNext?: boolean;
}

/** A heading that the contents, the bookmarks and the Word outline know. */
export interface HeadingBlock {
  kind: 'heading';
  level: 1 | 2 | 3;
  text: string;
  /** Unique within the book; target of links and bookmarks. */
  id: string;
  /** `title` prints in the title style (真实性承诺, 申报表) but counts as level 1 in outline and contents. */
  style: 'title' | 'heading1' | 'heading2' | 'heading3';
  /** Listed in the 目录. */
  inContents: boolean;
  /** Begins a new page. */
  startsPage: boolean;
  /** A heading that the outline and contents know but that prints nothing: the table's own row prints it. */
  silent?: boolean;
}

export interface ListBlock {
  kind: 'list';
  ordered: boolean;
  start: number;
  items: { blocks: (ParagraphBlock | ListBlock)[] }[];
}

export interface FigureBlock {
  kind: 'figure';
  /** Path of the file inside the draft: key of the picture store. */
  file: string;
  /** Box in pt, proportions kept, never larger than the column that holds it. */
  widthPt: number;
  heightPt: number;
  /** “图1 平台架构图”; the number is already in it. */
  caption: string;
}

export interface BookCell {
  blocks: Block[];
  columnSpan: number;
  rowSpan: number;
  align: 'left' | 'center' | 'right';
  verticalAlign: 'top' | 'center';
}
export interface BookRow {
  cells: BookCell[];
  /** Repeats at the top of each page that the table goes on to. */
  header: boolean;
  /** May be split over pages (long text); other rows stay whole. */
  flows: boolean;
  /** Stays on the page of the next row. */
  keepWithNext: boolean;
  /** Outline heading that this row prints (“二、申报产品或解决方案情况”). */
  heading?: HeadingBlock;
}
export interface TableBlock {
  kind: 'table';
  /**
   * `form`: the form's own table, all borders; `data`: a table that the applicant wrote or a ledger;
   * `plain`: labels and values of the cover, no borders but a line to write on below the last column.
   */
  role: 'form' | 'data' | 'plain';
  /** Column widths in pt; they add up to the width of the column that holds the table. */
  columns: number[];
  /** Cells as in HTML: a cell covered by a span above or to the left is not listed. */
  rows: BookRow[];
}

/** Moves to a new page unless already at the top of one. */
export interface PageBreakBlock {
  kind: 'pageBreak';
}
/** Vertical space in pt; the cover and the signature page use it. */
export interface SpaceBlock {
  kind: 'space';
  heightPt: number;
}
/** The 目录: headings with page numbers, then the evidence items with their pages in the bound book. */
export interface ContentsBlock {
  kind: 'contents';
  title: string;
  evidenceTitle: string;
  evidence: EvidenceContentsEntry[];
}
export interface EvidenceContentsEntry {
  /** Evidence item id. */
  item: string;
  text: string;
}
/**
 * A page number in the bound book that is known only after layout. The writers print the number that
 * `EvidencePages` gives for the key; until then `—`.
 */
export interface BoundPageBlock {
  kind: 'boundPage';
  style: ParagraphStyle;
  /** Overrides the style's own alignment. */
  align?: 'left' | 'center' | 'right';
  /** Evidence item id, or path of an evidence file. */
  key: string;
}

export type Block =
  | ParagraphBlock
  | HeadingBlock
  | ListBlock
  | FigureBlock
  | TableBlock
  | PageBreakBlock
  | SpaceBlock
  | ContentsBlock
  | BoundPageBlock;

export interface Book {
  /** Full printed title in one line, for the document's properties. */
  title: string;
  applicant: string;
  programme: 'benchmark' | 'product';
  /** `XXXX-XXXX`; empty for a district's paper, whose pages carry neither code nor QR. */
  twinCode: string;
  /**
   * Set for the papers beside the book (材料清单 `L`, 盖章与装订说明 `B`, 检查结果 `C`, 修改说明 `N`, 送达回执 `R`): their QR codes say so,
   * or a scanned page of theirs would be taken for a page of the book. `D` is a district's own paper.
   */
  sidePaper?: 'L' | 'B' | 'C' | 'N' | 'R' | 'D';
  /** A4 lying on its long side, for tables of many columns. */
  landscape?: true;
  /** Across every page while the draft still has findings that block. */
  watermark?: string;
  blocks: Block[];
  /** The evidence as it is bound behind the book, in the checklist's order. */
  evidence: BookEvidenceItem[];
}

export interface BookEvidenceItem {
  item: string;
  /** “（一）”. */
  number: string;
  /** The notice's wording. */
  label: string;
  shortName: string;
  /** “无：reason” lines and files, in order. */
  entries: (
    | {
        kind: 'file';
        path: string;
        name: string;
        slotLabel: string;
        rotate: 0 | 90 | 180 | 270;
        pageCount: number;
        unreadable?: string;
      }
    | { kind: 'none'; slotLabel: string; reason: string }
    | { kind: 'printed'; slotLabel: string; note: string }
  )[];
}

/** First page of each evidence item (its divider) and of each evidence file in the bound book, 1-based. */
export type EvidencePages = ReadonlyMap<string, number>;

/** Pictures ready for embedding, by the draft's path; made by `electron/evidence`. */
export interface PreparedPicture {
  bytes: Uint8Array;
  format: 'jpeg' | 'png';
  widthPx: number;
  heightPx: number;
}
export type PictureStore = ReadonlyMap<string, PreparedPicture>;

/** What every long step reports; `done` of `total`, in the step's own units. */
export type Progress = (done: number, total: number) => void;
