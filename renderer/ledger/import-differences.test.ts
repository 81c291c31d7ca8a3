import { expect, test } from 'vitest';
import { invoice } from '../../shared/rules/fixtures/benchmark-draft.ts';
import { carryOut, planImport } from './import-differences.ts';

const number = (serial: number) => `2450200000000000${String(serial).padStart(4, '0')}`;

test('an import that says something else of an invoice is told, and changes it only on demand', () => {
  const present = [
    invoice(number(1), 100, { category: '云服务', cityFunded: true, content: '我写的', amount: 80 }),
  ];
  const plan = planImport(present, [
    invoice(number(1), 120, { category: '软件购置', cityFunded: false, content: '*云*主机', amount: 80 }),
    invoice(number(2), 200),
  ]);
  expect(plan).toMatchObject({ added: 1, same: 1, completed: 0 });
  expect(plan.differences.map(({ row, words }) => [row, words])).toEqual([
    [0, '发票内容：清单 我写的，导入 *云*主机；价税合计（元）：清单 100.00，导入 120.00'],
  ]);
  expect(carryOut(plan, false)[0]).toMatchObject({ total: 100, content: '我写的' });
  expect(carryOut(plan, true)[0]).toMatchObject({ total: 120, category: '云服务', cityFunded: true });
  expect(carryOut(plan, true)).toHaveLength(2);
});

test('the same list again differs in nothing', () => {
  const list = [invoice(number(1), 100), invoice(number(2), 200)];
  expect(planImport(list, list)).toMatchObject({ added: 0, same: 2, differences: [] });
});
