import fc from 'fast-check';
import { expect, test } from 'vitest';
import { qrText } from '../book/pdf/footer.ts';
import { chain, fitMap, fitRobustly, inverse, mapPoint } from './geometry.ts';
import { readPageCode } from './page-code.ts';
import { type Answer, placePages, type SeenPage } from './placement.ts';

const CODE = 'JA3Q-2KZJ';
const BOOK = { twinCode: CODE, pages: 60 };
const codes = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);

test('what the footer prints is read back, and nothing else is taken for it', () => {
  const paper = fc.constantFrom(undefined, 'L' as const, 'B' as const, 'C' as const);
  fc.assert(
    fc.property(codes, fc.integer({ min: 1, max: 5000 }), paper, (twinCode, page, sidePaper) => {
      const read = readPageCode(qrText(twinCode, page, sidePaper));
      expect(read).toEqual({ twinCode, page, ...(sidePaper === undefined ? {} : { sidePaper }) });
    }),
  );
  for (const text of [
    '',
    'https://x.cn',
    `${CODE}/`,
    `${CODE}/0`,
    `${CODE}/01`,
    `${CODE}/Z1`,
    `${CODE}/1 `,
    'JA3Q2KZJ/1',
  ])
    expect(readPageCode(text), text).toBeUndefined();
});

test('no page gets two scans, and a scan only the page of its code or of a person’s checked word', () => {
  const page = fc.integer({ min: 1, max: 70 });
  const code = fc.record({ twinCode: fc.constantFrom(CODE, CODE, '7K3M-9QXZ'), page });
  const seen = fc.record({
    codes: fc.uniqueArray(code, { maxLength: 2, selector: (each) => `${each.twinCode}${each.page}` }),
    blank: fc.boolean(),
    matches: fc.boolean(),
  });
  const said = fc.option(fc.oneof(page, fc.constant('leave' as const)), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(seen, said), { maxLength: 12 }), (scans) => {
      const answers = new Map<number, Answer>();
      for (const [index, [, answer]] of scans.entries()) if (answer !== undefined) answers.set(index, answer);
      const placements = placePages(
        scans.map(([each]) => each),
        BOOK,
        answers,
      );
      const taken = placements.flatMap((each) => (each.state === 'placed' ? [each.page] : []));
      expect(new Set(taken).size).toBe(taken.length);
      for (const [index, placement] of placements.entries()) {
        if (placement.state !== 'placed') continue;
        const [own] = scans[index] ?? [];
        expect(own?.matches).toBe(true);
        expect(placement.page).toBeLessThanOrEqual(BOOK.pages);
        if (placement.by === 'person') expect(answers.get(index)).toBe(placement.page);
        else expect(own?.codes).toEqual([{ twinCode: CODE, page: placement.page }]);
      }
    }),
  );
});

test.each<[string, SeenPage, Answer | undefined, object]>([
  [
    'a side paper',
    { codes: [{ twinCode: CODE, page: 1, sidePaper: 'B' }], blank: false },
    undefined,
    { why: 'sidePaper' },
  ],
  ['a page beyond', { codes: [{ twinCode: CODE, page: 61 }], blank: false }, undefined, { why: 'beyond' }],
  [
    'a word against the code',
    { codes: [{ twinCode: CODE, page: 3 }], blank: false, matches: true },
    4,
    { why: 'otherPage' },
  ],
  ['a word beyond the book', { codes: [], blank: false }, 99, { why: 'beyond' }],
  [
    'a word about another version',
    { codes: [{ twinCode: '7K3M-9QXZ', page: 1 }], blank: false },
    1,
    { why: 'otherVersion' },
  ],
])('%s is refused', (_what, seen, answer, expected) => {
  const answers = new Map(answer === undefined ? [] : [[0, answer]]);
  expect(placePages([seen], BOOK, answers)).toMatchObject([{ state: 'refused', ...expected }]);
});

test('beside the code of another paper the page of the book is proposed, and each is named', () => {
  const codes = [
    { twinCode: CODE, page: 1, sidePaper: 'B' as const },
    { twinCode: CODE, page: 2 },
    { twinCode: '7K3M-9QXZ', page: 9 },
  ];
  const [asked] = placePages([{ codes, blank: false }], BOOK, new Map());
  expect(asked).toMatchObject({ state: 'question', why: 'severalCodes', likely: 2 });
  expect(asked).toHaveProperty(
    'text',
    expect.stringContaining('《盖章与装订说明》第 1 页、第 2 页、对照码 7K3M-9QXZ 的第 9 页'),
  );
});

test('a map is found again from points, though a third of them lie', () => {
  const small = fc.double({ min: -0.2, max: 0.2, noNaN: true });
  const shift = fc.double({ min: -500, max: 500, noNaN: true });
  fc.assert(
    fc.property(small, small, shift, shift, fc.double({ min: 2, max: 8, noNaN: true }), (a, b, c, f, s) => {
      const truth = [s * (1 + a), b, c, -b, s, f, a / 5000, b / 5000, 1] as const;
      const pairs = Array.from({ length: 30 }, (_, index) => {
        const from = { x: (index % 5) * 50, y: Math.floor(index / 5) * 55 };
        const to = mapPoint(truth, from);
        return { from, to: index % 3 === 1 && index < 27 ? { x: to.x + 9, y: to.y - 12 } : to, weight: 1 };
      });
      const exact = fitMap(
        'homography',
        pairs.filter((_, index) => !(index % 3 === 1 && index < 27)),
      );
      const robust = fitRobustly('homography', pairs, 1);
      for (const found of [exact, robust?.map]) {
        const corner = mapPoint(chain(found ?? truth, inverse(truth)), { x: 210, y: 297 });
        expect(Math.hypot(corner.x - 210, corner.y - 297)).toBeLessThan(found === exact ? 1e-3 : 0.5);
      }
    }),
    { numRuns: 40 },
  );
  expect(fitMap('homography', [])).toBeUndefined();
});

test('a scan of a page that cannot be drawn is not told to be a bad scan', () => {
  const seen: SeenPage = { codes: [{ twinCode: CODE, page: 55 }], blank: false, matches: false };
  const textOf = (undrawn: boolean) => {
    const [placement] = placePages([{ ...seen, undrawn }], BOOK, new Map());
    return placement?.state === 'refused' ? placement.text : '';
  };
  expect(textOf(false)).toContain('重新扫描');
  expect(textOf(true)).toContain('第 55 页是一份材料');
  expect(textOf(true)).toContain('重新导出');
});
