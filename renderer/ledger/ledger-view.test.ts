import { expect, test } from 'vitest';
import type { Invoice } from '../../shared/form/draft.ts';
import { invoice } from '../../shared/rules/fixtures/benchmark-draft.ts';
import { assessLedger } from '../../shared/rules/ledger.ts';
import { viewLedger, WHOLE_LEDGER } from './ledger-view.ts';

const number = (serial: number) => `2450200000000000${String(serial).padStart(4, '0')}`;
const rowsOf = (invoices: Invoice[]) =>
  assessLedger({ invoices }, { creditCode: '', name: '' }, { from: '2024-01-01', until: '2025-10-01' }).rows;

const rows = rowsOf([
  invoice(number(1), 300, { content: 'MES 系统', cityFunded: false, category: '软件购置' }),
  invoice(number(2), 100, { content: '云主机', cityFunded: null }),
  invoice(number(3), 200, { content: '网关', status: '已作废' }),
  invoice(number(4), 200, { content: '', total: null, amount: null }),
]);

test('rows are shown as they stand, those that count, those left out, or those of which something is open', () => {
  expect(viewLedger(rows, WHOLE_LEDGER)).toEqual([0, 1, 2, 3]);
  expect(viewLedger(rows, { ...WHOLE_LEDGER, filter: 'counted' })).toEqual([0, 1]);
  expect(viewLedger(rows, { ...WHOLE_LEDGER, filter: 'leftOut' })).toEqual([2, 3]);
  expect(viewLedger(rows, { ...WHOLE_LEDGER, filter: 'open' })).toEqual([1]);
});

test('search looks into every column, whatever the width and the spaces', () => {
  expect(viewLedger(rows, { ...WHOLE_LEDGER, search: 'ｍｅｓ系统' })).toEqual([0]);
  expect(viewLedger(rows, { ...WHOLE_LEDGER, search: '0003' })).toEqual([2]);
});

test('amounts sort as numbers, equal rows keep their order, empty cells come last both ways', () => {
  const sorted = (down: boolean) => viewLedger(rows, { ...WHOLE_LEDGER, order: { column: 'total', down } });
  expect(sorted(false)).toEqual([1, 2, 0, 3]);
  expect(sorted(true)).toEqual([0, 2, 1, 3]);
});
