import { Footer, Header, PageNumber, Paragraph, Tab, TextRun } from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { printable } from '../../../shared/text/printable.ts';
import type { Book } from '../book.ts';
import { FOOTER_EVEN_STYLE, FOOTER_ODD_STYLE, TWIN_CODE_STYLE } from './style-names.ts';
import type { WordFonts } from './word-context.ts';

/** Width and height of the watermark's lettering, pt; ours. */
const WATERMARK = { width: 360, height: 170 };

/** Page number at the outer edge (odd right, even left), twin code at the other; the cover has the code only. */
export function writeFooters(book: Book): { default: Footer; even: Footer; first?: Footer } {
  const text = book.twinCode === '' ? '' : `对照码 ${printable(book.twinCode)}`;
  const code = () => new TextRun({ style: TWIN_CODE_STYLE, text });
  const page = () => new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] });
  const tab = () => new TextRun({ children: [new Tab()] });
  const footer = (style: string, children: TextRun[]) =>
    new Footer({ children: [new Paragraph({ style, children })] });
  return {
    default: footer(FOOTER_ODD_STYLE, [code(), tab(), page()]),
    even: footer(FOOTER_EVEN_STYLE, [page(), tab(), code()]),
    ...(book.sidePaper === undefined ? { first: footer(FOOTER_ODD_STYLE, [code()]) } : {}),
  };
}

/** Headers that carry the watermark, where the book has one; each kind of page needs its own. */
export function writeWatermark(
  watermark: string | undefined,
  fonts: WordFonts,
): { default: Header; even: Header; first: Header } | undefined {
  if (watermark === undefined || watermark === '') return undefined;
  const header = () =>
    new Header({
      children: [
        new Paragraph({
          style: 'Header',
          children: [
            new TextWatermark({ text: printable(watermark), font: fonts.wordFamily('heiti'), ...WATERMARK }),
          ],
        }),
      ],
    });
  return { default: header(), even: header(), first: header() };
}
