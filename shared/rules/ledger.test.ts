import { describe, expect, test } from 'vitest';
import type { Invoice, Ledger } from '../form/draft.ts';
import { invoice } from './fixtures/benchmark-draft.ts';
import { assessLedger } from './ledger.ts';

const APPLICANT = { creditCode: '91350100M000100Y43', name: '重庆示例机械制造有限公司' };
const WINDOW = { from: '2024-01-01', until: '2025-10-15' };
const NUMBER = (serial: number, year = 24) => `${year}50200000000000${String(serial).padStart(4, '0')}`;
const assess = (invoices: Invoice[], basis?: Ledger['basis'], applicant = APPLICANT, window = WINDOW) =>
  assessLedger({ invoices, ...(basis === undefined ? {} : { basis }) }, applicant, window);
const causes = (invoices: Invoice[]) => assess(invoices).rows.map((row) => row.cause);

test('no ledger and an empty one make nothing', () => {
  const nothing = { basis: 'total', rows: [], totalFen: 0, totalFenByYear: {} };
  expect(assessLedger(undefined, APPLICANT, WINDOW)).toEqual(nothing);
  expect(assessLedger({ invoices: [] }, APPLICANT, WINDOW)).toEqual(nothing);
});

test('sums are whole fen without floating error, by year of issue', () => {
  const rows = Array.from({ length: 30 }, (_, index) =>
    invoice(NUMBER(index + 1, index < 10 ? 24 : 25), 0.1),
  );
  const assessment = assess(rows);
  expect(assessment.totalFen).toBe(300);
  expect(assessment.totalFenByYear).toEqual({ 2024: 100, 2025: 200 });
  expect(assess([invoice(NUMBER(1), 1.005), invoice(NUMBER(2), 1_234_567.89)]).totalFen).toBe(123_456_890);
});

test('the chosen basis is summed, 价税合计 unless the applicant chooses; a missing figure leaves the row out', () => {
  const rows = [invoice(NUMBER(1), 113, { amount: 100 }), invoice(NUMBER(2), 226, { amount: null })];
  expect(assess(rows)).toMatchObject({ basis: 'total', totalFen: 33_900 });
  const byAmount = assess(rows, 'amount');
  expect(byAmount).toMatchObject({ basis: 'amount', totalFen: 10_000 });
  expect(byAmount.rows[1]).toMatchObject({ counted: false, countedFen: 0, cause: 'noAmount' });
  expect(byAmount.rows[1]?.reason).toContain('没有填写金额');
});

test('an invoice counts once, however its number is spaced; 8-digit numbers are told apart by their code', () => {
  const old = (code: string, number = '01234567') =>
    invoice(number, 100, { code, issuedOn: '2024-02-03 11:20:01' });
  expect(
    causes([
      invoice(NUMBER(1), 100),
      invoice(` ${NUMBER(1).replace(/(.{4})/g, '$1 ')}`, 100, { issuedOn: '2024/5/20' }),
      invoice(NUMBER(1).replace(/2/g, '２'), 100, { issuedOn: '2024-05-20' }),
      old('5000234130'),
      old('5000234131'),
      old('500023 4130'),
    ]),
  ).toEqual([undefined, 'duplicate', 'duplicate', undefined, undefined, 'duplicate']);
});

test('of two rows of one invoice the usable one counts; a status on either holds for both', () => {
  const [lame, good] = assess([invoice(NUMBER(1), 0, { total: null }), invoice(NUMBER(1), 100)]).rows;
  expect([lame?.cause, good?.counted]).toEqual(['duplicate', true]);
  expect(assess([invoice(NUMBER(1), 100), invoice(NUMBER(1), 100, { cityFunded: true })]).totalFen).toBe(0);
  expect(assess([invoice(NUMBER(1), 100), invoice(NUMBER(1), 100, { status: '已作废' })]).totalFen).toBe(0);
});

test('the buyer is the applicant, by code, or by name where there is no code', () => {
  const otherCode = { buyerCreditCode: '91440300192317458F' };
  const noCode = { buyerCreditCode: null };
  expect(
    causes([
      invoice(NUMBER(1), 1, { ...otherCode }),
      invoice(NUMBER(2), 1, { buyerCreditCode: ' 91350100m000100y43 ', buyerName: '旧名称' }),
      invoice(NUMBER(3), 1, { ...noCode, buyerName: '重庆 示例机械制造有限公司' }),
      invoice(NUMBER(4), 1, { ...noCode, buyerName: '别家公司' }),
      invoice(NUMBER(5), 1, { ...noCode, buyerName: null }),
    ]),
  ).toEqual(['otherBuyer', undefined, undefined, 'otherBuyer', undefined]);
  const unnamed = { creditCode: '', name: '' };
  expect(assess([invoice(NUMBER(1), 1, otherCode)], 'total', unnamed).totalFen).toBe(100);
  const bracketed = { creditCode: '', name: '示例（重庆）机械有限公司' };
  const half = invoice(NUMBER(1), 1, { ...noCode, buyerName: '示例(重庆)机械有限公司' });
  expect(assess([half], 'total', bracketed).totalFen).toBe(100);
});

test('the window includes its first and last day', () => {
  const on = (day: string, year: number, serial: number) =>
    invoice(NUMBER(serial, year), 1, { issuedOn: day });
  expect(
    causes([
      on('2023-12-31', 23, 1),
      on('2024-01-01 00:00:00', 24, 2),
      on('2025-10-15', 25, 3),
      on('2025-10-16', 25, 4),
      on('2024-02-30', 24, 5),
      on('', 24, 6),
    ]),
  ).toEqual(['tooEarly', undefined, undefined, 'tooLate', 'noDate', 'noDate']);
});

test('voided, city-funded and fully flushed invoices do not count', () => {
  expect(
    causes([
      invoice(NUMBER(1), 100, { status: '已作废' }),
      invoice(NUMBER(2), 100, { cityFunded: true }),
      invoice(NUMBER(3), 100, { status: '已红冲-全额' }),
      invoice(NUMBER(4), 100, { status: null, cityFunded: null }),
    ]),
  ).toEqual(['voided', 'cityFunded', 'redFlushed', undefined]);
});

test('a fully flushed blue invoice and its red one cancel: neither counts, nothing is subtracted twice', () => {
  const assessment = assess([
    invoice(NUMBER(1), 500),
    invoice(NUMBER(2), 100, { status: '已红冲-全额' }),
    invoice(NUMBER(3), -100, { issuedOn: '2024-06-01' }),
  ]);
  expect(assessment.totalFen).toBe(50_000);
  expect(assessment.rows[2]?.reason).toContain('第 2 行');
});

test('a blue invoice flushed in two steps cancels with both red ones', () => {
  const assessment = assess([
    invoice(NUMBER(1), 100, { status: '已红冲-全额' }),
    invoice(NUMBER(2), -30, { issuedOn: '2024-06-01' }),
    invoice(NUMBER(3), -70, { issuedOn: '2024-07-01' }),
    invoice(NUMBER(4), 5),
  ]);
  expect(assessment.rows.map((row) => row.cause)).toEqual([
    'redFlushed',
    'redInvoice',
    'redInvoice',
    undefined,
  ]);
  expect(assessment.totalFen).toBe(500);
});

test('a red invoice of another seller, or older than the blue one, is not its counterpart', () => {
  const flushed = invoice(NUMBER(1), 100, { status: '已红冲-全额', issuedOn: '2024-05-20' });
  expect(assess([flushed, invoice(NUMBER(2), -100, { seller: '别家' })]).totalFen).toBe(-10_000);
  expect(assess([flushed, invoice(NUMBER(2), -100, { issuedOn: '2024-05-19' })]).totalFen).toBe(-10_000);
});

describe('a red invoice of a blue one that does not count', () => {
  const early = { issuedOn: '2023-12-20' };
  const reds = (blue: Invoice, ...red: Invoice[]) =>
    assess([invoice(NUMBER(1), 500, { seller: '别家' }), blue, ...red]);

  test.each([
    ['issued before 2024', invoice(NUMBER(2, 23), 100, early)],
    ['of another buyer', invoice(NUMBER(2), 100, { buyerCreditCode: '91440300192317458F' })],
    ['with a bad number', invoice('2.45E+19', 100)],
    ['paid by the city', invoice(NUMBER(2), 100, { cityFunded: true })],
  ])('%s is left out with it', (_, blue) => {
    const assessment = reds(blue, invoice(NUMBER(3), -100, { issuedOn: '2024-06-01' }));
    expect(assessment.totalFen).toBe(50_000);
    expect(assessment.rows[2]).toMatchObject({ counted: false, cause: 'redInvoice' });
    expect(assessment.rows[2]?.reason).toContain('第 2 行');
  });
  test('a part of it too, where the blue says that it was flushed in part', () => {
    const blue = invoice(NUMBER(2, 23), 100, { ...early, status: '已红冲-部分' });
    expect(reds(blue, invoice(NUMBER(3), -30, { issuedOn: '2024-06-01' })).totalFen).toBe(50_000);
  });
  test('stays where a counted invoice may be the one that was flushed', () => {
    const blue = invoice(NUMBER(2, 23), 100, early);
    const red = invoice(NUMBER(4), -100, { issuedOn: '2024-06-01' });
    expect(reds(blue, invoice(NUMBER(3), 100), red).totalFen).toBe(50_000);
    const partly = invoice(NUMBER(3), 300, { status: '已红冲-部分' });
    expect(reds(blue, partly, red).totalFen).toBe(70_000);
  });
  test('stays where the other row of the same invoice counts', () => {
    const red = invoice(NUMBER(3), -100, { issuedOn: '2024-06-01' });
    expect(assess([invoice(NUMBER(1), 100), invoice(NUMBER(1), 100), red]).totalFen).toBe(0);
  });
});

test('a partial flush leaves the difference', () => {
  const assessment = assess([
    invoice(NUMBER(1), 1000, { status: '已红冲-部分' }),
    invoice(NUMBER(2), -300, { issuedOn: '2024-06-01' }),
  ]);
  expect(assessment.totalFen).toBe(70_000);
  expect(assessment.rows.every((row) => row.counted)).toBe(true);
});

test.each([
  ['', '没有填写'],
  ['-', '没有填写'],
  ['2.55E+19', '科学计数'],
  ['2.55e19', '科学计数'],
  ['A2450200000000000001', '数字以外'],
  ['2450200000000000001', '19 位'],
  ['245020000000000000011', '21 位'],
  ['25502000000000000001', '与开票年份 2024 不符'],
])('number %j does not count: %s', (number, reason) => {
  const [row] = assess([invoice(number, 100, { issuedOn: '2024-05-20' })]).rows;
  expect(row).toMatchObject({ counted: false, cause: 'badNumber' });
  expect(row?.reason).toContain(reason);
});

test('an 8-digit number wants a code of 10 or 12 digits, but counts without one', () => {
  const old = (code: string | null) => invoice('01234567', 100, { code, issuedOn: '2024-02-03' });
  expect([null, '5000234130', '050002300111', '12345'].map((code) => assess([old(code)]).totalFen)).toEqual([
    10_000, 10_000, 10_000, 0,
  ]);
});

// A watchdog: work that grows with the square of the rows would take minutes.
test('20,000 invoices with as many red ones are judged, every row of them', { timeout: 60_000 }, () => {
  const rows = Array.from({ length: 20_000 }, (_, index) =>
    invoice(`2450${String(index).padStart(16, '0')}`, index % 2 === 0 ? 100 : -100, {
      status: index % 2 === 0 ? '已红冲-全额' : '正常',
      issuedOn: index % 2 === 0 ? '2024-06-01' : '2024-05-01',
    }),
  );
  expect(assess(rows).rows).toHaveLength(20_000);
});
