import type { Book, EvidencePages, HeadingBlock } from '../book.ts';
import { headingsOf } from '../headings.ts';
import { PAGE } from '../layout.ts';
import { type ExpectedGroup, expectedGroups, type Leaf, squeeze, type Unit } from './expected-text.ts';
import { MISSING_PICTURE } from './page-items.ts';
import type { ReadItem, ReadPdf } from './read-pdf.ts';

const MOST_DIFFERENCES = 20;
/** How far ahead the next text that is as expected is sought, after one that is not. */
const LOOK_AHEAD = 60;

export interface WrittenPages {
  pageCount: number;
  headingPages: ReadonlyMap<string, number>;
  evidencePages: EvidencePages;
}

/**
 * Compares a PDF that was read back with the book that it was made of: every heading on its page,
 * every text whole and in order, tables cell by cell, true numbers in the contents, bookmarks, and on
 * every page number and twin code.
 * @returns what differs, in Chinese; empty where nothing does
 */
export function comparePdfWithBook(read: ReadPdf, book: Book, written: WrittenPages): string[] {
  const reader = new BookReader(read, written);
  for (const group of expectedGroups(book, written.evidencePages)) reader.queue(group);
  reader.run();
  return [
    ...comparePages(read, book, written),
    ...reader.differences,
    ...compareOutline(read, book, written),
    ...compareProperties(read, book),
  ].slice(0, MOST_DIFFERENCES);
}

interface PlacedItem {
  item: ReadItem;
  page: number;
  text: string;
}

class BookReader {
  readonly differences: string[] = [];
  private readonly items: PlacedItem[];
  private readonly groups: ExpectedGroup[] = [];
  private readonly written: WrittenPages;
  /** What is still to be read of a leaf. */
  private readonly rests = new Map<Leaf, string>();
  private at = 0;
  private heading = '封面';

  constructor(read: ReadPdf, written: WrittenPages) {
    this.written = written;
    this.items = read.pages
      .slice(0, written.pageCount)
      .flatMap((page, index) =>
        page.items
          .map((item) => ({ item, page: index + 1, text: squeeze(item.text) }))
          .filter(({ text }) => text !== '' && text !== MISSING_PICTURE),
      );
  }

  queue(group: ExpectedGroup): void {
    this.groups.push(group);
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
        this.rests.set(leaf, this.restOf(leaf).slice(next.text.length));
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
    const inner = unit.cells.map((cell) => this.openIn(cell));
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
    let found = '';
    let at = this.at;
    while (found.length < sought.length) {
      const text = this.items[at++]?.text;
      if (text === undefined || !sought.startsWith(found + text)) return undefined;
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

/** Text of one font in one line belongs to a leaf if it stands in its column and goes on with its text. */
function isPart(leaf: Leaf, rest: string, { item, text }: PlacedItem): boolean {
  return rest.startsWith(text) && item.x > leaf.left - 2 && item.x < leaf.right + 2;
}

function leavesOf(units: readonly Unit[]): Leaf[] {
  return units.flatMap((unit) => (unit.kind === 'leaf' ? [unit] : unit.cells.flatMap(leavesOf)));
}

function headsOf(units: readonly Unit[]): string[] {
  return units.flatMap((unit) =>
    unit.kind === 'leaf' ? [] : [...(unit.head === '' ? [] : [unit.head]), ...unit.cells.flatMap(headsOf)],
  );
}

function comparePages(read: ReadPdf, book: Book, written: WrittenPages): string[] {
  const differences: string[] = [];
  if (read.pages.length < written.pageCount) {
    differences.push(`应有${written.pageCount}页，实际${read.pages.length}页`);
  }
  read.pages.slice(0, written.pageCount).forEach((page, index) => {
    const number = index + 1;
    const footer = squeeze(page.footer);
    if (!footer.includes(book.twinCode)) differences.push(`第${number}页没有对照码${book.twinCode}`);
    if (number > 1 && !footer.includes(`—${number}—`))
      differences.push(`第${number}页的页码不对：“${page.footer}”`);
    if (Math.abs(page.widthPt - PAGE.widthPt) > 1 || Math.abs(page.heightPt - PAGE.heightPt) > 1) {
      differences.push(`第${number}页不是A4纸型`);
    }
    if (book.watermark !== undefined && !page.watermark.includes(book.watermark)) {
      differences.push(`第${number}页没有“${book.watermark}”字样`);
    }
  });
  return differences;
}

function compareOutline(read: ReadPdf, book: Book, written: WrittenPages): string[] {
  const open: number[] = [];
  const expected = headingsOf(book.blocks).map((heading) => {
    while ((open.at(-1) ?? 0) >= heading.level) open.pop();
    open.push(heading.level);
    return { title: heading.text, level: open.length, page: written.headingPages.get(heading.id) ?? 0 };
  });
  const differences: string[] = [];
  if (read.outline.length < expected.length) {
    differences.push(`书签应有${expected.length}条，实际${read.outline.length}条`);
  }
  expected.forEach((entry, index) => {
    const found = read.outline[index];
    if (found === undefined) return;
    if (found.title !== entry.title || found.level !== entry.level || found.page !== entry.page) {
      differences.push(
        `第${index + 1}条书签应为“${short(entry.title)}”（第${entry.page}页），实际为“${short(found.title)}”（第${found.page}页）`,
      );
    }
  });
  return differences;
}

function compareProperties(read: ReadPdf, book: Book): string[] {
  const differences: string[] = [];
  if (read.info.title !== book.title)
    differences.push(`文档属性的标题是“${short(read.info.title)}”，应为“${short(book.title)}”`);
  if (read.info.author !== book.applicant)
    differences.push(`文档属性的作者是“${short(read.info.author)}”，应为“${short(book.applicant)}”`);
  if (!read.info.keywords.includes(book.twinCode)) differences.push('文档属性中没有对照码');
  for (const font of read.unembeddedFonts) differences.push(`字体${font}没有嵌入`);
  return differences;
}

function short(text: string): string {
  const characters = [...text];
  return characters.length > 30 ? `${characters.slice(0, 30).join('')}……` : text;
}
