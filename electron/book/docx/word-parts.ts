import type { FontRole } from '../layout.ts';
import type { WordFonts } from './word-context.ts';
import { element, xmlDocument } from './xml-text.ts';

/**
 * `word/settings.xml`. No `updateFields`: it makes Word ask on opening. Mirrored margins: the book is printed
 * on both sides and bound at the left, so the 28 mm of the 订口 lie inside on every page.
 */
export function settingsXml(): string {
  return xmlDocument(
    'w:settings',
    '<w:zoom w:percent="100"/><w:mirrorMargins/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>' +
      '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>' +
      // Without doNotExpandShiftReturn Word stretches a justified line that ends with a line break.
      '<w:compat><w:doNotExpandShiftReturn/>' +
      '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>' +
      '<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>' +
      '<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>' +
      '<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>' +
      '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
  );
}

/** What Word takes where the named font is not installed (official-document-format.md: name the font, list a fallback). */
const ALTERNATIVES: readonly (readonly [FontRole, string])[] = [
  ['fangsong', '仿宋'],
  ['heiti', '黑体'],
  ['kaiti', '楷体'],
  ['songti', '宋体'],
  ['xiaobiaosong', '宋体'],
];

/** `word/fontTable.xml`: each named family with its fallback. */
export function fontTableXml(fonts: WordFonts): string {
  const listed = new Map<string, string>();
  for (const [role, alternative] of ALTERNATIVES) {
    const family = fonts.wordFamily(role);
    if (!listed.has(family)) listed.set(family, alternative);
  }
  return xmlDocument(
    'w:fonts',
    [...listed]
      .map(([family, alternative]) =>
        element(
          'w:font',
          { 'w:name': family },
          (family === alternative ? '' : element('w:altName', { 'w:val': alternative })) +
            '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/>',
        ),
      )
      .join(''),
  );
}
