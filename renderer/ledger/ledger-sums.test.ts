import { expect, test } from 'vitest';
import type { Invoice } from '../../shared/form/draft.ts';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { invoice } from '../../shared/rules/fixtures/benchmark-draft.ts';
import { sumLedger } from './ledger-sums.ts';

const number = (serial: number) => `2450200000000000${String(serial).padStart(4, '0')}`;
const sums = (invoices: Invoice[], answers: Record<string, unknown> = {}) =>
  sumLedger(NOTICE.forms.benchmark, { district: '江北区', ...answers }, { invoices }, '2025-10-01');

test('the sum against the threshold of the district', () => {
  const rows = [invoice(number(1), 1_568_000), invoice(number(2), 10, { status: '已作废' })];
  expect(sums(rows)).toMatchObject({
    total: '156.80 万元',
    threshold: '150 万元',
    verdict: '已达标',
    counted: 1,
    leftOut: 1,
  });
  expect(sums([invoice(number(1), 1_499_999.99)])).toMatchObject({
    reached: false,
    verdict: '还差 0.000001 万元',
  });
  expect(sums([invoice(number(1), 750_000)], { district: '云阳县' })).toMatchObject({
    threshold: '75 万元',
    reached: true,
  });
});

test('where the notice leaves the region open, both thresholds stand there until the applicant says which', () => {
  const rows = [invoice(number(1), 1_000_000)];
  expect(sums(rows, { district: '垫江县' })).toMatchObject({ reached: false, verdict: '是否达标待定' });
  expect(sums(rows, { district: '垫江县', dianjiangRegion: '渝东北' })).toMatchObject({
    threshold: '75 万元',
    verdict: '已达标',
  });
});

test('years stand beside what the table states, where it has the year', () => {
  const rows = [
    invoice(number(1), 800_000),
    invoice(`25${number(2).slice(2)}`, 900_000, { issuedOn: '2025-03-01' }),
  ];
  const indicators = { '2024': { digitalInvestment: 80 } };
  expect(sums(rows, { indicators })?.years).toEqual([
    { year: '2024', sum: '80.00 万元', stated: '80.00 万元', agrees: true },
    { year: '2025', sum: '90.00 万元' },
  ]);
  expect(sums(rows, { indicators: { '2024': { digitalInvestment: 79 } } })?.years[0]?.agrees).toBe(false);
});

test('a form without a ledger has no sums', () => {
  expect(sumLedger(NOTICE.forms.product, {}, { invoices: [] }, '2025-10-01')).toBeUndefined();
});
