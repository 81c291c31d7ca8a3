import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Invoice } from '../form/draft.ts';
import { invoice } from './fixtures/benchmark-draft.ts';
import { mergeInvoices } from './merge-invoices.ts';

const NUMBER = (serial: number) => `2450200000000000${String(serial).padStart(4, '0')}`;

test('an invoice that is there comes in no second time, however its number is spaced', () => {
  const present = [invoice(NUMBER(1), 100)];
  const merged = mergeInvoices(present, [invoice(` ${NUMBER(1)}`, 100), invoice(NUMBER(2), 200)]);
  expect(merged.invoices.map(({ total }) => total)).toEqual([100, 200]);
  expect(merged).toMatchObject({ added: 1, same: 1, completed: 0 });
});

test('what is missing is filled in, what a person wrote stays, and a newer status counts', () => {
  const typed = invoice(NUMBER(1), 100, {
    content: '我写的',
    seller: null,
    amount: null,
    category: '云服务',
  });
  const { invoices, completed } = mergeInvoices(
    [typed],
    [
      invoice(NUMBER(1), 100, {
        content: '*软件*ERP',
        amount: 88.5,
        category: '软件购置',
        status: '已红冲-全额',
      }),
    ],
  );
  expect(completed).toBe(1);
  expect(invoices).toMatchObject([
    {
      content: '我写的',
      amount: 88.5,
      category: '云服务',
      status: '已红冲-全额',
      seller: '重庆示例软件有限公司',
    },
  ]);
  const again = mergeInvoices(invoices, [invoice(NUMBER(1), 100, { status: '正常' })]);
  expect(again.invoices[0]?.status).toBe('已红冲-全额');
});

test('tax-control invoices are told apart by their code', () => {
  const old = (code: string) => invoice('01234567', 100, { code, issuedOn: '2024-02-03' });
  expect(mergeInvoices([old('5000234130')], [old('5000234131'), old('5000234130')]).added).toBe(1);
});

test('rows without a number come in once when they are the very same', () => {
  const blank = invoice('', 100, { issuedOn: '2024-02-03' });
  expect(mergeInvoices([blank], [{ ...blank }, { ...blank, total: 101 }])).toMatchObject({
    added: 1,
    same: 1,
  });
});

test('bringing the same list again changes nothing', () => {
  const rows: fc.Arbitrary<Invoice> = fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -500, max: 500 }), fc.boolean())
    .map(([serial, total, isNumbered]) =>
      invoice(isNumbered ? NUMBER(serial) : '', total, { issuedOn: '2024-05-01' }),
    );
  fc.assert(
    fc.property(fc.array(rows, { maxLength: 40 }), fc.array(rows, { maxLength: 40 }), (present, incoming) => {
      const once = mergeInvoices(present, incoming);
      expect(once.added + once.completed + once.same).toBe(incoming.length);
      expect(once.invoices.slice(0, present.length).map(({ number }) => number)).toEqual(
        present.map(({ number }) => number),
      );
      expect(mergeInvoices(once.invoices, incoming).added).toBe(0);
    }),
  );
});
