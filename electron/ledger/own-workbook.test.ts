import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Invoice, invoiceSchema, ledgerSchema } from '../../shared/form/draft.ts';
import { assessLedger } from '../../shared/rules/ledger.ts';
import { writeLedgerWorkbook } from '../package/ledger-workbook.ts';
import { readLedgerFiles } from './read-ledger-files.ts';

const EXAMPLE = join(import.meta.dirname, '../../shared/notices/cq-2025-40/examples/benchmark/draft.json');
const APPLICANT = { creditCode: '91500120EXAMPLE11E', name: '重庆示例食品机械有限公司' };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-own-'));
});
afterAll(() => rm(folder, { recursive: true }));

const assess = (invoices: Invoice[]) =>
  assessLedger({ invoices }, APPLICANT, { from: '2024-01-01', until: '2025-10-15' });

/** Out as 05-数字化转型投入明细表.xlsx, and in again. */
async function outAndIn(invoices: Invoice[]) {
  const bytes = await writeLedgerWorkbook({
    applicant: APPLICANT.name,
    creditCode: APPLICANT.creditCode,
    twinCode: 'AB12-CD34',
    assessment: assess(invoices),
  });
  const path = join(folder, '05-数字化转型投入明细表.xlsx');
  await writeFile(path, bytes);
  return readLedgerFiles([{ path, name: '05-数字化转型投入明细表.xlsx' }]);
}

/** Every field of the schema, empty ones as null. */
function complete(invoice: Invoice): Invoice {
  const fields = Object.keys(invoiceSchema.shape).map((key) => [key, Reflect.get(invoice, key) ?? null]);
  return invoiceSchema.parse(Object.fromEntries(fields));
}

test('the example’s own 明细表 comes back identical, invoice by invoice', async () => {
  const draft = JSON.parse(await readFile(EXAMPLE, 'utf8'));
  const { invoices } = ledgerSchema.parse(draft.answers.investmentLedger);
  const read = await outAndIn(invoices);
  expect(read.problems).toEqual([]);
  expect(read.invoices).toEqual(invoices.map(complete));
  expect(assess(read.invoices).totalFen).toBe(assess(invoices).totalFen);
});

test('duplicates, left-out and half-filled rows come back as well, as they were', async () => {
  const row = (number: string, more: Partial<Invoice>): Invoice => ({
    content: '*软件*ERP',
    number,
    issuedOn: '2024-05-20',
    total: 113,
    ...more,
  });
  const invoices = [
    row('24502000000000000001', { amount: 100, cityFunded: true, status: '已作废' }),
    row('24502000000000000001', { amount: -0.07, total: -1.005, category: '其他' }),
    row('01234567', { code: '5000234130', seller: '=1+1', buyerName: '别家公司' }),
    row('', { content: '没有号码', seller: '甲' }),
    row('24502000000000000002', { issuedOn: '五月', buyerCreditCode: '91440300192317458F' }),
  ];
  const read = await outAndIn(invoices);
  expect(read.invoices).toEqual(invoices.map(complete));
  expect(assess(read.invoices).rows.map(({ cause }) => cause)).toEqual(
    assess(invoices).rows.map(({ cause }) => cause),
  );
});

test('any ledger comes back with the same sum', async () => {
  const yuan = fc.integer({ min: -9_999_999, max: 999_999_999 }).map((fen) => fen / 100);
  const invoices = fc.array(
    fc.record({
      content: fc.constantFrom('*软件*ERP', '云服务', '合计服务费', '其中一项', '交换机'),
      number: fc
        .integer({ min: 1, max: 99 })
        .map((serial) => `245020000000000000${String(serial).padStart(2, '0')}`),
      issuedOn: fc.constantFrom('2024-05-20', '2023-05-20', '2024-12-31'),
      total: yuan,
      amount: fc.option(yuan),
      status: fc.constantFrom('正常' as const, '已红冲-全额' as const, '已红冲-部分' as const, null),
    }),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(invoices, async (given) => {
      const read = await outAndIn(given);
      expect(read.invoices).toEqual(given.map(complete));
      expect(assess(read.invoices).totalFen).toBe(assess(given).totalFen);
    }),
    { numRuns: 15 },
  );
});
