import type { ParagraphStyle } from '../book.ts';
import { type Sheet, STYLES } from '../layout.ts';
import { twips } from './measures.ts';
import { contentsStyles, footerStyles, supportStyles } from './special-styles.ts';
import { CELL_STYLES, STYLE_NAMES } from './style-names.ts';
import type { StyleSheet, StyleVariant } from './style-sheet.ts';
import { firstLine, fontSize, NO_WIDOW_CONTROL, paragraphStyle, runFonts } from './style-xml.ts';
import { tableStyles } from './table-styles.ts';
import type { WordFonts } from './word-context.ts';
import { element, xmlDocument } from './xml-text.ts';

/** `word/styles.xml`: one style for each of the layout's, East Asian and Western text in the same font as in the PDF. */
export function stylesXml(sheet: StyleSheet, fonts: WordFonts, paper: Sheet): string {
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
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    ...Object.keys(STYLE_NAMES)
      .filter(isParagraphStyle)
      .map((style) => layoutStyle(style, fonts)),
    ...[...sheet.variants()].map(([id, variant]) => variantStyle(id, variant)),
    ...supportStyles(fonts),
    ...contentsStyles(fonts),
    ...footerStyles(fonts, paper),
    ...tableStyles(),
  ];
  return xmlDocument('w:styles', styles.join(''));
}

function isParagraphStyle(name: string): name is ParagraphStyle {
  return name in STYLE_NAMES;
}

function docDefaults(fangsong: string): string {
  // No pitch and no spacing here: cells and pictures would inherit it.
  return (
    `<w:docDefaults><w:rPrDefault><w:rPr>${fangsong}<w:sz w:val="32"/><w:szCs w:val="32"/>` +
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>' +
    `<w:pPrDefault><w:pPr>${NO_WIDOW_CONTROL}</w:pPr></w:pPrDefault></w:docDefaults>`
  );
}

function layoutStyle(style: ParagraphStyle, fonts: WordFonts): string {
  const layout = STYLES[style];
  const level = /^heading([1-3])$/u.exec(style)?.[1];
  return paragraphStyle({
    ...STYLE_NAMES[style],
    next: level ? STYLE_NAMES.body.id : undefined,
    pPr:
      (layout.keepWithNext ? '<w:keepNext/><w:keepLines/>' : '') +
      (CELL_STYLES.has(style) ? '<w:overflowPunct w:val="0"/>' : '') +
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
      fontSize(layout.sizePt),
  });
}

function variantStyle(id: string, { style, variant, level }: StyleVariant): string {
  const { name } = STYLE_NAMES[style];
  const base = { id, basedOn: STYLE_NAMES[style].id, rPr: '' };
  if (variant === 'list') return paragraphStyle({ ...base, name: `${name}（列表）`, pPr: firstLine(0, 0) });
  const own = /[1-9]$/u.exec(id)?.[0] ?? '';
  return paragraphStyle({
    ...base,
    name: variant === 'unlisted' ? `${name}（${own}级，不入目录）` : `${name}（${own}级）`,
    pPr: `<w:keepNext/>${element('w:outlineLvl', { 'w:val': level - 1 })}`,
  });
}
