import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Book, BookEvidenceItem } from '../book.ts';
import { TEXT_HEIGHT } from '../layout.ts';
import { headHeight, layoutDivider } from './divider-layout.ts';
import { planBinding, planEvidencePages } from './evidence-pages.ts';

type Entry = BookEvidenceItem['entries'][number];

const entry = fc.oneof(
  fc.record({
    kind: fc.constant('file' as const),
    path: fc.string({ minLength: 1, maxLength: 12 }).map((text) => `evidence/${text}`),
    name: fc.string({ maxLength: 300, unit: 'grapheme' }),
    slotLabel: fc.constantFrom('营业执照', '2023年审计报告'),
    rotate: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
    pageCount: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('none' as const),
    slotLabel: fc.constant('审计报告'),
    reason: fc.string({ maxLength: 500, unit: 'grapheme' }),
  }),
  fc.record({
    kind: fc.constant('printed' as const),
    slotLabel: fc.constant('明细表'),
    note: fc.string({ maxLength: 60 }),
  }),
);
const items = fc
  .array(fc.array(entry, { maxLength: 30 }), { maxLength: 6 })
  .map((lists) => lists.map((entries, index) => item(`item${index}`, entries)));

function item(id: string, entries: Entry[]): BookEvidenceItem {
  return {
    item: id,
    number: '（一）',
    label: '企业2024年度营业收入、研发投入等数据佐证材料',
    shortName: '数据佐证',
    entries,
  };
}

function bookOf(evidence: BookEvidenceItem[]): Book {
  return { title: '', applicant: '', programme: 'product', twinCode: 'AAAA-AAAA', blocks: [], evidence };
}

test('an item has one divider, then its files; numbers go on from the book', () => {
  const file = (
    path: string,
    pageCount: number,
    more: Partial<Extract<Entry, { kind: 'file' }>> = {},
  ): Entry => ({
    kind: 'file',
    path,
    name: path,
    slotLabel: 's',
    rotate: 0,
    pageCount,
    ...more,
  });
  const book = bookOf([
    item('licence', [file('evidence/a.pdf', 3), file('evidence/b.jpg', 1)]),
    item('audit', [{ kind: 'none', slotLabel: 's', reason: 'r' }]),
    item('other', [file('evidence/c.pdf', 9, { unreadable: '已加密' }), file('evidence/a.pdf', 3)]),
  ]);
  expect([...planEvidencePages(book, 20)]).toEqual([
    ['licence', 21],
    ['evidence/a.pdf', 22],
    ['evidence/b.jpg', 25],
    ['audit', 26],
    ['other', 27],
    ['evidence/c.pdf', 28],
  ]);
  // The unreadable file has one page; the file that is attached twice is bound twice, and keeps its first number.
  expect(planBinding(book, 20).pageCount).toBe(31);
});

test('every page behind the book has exactly one owner', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 300 }), (evidence, bookPages) => {
      const plan = planBinding(bookOf(evidence), bookPages);
      const owners = plan.items.flatMap(({ page, dividers, files }) => [
        ...dividers.map((_, index) => page + index),
        ...files.flatMap((file) => Array.from({ length: file.pageCount }, (_, index) => file.page + index)),
      ]);
      expect(owners).toEqual(
        Array.from({ length: plan.pageCount - bookPages }, (_, index) => bookPages + 1 + index),
      );
    }),
  );
});

test('a divider lists every entry, in order, within its page, losing no letter', () => {
  fc.assert(
    fc.property(items, (evidence) => {
      for (const each of evidence) {
        const pages = layoutDivider('六、相关证明材料', each);
        expect(pages.length).toBeGreaterThan(0);
        for (const page of pages) {
          const height = headHeight(page) + page.rows.reduce((sum, row) => sum + row.height, 0);
          expect(height).toBeLessThanOrEqual(TEXT_HEIGHT);
        }
        const listed = pages.flatMap((page) => page.rows.map((row) => row.entry));
        expect([...new Set(listed)]).toEqual(each.entries.map((_, index) => index));
        for (const [index, { kind }] of each.entries.entries()) {
          if (kind !== 'none') continue;
          const text = pages
            .flatMap((page) => page.rows.filter((row) => row.entry === index).flatMap((row) => row.lines))
            .join('');
          expect(text.startsWith('审计报告：无。')).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});
