import type { ReadBlock, ReadCell, ReadContentsEntry, ReadTable } from './read-blocks.ts';
import type { NumberingReader } from './read-numbering.ts';
import { BOUND_PAGE_STYLE, EVIDENCE_LINE_STYLE, SPACER_STYLE } from './style-names.ts';
import { headingLevelOf } from './style-sheet.ts';
import { child, descend, descendants, elements, wordValue, type XmlElement } from './xml-tree.ts';

export interface BodyContext {
  /** Outline level (0–8) by style id, inherited ones included. */
  outlineLevels: ReadonlyMap<string, number>;
  numbering: NumberingReader;
  /** Whether the relationship of that id leads to a picture that is in the file. */
  hasPicture(relationId: string): boolean;
}

/** What stands in a body, a cell or a content control. */
export function readBlocks(parent: XmlElement, context: BodyContext): ReadBlock[] {
  return elements(parent).flatMap((element): ReadBlock[] => {
    if (element.name === 'w:p') return readParagraph(element, context);
    if (element.name === 'w:tbl') return [readTable(element, context)];
    if (element.name !== 'w:sdt') return [];
    const content = child(element, 'w:sdtContent');
    if (!content) return [];
    return isContents(element) ? readContents(content, context) : readBlocks(content, context);
  });
}

function readParagraph(paragraph: XmlElement, context: BodyContext): ReadBlock[] {
  const style = styleOf(paragraph);
  const text = paragraphText(paragraph);
  const pictures = [...descendants(paragraph, 'a:blip')].filter((picture) =>
    context.hasPicture(picture.attributes['r:embed'] ?? ''),
  ).length;
  const read: ReadBlock[] = pictures > 0 ? [{ kind: 'pictures', count: pictures }] : [];
  if (text === '' && (style === SPACER_STYLE || pictures > 0)) return read;
  const level = headingLevelOf(style, context.outlineLevels.get(style));
  const list = descend(paragraph, 'w:pPr', 'w:numPr');
  if (level !== undefined) return [...read, { kind: 'heading', level, text }];
  if (list) {
    const depth = Number(wordValue(list, 'w:ilvl') ?? 0);
    const marker = context.numbering.next(wordValue(list, 'w:numId') ?? '', depth);
    return [...read, { kind: 'listItem', depth, marker, text }];
  }
  if (style === EVIDENCE_LINE_STYLE) return [...read, { kind: 'leaderLine', ...textAndPage(text) }];
  const isBoundPage = [...descendants(paragraph, 'w:rStyle')].some(
    ({ attributes }) => attributes['w:val'] === BOUND_PAGE_STYLE,
  );
  return [...read, isBoundPage ? { kind: 'boundPage', page: text } : { kind: 'paragraph', text }];
}

function styleOf(paragraph: XmlElement): string {
  return wordValue(child(paragraph, 'w:pPr'), 'w:pStyle') ?? 'Normal';
}

/** Text as it is printed: results of fields, not their instructions; tabs and line breaks as characters. */
export function paragraphText(element: XmlElement): string {
  return elements(element)
    .map((each): string => {
      switch (each.name) {
        case 'w:t':
          return each.children.filter((piece) => typeof piece === 'string').join('');
        case 'w:tab':
          return '\t';
        case 'w:br':
        case 'w:cr':
          return '\n';
        case 'w:noBreakHyphen':
          return '\u2011';
        case 'w:pPr':
        case 'w:rPr':
        case 'w:del':
        case 'w:instrText':
        case 'w:drawing':
        case 'w:pict':
        case 'mc:Fallback':
          return '';
        default:
          return paragraphText(each);
      }
    })
    .join('');
}

function isContents(control: XmlElement): boolean {
  const gallery = descend(control, 'w:sdtPr', 'w:docPartObj', 'w:docPartGallery');
  return gallery?.attributes['w:val'] === 'Table of Contents';
}

function readContents(content: XmlElement, context: BodyContext): ReadBlock[] {
  const blocks: ReadBlock[] = [];
  const entries: ReadContentsEntry[] = [];
  for (const element of elements(content)) {
    const level = /^TOC([1-9])$/u.exec(styleOf(element))?.[1];
    if (level === undefined)
      for (const block of readBlocks({ ...content, children: [element] }, context)) blocks.push(block);
    else entries.push({ level: Number(level), ...textAndPage(paragraphText(element)) });
  }
  return [...blocks, { kind: 'contents', entries }];
}

function textAndPage(line: string): { text: string; page: string } {
  const at = line.lastIndexOf('\t');
  return at === -1 ? { text: line, page: '' } : { text: line.slice(0, at), page: line.slice(at + 1) };
}

function readTable(table: XmlElement, context: BodyContext): ReadTable {
  /** Cells that reach down into the row being read, by their first column. */
  let above = new Map<number, ReadCell>();
  const rows: ReadCell[][] = [];
  for (const row of elements(table)) {
    if (row.name !== 'w:tr') continue;
    const reaching = new Map<number, ReadCell>();
    const cells: ReadCell[] = [];
    let column = Number(wordValue(child(row, 'w:trPr'), 'w:gridBefore') ?? 0);
    for (const cell of elements(row)) {
      if (cell.name !== 'w:tc') continue;
      const properties = child(cell, 'w:tcPr');
      const columnSpan = Number(wordValue(properties, 'w:gridSpan') ?? 1);
      const merge = child(properties, 'w:vMerge');
      const upper = merge && merge.attributes['w:val'] !== 'restart' ? above.get(column) : undefined;
      const blocks = readBlocks(cell, context);
      if (upper) {
        upper.rowSpan += 1;
        for (const block of blocks) upper.blocks.push(block);
        reaching.set(column, upper);
      } else {
        const begun: ReadCell = { column, columnSpan, rowSpan: 1, blocks };
        cells.push(begun);
        if (merge) reaching.set(column, begun);
      }
      column += columnSpan;
    }
    above = reaching;
    rows.push(cells);
  }
  const columnCount = elements(child(table, 'w:tblGrid') ?? table).filter(
    ({ name }) => name === 'w:gridCol',
  ).length;
  return { kind: 'table', columnCount, rows };
}
