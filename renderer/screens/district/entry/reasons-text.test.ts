import { expect, test } from 'vitest';
import type { CheckItem } from '../../../../shared/intake/entry.ts';
import { LONGEST_REASONS, reasonsOf, withReasons } from './reasons-text.ts';

const item = (part: Partial<CheckItem>): CheckItem => ({
  ...{ itemId: 'R1', text: '信用代码', clause: '附件1', page: 3, findings: [], ticked: false, remark: '' },
  ...part,
});

test('what must be changed and what was remarked become numbered lines with their pages', () => {
  const text = reasonsOf(
    { marks: ['late'], problems: ['材料清单.pdf：内容已被改动。'], documentCheck: null },
    [
      item({
        findings: [
          { level: 'block', message: '信用代码的校验位不对。', remedy: '请核对营业执照。' },
          { level: 'warn', message: '可以补充。', remedy: '' },
        ],
      }),
      item({ text: '审计报告', page: null, remark: '缺 2024 年的\n' }),
      item({ text: '没有问题的' }),
    ],
  );
  expect(text.split('\n')).toEqual([
    '1. 材料清单.pdf：内容已被改动。',
    '2. 收到材料的日期晚于通知规定的日期（依据：通知四（一））',
    '3. 信用代码的校验位不对。（第 3 页）请核对营业执照。',
    '4. 审计报告：缺 2024 年的',
  ]);
});

test('one line needs no number, none is empty, and what was typed stays', () => {
  expect(reasonsOf({ marks: [], problems: [], documentCheck: null }, [item({ remark: '看不清' })])).toBe(
    '信用代码（第 3 页）：看不清',
  );
  expect(reasonsOf({ marks: [], problems: [], documentCheck: null }, [])).toBe('');
  expect(withReasons('电话已告知。\n', '1. 缺页')).toBe('电话已告知。\n1. 缺页');
  expect(withReasons('', 'x'.repeat(5_000))).toHaveLength(LONGEST_REASONS);
});
