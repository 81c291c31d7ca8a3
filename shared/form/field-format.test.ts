import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { fieldsOf } from './definition.ts';
import { creditCodeProgress, formatProblem, numberProblem, typedFormats } from './field-format.ts';
import type { TypedField } from './typed-text.ts';
import { isTypedField } from './typed-text.ts';
import { usualMost, wanIfYuan } from './yuan-offer.ts';

const FORM = NOTICE.forms.benchmark;
const PRODUCT = NOTICE.forms.product;
const context = { today: '2025-10-15', rules: FORM.rules };

function field(id: string): TypedField {
  const found = [...fieldsOf(FORM), ...fieldsOf(PRODUCT)].find((each) => each.id === id);
  if (found === undefined || !isTypedField(found)) throw new Error(`${id} is not typed`);
  return found;
}
const problem = (id: string, text: string) => formatProblem(field(id), text, context);

test('an empty box has no wrong format, whatever the field', () => {
  for (const each of [...fieldsOf(FORM), ...fieldsOf(PRODUCT)].filter(isTypedField))
    expect(formatProblem(each, '  ', context), each.id).toBeUndefined();
});

test('the credit code: which place is wrong, as of the reference', () => {
  expect(problem('creditCode', '9150 0000 2028 6320 X6')).toBeUndefined();
  expect(problem('creditCode', '9150000020I86320X6')).toContain('第11位');
  expect(problem('creditCode', '9150000020286320X7')).toContain('第18位');
  expect(problem('creditCode', '9111000080210043B')).toContain('少1位');
});

test('while a credit code is typed, only what no further character can mend is wrong', () => {
  expect(creditCodeProgress('9150 00')).toEqual({ typed: 6, length: 18, problem: undefined });
  expect(creditCodeProgress('91500O').problem).toContain('第6位是字母“O”');
  expect(creditCodeProgress('9150000020286320X6')).toEqual({ typed: 18, length: 18, problem: undefined });
  expect(creditCodeProgress('9150000020286320X7').problem).toContain('第18位');
});

test('dates: no such day, only a month, a founding in the future', () => {
  expect(problem('establishedOn', '2015/3/18')).toBeUndefined();
  expect(problem('establishedOn', '2015-02-30')).toContain('不是有效日期');
  expect(problem('establishedOn', '2015年3月')).toContain('写到日');
  expect(problem('establishedOn', '2025-10-16')).toContain('晚于今天');
});

test('the day of application may lie ahead', () => {
  expect(problem('applicationDate', '2025-10-20')).toBeUndefined();
});

test('telephones that can be dialled pass, others are told how', () => {
  for (const text of ['13800138000', '023-67890123', '（023）6789 0123转801', '13800138000、67890123'])
    expect(problem('contactPhone', text), text).toBeUndefined();
  expect(problem('contactPhone', '1380013800')).toContain('手机为 11 位');
});

test('numbers: not one, below the least, broken people, too many places', () => {
  expect(problem('revenueTotal', '1,568.80')).toBeUndefined();
  expect(problem('revenueTotal', '约1568')).toContain('不是数字');
  expect(problem('revenueTotal', '-1')).toContain('不能小于 0');
  expect(problem('revenueTotal', '156.805')).toContain('最多 2 位小数');
  expect(problem('staffTotal', '86.5')).toContain('应为整数');
  expect(problem('implementationMonths', '0')).toContain('不能小于 1');
});

test('only what may be negative may be negative', () => {
  const bounds = { name: '2024年利润总额', unit: '万元', decimals: 2, minimum: undefined };
  expect(numberProblem('-36.50', bounds)).toBeUndefined();
  expect(numberProblem('-36.50', { ...bounds, minimum: 0 })).toContain('不能小于 0');
});

test('a text too long for its cell says how much too long', () => {
  expect(problem('contactName', '张'.repeat(50))).toBeUndefined();
  expect(problem('contactName', '张'.repeat(53))).toContain('删减 3 个');
});

test('the schema of a section names each box with its problem', () => {
  const checked = typedFormats(fieldsOf(FORM), context).safeParse({
    ...Object.fromEntries(
      fieldsOf(FORM)
        .filter(isTypedField)
        .map(({ id }) => [id, '']),
    ),
    contactPhone: '12',
  });
  expect(checked.error?.issues.map(({ path }) => path)).toEqual([['contactPhone']]);
});

test('an amount that looks like 元 is offered in 万元, by the measure of its field', () => {
  expect(usualMost(PRODUCT.rules, 'price')).toBe(1000);
  expect(wanIfYuan(98_000, usualMost(PRODUCT.rules, 'price'))).toBe(9.8);
  const most = usualMost(FORM.rules, 'indicators.2024.revenue');
  expect(wanIfYuan(1_568_000, most)).toBe(156.8);
  expect(wanIfYuan(12_934.76, most)).toBeUndefined();
});
