import type { HeadingBlock, ParagraphStyle } from '../book.ts';
import {
  BORDER_WIDTH,
  CELL_PADDING,
  CONTENTS_LINE,
  FOOTER,
  type FontRole,
  STYLES,
  TEXT_WIDTH,
} from '../layout.ts';
import { halfPoints, twips } from './measures.ts';
import type { WordFonts } from './word-context.ts';
import { element, xmlDocument } from './xml-text.ts';

/** Style ids in the file. Word's own styles keep their built-in names, so that Word and WPS show and treat them as such. */
const NAMES: Record<ParagraphStyle, { id: string; name: string; builtIn?: true }> = {
  coverTitle: { id: 'CoverTitle', name: '封面标题' },
  coverLine: { id: 'CoverLine', name: '封面填写行' },
  coverIssuer: { id: 'CoverIssuer', name: '封面制表单位' },
  title: { id: 'PartTitle', name: '部分标题' },
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
const IN_CELLS: ReadonlySet<ParagraphStyle> = new Set([
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
const HIDDEN_HEADING_STYLE = 'HiddenHeadingOutline';
/** Empty lines of a stated height: space on the cover, between tables, under a nested table. */
export const SPACER_STYLE = 'Spacer';
export const EVIDENCE_TITLE_STYLE = 'ContentsEvidenceTitle';
export const EVIDENCE_LINE_STYLE = 'ContentsEvidence';
export const FOOTER_ODD_STYLE = 'FooterOdd';
export const FOOTER_EVEN_STYLE = 'FooterEven';
export const TWIN_CODE_STYLE = 'TwinCode';
export const CHECK_BOX_STYLE = 'CheckBox';
/** Marks page numbers of the bound book, which belong to the layout and not to the answers. */
export const BOUND_PAGE_STYLE = 'BoundPage';
export const FORM_TABLE_STYLE = 'FormTable';
export const DATA_TABLE_STYLE = 'DataTable';
/** On every Windows since 7, and has □ ☐ ☑ in one design; the common Chinese fonts lack ☑. */
const CHECK_BOX_FONT = 'Segoe UI Symbol';
/** Height of the footer's line. */
export const FOOTER_LINE_PT = FOOTER.sizePt + 6;
/** What GB/T 9704 asks of the page number: one 字 in from the edge. */
const FOOTER_INSET = FOOTER.sizePt;

/** How a paragraph differs from its style: in a list, or printing a heading of the outline. */
export interface StyleVariant {
  style: ParagraphStyle;
  variant: 'plain' | 'list' | 'outline' | 'unlisted';
  /** Outline level 1–9 of `outline` and `unlisted`. */
  level: number;
}

/** Collects the variants that a document uses; gives their ids. */
export class StyleSheet {
  private readonly used = new Map<string, StyleVariant>();

  plain(style: ParagraphStyle): string {
    return NAMES[style].id;
  }

  /** The style without its first-line indent: the list's own indent takes its place. */
  list(style: ParagraphStyle): string {
    return this.use(`${NAMES[style].id}List`, { style, variant: 'list', level: 0 });
  }

  /**
   * The style of a heading. Headings that the 目录 leaves out although it lists their level get an outline
   * level below its depth, so that Word's “update” does not bring them in, and Word's outline still has them.
   */
  heading(style: ParagraphStyle, heading: HeadingBlock, contentsDepth: number): string {
    if (!heading.inContents && heading.level <= contentsDepth)
      return this.use(`${NAMES[style].id}Unlisted${heading.level}`, {
        style,
        variant: 'unlisted',
        level: contentsDepth + 1,
      });
    if (style === `heading${heading.level}`) return NAMES[style].id;
    return this.use(`${NAMES[style].id}Outline${heading.level}`, {
      style,
      variant: 'outline',
      level: heading.level,
    });
  }

  /** A heading that nothing prints, kept for the outline. */
  hiddenHeading(level: HeadingBlock['level']): string {
    return `${HIDDEN_HEADING_STYLE}${level}`;
  }

  variants(): ReadonlyMap<string, StyleVariant> {
    return this.used;
  }

  private use(id: string, variant: StyleVariant): string {
    this.used.set(id, variant);
    return id;
  }
}

/** Outline level of a heading style as the book has it, from the id and, for Word's own, from the outline level. */
export function headingLevelOf(styleId: string, outlineLevel: number | undefined): number | undefined {
  const own = /(?:Unlisted|Outline)([1-9])$/u.exec(styleId);
  if (own) return Number(own[1]);
  return outlineLevel === undefined || outlineLevel > 8 ? undefined : outlineLevel + 1;
}

/** `word/styles.xml`: one style for each of the layout's, East Asian and Western text in the same font as in the PDF. */
export function stylesXml(sheet: StyleSheet, fonts: WordFonts): string {
  const fangsong = runFonts(fonts.wordFamily('fangsong'));
  const styles = [
    docDefaults(fangsong),
    paragraphStyle({
      id: 'Normal',
      name: 'Normal',
      builtIn: true,
      isDefault: true,
      basedOn: '',
      pPr: '',
      rPr: '',
    }),
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    TABLE_NORMAL,
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    ...Object.keys(NAMES)
      .filter(isParagraphStyle)
      .map((style) => layoutStyle(style, fonts)),
    ...[...sheet.variants()].map(([id, variant]) => variantStyle(id, variant)),
    ...supportStyles(fonts),
    ...contentsStyles(fonts),
    ...footerStyles(fonts),
    tableStyle(FORM_TABLE_STYLE, '申报表格'),
    tableStyle(DATA_TABLE_STYLE, '数据表格'),
  ];
  return xmlDocument('w:styles', styles.join(''));
}

function isParagraphStyle(name: string): name is ParagraphStyle {
  return name in NAMES;
}

function docDefaults(fangsong: string): string {
  // No pitch and no spacing here: cells and pictures would inherit it.
  return (
    `<w:docDefaults><w:rPrDefault><w:rPr>${fangsong}<w:sz w:val="32"/><w:szCs w:val="32"/>` +
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>' +
    // As in the PDF: no single line of a paragraph at the foot or the head of a page.
    '<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>'
  );
}

function runFonts(family: string): string {
  return element('w:rFonts', {
    'w:hint': 'eastAsia',
    'w:ascii': family,
    'w:hAnsi': family,
    'w:eastAsia': family,
    'w:cs': family,
  });
}

interface ParagraphStyleXml {
  id: string;
  name: string;
  builtIn?: boolean | undefined;
  isDefault?: boolean;
  basedOn?: string;
  next?: string | undefined;
  hidden?: boolean;
  pPr: string;
  rPr: string;
}

function paragraphStyle(style: ParagraphStyleXml): string {
  const basedOn = style.basedOn ?? 'Normal';
  return element(
    'w:style',
    {
      'w:type': 'paragraph',
      ...(style.isDefault ? { 'w:default': '1' } : {}),
      ...(style.builtIn ? {} : { 'w:customStyle': '1' }),
      'w:styleId': style.id,
    },
    element('w:name', { 'w:val': style.name }) +
      (basedOn === '' ? '' : element('w:basedOn', { 'w:val': basedOn })) +
      (style.next ? element('w:next', { 'w:val': style.next }) : '') +
      (style.hidden ? '<w:semiHidden/>' : '<w:qFormat/>') +
      (style.pPr === '' ? '' : element('w:pPr', {}, style.pPr)) +
      (style.rPr === '' ? '' : element('w:rPr', {}, style.rPr)),
  );
}

function layoutStyle(style: ParagraphStyle, fonts: WordFonts): string {
  const layout = STYLES[style];
  const level = /^heading([1-3])$/u.exec(style)?.[1];
  return paragraphStyle({
    ...NAMES[style],
    next: level ? NAMES.body.id : undefined,
    pPr:
      (layout.keepWithNext ? '<w:keepNext/><w:keepLines/>' : '') +
      (IN_CELLS.has(style) ? '<w:overflowPunct w:val="0"/>' : '') +
      element('w:spacing', {
        'w:before': twips(layout.beforePt),
        'w:after': twips(layout.afterPt),
        'w:line': twips(layout.pitchPt),
        'w:lineRule': 'exact',
      }) +
      firstLine(layout.indentCharacters, layout.sizePt) +
      element('w:jc', { 'w:val': layout.align === 'justify' ? 'both' : layout.align }) +
      (level ? element('w:outlineLvl', { 'w:val': Number(level) - 1 }) : ''),
    rPr:
      runFonts(fonts.wordFamily(layout.font)) +
      // Built-in headings would otherwise inherit nothing; stated so that Word's own look never shows through.
      `<w:b w:val="${layout.bold ? 1 : 0}"/><w:bCs w:val="${layout.bold ? 1 : 0}"/>` +
      size(layout.sizePt),
  });
}

/** First-line indent in 字 and, for programs that only know lengths, in twips. */
function firstLine(characters: number, sizePt: number): string {
  return element('w:ind', {
    'w:firstLineChars': characters * 100,
    'w:firstLine': twips(characters * sizePt),
  });
}

function size(pt: number): string {
  return `<w:sz w:val="${halfPoints(pt)}"/><w:szCs w:val="${halfPoints(pt)}"/>`;
}

function variantStyle(id: string, { style, variant, level }: StyleVariant): string {
  const { name } = NAMES[style];
  const base = { id, basedOn: NAMES[style].id, rPr: '' };
  if (variant === 'list') return paragraphStyle({ ...base, name: `${name}（列表）`, pPr: firstLine(0, 0) });
  const own = /[1-9]$/u.exec(id)?.[0] ?? '';
  return paragraphStyle({
    ...base,
    name: variant === 'unlisted' ? `${name}（${own}级，不入目录）` : `${name}（${own}级）`,
    pPr: `<w:keepNext/>${element('w:outlineLvl', { 'w:val': level - 1 })}`,
  });
}

function supportStyles(fonts: WordFonts): string[] {
  return [
    paragraphStyle({
      id: FIGURE_STYLE,
      name: '插图',
      next: NAMES.caption.id,
      // An exact pitch would crop the picture to one line; type of one point adds nothing below it.
      pPr: '<w:keepNext/><w:keepLines/><w:spacing w:before="80" w:after="80" w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>',
      rPr: '<w:sz w:val="2"/><w:szCs w:val="2"/>',
    }),
    paragraphStyle({
      id: SPACER_STYLE,
      name: '间隔',
      pPr: '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
      rPr: '<w:sz w:val="2"/><w:szCs w:val="2"/>',
    }),
    ...[1, 2, 3].map((level) =>
      paragraphStyle({
        id: `${HIDDEN_HEADING_STYLE}${level}`,
        name: `不打印的标题（${level}级）`,
        basedOn: SPACER_STYLE,
        pPr: `<w:keepNext/>${element('w:outlineLvl', { 'w:val': level - 1 })}`,
        rPr: '<w:vanish/>',
      }),
    ),
    element(
      'w:style',
      { 'w:type': 'character', 'w:customStyle': '1', 'w:styleId': CHECK_BOX_STYLE },
      `<w:name w:val="选项框"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>${runFonts(CHECK_BOX_FONT)}</w:rPr>`,
    ),
    element(
      'w:style',
      { 'w:type': 'character', 'w:customStyle': '1', 'w:styleId': BOUND_PAGE_STYLE },
      '<w:name w:val="成册页码"/><w:basedOn w:val="DefaultParagraphFont"/>',
    ),
    element(
      'w:style',
      { 'w:type': 'character', 'w:customStyle': '1', 'w:styleId': TWIN_CODE_STYLE },
      `<w:name w:val="对照码"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr>${runFonts(fonts.wordFamily(FOOTER.font))}${size(FOOTER.codeSizePt)}</w:rPr>`,
    ),
  ];
}

function contentsStyles(fonts: WordFonts): string[] {
  const leader = `<w:tabs>${element('w:tab', { 'w:val': 'right', 'w:leader': 'dot', 'w:pos': twips(TEXT_WIDTH) })}</w:tabs>`;
  const pitch = (beforePt: number) =>
    element('w:spacing', {
      'w:before': twips(beforePt),
      'w:line': twips(CONTENTS_LINE.pitchPt),
      'w:lineRule': 'exact',
    });
  // No right indent: LibreOffice drops a number whose tab stop lies beyond it.
  const indent = (levels: number) => element('w:ind', { 'w:left': twips(levels * CONTENTS_LINE.sizePt) });
  const face = (role: FontRole) => runFonts(fonts.wordFamily(role)) + size(CONTENTS_LINE.sizePt);
  const level = (number: number) =>
    paragraphStyle({
      id: `TOC${number}`,
      name: `toc ${number}`,
      builtIn: true,
      next: NAMES.body.id,
      pPr: leader + pitch(0) + indent(number - 1),
      rPr: face(CONTENTS_LINE.font),
    });
  return [
    ...[1, 2, 3].map(level),
    paragraphStyle({
      id: EVIDENCE_TITLE_STYLE,
      name: '目录佐证材料标题',
      pPr: `<w:keepNext/>${pitch(8)}`,
      rPr: face('heiti'),
    }),
    paragraphStyle({
      id: EVIDENCE_LINE_STYLE,
      name: '目录佐证材料',
      basedOn: 'TOC1',
      pPr: indent(1),
      rPr: '',
    }),
  ];
}

function footerStyles(fonts: WordFonts): string[] {
  const pitch = element('w:spacing', { 'w:line': twips(FOOTER_LINE_PT), 'w:lineRule': 'exact' });
  const tab = (pt: number) =>
    `<w:tabs>${element('w:tab', { 'w:val': 'right', 'w:pos': twips(pt) })}</w:tabs>`;
  return [
    paragraphStyle({
      id: 'Footer',
      name: 'footer',
      builtIn: true,
      pPr: pitch,
      rPr: runFonts(fonts.wordFamily(FOOTER.font)) + size(FOOTER.sizePt),
    }),
    paragraphStyle({
      id: FOOTER_ODD_STYLE,
      name: '页脚（单页）',
      basedOn: 'Footer',
      pPr: tab(TEXT_WIDTH - FOOTER_INSET),
      rPr: '',
    }),
    paragraphStyle({
      id: FOOTER_EVEN_STYLE,
      name: '页脚（双页）',
      basedOn: 'Footer',
      pPr: tab(TEXT_WIDTH) + element('w:ind', { 'w:left': twips(FOOTER_INSET) }),
      rPr: '',
    }),
    paragraphStyle({
      id: 'Header',
      name: 'header',
      builtIn: true,
      pPr: '',
      rPr: '<w:sz w:val="18"/><w:szCs w:val="18"/>',
    }),
  ];
}

const TABLE_NORMAL =
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>' +
  '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>' +
  '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';

function tableStyle(id: string, name: string): string {
  const line = (side: string) =>
    element(`w:${side}`, { 'w:val': 'single', 'w:sz': BORDER_WIDTH * 8, 'w:space': 0, 'w:color': '000000' });
  const margin = (side: 'top' | 'left' | 'bottom' | 'right') =>
    element(`w:${side}`, { 'w:w': twips(CELL_PADDING[side]), 'w:type': 'dxa' });
  return element(
    'w:style',
    { 'w:type': 'table', 'w:customStyle': '1', 'w:styleId': id },
    element('w:name', { 'w:val': name }) +
      '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>' +
      `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(line).join('')}</w:tblBorders>` +
      `<w:tblCellMar>${margin('top')}${margin('left')}${margin('bottom')}${margin('right')}</w:tblCellMar></w:tblPr>`,
  );
}
