import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { benchmarkDraft } from '../rules/fixtures/benchmark-draft.ts';
import { productDraft } from '../rules/fixtures/product-draft.ts';
import { compareDrafts } from './compare-drafts.ts';
import { fieldsOf } from './definition.ts';
import type { Draft } from './draft.ts';

const { benchmark, product } = NOTICE.forms;
const changed = (change: (draft: Draft) => void) => {
  const draft = benchmarkDraft();
  change(draft);
  return compareDrafts(benchmark, benchmarkDraft(), draft);
};
const short = (changes: ReturnType<typeof changed>) =>
  changes.map(({ label, before, after }) => [label, before, after]);

test('of a content and itself, however it is spelt, nothing differs', () => {
  expect(compareDrafts(benchmark, benchmarkDraft(), benchmarkDraft())).toEqual([]);
  expect(compareDrafts(product, productDraft(), productDraft())).toEqual([]);
  const plain = benchmarkDraft();
  plain.answers.profileOverview = '第一段\n\n  第二段 ';
  const rich = benchmarkDraft();
  rich.answers.profileOverview = {
    type: 'doc',
    content: ['第一段', '第二段'].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
  expect(compareDrafts(benchmark, plain, rich)).toEqual([]);
});

/** Draws a draft of which some answers are away and some are other texts. */
const spoilt = fc
  .record({
    gone: fc.subarray(fieldsOf(benchmark).map(({ id }) => id)),
    texts: fc.dictionary(
      fc.constantFrom('applicantName', 'address', 'contactName', 'profileOverview'),
      fc.stringMatching(/^[一-龥a-z0-9\n]{1,40}$/),
    ),
  })
  .map(({ gone, texts }) => {
    const draft = benchmarkDraft();
    for (const id of gone) delete draft.answers[id];
    Object.assign(draft.answers, texts);
    return draft;
  });

test('what differs one way differs the other way, with both sides exchanged', () => {
  fc.assert(
    fc.property(spoilt, spoilt, (left, right) => {
      const places = (changes: { part: string; key: string }[]) => [
        ...new Set(changes.map(({ part, key }) => `${part}.${key}`)),
      ];
      const [there, back] = [compareDrafts(benchmark, left, right), compareDrafts(benchmark, right, left)];
      expect(places(there)).toEqual(places(back));
      for (const { before, after, label } of there) {
        expect(before).not.toBe(after);
        expect(label).not.toBe('');
      }
    }),
    { numRuns: 40 },
  );
});

test('exactly the answers that were taken away are told', () => {
  fc.assert(
    fc.property(fc.subarray(fieldsOf(benchmark)), (gone) => {
      const filled = gone.filter(({ id }) => benchmarkDraft().answers[id] !== undefined).map(({ id }) => id);
      const told = changed((draft) => {
        for (const { id } of gone) delete draft.answers[id];
      });
      expect([...new Set(told.map(({ key }) => key))].sort()).toEqual(filled.sort());
      expect(told.every(({ after }) => after === '')).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('values are told as the form prints them, with the place in its words', () => {
  const told = changed((draft) => {
    draft.destinationDistrict = '渝北区';
    draft.answers.applicationDate = '2025-10-05';
    draft.answers.industryClass = '3360';
    draft.answers.indicators = {
      ...Object(draft.answers.indicators),
      '2024': { ...Reflect.get(Object(draft.answers.indicators), '2024'), revenue: 14000.5 },
    };
    draft.declarations = { ...draft.declarations, soundFinances: 'no' };
  });
  expect(told).toMatchObject([
    { part: 'destination', label: '报送区县', before: '璧山区', after: '渝北区' },
    { key: 'applicationDate', before: '2025年10月15日', after: '2025年10月5日' },
    { key: 'industryClass', before: expect.stringMatching(/^3670 /), after: expect.stringMatching(/^3360 /) },
    {
      key: 'indicators',
      label: expect.stringContaining('2024 年营业收入'),
      before: '13,500.00 万元',
      after: '14,000.50 万元',
    },
    { part: 'declarations', section: '申报条件自查', after: '否' },
  ]);
});

test('a long text is told paragraph by paragraph: changed, added and taken away', () => {
  const old = benchmarkDraft();
  old.answers.profileOverview = '企业成立于 2012 年。\n现有员工 210 人，其中研发 30 人。\n主要产品是变速箱。';
  const present = benchmarkDraft();
  present.answers.profileOverview =
    '企业成立于 2012 年。\n现有员工 220 人，其中研发 30 人。\n主要产品是变速箱。\n2024 年获评绿色工厂。';
  const told = short(compareDrafts(benchmark, old, present));
  expect(told).toEqual([
    [
      expect.stringMatching(/第 2 段$/),
      '现有员工 210 人，其中研发 30 人。',
      '现有员工 220 人，其中研发 30 人。',
    ],
    [expect.stringMatching(/第 4 段$/), '', '2024 年获评绿色工厂。'],
  ]);
});

test('evidence is told by its names; the same name with another content is told too', () => {
  const file = (sha256: string, name: string) => ({ path: `evidence/x/${name}`, sha256: sha256.repeat(64) });
  const old = benchmarkDraft();
  old.evidence.businessLicence = { files: [file('a', '执照.pdf')] };
  const other = benchmarkDraft();
  other.evidence.businessLicence = { files: [file('b', '执照.pdf'), file('c', '副本.pdf')] };
  expect(short(compareDrafts(benchmark, old, other))).toEqual([
    [expect.any(String), '执照.pdf', '执照.pdf（文件内容或次序有变）；副本.pdf'],
  ]);
  const [turned, back] = [benchmarkDraft(), benchmarkDraft()];
  turned.evidence.businessLicence = { files: [file('b', '甲.pdf'), file('c', '乙.pdf')] };
  back.evidence.businessLicence = { files: [file('c', '乙.pdf'), file('b', '甲.pdf')] };
  expect(short(compareDrafts(benchmark, turned, back))).toEqual([
    [expect.any(String), '甲.pdf；乙.pdf', '乙.pdf；甲.pdf'],
  ]);
});

test('bold words, a heading and an exchanged picture are told although the words are the same', () => {
  const paragraph = (bold: boolean) => ({
    type: 'paragraph' as const,
    content: [
      { type: 'text' as const, text: '平台', ...(bold ? { marks: [{ type: 'bold' as const }] } : {}) },
    ],
  });
  const figure = (sha256: string) => ({
    type: 'figure' as const,
    attrs: { file: 'figures/a.png', sha256: sha256.repeat(64), caption: '架构图' },
  });
  const of = (...content: (ReturnType<typeof paragraph> | ReturnType<typeof figure>)[]) => {
    const draft = benchmarkDraft();
    draft.answers.profileOverview = { type: 'doc', content };
    return draft;
  };
  const told = (left: Draft, right: Draft) =>
    short(compareDrafts(benchmark, left, right)).map(([, , after]) => after);
  expect(told(of(paragraph(false)), of(paragraph(true)))).toEqual(['平台（格式有变）']);
  expect(told(of(figure('a')), of(figure('b')))).toEqual(['［插图］架构图（图片有变）']);
});

test('ticks of the applicant’s own list are no content', () => {
  expect(
    changed((draft) => {
      draft.confirmations = { 'R41:seal': true };
    }),
  ).toEqual([]);
});

test('an invoice that changed is told by its number', () => {
  const invoice = (total: number) => ({
    content: '软件',
    number: '25502000000087654321',
    total,
    issuedOn: '2025-03-04',
  });
  const of = (total: number) => {
    const draft = benchmarkDraft();
    draft.answers.investmentLedger = { invoices: [invoice(total)] };
    return draft;
  };
  expect(short(compareDrafts(benchmark, of(1_500_000), of(1_400_000)))).toEqual([
    [
      expect.stringContaining('25502000000087654321'),
      '软件，价税合计 1,500,000.00 元，2025年3月4日',
      '软件，价税合计 1,400,000.00 元，2025年3月4日',
    ],
  ]);
});
