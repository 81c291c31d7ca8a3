import type { EvidencePages, HeadingBlock } from '../book.ts';
import { type Sheet, sheetLeft } from '../layout.ts';
import {
  type ExpectedGroup,
  isRightToLeft,
  type Leaf,
  squeeze,
  type Unit,
  withoutAngles,
} from './expected-text.ts';
import { MISSING_PICTURE } from './page-items.ts';
import type { ReadItem, ReadPdf } from './read-pdf.ts';

export const MOST_DIFFERENCES = 20;
/** How far ahead the next text that is as expected is sought, after one that is not. */
const LOOK_AHEAD = 60;

export interface WrittenPages {
  pageCount: number;
  headingPages: ReadonlyMap<string, number>;
  evidencePages: EvidencePages;
}

interface PlacedItem {
  item: ReadItem;
  page: number;
  text: string;
}

/** Reads the text of a PDF along the text that is expected, and notes what differs. */
export class BookReader {
  readonly differences: string[] = [];
  private readonly items: PlacedItem[];
  private readonly groups: readonly ExpectedGroup[];
  private readonly written: WrittenPages;
  /** What is still to be read of a leaf. */
  private readonly rests = new Map<Leaf, string>();
  private at = 0;
  private heading = '封面';

  constructor(read: ReadPdf, groups: readonly ExpectedGroup[], written: WrittenPages, sheet: Sheet) {
    this.groups = groups;
    this.written = written;
    this.items = read.pages.slice(0, written.pageCount).flatMap((page, index) =>
      page.items
        .map((item) => ({
          item: asOnOddPage(item, index + 1, sheet),
          page: index + 1,
          text: squeeze(item.text),
        }))
        .filter(({ text }) => text !== '' && text !== MISSING_PICTURE),
    );
  }

  run(): void {
    this.groups.forEach((group, index) => {
      if (this.differences.length >= MOST_DIFFERENCES) return;
      if (group.target !== undefined) this.readContentsLine(group);
      else this.readGroup(group, index);
    });
    const extra = this.items[this.at];
    if (extra !== undefined && this.differences.length < MOST_DIFFERENCES) {
      this.differences.push(`第${extra.page}页多出文字“${short(extra.text)}”`);
    }
  }

  private readGroup(group: ExpectedGroup, index: number): void {
    const named = group.headings.at(-1);
    if (named !== undefined) this.heading = named.text;
    const units = group.unit === undefined ? [] : [group.unit];
    let page = this.items[this.at - 1]?.page ?? 1;
    let begun = false;
    for (;;) {
      const next = this.items[this.at];
      const open = this.openIn(units);
      if (open.leaves.length === 0 || next === undefined) break;
      const turned = next.page !== page;
      page = next.page;
      if (turned && this.skipHead(open.heads)) continue;
      const leaf = open.leaves.find((each) => isPart(each, this.restOf(each), next));
      if (leaf !== undefined) {
        this.rests.set(leaf, this.restOf(leaf).slice(comparable(leaf.rightToLeft, next.text).length));
        if (!begun) this.checkHeadings(group.headings, next.page);
        begun = true;
        this.at++;
      } else if (!this.skipHead(headsOf(units)) && !this.skipForeign(open.leaves, index)) break;
    }
    const next = this.items[this.at];
    // Rows without text may have gone on to the next page, with the head above them.
    if (next !== undefined && next.page !== page && !this.isExpectedAfter(index, next))
      this.skipHead(headsOf(units));
    if (!begun) this.checkHeadings(group.headings, this.items[this.at]?.page ?? page);
    for (const leaf of leavesOf(units)) if (this.restOf(leaf) !== '') this.reportMissing(leaf);
  }

  private isExpectedAfter(index: number, item: PlacedItem): boolean {
    const unit = this.groups.slice(index + 1).find((group) => group.unit !== undefined)?.unit;
    if (unit === undefined) return false;
    return this.openIn([unit]).leaves.some((leaf) => isPart(leaf, this.restOf(leaf), item));
  }

  private restOf(leaf: Leaf): string {
    return this.rests.get(leaf) ?? leaf.text;
  }

  private isRead(unit: Unit): boolean {
    return leavesOf([unit]).every((leaf) => this.restOf(leaf) === '');
  }

  /** The leaves that may go on now, each column at its own place, and the heads that may be repeated above them. */
  private openIn(units: readonly Unit[]): { leaves: Leaf[]; heads: string[] } {
    const unit = units.find((each) => !this.isRead(each));
    if (unit === undefined) return { leaves: [], heads: [] };
    if (unit.kind === 'leaf') return { leaves: [unit], heads: [] };
    const unread = unit.cells.filter((cell) => !cell.units.every((each) => this.isRead(each)));
    const inner = unread
      .filter((cell) => !unread.some((above) => above.rowEnd <= cell.row))
      .map((cell) => this.openIn(cell.units));
    return {
      leaves: inner.flatMap((each) => each.leaves),
      heads: [...(unit.head === '' ? [] : [unit.head]), ...inner.flatMap((each) => each.heads)],
    };
  }

  /** Passes over a table's head where it is printed again: the longest that fits, as heads may begin alike. */
  private skipHead(heads: readonly string[]): boolean {
    const ends = heads.flatMap((head) => this.endOf(head) ?? []);
    if (ends.length === 0) return false;
    this.at = Math.max(...ends);
    return true;
  }

  /** Where the text ends that begins at the next item. */
  private endOf(sought: string): number | undefined {
    const rightToLeft = isRightToLeft(sought);
    let found = '';
    let at = this.at;
    while (found.length < sought.length) {
      const item = this.items[at++];
      if (item === undefined) return undefined;
      const text = comparable(rightToLeft, item.text);
      if (!goesOnWith(sought.slice(found.length), text)) return undefined;
      found += text;
    }
    return at;
  }

  /**
   * The text read is not what is expected. Where a later text is expected here, this group's is
   * missing (false); otherwise the text read is too much and is passed over (true).
   */
  private skipForeign(open: readonly Leaf[], index: number): boolean {
    const next = this.items[this.at];
    if (next === undefined) return false;
    const later = this.groups.slice(index + 1, index + 1 + LOOK_AHEAD);
    const comesLater = later.some((group) =>
      leavesOf(group.unit === undefined ? [] : [group.unit]).some((leaf) => isPart(leaf, leaf.text, next)),
    );
    if (comesLater) return false;
    const expected = open[0];
    this.differences.push(
      `第${next.page}页“${this.heading}”下应为“${short(expected === undefined ? '' : this.restOf(expected))}”，读到“${short(next.text)}”`,
    );
    this.at++;
    return this.differences.length < MOST_DIFFERENCES;
  }

  private reportMissing(leaf: Leaf): void {
    this.differences.push(`“${this.heading}”下${leaf.place}缺少文字“${short(this.restOf(leaf))}”`);
  }

  private checkHeadings(headings: readonly HeadingBlock[], page: number): void {
    for (const heading of headings) {
      const expected = this.written.headingPages.get(heading.id);
      if (expected !== page) {
        this.differences.push(`标题“${heading.text}”应在第${expected ?? '？'}页，实际在第${page}页`);
      }
    }
  }

  private readContentsLine(group: ExpectedGroup): void {
    const expected = group.unit?.kind === 'leaf' ? group.unit.text : '';
    let line = '';
    let end = this.at;
    let match: RegExpExecArray | null = null;
    for (; match === null && end < this.at + 12; end++) {
      line += this.items[end]?.text ?? '';
      if (line.length > expected.length && line.startsWith(expected)) {
        match = /^\.*(\d+|—)$/.exec(line.slice(expected.length));
      }
    }
    if (match === null) {
      this.differences.push(`目录中缺少“${short(expected)}”或其页码，读到“${short(line)}”`);
      return;
    }
    this.at = end;
    const { target } = group;
    const page =
      target === undefined
        ? undefined
        : 'heading' in target
          ? this.written.headingPages.get(target.heading)
          : this.written.evidencePages.get(target.evidence);
    if (match[1] !== String(page ?? '—')) {
      this.differences.push(`目录中“${short(expected)}”的页码是${match[1]}，应为${page ?? '—'}`);
    }
  }
}

/** Columns are known as they stand on odd pages; on even ones the margins are mirrored. */
function asOnOddPage(item: ReadItem, page: number, sheet: Sheet): ReadItem {
  return { ...item, x: item.x - sheetLeft(sheet, page) + sheet.leftPt };
}

/** Text of one font in one line belongs to a leaf if it stands in its column and goes on with its text. */
function isPart(leaf: Leaf, rest: string, { item, text }: PlacedItem): boolean {
  return (
    goesOnWith(rest, comparable(leaf.rightToLeft, text)) && item.x > leaf.left - 2 && item.x < leaf.right + 2
  );
}

/** The text read, as it can be compared with what is expected. */
function comparable(rightToLeft: boolean, text: string): string {
  return rightToLeft ? withoutAngles(text) : text;
}

/** pdfjs turns right-to-left text and what stands beside it round when it reads: only the characters can be compared. */
function goesOnWith(rest: string, text: string): boolean {
  if (rest.startsWith(text)) return true;
  return isRightToLeft(text) && inOrder(rest.slice(0, text.length)) === inOrder(text);
}

function inOrder(text: string): string {
  return [...text].sort().join('');
}

function leavesOf(units: readonly Unit[]): Leaf[] {
  return units.flatMap((unit) =>
    unit.kind === 'leaf' ? [unit] : unit.cells.flatMap((cell) => leavesOf(cell.units)),
  );
}

function headsOf(units: readonly Unit[]): string[] {
  return units.flatMap((unit) =>
    unit.kind === 'leaf'
      ? []
      : [...(unit.head === '' ? [] : [unit.head]), ...unit.cells.flatMap((cell) => headsOf(cell.units))],
  );
}

/** Enough of a text to know it by. */
export function short(text: string): string {
  const characters = [...text];
  return characters.length > 30 ? `${characters.slice(0, 30).join('')}……` : text;
}
