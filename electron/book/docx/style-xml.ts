import { halfPoints, twips } from './measures.ts';
import { element } from './xml-text.ts';

/** One family for every script: digits then look, and run, as in the PDF. */
export function runFonts(family: string): string {
  return element('w:rFonts', {
    'w:hint': 'eastAsia',
    'w:ascii': family,
    'w:hAnsi': family,
    'w:eastAsia': family,
    'w:cs': family,
  });
}

export interface ParagraphStyleXml {
  id: string;
  name: string;
  builtIn?: boolean | undefined;
  isDefault?: boolean;
  basedOn?: string;
  next?: string | undefined;
  pPr: string;
  rPr: string;
}

/** One `w:style`; `pPr` and `rPr` are XML, in the order of the schema. */
export function paragraphStyle(style: ParagraphStyleXml): string {
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
      '<w:qFormat/>' +
      element('w:pPr', {}, withoutWidowControl(style.pPr)) +
      (style.rPr === '' ? '' : element('w:rPr', {}, style.rPr)),
  );
}

/**
 * As in the PDF, a single line of a paragraph may stand at the foot or the head of a page: with Word's widow
 * control, every page after the first such line would end elsewhere.
 */
export const NO_WIDOW_CONTROL = '<w:widowControl w:val="0"/>';

/** In the place that the schema gives it: after what keeps paragraphs together. */
function withoutWidowControl(pPr: string): string {
  return pPr.replace(/^(?:<w:keep(?:Next|Lines)\/>)*/u, (keeps) => keeps + NO_WIDOW_CONTROL);
}

/** First-line indent in 字 and, for programs that only know lengths, in twips. */
export function firstLine(characters: number, sizePt: number): string {
  return element('w:ind', {
    'w:firstLineChars': characters * 100,
    'w:firstLine': twips(characters * sizePt),
  });
}

/** Type size, for complex scripts too. */
export function fontSize(pt: number): string {
  return `<w:sz w:val="${halfPoints(pt)}"/><w:szCs w:val="${halfPoints(pt)}"/>`;
}
