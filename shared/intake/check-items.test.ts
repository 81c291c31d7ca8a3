import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft } from '../form/draft.ts';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { checkDraft } from '../rules/check.ts';
import { benchmarkDraft } from '../rules/fixtures/benchmark-draft.ts';
import { cleanFacts } from '../rules/fixtures/facts.ts';
import { productDraft } from '../rules/fixtures/product-draft.ts';
import { type BookPages, checkItems } from './check-items.ts';
import { summaryValues } from './summary-values.ts';

const TODAY = '2025-10-20';
const NO_PAGES: BookPages = { heading: () => null, evidenceItem: () => null, slot: () => null, cover: null };

function itemsOf(draft: Draft, pages: BookPages = NO_PAGES, sealedPages = new Set<number>()) {
  const form = NOTICE.forms[draft.programme];
  const findings = checkDraft(NOTICE, draft, cleanFacts(draft), TODAY);
  const items = checkItems({ notice: NOTICE, form, draft, findings, pages, sealedPages, today: TODAY });
  return { findings, items, item: (id: string) => items.find(({ itemId }) => itemId === id) };
}

test('the list of a 标杆 application names conditions, numbers, seals, papers and parts, each with clause and page', () => {
  const pages: BookPages = {
    heading: (text) => (text === '真实性承诺' ? 2 : text.startsWith('六、') ? 20 : null),
    evidenceItem: ({ id }) => (id === 'otherProof' ? 30 : 25),
    slot: ({ id }) => (id === 'audit2024' ? 27 : null),
    cover: 1,
  };
  const { items, item } = itemsOf(benchmarkDraft(), pages, new Set([2]));
  expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(items.length);
  expect(items.every(({ clause, text }) => clause !== '' && text !== '')).toBe(true);
  expect(item('condition:notBlacklisted')).toMatchObject({
    text: '未列入经营异常名录或严重失信名单？（申报单位答：是）',
    clause: '通知二（一）',
    page: 2,
  });
  expect(item('number:investment')?.text).toMatch(
    /^2024年以来数字化转型投入：清单 3 张发票，计入 3 张，合计 .* 万元；通知要求不低于 150 万元$/,
  );
  expect(item('number:size')?.text).toBe(
    '企业规模：小型（2024年总资产 8,600.00 万元、营业收入 13,500.00 万元、员工人数 220 人）',
  );
  expect(item('seal:cover')).toMatchObject({
    page: 1,
    text: expect.stringMatching(/^封面“申报单位（盖章）”已加盖/),
  });
  expect(item('sign:commitment')).toMatchObject({ page: 2, text: expect.stringMatching(/有扫描件$/) });
  expect(item('slot:audit2024')).toMatchObject({ page: 27, clause: '附件1 六（二）' });
  expect(item('slot:investmentDetail')).toMatchObject({
    page: 25,
    text: expect.stringMatching(/共 3 张发票$/),
  });
  // Asked only where there is no audit.
  expect(item('slot:statements2024')).toBeUndefined();
  expect(item('copies')).toMatchObject({
    clause: '通知四（一）',
    text: expect.stringMatching(/^纸质件一式两份/),
  });
  expect(items.every(({ ticked, remark }) => !ticked && remark === '')).toBe(true);
});

test('of a 产品 application the cases are counted; a paper that is “none” says why', () => {
  const { item } = itemsOf(productDraft());
  expect(item('number:cases')?.text).toBe(
    '2024年以来典型应用案例 5 个，其中重庆 2 个；通知要求不少于 5 个，至少 2 个重庆案例',
  );
  expect(item('slot:standardsProof')?.text).toMatch(/：无（没有参与标准制定）$/);
  expect(item('number:investment')).toBeUndefined();
});

test('what the rules say stands on the item it speaks of', () => {
  const draft = benchmarkDraft();
  draft.declarations = { ...draft.declarations, soundFinances: 'no' };
  draft.evidence.audit2023 = undefined;
  draft.answers.outcomesNarrative = '';
  draft.answers.investmentLedger = { invoices: [] };
  const { item } = itemsOf(draft);
  expect(item('condition:soundFinances')).toMatchObject({
    text: expect.stringMatching(/申报单位答：否/),
    findings: [{ level: 'block' }],
  });
  expect(item('slot:audit2023')).toMatchObject({
    text: '（二）2023年财务审计报告：没有提供',
    findings: [{ level: 'block', remedy: expect.stringMatching(/请上传/) }],
  });
  expect(item('section:outcomes')?.findings).toMatchObject([{ level: 'block' }]);
  expect(item('number:investment')?.findings.length).toBeGreaterThan(0);
});

test('whatever is missing in a draft: every finding stands on one item, once', () => {
  for (const make of [benchmarkDraft, productDraft]) {
    const whole = make();
    const parts = [...Object.keys(whole.answers), ...Object.keys(whole.evidence)];
    fc.assert(
      fc.property(fc.subarray(parts), (gone) => {
        const draft = make();
        for (const key of gone) {
          delete draft.answers[key];
          delete draft.evidence[key];
        }
        const { findings, items } = itemsOf(draft);
        const told = items.flatMap((item) => item.findings.map(({ message }) => message));
        expect(told.sort()).toEqual(findings.map(({ message }) => message).sort());
        expect(items.every(({ text }) => text.length <= 2_000)).toBe(true);
      }),
      { numRuns: 25 },
    );
  }
});

test('the table’s values are the answers as the form prints them; scenes without 类', () => {
  expect(summaryValues(NOTICE.forms.product, productDraft())).toEqual({
    applicantName: '重庆示例软件有限公司',
    productName: '示例云排程',
    applicationScenarios: '计划排程、生产管控',
    contactName: '王示例',
    contactPhone: '023-68000000',
  });
  const empty = { ...benchmarkDraft(), answers: {} };
  expect(summaryValues(NOTICE.forms.benchmark, empty)).toEqual({
    district: '',
    applicantName: '',
    contactName: '',
    contactPhone: '',
  });
});
