import { type FileChild, InternalHyperlink, Paragraph, type ParagraphChild, Run, Tab, TextRun } from 'docx';
import { printable } from '../../../shared/text/printable.ts';
import type { ContentsBlock } from '../book.ts';
import type { OutlineHeading } from './book-headings.ts';
import { RawElement } from './raw-element.ts';
import { EVIDENCE_LINE_STYLE, EVIDENCE_TITLE_STYLE } from './style-names.ts';
import type { WordContext } from './word-context.ts';
import { type ParagraphOptions, writeParagraph } from './word-paragraphs.ts';

/**
 * The 目录: a field that is filled in already, in the content control that Word and WPS offer to update,
 * and after it the evidence, whose pages no field of this document can know.
 */
export function writeContents(
  block: ContentsBlock,
  context: WordContext,
  first: ParagraphOptions = {},
): FileChild[] {
  const listed = context.outline.headings.filter(({ heading }) => heading.inContents);
  const title = writeParagraph(
    { kind: 'paragraph', style: 'contentsTitle', runs: [{ text: block.title }] },
    { widthPt: 0 },
    context,
    first,
  );
  const entries = listed.map((entry, index) =>
    entryParagraph(entry, context, {
      opens: index === 0,
      closes: index === listed.length - 1,
    }),
  );
  return [inContentControl([title, ...entries]), ...evidenceLines(block, context)];
}

function inContentControl(paragraphs: readonly Paragraph[]): RawElement {
  return new RawElement('w:sdt', {}, [
    new RawElement('w:sdtPr', {}, [
      new RawElement('w:docPartObj', {}, [
        new RawElement('w:docPartGallery', { 'w:val': 'Table of Contents' }),
        new RawElement('w:docPartUnique'),
      ]),
    ]),
    new RawElement('w:sdtContent', {}, paragraphs),
  ]);
}

function entryParagraph(
  { heading, bookmark }: OutlineHeading,
  context: WordContext,
  { opens, closes }: { opens: boolean; closes: boolean },
): Paragraph {
  const page = context.headingPages.get(heading.id);
  const link = new InternalHyperlink({
    anchor: bookmark,
    children: [
      new TextRun({ text: oneLine(heading.text) }),
      new TextRun({ children: [new Tab()] }),
      ...fieldOpening(`PAGEREF ${bookmark} \\h`),
      new TextRun({ text: page === undefined ? '—' : String(page) }),
      fieldCharacter('end'),
    ],
  });
  const children: ParagraphChild[] = [
    // \u takes outline levels: WPS updates by them, and the titles and the table's own headings have no other mark.
    ...(opens ? fieldOpening(`TOC \\o "1-${context.outline.contentsDepth}" \\h \\z \\u`) : []),
    link,
    ...(closes ? [fieldCharacter('end')] : []),
  ];
  return new Paragraph({ style: `TOC${heading.level}`, children });
}

function fieldOpening(instruction: string): Run[] {
  return [
    fieldCharacter('begin'),
    new Run({ children: [new RawElement('w:instrText', { 'xml:space': 'preserve' }, [` ${instruction} `])] }),
    fieldCharacter('separate'),
  ];
}

function fieldCharacter(type: 'begin' | 'separate' | 'end'): Run {
  return new Run({ children: [new RawElement('w:fldChar', { 'w:fldCharType': type })] });
}

function evidenceLines(block: ContentsBlock, context: WordContext): Paragraph[] {
  if (block.evidence.length === 0) return [];
  return [
    new Paragraph({
      style: EVIDENCE_TITLE_STYLE,
      children: [new TextRun({ text: oneLine(block.evidenceTitle) })],
    }),
    ...block.evidence.map((entry) => {
      const page = context.evidencePages.get(entry.item);
      return new Paragraph({
        style: EVIDENCE_LINE_STYLE,
        children: [
          new TextRun({
            children: [oneLine(entry.text), new Tab(), page === undefined ? '—' : String(page)],
          }),
        ],
      });
    }),
  ];
}

function oneLine(text: string): string {
  return printable(text).replace(/\s*\n\s*/gu, ' ');
}
