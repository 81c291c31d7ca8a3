import { expect, test } from 'vitest';
import { invoiceSchema } from '../../shared/form/draft.ts';
import { cellText, changeCell, EMPTY_INVOICE, LEDGER_COLUMNS, shownCell } from './ledger-columns.ts';

function column(id: string) {
  const found = LEDGER_COLUMNS.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}
const typed = (id: string, text: string) => changeCell(EMPTY_INVOICE, column(id), text);

test('every field of an invoice has its column, and the notice’s own come first', () => {
  expect(LEDGER_COLUMNS.map(({ id }) => id).sort()).toEqual(Object.keys(invoiceSchema.shape).sort());
  expect(LEDGER_COLUMNS.slice(0, 5).map(({ id }) => id)).toEqual([
    'content',
    'number',
    'amount',
    'total',
    'issuedOn',
  ]);
});

test.each([
  ['content', ' ERP\n系统 ', { content: 'ERP 系统' }],
  ['number', ' 2450 2000 0000 0000 0001', { number: '24502000000000000001' }],
  ['number', '’０１２３４５６７', { number: '01234567' }],
  ['amount', '￥12,800.5', { amount: 12800.5 }],
  ['total', '1.5万元', { total: 15000 }],
  ['issuedOn', '2024/3/5', { issuedOn: '2024-03-05' }],
  ['issuedOn', '三月五日', { issuedOn: '三月五日' }],
  ['category', '云服务', { category: '云服务' }],
  ['cityFunded', '否', { cityFunded: false }],
  ['status', '已作废', { status: '已作废' }],
])('%s takes %j', (id, text, expected) => {
  expect(typed(id, text).invoice).toEqual({ ...EMPTY_INVOICE, ...expected });
});

test('what is no amount and no choice is not taken, and the text is named', () => {
  expect(typed('amount', '约一万').problem).toContain('约一万');
  expect(typed('category', '办公用品').problem).toContain('办公用品');
});

test('an emptied cell says nothing any more', () => {
  const full = { ...EMPTY_INVOICE, content: 'ERP', amount: 3, cityFunded: true };
  expect(changeCell(full, column('amount'), ' ').invoice).toEqual({
    ...EMPTY_INVOICE,
    content: 'ERP',
    cityFunded: true,
  });
  expect(changeCell(full, column('content'), '').invoice?.content).toBe('');
  expect(cellText(full, column('cityFunded'))).toBe('是');
  expect(cellText(EMPTY_INVOICE, column('cityFunded'))).toBe('');
});

test('amounts are shown with separators and typed without', () => {
  const invoice = { ...EMPTY_INVOICE, total: 12800.5 };
  expect(shownCell(invoice, column('total'))).toBe('12,800.50');
  expect(cellText(invoice, column('total'))).toBe('12800.5');
});
