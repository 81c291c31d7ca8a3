import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { fieldsOf } from './definition.ts';
import { type ChangedPlace, describeChange } from './describe-change.ts';

const { benchmark, product } = NOTICE.forms;
const answers = (key: string): ChangedPlace => ({ part: 'answers', key });

test('a table tells the cells that changed and no other', () => {
  const before = { '2023': { revenue: 100, employees: 10 }, '2024': { revenue: 120, employees: 12 } };
  const after = { '2023': { revenue: 100, employees: 10 }, '2024': { revenue: 135.5, employees: 12 } };
  const { before: was, after: is } = describeChange(benchmark, answers('indicators'), before, after);
  expect(was).toMatch(/^2024 年.*：120.00 万元$/);
  expect(is).toMatch(/^2024 年.*：135.50 万元$/);
});

test('a first value has nothing before it, a cleared one nothing after', () => {
  expect(describeChange(benchmark, answers('applicantName'), null, '甲公司')).toEqual({
    before: '',
    after: '甲公司',
  });
  expect(describeChange(benchmark, answers('industryClass'), '3670', null)).toEqual({
    before: '3670 汽车零部件及配件制造',
    after: '',
  });
});

test('of a long text what surrounds the difference is told, in both directions', () => {
  const long = (middle: string) => `${'甲'.repeat(900)}${middle}${'乙'.repeat(900)}`;
  const { before, after } = describeChange(
    benchmark,
    answers('outcomesNarrative'),
    long('产值增长'),
    long('产值大幅增长'),
  );
  expect(before).toMatch(/^…甲{18,}产值增长乙{18,}…$/);
  expect(after).toMatch(/^…甲{18,}产值大幅增长乙{18,}…$/);
});

test('the same words in another shape are told as such', () => {
  const document = (level: 2 | 3) => ({
    type: 'doc',
    content: [{ type: 'heading', attrs: { level }, content: [{ type: 'text', text: '总体情况' }] }],
  });
  expect(describeChange(benchmark, answers('outcomesNarrative'), document(2), document(3)).after).toContain(
    '格式',
  );
});

test('evidence is told by the names of its files and the reason for having none', () => {
  const place = { part: 'evidence', key: 'audit2024' } as const;
  const file = { path: 'evidence/audit2024/报告.pdf', sha256: 'a'.repeat(64) };
  expect(describeChange(benchmark, place, null, { files: [file] })).toEqual({
    before: '',
    after: '报告.pdf',
  });
  expect(
    describeChange(benchmark, place, { files: [file] }, { files: [{ ...file, rotate: 90 }] }).after,
  ).toBe('报告.pdf（转 90 度）');
  expect(describeChange(benchmark, place, { files: [file] }, { none: { reason: '尚未出具' } }).after).toBe(
    '无（尚未出具）',
  );
});

test('cases and scenarios are told one by one, ledgers by their sum', () => {
  const cases = [{ enterprise: '甲公司', effect: '增产' }, { enterprise: '乙公司' }];
  expect(describeChange(product, answers('cases'), cases, [cases[0], { enterprise: '丙公司' }])).toEqual({
    before: '案例 2：乙公司',
    after: '案例 2：丙公司',
  });
  const scenarios = (level: number) => [
    { scenario: '产品设计', level },
    { scenario: '质量管控', level: 1 },
  ];
  expect(describeChange(benchmark, answers('scenarios'), scenarios(2), scenarios(3)).after).toBe(
    '产品设计：三级',
  );
  const invoice = { content: '软件', number: '1', issuedOn: '2025-01-01', total: 15_000 };
  expect(describeChange(benchmark, answers('investmentLedger'), null, { invoices: [invoice] }).after).toBe(
    '发票 1 张，价税合计共 1.50 万元',
  );
});

test('whatever an older version stored, a change is told without a fault and within a line', () => {
  const places = [
    ...fieldsOf(benchmark).map(({ id }) => answers(id)),
    { part: 'evidence', key: 'audit2024' } as const,
    { part: 'destination', key: '' } as const,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), fc.jsonValue(), (place, before, after) => {
      const told = describeChange(benchmark, place, before, after);
      expect(typeof told.before).toBe('string');
    }),
  );
  const emoji = (count: number) => '🏭'.repeat(count);
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (one, two) => {
      const told = describeChange(benchmark, answers('address'), emoji(one), `a${emoji(two)}`);
      expect(told.before.isWellFormed() && told.after.isWellFormed()).toBe(true);
      expect(told.after.length).toBeLessThan(200);
    }),
  );
});
