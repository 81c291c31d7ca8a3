import {
  AlignmentType,
  Bookmark,
  ImageRun,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  TextRun,
} from 'docx';
import { printable } from '../../../shared/text/printable.ts';
import type { BoundPageBlock, FigureBlock, ParagraphBlock } from '../book.ts';
import { STYLES } from '../layout.ts';
import type { OutlineHeading } from './book-headings.ts';
import { twips } from './measures.ts';
import { BOUND_PAGE_STYLE, FIGURE_STYLE, SPACER_STYLE } from './style-names.ts';
import type { Place, WordContext } from './word-context.ts';
import { textRuns } from './word-runs.ts';

/** What the surroundings ask of a paragraph. */
export interface ParagraphOptions {
  pageBreakBefore?: boolean;
}

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;
/** Word refuses a line of more than 1584 pt. */
const MOST_LINE_PT = 1584;
const PIXELS_PER_PT = 96 / 72;

/** A paragraph of the book as Word's: its style, and only what differs from it. */
export function paragraphOptions(
  block: ParagraphBlock,
  place: Place,
  context: WordContext,
  options: ParagraphOptions = {},
): IParagraphOptions {
  const layout = STYLES[block.style];
  const carried = context.outline.carriers.get(block);
  // Composers may use one object twice; only its first place is the heading.
  if (carried) context.outline.carriers.delete(block);
  const align = block.align ?? (place.align === 'left' ? undefined : place.align);
  const aligned = align ?? layout.align;
  // A first-line indent would push a centred or right-hand line off its place.
  const styleIndents = layout.indentCharacters > 0;
  const indent = block.indent ?? (styleIndents && aligned !== 'center' && aligned !== 'right');
  const runs = textRuns(block.runs);
  return {
    ...options,
    style: carried
      ? context.sheet.heading(block.style, carried.heading, context.outline.contentsDepth)
      : context.sheet.plain(block.style),
    ...(block.keepWithNext === true ? { keepNext: true, keepLines: true } : {}),
    ...(align && align !== layout.align ? { alignment: ALIGNMENTS[align] } : {}),
    ...(block.hanging !== undefined
      ? { indent: hangingIndent(block.hanging, layout.sizePt) }
      : indent === styleIndents
        ? {}
        : { indent: firstLineIndent(indent, layout.sizePt) }),
    children: carried ? [bookmark(carried), ...runs] : runs,
  };
}

/**
 * Where the contents' entry leads. It spans nothing: where it ends behind punctuation that hangs beyond the edge,
 * LibreOffice opens an empty line.
 */
function bookmark(entry: OutlineHeading): Bookmark {
  return new Bookmark({ id: entry.bookmark, children: [] });
}

function hangingIndent({ first, rest }: NonNullable<ParagraphBlock['hanging']>, sizePt: number) {
  return { left: twips(rest * sizePt), hanging: twips((rest - first) * sizePt) };
}

function firstLineIndent(indented: boolean, sizePt: number) {
  const characters = indented ? 2 : 0;
  return { firstLineChars: characters * 100, firstLine: twips(characters * sizePt) };
}

/** A paragraph as it stands; as a heading where it prints one (see `outlineOf`). */
export function writeParagraph(
  block: ParagraphBlock,
  place: Place,
  context: WordContext,
  options: ParagraphOptions = {},
): Paragraph {
  return new Paragraph(paragraphOptions(block, place, context, options));
}

/** A heading that prints as a paragraph of its own, with the bookmark that the contents point to. */
export function writeHeading(
  entry: OutlineHeading,
  context: WordContext,
  options: ParagraphOptions = {},
): Paragraph {
  const { heading } = entry;
  return new Paragraph({
    ...options,
    style: heading.silent
      ? context.sheet.hiddenHeading(heading.level)
      : context.sheet.heading(heading.style, heading, context.outline.contentsDepth),
    children: [bookmark(entry), ...textRuns([{ text: heading.text }])],
  });
}

/** The page that the book gives to a piece of evidence, or — while nobody knows it. */
export function writeBoundPage(
  block: BoundPageBlock,
  place: Place,
  context: WordContext,
  options: ParagraphOptions = {},
): Paragraph {
  const page = context.evidencePages.get(block.key);
  const number = new TextRun({ style: BOUND_PAGE_STYLE, text: page === undefined ? '—' : String(page) });
  return new Paragraph({
    ...paragraphOptions({ kind: 'paragraph', style: block.style, runs: [] }, place, context, options),
    children: [number],
  });
}

/** Vertical space as an empty line of that height. */
export function writeSpace(heightPt: number, options: ParagraphOptions = {}): Paragraph {
  return new Paragraph({
    ...options,
    style: SPACER_STYLE,
    spacing: { line: twips(Math.min(MOST_LINE_PT, Math.max(1, heightPt))), lineRule: LineRuleType.EXACT },
  });
}

/**
 * A picture, kept on the page of its caption and no wider than its column.
 * @throws Error where the picture was not prepared: composing names unreadable pictures in words instead
 */
export function writeFigure(
  block: FigureBlock,
  place: Place,
  context: WordContext,
  options: ParagraphOptions = {},
): Paragraph[] {
  const picture = context.pictures.get(block.file);
  if (!picture) throw new Error(`picture was not prepared: ${block.file}`);
  const scale = Math.min(1, place.widthPt / block.widthPt);
  const name = printable(block.caption === '' ? block.file : block.caption);
  const image = new ImageRun({
    type: picture.format === 'jpeg' ? 'jpg' : 'png',
    data: context.embedded.standIn(picture),
    transformation: {
      width: block.widthPt * scale * PIXELS_PER_PT,
      height: block.heightPt * scale * PIXELS_PER_PT,
    },
    altText: { name, title: name, description: name },
  });
  const captioned = block.caption !== '';
  return [
    new Paragraph({
      ...options,
      style: FIGURE_STYLE,
      ...(captioned ? {} : { keepNext: false }),
      children: [image],
    }),
    ...(captioned
      ? [
          writeParagraph(
            { kind: 'paragraph', style: 'caption', runs: [{ text: block.caption }] },
            {
              widthPt: place.widthPt,
            },
            context,
          ),
        ]
      : []),
  ];
}
