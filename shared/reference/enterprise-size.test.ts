import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeEnterpriseSize, sizeIndustryOf } from './enterprise-size.ts';
import { industriesOfLevel } from './industries.ts';
import recorded from './sme-size-standard-2011.json' with { type: 'json' };

const explanationOf = (code: string, figures: Parameters<typeof judgeEnterpriseSize>[1]) =>
  judgeEnterpriseSize(code, figures).explanation;
/** A 小类 of each industry that the recorded vectors use. */
const CODE_OF: Record<string, string> = {
  industry: '3612',
  software: '6513',
  construction: '4710',
  wholesale: '5111',
  'leasing-business-services': '7212',
  other: '7320',
  agriculture: '0111',
};

interface Vector {
  industry_id: string;
  input: { employees?: number; revenue?: number; assets?: number };
  expected: string;
}
const SIZE_VECTORS: Vector[] = recorded.test_vectors.size;

test.each(SIZE_VECTORS)(
  'size vector: $industry_id $input is $expected',
  ({ industry_id, input, expected }) => {
    const figures = { employees: input.employees, revenueWan: input.revenue, assetsWan: input.assets };
    const judgement = judgeEnterpriseSize(CODE_OF[industry_id] ?? '', figures);
    expect(judgement).toMatchObject({ known: true, size: expected, industryId: industry_id });
  },
);

test.each(recorded.test_vectors.mapping)('mapping vector: $code is $expected', ({ code, expected }) => {
  const match = sizeIndustryOf(code);
  expect(match.found ? match.id : null).toBe(expected);
});

test('every 小类 has an industry or a reason, never an unknown code', () => {
  const unknown = industriesOfLevel('class').filter((industry) => {
    const match = sizeIndustryOf(industry.code);
    return !match.found && match.reason !== 'notCovered' && match.reason !== 'unsettled';
  });
  expect(unknown).toEqual([]);
});

test.each([
  ['36', undefined],
  ['65', undefined],
  ['59', 'finerCodeNeeded'],
  ['70', 'finerCodeNeeded'],
  ['592', undefined],
  ['704', 'unsettled'],
  ['7040', 'unsettled'],
  ['5310', 'notCovered'],
  ['66', 'notCovered'],
  ['98', 'unknownCode'],
  ['', 'unknownCode'],
  ['C36', 'unknownCode'],
])('code %s: %s', (code, reason) => {
  const match = sizeIndustryOf(code);
  expect(match.found ? undefined : match.reason).toBe(reason);
  if (reason !== undefined)
    expect(judgeEnterpriseSize(code, { employees: 1 })).toMatchObject({ known: false, reason });
});

test('the explanation names the bounds, the figures and what is short', () => {
  const text = explanationOf('36', { employees: 299, revenueWan: 39999 });
  expect(text).toContain('工信部联企业〔2011〕300号');
  expect(text).toContain('小型企业须同时满足从业人员20人及以上、营业收入300万元及以上');
  expect(text).toContain('现填从业人员299人、营业收入39999万元');
  expect(text).toContain('从业人员未达中型下限300人，属于小型企业');
  expect(text).not.toContain('营业收入未达');
  expect(explanationOf('36', { employees: 1000, revenueWan: 40000 })).toContain('大型企业不属于中小企业');
  expect(explanationOf('36', { employees: 3, revenueWan: 40000 })).toContain(
    '从业人员未达小型下限20人，属于微型企业',
  );
});

test('a missing figure leaves the size open, unless the others settle it', () => {
  const open = judgeEnterpriseSize('36', { employees: 500 });
  expect(open).toMatchObject({ known: false, reason: 'figuresMissing' });
  expect(open.explanation).toContain('还缺营业收入');
  expect(open.explanation).toContain('微型至中型');
  expect(judgeEnterpriseSize('36', { employees: 19 })).toMatchObject({ known: true, size: '微型' });
  expect(judgeEnterpriseSize('36', { employees: null, revenueWan: Number.NaN })).toMatchObject({
    known: false,
  });
});

test('figures that an industry does not list play no part', () => {
  expect(judgeEnterpriseSize('7320', { employees: 50 })).toMatchObject({ known: true, size: '小型' });
  expect(judgeEnterpriseSize('4710', { employees: 1, revenueWan: 6000, assetsWan: 5000 })).toMatchObject({
    size: '中型',
  });
});

test('more of everything never makes an enterprise smaller', () => {
  const order = ['微型', '小型', '中型', '大型'];
  const codes = industriesOfLevel('division').map((industry) => industry.code);
  const figure = fc.nat({ max: 100_000 });
  const rank = (code: string, employees: number, revenueWan: number, assetsWan: number) => {
    const judgement = judgeEnterpriseSize(code, { employees, revenueWan, assetsWan });
    return judgement.known ? order.indexOf(judgement.size) : -1;
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      figure,
      figure,
      figure,
      figure,
      figure,
      figure,
      (code, a, b, c, d, e, f) => {
        expect(rank(code, a + d, b + e, c + f)).toBeGreaterThanOrEqual(rank(code, a, b, c));
      },
    ),
  );
});
