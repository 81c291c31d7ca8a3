import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRemarks } from './split-remarks.ts';

test.each([
  [
    '1. 营业收入与审计报告不一致\n2. 缺少营业执照\n3．联系电话有误',
    ['营业收入与审计报告不一致', '缺少营业执照', '联系电话有误'],
  ],
  ['（一）营业收入有误。\n（二）缺少执照。', ['营业收入有误。', '缺少执照。']],
  ['①营业收入有误②缺少执照', ['营业收入有误', '缺少执照']],
  [
    '1.营业收入有误；2.缺少执照；3、投入 1.5 万元未附发票',
    ['营业收入有误；', '缺少执照；', '投入 1.5 万元未附发票'],
  ],
  ['营业收入有误\r\n\r\n缺少执照', ['营业收入有误', '缺少执照']],
  [
    '你公司申报材料存在以下问题：\n一、营业收入有误\n请核对审计报告。\n二、缺少执照',
    ['营业收入有误请核对审计报告。', '缺少执照'],
  ],
  [
    '一、基本信息：\n1.电话有误\n2.地址不全\n二、佐证材料：\n1.缺少执照',
    ['基本信息：电话有误', '基本信息：地址不全', '佐证材料：缺少执照'],
  ],
  ['\u3000\u30001、2024.5 月数据有误\u200b', ['2024.5 月数据有误']],
  ['1.5 万元的投入没有发票', ['1.5 万元的投入没有发票']],
  ['  \n\u3000\n', []],
])('%j', (text, remarks) => {
  expect(splitRemarks(text)).toEqual(remarks);
});

const remark = fc
  .array(fc.constantFrom('营业收入', '有误', '请补充', '2024', '审计报告', '与', '不一致', 'ERP'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => `请核对${words.join('')}`);
const numbering = fc.constantFrom<(index: number) => string>(
  (index) => `${index + 1}. `,
  (index) => `${index + 1}、`,
  (index) => `（${'一二三四五六七八九十'[index]}）`,
  (index) => `${'一二三四五六七八九十'[index]}、`,
  (index) => '①②③④⑤⑥⑦⑧⑨⑩'[index] ?? '',
  (index) => `(${index + 1})`,
  () => '• ',
  () => '',
);

test('a list comes apart into what it was made of, however it is numbered', () => {
  fc.assert(
    fc.property(
      fc.array(remark, { minLength: 1, maxLength: 10 }),
      numbering,
      fc.constantFrom('\n', '\r\n', '\n\n'),
      (remarks, number, gap) => {
        expect(splitRemarks(remarks.map((each, index) => `${number(index)}${each}`).join(gap))).toEqual(
          remarks,
        );
      },
    ),
  );
});

test('no remark is empty and nothing throws, whatever is pasted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(splitRemarks(text).every((each) => each.trim() !== '')).toBe(true);
    }),
  );
});
