import type { NarrativeListItem } from '../../../shared/text/narrative.ts';
import { paragraphsOf, type Stretch } from './line.ts';
import { chineseNumber, readMarker, withMarker } from './list-marker.ts';
import type { FlowBlock, PasteNotes } from './pasted.ts';
import { DEEPEST_LIST, type ItemMark, type Piece, toFlow } from './pieces.ts';
import { declarationsFor, headingByStyle, type StyleSheet } from './style-sheet.ts';
import { MOST_ROWS, type RawCell, squareTable } from './table-grid.ts';

/** Elements nested deeper than this are read as plain text: no document needs them. */
const DEEPEST_ELEMENT = 200;
/** Characters that are taken over at once: many times the longest section. */
const LONGEST_PASTE = 200_000;

const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section summary ul'.split(
    ' ',
  ),
);
/** Without text of the document's own. */
const SKIPPED = new Set(
  'area audio base button canvas embed head iframe input link map math meta noembed noframes noscript object param progress rp rt script select style svg template textarea title track video xml'.split(
    ' ',
  ),
);
const CJK_NUMBERING = /cjk|chinese|ideographic|hanzi/;
const COMMENT_ANCHOR = /^#?_?(?:_msocom_|_msoanchor_)/;
const NOTE_ANCHOR = /^#?_(?:ftn|edn)(?:ref)?\d/;

interface Place {
  bold: boolean;
  preformatted: boolean;
  /** Nesting of elements, and of lists. */
  depth: number;
  listDepth: number;
}

/** Walks over pasted HTML and gathers what the narrative model has a place for. Never throws; linear time. */
export class HtmlWalk {
  readonly #sheet: StyleSheet;
  readonly #notes: PasteNotes;
  #characters = 0;
  /** Between the beginning of a field (PAGE, TOC) and its result; word processors nest them. */
  #inFieldCode = 0;

  constructor(sheet: StyleSheet, notes: PasteNotes) {
    this.#sheet = sheet;
    this.#notes = notes;
  }

  pieces(root: Element): Piece[] {
    return this.#collect(root, { bold: false, preformatted: false, depth: 0, listDepth: 0 });
  }

  #collect(element: Element, place: Place): Piece[] {
    const collector = new Collector(this.#notes);
    this.#children(element, place, collector);
    collector.end();
    return collector.pieces;
  }

  #children(element: Element, place: Place, collector: Collector): void {
    for (const child of element.childNodes) {
      if (this.#notes.cut) return;
      if (child.nodeType === 3) this.#text(child.nodeValue ?? '', place, collector);
      else if (isElement(child)) this.#element(child, place, collector);
    }
  }

  #text(text: string, place: Place, collector: Collector): void {
    if (this.#inFieldCode > 0) return;
    const room = LONGEST_PASTE - this.#characters;
    if (text.length > room) this.#notes.cut = true;
    const kept = text.slice(0, Math.max(0, room));
    this.#characters += kept.length;
    if (!place.preformatted) collector.text(kept, place.bold);
    else
      kept.split(/\r\n|[\r\n]/).forEach((line, index) => {
        if (index > 0) collector.lineBreak();
        collector.text(line, place.bold);
      });
  }

  #element(element: Element, outer: Place, collector: Collector): void {
    const name = element.localName;
    const declarations = declarationsFor(element, this.#sheet);
    if (this.#isField(declarations)) return;
    if (this.#isLeftOut(element, name, declarations)) return;
    if (outer.depth >= DEEPEST_ELEMENT) {
      this.#text(element.textContent ?? '', outer, collector);
      return;
    }
    const place = { ...outer, bold: boldness(name, declarations, outer.bold), depth: outer.depth + 1 };
    switch (name) {
      case 'br':
        if (!/page|section/.test(declarations.get('mso-special-character') ?? '') && !isPageBreak(element))
          collector.lineBreak();
        return;
      case 'img':
        this.#picture(element, collector);
        return;
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        collector.end();
        collector.add(this.#list(element, declarations, place));
        return;
      case 'table':
        collector.end();
        collector.add(this.#table(element, place));
        return;
      case 'sup':
      case 'sub':
        this.#raised(element, name, place, collector);
        return;
      case 'hr':
        collector.end();
        return;
      case 'figure':
        if (this.#ownFigure(element, collector)) return;
        break;
      case 'pre':
        place.preformatted = true;
        break;
    }
    if (!BLOCKS.has(name)) {
      if (/mso-list\s*:\s*ignore/i.test(element.getAttribute('style') ?? ''))
        collector.marker(element.textContent ?? '');
      else this.#children(element, place, collector);
      return;
    }
    const heading = /^h[1-6]$/.test(name) ? Number(name[1]) : headingByStyle(declarations);
    collector.end();
    collector.begin(heading, itemOf(declarations, this.#sheet));
    this.#children(element, place, collector);
    collector.end();
    collector.begin(undefined, undefined);
    // A field whose end is missing must not swallow what follows.
    this.#inFieldCode = 0;
  }

  /** Field codes (`PAGE`) stand between their marks; the result behind them is text. */
  #isField(declarations: ReadonlyMap<string, string>): boolean {
    const mark = declarations.get('mso-element');
    if (mark === 'field-begin') this.#inFieldCode += 1;
    if (mark === 'field-separator' || mark === 'field-end')
      this.#inFieldCode = Math.max(0, this.#inFieldCode - 1);
    return mark?.startsWith('field-') === true;
  }

  #isLeftOut(element: Element, name: string, declarations: ReadonlyMap<string, string>): boolean {
    if (SKIPPED.has(name)) return true;
    if (name.startsWith('v:')) {
      // Drawings that no picture stands in for: text in them is kept, the drawing is not.
      if (name === 'v:imagedata') this.#notes.distantPictures += 1;
      return name === 'v:shapetype' || name === 'v:imagedata';
    }
    if (/^(?:w|o):(?!p$|sdt|smarttag)/.test(name) && /document|settings|styles/.test(name)) return true;
    if (element.hasAttribute('hidden') || declarations.get('display') === 'none') return true;
    if (declarations.get('visibility') === 'hidden' || declarations.get('mso-hide') === 'all') return true;
    const classes = (element.getAttribute('class') ?? '').toLowerCase();
    if (name === 'del' || classes.includes('msodel')) {
      this.#notes.deletions += 1;
      return true;
    }
    const address = element.getAttribute('href') ?? '';
    if (/msocommentreference|msocomanchor/.test(classes) || COMMENT_ANCHOR.test(address)) {
      if (classes.includes('msocommentreference')) this.#notes.comments += 1;
      return true;
    }
    if (/mso(?:footnote|endnote)reference/.test(classes) || NOTE_ANCHOR.test(address)) {
      this.#notes.footnotes += 1;
      return true;
    }
    if (/\bmso(?:header|footer|pagenumber)\b/.test(classes)) return true;
    return /^(?:comment|comment-list|footnote-list|endnote-list|footnote|endnote|header|footer)$/.test(
      declarations.get('mso-element') ?? '',
    );
  }

  #picture(element: Element, collector: Collector): void {
    const source = (element.getAttribute('src') ?? '').trim();
    if (/^data:image\/[\w.+-]+[;,]/i.test(source)) {
      collector.end();
      collector.add([{ type: 'picture', source }]);
      return;
    }
    // Spacers and counting pixels of web pages are no pictures.
    const tiny = ['width', 'height'].some((side) => Number(element.getAttribute(side) ?? 9) <= 2);
    if (source !== '' && !tiny) this.#notes.distantPictures += 1;
  }

  /** A figure that was copied in an editor of ours names its file. */
  #ownFigure(element: Element, collector: Collector): boolean {
    const file = element.getAttribute('data-file');
    if (file === null || !/^figures\/.{1,290}$/.test(file)) return false;
    const sha256 = element.getAttribute('data-sha256') ?? '';
    collector.end();
    collector.add([
      {
        type: 'figure',
        file,
        sha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined,
        caption: (element.querySelector('figcaption')?.textContent ?? '').slice(0, 200),
      },
    ]);
    return true;
  }

  /** m² and m³ keep their meaning; other raised and lowered text stays at its place. */
  #raised(element: Element, name: string, place: Place, collector: Collector): void {
    const text = (element.textContent ?? '').trim();
    const raised = name === 'sup' ? { '1': '¹', '2': '²', '3': '³' }[text] : undefined;
    const isPlain = element.children.length === 0;
    if (raised !== undefined && isPlain) this.#text(raised, place, collector);
    else this.#children(element, place, collector);
  }

  #list(element: Element, declarations: ReadonlyMap<string, string>, place: Place): Piece[] {
    const ordered = element.localName === 'ol';
    const kind = declarations.get('list-style-type') ?? '';
    const inner = { ...place, listDepth: place.listDepth + 1 };
    if (firstItem(element)?.hasAttribute('data-aria-level'))
      return this.#onlineItems(element, ordered, inner);
    const outside: Piece[] = [];
    const items: NarrativeListItem[] = [];
    const addFlow = (flow: FlowBlock[], toLast: boolean) => {
      const last = items.at(-1);
      if (flow.length === 0) return;
      // A list that stands directly in a list belongs to the item before it.
      if (last !== undefined && (toLast || flow[0]?.type !== 'paragraph')) last.content.push(...flow);
      else items.push({ type: 'listItem', content: flow });
    };
    for (const child of element.childNodes) {
      if (this.#notes.cut) break;
      if (!isElement(child)) {
        if (child.nodeType === 3 && (child.nodeValue ?? '').trim() !== '') {
          const collector = new Collector(this.#notes);
          this.#text(child.nodeValue ?? '', inner, collector);
          collector.end();
          addFlow(toFlow(collector.pieces).flow, false);
        }
        continue;
      }
      const isItem = child.localName === 'li';
      const collector = new Collector(this.#notes);
      if (isItem && inner.depth < DEEPEST_ELEMENT) {
        if (this.#isLeftOut(child, 'li', declarationsFor(child, this.#sheet))) continue;
        this.#children(child, { ...inner, depth: inner.depth + 1 }, collector);
      } else this.#element(child, inner, collector);
      collector.end();
      const found = toFlow(collector.pieces);
      outside.push(...found.outside);
      addFlow(found.flow, false);
    }
    if (items.length === 0) return outside;
    const first = Number(firstItem(element)?.getAttribute('value') ?? Number.NaN);
    const begins = Number.isInteger(first) && first > 0 ? first : Number(element.getAttribute('start') ?? 1);
    const start = Number.isInteger(begins) ? Math.min(Math.max(begins, 0), 999) : 1;
    if (ordered && CJK_NUMBERING.test(kind)) return [...literally(items, start), ...outside];
    if (place.listDepth >= DEEPEST_LIST) {
      const lines = items.flatMap((item) => item.content);
      return [...lines.map(pieceOf), ...outside];
    }
    const list = ordered
      ? { type: 'orderedList' as const, ...(start === 1 ? {} : { attrs: { start } }), content: items }
      : { type: 'bulletList' as const, content: items };
    return [{ type: 'list', list }, ...outside];
  }

  /** Word in the browser writes each item as a list of its own, with its level. */
  #onlineItems(list: Element, ordered: boolean, place: Place): Piece[] {
    const begins = Number.parseInt(list.getAttribute('start') ?? '1', 10);
    const pieces: Piece[] = [];
    let number = Number.isNaN(begins) ? 1 : begins;
    for (const child of list.children) {
      const level = Number.parseInt(child.getAttribute('data-aria-level') ?? '1', 10);
      const found = this.#collect(child, { ...place, depth: place.depth + 1 });
      const marker = { kind: ordered ? ('ordered' as const) : ('bullet' as const), number, text: '' };
      const item = { level: Math.min(Math.max(level || 1, 1), DEEPEST_LIST), list: 'online', marker };
      const [first, ...others] = found;
      if (first?.type === 'line') pieces.push({ ...first, item }, ...others);
      else pieces.push(...found);
      number += 1;
    }
    return pieces;
  }

  #table(element: Element, place: Place): Piece[] {
    const before: Piece[] = [];
    const outside: Piece[] = [];
    const rows: RawCell[][] = [];
    let lost = 0;
    for (const { row, header } of rowsOf(element)) {
      if (row.localName === 'caption') {
        before.push(...this.#collect(row, place));
        continue;
      }
      if (this.#isLeftOut(row, 'tr', declarationsFor(row, this.#sheet))) continue;
      if (rows.length >= MOST_ROWS) {
        lost += 1;
        continue;
      }
      const cells: RawCell[] = [];
      for (const cell of row.children) {
        if (cell.localName !== 'td' && cell.localName !== 'th') continue;
        const declarations = declarationsFor(cell, this.#sheet);
        if (this.#isLeftOut(cell, cell.localName, declarations) || isFiller(cell)) continue;
        const inCell = {
          ...place,
          bold: boldness('td', declarations, false),
          depth: place.depth + 3,
          listDepth: 0,
        };
        const found = toFlow(
          inCell.depth >= DEEPEST_ELEMENT ? this.#asText(cell, inCell) : this.#collect(cell, inCell),
        );
        outside.push(...found.outside);
        cells.push({
          type: header || cell.localName === 'th' ? 'tableHeader' : 'tableCell',
          colspan: spanOf(cell, 'colspan'),
          rowspan: spanOf(cell, 'rowspan'),
          content: found.flow,
        });
      }
      if (cells.length > 0 || rows.length > 0) rows.push(cells);
    }
    const { table, lostCells } = squareTable(withoutPhantomRows(rows));
    this.#notes.tableRows += lost;
    this.#notes.tableCells += lostCells;
    if (table === undefined) return [...before, ...outside];
    const cells = table.content.flatMap((row) => row.content);
    const isEmpty = cells.every((cell) =>
      cell.content.every((block) => block.type === 'paragraph' && (block.content?.length ?? 0) === 0),
    );
    // A table that only lays pictures out, or a frame of one cell around a text, is none.
    if (isEmpty && outside.length > 0) return [...before, ...outside];
    const [only] = cells;
    if (cells.length === 1 && only !== undefined)
      return [...before, ...only.content.map(pieceOf), ...outside];
    return [...before, { type: 'table', table }, ...outside];
  }

  #asText(element: Element, place: Place): Piece[] {
    const collector = new Collector(this.#notes);
    this.#text(element.textContent ?? '', place, collector);
    collector.end();
    return collector.pieces;
  }
}

/** Gathers stretches of text into lines. */
class Collector {
  readonly pieces: Piece[] = [];
  readonly #notes: PasteNotes;
  #stretches: Stretch[] = [];
  #heading: number | undefined;
  #item: ItemMark | undefined;
  #marker: string | undefined;

  constructor(notes: PasteNotes) {
    this.#notes = notes;
  }

  text(text: string, bold: boolean): void {
    this.#stretches.push({ text, bold });
  }

  lineBreak(): void {
    this.#stretches.push('break');
  }

  /** What a word processor put before the text as the item's number. */
  marker(text: string): void {
    this.#marker = text;
  }

  begin(heading: number | undefined, item: ItemMark | undefined): void {
    this.#heading = heading;
    this.#item = item;
    this.#marker = undefined;
  }

  add(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.pieces.push(piece);
  }

  end(): void {
    if (this.#stretches.length === 0) return;
    const paragraphs = paragraphsOf(this.#stretches, this.#notes);
    this.#stretches = [];
    paragraphs.forEach((inline, index) => {
      const item = index === 0 ? this.#itemWithMarker() : undefined;
      if (item !== undefined && (this.#heading !== undefined || item.marker.kind === 'literal')) {
        if (item.marker.text !== '' && item.marker.kind !== 'bullet')
          inline.unshift({ type: 'text', text: withMarker(item.marker) });
        this.pieces.push({ type: 'line', inline, heading: this.#heading, item: undefined });
      } else this.pieces.push({ type: 'line', inline, heading: this.#heading, item });
    });
  }

  /** The level's format of the style sheet, and the number as it was written. */
  #itemWithMarker(): ItemMark | undefined {
    if (this.#item === undefined) return undefined;
    const format = this.#item.marker.text;
    return { ...this.#item, marker: readMarker(this.#marker ?? '', format === '' ? undefined : format) };
  }
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function firstItem(list: Element): Element | undefined {
  for (const child of list.children) if (child.localName === 'li') return child;
  return undefined;
}

function boldness(name: string, declarations: ReadonlyMap<string, string>, outer: boolean): boolean {
  const weight = declarations.get('font-weight')?.toLowerCase();
  if (weight !== undefined) {
    if (/^bold/.test(weight)) return true;
    if (/^(?:normal|lighter|initial|unset)/.test(weight)) return false;
    const number = Number.parseInt(weight, 10);
    if (!Number.isNaN(number)) return number >= 600;
  }
  return outer || name === 'b' || name === 'strong';
}

/** `mso-list:l0 level2 lfo1`; the marker's text carries the level's format until the marker is read. */
function itemOf(declarations: ReadonlyMap<string, string>, sheet: StyleSheet): ItemMark | undefined {
  const found = /^(l\d+)\s+level(\d)/i.exec(declarations.get('mso-list') ?? '');
  if (found === null) return undefined;
  const [, list = '', level = '1'] = found;
  const format = sheet.lists.get(`${list}:level${level}`.toLowerCase())?.format ?? '';
  return { level: Number(level), list, marker: { kind: 'bullet', number: 1, text: format } };
}

function isPageBreak(element: Element): boolean {
  return /page-break-before\s*:\s*always|mso-break-type/i.test(element.getAttribute('style') ?? '');
}

/** Rows in their order, with whether they head the table; only those of this table, not of one inside it. */
function* rowsOf(table: Element): Generator<{ row: Element; header: boolean }> {
  for (const part of table.children) {
    const name = part.localName;
    if (name === 'tr' || name === 'caption') yield { row: part, header: false };
    if (name !== 'thead' && name !== 'tbody' && name !== 'tfoot') continue;
    for (const row of part.children) if (row.localName === 'tr') yield { row, header: name === 'thead' };
  }
}

function spanOf(cell: Element, side: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(cell.getAttribute(side) ?? '1', 10);
  return Number.isNaN(span) || span < 0 ? 1 : Math.min(span, 65_534);
}

/** Word fills rows that do not line up with cells of no width, between conditional comments. */
function isFiller(cell: Element): boolean {
  if ((cell.textContent ?? '').trim() !== '') return false;
  return (
    cell.getAttribute('width') === '0' ||
    (/^[^;]*border\s*:\s*none[^;]*;?\s*$/i.test(cell.getAttribute('style') ?? '') &&
      cell.hasAttribute('width') &&
      cell.children.length === 0)
  );
}

/** A last row without any content of its own is Word's ruler for the column widths. */
function withoutPhantomRows(rows: RawCell[][]): RawCell[][] {
  const last = rows.at(-1);
  return last !== undefined && last.length === 0 ? rows.slice(0, -1) : rows;
}

function pieceOf(block: FlowBlock): Piece {
  return block.type === 'paragraph'
    ? { type: 'line', inline: block.content ?? [], heading: undefined, item: undefined }
    : { type: 'list', list: block };
}

/** A list that is numbered in Chinese, as lines that carry their numbers: the book's lists do not. */
function literally(items: readonly NarrativeListItem[], start: number): Piece[] {
  return items.flatMap((item, index) =>
    item.content.map((block, at): Piece => {
      if (block.type !== 'paragraph' || at > 0) return pieceOf(block);
      const text = `${chineseNumber(start + index)}、`;
      return pieceOf({ type: 'paragraph', content: [{ type: 'text', text }, ...(block.content ?? [])] });
    }),
  );
}
