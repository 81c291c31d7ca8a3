import type { ParagraphStyle } from '../book.ts';
import { FOOTER } from '../layout.ts';

/** Style ids in the file. Word's own styles keep their built-in names, so that Word and WPS show and treat them as such. */
export const STYLE_NAMES: Record<ParagraphStyle, { id: string; name: string; builtIn?: true }> = {
  coverTitle: { id: 'CoverTitle', name: '封面标题' },
  coverLine: { id: 'CoverLine', name: '封面填写行' },
  coverIssuer: { id: 'CoverIssuer', name: '封面制表单位' },
  title: { id: 'PartTitle', name: '部分标题' },
  annexMark: { id: 'AnnexMark', name: '附件序号' },
  summaryHead: { id: 'SummaryHead', name: '汇总表表头行' },
  contentsTitle: { id: 'TOCHeading', name: 'TOC Heading', builtIn: true },
  heading1: { id: 'Heading1', name: 'heading 1', builtIn: true },
  heading2: { id: 'Heading2', name: 'heading 2', builtIn: true },
  heading3: { id: 'Heading3', name: 'heading 3', builtIn: true },
  body: { id: 'BodyText', name: 'Body Text', builtIn: true },
  bodyFlush: { id: 'BodyFlush', name: '正文顶格' },
  hint: { id: 'Hint', name: '填写说明' },
  signature: { id: 'SignatureLine', name: '签字盖章行' },
  signatureNote: { id: 'SignatureNote', name: '签字盖章说明' },
  formLabel: { id: 'FormLabel', name: '表格标签' },
  formValue: { id: 'FormValue', name: '表格填写' },
  formHeading: { id: 'FormHeading', name: '表内标题' },
  formBody: { id: 'FormBody', name: '表内正文' },
  tableHead: { id: 'TableHead', name: '表头' },
  tableCell: { id: 'TableCell', name: '表格文字' },
  ledgerHead: { id: 'LedgerHead', name: '明细表头' },
  ledgerCell: { id: 'LedgerCell', name: '明细表文字' },
  caption: { id: 'Caption', name: 'caption', builtIn: true },
  footnote: { id: 'TableNote', name: '表注' },
};

/** Styles of cells: there, punctuation that hangs beyond the edge would touch the border. */
export const CELL_STYLES: ReadonlySet<ParagraphStyle> = new Set([
  'formLabel',
  'formValue',
  'formHeading',
  'formBody',
  'tableHead',
  'tableCell',
  'ledgerHead',
  'ledgerCell',
]);

export const FIGURE_STYLE = 'Figure';
export const HIDDEN_HEADING_STYLE = 'HiddenHeadingOutline';
/** Empty lines of a stated height: space on the cover, between tables, under a nested table. */
export const SPACER_STYLE = 'Spacer';
export const EVIDENCE_TITLE_STYLE = 'ContentsEvidenceTitle';
export const EVIDENCE_LINE_STYLE = 'ContentsEvidence';
export const FOOTER_ODD_STYLE = 'FooterOdd';
export const FOOTER_EVEN_STYLE = 'FooterEven';
export const TWIN_CODE_STYLE = 'TwinCode';
/**
 * For □ ☐ ☑ and the bullet •: on every Windows since 7, and has all boxes in one design. The common Chinese fonts
 * lack ☑, and draw • as a speck.
 */
export const SYMBOL_FONT = 'Segoe UI Symbol';
export const CHECK_BOX_STYLE = 'CheckBox';
/** Marks page numbers of the bound book, which belong to the layout and not to the answers. */
export const BOUND_PAGE_STYLE = 'BoundPage';
export const FORM_TABLE_STYLE = 'FormTable';
export const DATA_TABLE_STYLE = 'DataTable';
export const PLAIN_TABLE_STYLE = 'PlainTable';
/** Height of the footer's line, pt. */
export const FOOTER_LINE_PT = FOOTER.sizePt + 6;
