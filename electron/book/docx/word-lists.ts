import { type IParagraphOptions, LevelFormat, LevelSuffix, type NumberingDefinition, Paragraph } from 'docx';
import type { ListBlock, ParagraphBlock, ParagraphStyle } from '../book.ts';
import { STYLES } from '../layout.ts';
import { listMarker } from '../list-markers.ts';
import { twips } from './measures.ts';
import { SYMBOL_FONT } from './style-names.ts';
import type { Place, WordContext, WordFonts } from './word-context.ts';
import { type ParagraphOptions, paragraphOptions } from './word-paragraphs.ts';

/** Word knows nine levels of a list. */
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const DEFAULT_STYLE: ParagraphStyle = 'body';

/** Gives each list of the document a numbering of its own, so that none counts on from another. */
export class ListNumbering {
  private readonly definitions = new Map<string, NumberingDefinition>();
  private readonly fonts: WordFonts;
  private lists = 0;

  constructor(fonts: WordFonts) {
    this.fonts = fonts;
  }

  /** Numbering for one more list; its first item has the number `start`. */
  next(list: ListBlock, style: ParagraphStyle): { definition: NumberingDefinition; instance: number } {
    this.lists += 1;
    const { sizePt, font } = STYLES[style];
    const reference = `${list.ordered ? `ordered-${list.start}` : 'bullets'}-${sizePt}-${font}`;
    const definition =
      this.definitions.get(reference) ?? defineList(reference, list, sizePt, this.fonts.wordFamily(font));
    this.definitions.set(reference, definition);
    return { definition, instance: this.lists };
  }
}

/** Markers as `listMarker` gives them to the PDF, but counted by Word. */
function defineList(reference: string, list: ListBlock, sizePt: number, family: string): NumberingDefinition {
  const markers = (level: number) => (list.ordered ? '' : listMarker(false, level, 1));
  const fontOf = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' });
  return {
    reference,
    levels: LEVELS.map((level) => ({
      level,
      start: list.ordered ? list.start : 1,
      format: list.ordered ? orderedFormat(level) : LevelFormat.BULLET,
      text: list.ordered ? orderedText(level) : markers(level),
      suffix: LevelSuffix.TAB,
      style: {
        run: { font: fontOf(markers(level) === '•' ? SYMBOL_FONT : family) },
        paragraph: {
          indent: {
            left: twips(textIndent(list, level, sizePt)),
            hanging: twips(markerWidth(list, level, sizePt)),
          },
        },
      },
    })),
  };
}

function orderedFormat(level: number) {
  return level < 2 ? LevelFormat.DECIMAL : LevelFormat.DECIMAL_ENCLOSED_CIRCLE;
}

function orderedText(level: number): string {
  const number = `%${level + 1}`;
  if (level === 0) return `${number}.`;
  return level === 1 ? `（${number}）` : number;
}

/** Where the text of an item begins, pt from the edge of the column: two 字 for each level, and what “（1）” needs more (2.5, and a little, or its tab would jump). */
function textIndent(list: ListBlock, level: number, sizePt: number): number {
  return continuationIndent(level, sizePt) + (wideMarker(list, level) ? sizePt * 0.6 : 0);
}

/** Where the further paragraphs of an item begin. */
function continuationIndent(level: number, sizePt: number): number {
  return 2 * sizePt * (level + 1);
}

function markerWidth(list: ListBlock, level: number, sizePt: number): number {
  return sizePt * (wideMarker(list, level) ? 2.6 : 1.5);
}

function wideMarker(list: ListBlock, level: number): boolean {
  return list.ordered && level === 1;
}

/** A list with the lists inside it; an item's first paragraph has the marker, its others stand below it. */
export function writeList(
  list: ListBlock,
  place: Place,
  context: WordContext,
  first: ParagraphOptions = {},
  depth = 0,
): Paragraph[] {
  const style = styleOf(list);
  const { definition, instance } = context.lists.next(list, style);
  const level = Math.min(depth, LEVELS.length - 1);
  const written: Paragraph[] = [];
  const options = (): ParagraphOptions => (written.length === 0 ? first : {});
  for (const item of list.items) {
    const marker: IParagraphOptions = { numbering: { reference: definition, level, instance, custom: true } };
    const [head, ...rest] = item.blocks;
    const headed: ParagraphBlock = head?.kind === 'paragraph' ? head : { kind: 'paragraph', style, runs: [] };
    written.push(
      new Paragraph({
        ...paragraphOptions(withStyleIndent(headed), place, context, options()),
        ...marker,
        style: context.sheet.list(headed.style),
      }),
    );
    for (const block of head?.kind === 'paragraph' ? rest : item.blocks) {
      if (block.kind === 'list')
        for (const child of writeList(block, place, context, {}, depth + 1)) written.push(child);
      else
        written.push(
          new Paragraph({
            ...paragraphOptions(block, place, context),
            style: context.sheet.list(block.style),
            indent: { left: twips(continuationIndent(level, STYLES[block.style].sizePt)) },
          }),
        );
    }
  }
  return written;
}

/** The numbering gives the indent: one of the paragraph's own would undo the hanging marker. */
function withStyleIndent(block: ParagraphBlock): ParagraphBlock {
  return { ...block, indent: STYLES[block.style].indentCharacters > 0 };
}

/** The style of the first paragraph inside: a list has none of its own. */
function styleOf(list: ListBlock): ParagraphStyle {
  for (const item of list.items)
    for (const block of item.blocks) return block.kind === 'paragraph' ? block.style : styleOf(block);
  return DEFAULT_STYLE;
}
