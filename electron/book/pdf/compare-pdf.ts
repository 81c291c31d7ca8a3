import type { Book, EvidencePages, HeadingBlock } from '../book.ts';
import { headingsOf } from '../headings.ts';
import { PAGE } from '../layout.ts';
import { type ExpectedGroup, expectedGroups, type Leaf, squeeze } from './expected-text.ts';
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
type Pending = Leaf & { rest: string };

class BookReader {
  readonly differences: string[] = [];
  private readonly items: PlacedItem[];
  private readonly groups: ExpectedGroup[] = [];
  private readonly written: WrittenPages;
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
    const pending: Pending[] = group.leaves.map((leaf) => ({ ...leaf, rest: leaf.text }));
    let page = this.items[this.at - 1]?.page ?? 1;
    let begun = false;
    const named = group.headings.at(-1);
    if (named !== undefined) this.heading = named.text;
    while (pending.some((leaf) => leaf.rest !== '')) {
      const next = this.items[this.at];
      if (next === undefined) break;
      if (next.page !== page) {
        page = next.page;
        if (this.skipRepeat(group, pending)) continue;
      }
      const leaf = pending.find((each) => isPart(each, next));
      if (leaf !== undefined) {
        leaf.rest = leaf.rest.slice(next.text.length);
        if (!begun) this.checkHeadings(group.headings, next.page);
        begun = true;
        this.at++;
      } else if (!this.skipRepeat(group, pending) && !this.skipForeign(pending, index)) break;
    }
    if (group.leaves.length === 0) this.checkHeadings(group.headings, this.items[this.at]?.page ?? page);
    for (const leaf of pending) if (leaf.rest !== '') this.reportMissing(leaf);
  }

  /** Passes over the table's head where it is printed again. */
  private skipRepeat(group: ExpectedGroup, pending: readonly Pending[]): boolean {
    for (const repeat of group.repeats) {
      const isFirst = pending.some((leaf) => leaf.rest !== '' && repeat.includes(leaf.text));
      if (isFirst) continue;
      const end = this.matchSequence(repeat, this.at);
      if (end !== undefined) {
        this.at = end;
        return true;
      }
    }
    return false;
  }

  private matchSequence(texts: readonly string[], from: number): number | undefined {
    const sought = texts.join('');
    let found = '';
    let at = from;
    while (found.length < sought.length) {
      const item = this.items[at++];
      if (item === undefined || !sought.startsWith(found + item.text)) return undefined;
      found += item.text;
    }
    return sought === '' ? undefined : at;
  }

  /**
   * The text read is not what is expected. Where a later text is expected here, this group's is
   * missing (false); otherwise the text read is too much and is passed over (true).
   */
  private skipForeign(pending: readonly Pending[], index: number): boolean {
    const next = this.items[this.at];
    if (next === undefined) return false;
    const later = this.groups.slice(index + 1, index + 1 + LOOK_AHEAD);
    if (later.some((group) => group.leaves.some((leaf) => isPart({ ...leaf, rest: leaf.text }, next))))
      return false;
    const expected = pending.find((leaf) => leaf.rest !== '');
    this.differences.push(
      `第${next.page}页“${this.heading}”下应为“${short(expected?.rest ?? '')}”，读到“${short(next.text)}”`,
    );
    this.at++;
    return this.differences.length < MOST_DIFFERENCES;
  }

  private reportMissing(leaf: Pending): void {
    const where = leaf.place === '' ? '' : leaf.place;
    this.differences.push(`“${this.heading}”下${where}缺少文字“${short(leaf.rest)}”`);
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
    const expected = group.leaves.map((leaf) => leaf.text).join('');
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
function isPart(leaf: Pending, { item, text }: PlacedItem): boolean {
  return leaf.rest.startsWith(text) && item.x > leaf.left - 2 && item.x < leaf.right + 2;
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
