import { CONTENTS_LINE, FOOTER, type FontRole, type Sheet, TEXT_WIDTH } from '../layout.ts';
import { twips } from './measures.ts';
import {
  BOUND_PAGE_STYLE,
  CHECK_BOX_STYLE,
  EVIDENCE_LINE_STYLE,
  EVIDENCE_TITLE_STYLE,
  FIGURE_STYLE,
  FOOTER_EVEN_STYLE,
  FOOTER_LINE_PT,
  FOOTER_ODD_STYLE,
  HIDDEN_HEADING_STYLE,
  SPACER_STYLE,
  STYLE_NAMES,
  SYMBOL_FONT,
  TWIN_CODE_STYLE,
} from './style-names.ts';
import { fontSize, paragraphStyle, runFonts } from './style-xml.ts';
import type { WordFonts } from './word-context.ts';
import { element } from './xml-text.ts';

/** What GB/T 9704 asks of the page number: one 字 in from the edge. */
const FOOTER_INSET = FOOTER.sizePt;

/** Pictures, space, headings that print nothing, and the character styles. */
export function supportStyles(fonts: WordFonts): string[] {
  return [
    paragraphStyle({
      id: FIGURE_STYLE,
      name: '插图',
      next: STYLE_NAMES.caption.id,
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
      `<w:name w:val="选项框"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>${runFonts(SYMBOL_FONT)}</w:rPr>`,
    ),
    element(
      'w:style',
      { 'w:type': 'character', 'w:customStyle': '1', 'w:styleId': BOUND_PAGE_STYLE },
      '<w:name w:val="成册页码"/><w:basedOn w:val="DefaultParagraphFont"/>',
    ),
    element(
      'w:style',
      { 'w:type': 'character', 'w:customStyle': '1', 'w:styleId': TWIN_CODE_STYLE },
      `<w:name w:val="对照码"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr>${runFonts(fonts.wordFamily(FOOTER.font))}${fontSize(FOOTER.codeSizePt)}</w:rPr>`,
    ),
  ];
}

/** The lines of the 目录. */
export function contentsStyles(fonts: WordFonts): string[] {
  const leader = `<w:tabs>${element('w:tab', { 'w:val': 'right', 'w:leader': 'dot', 'w:pos': twips(TEXT_WIDTH) })}</w:tabs>`;
  const pitch = (beforePt: number) =>
    element('w:spacing', {
      'w:before': twips(beforePt),
      'w:line': twips(CONTENTS_LINE.pitchPt),
      'w:lineRule': 'exact',
    });
  // No right indent: LibreOffice drops a number whose tab stop lies beyond it.
  const indent = (levels: number) => element('w:ind', { 'w:left': twips(levels * CONTENTS_LINE.sizePt) });
  const face = (role: FontRole) => runFonts(fonts.wordFamily(role)) + fontSize(CONTENTS_LINE.sizePt);
  const level = (number: number) =>
    paragraphStyle({
      id: `TOC${number}`,
      name: `toc ${number}`,
      builtIn: true,
      next: STYLE_NAMES.body.id,
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

/** Footers of odd and even pages; the header carries the watermark only. */
export function footerStyles(fonts: WordFonts, { textWidthPt }: Sheet): string[] {
  const pitch = element('w:spacing', { 'w:line': twips(FOOTER_LINE_PT), 'w:lineRule': 'exact' });
  const tab = (pt: number) =>
    `<w:tabs>${element('w:tab', { 'w:val': 'right', 'w:pos': twips(pt) })}</w:tabs>`;
  return [
    paragraphStyle({
      id: 'Footer',
      name: 'footer',
      builtIn: true,
      pPr: pitch,
      rPr: runFonts(fonts.wordFamily(FOOTER.font)) + fontSize(FOOTER.sizePt),
    }),
    paragraphStyle({
      id: FOOTER_ODD_STYLE,
      name: '页脚（单页）',
      basedOn: 'Footer',
      pPr: tab(textWidthPt - FOOTER_INSET),
      rPr: '',
    }),
    paragraphStyle({
      id: FOOTER_EVEN_STYLE,
      name: '页脚（双页）',
      basedOn: 'Footer',
      pPr: tab(textWidthPt) + element('w:ind', { 'w:left': twips(FOOTER_INSET) }),
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
