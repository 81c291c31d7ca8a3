import { expect, test } from 'vitest';
import { industriesOfLevel, industryByCode, industryPath, searchIndustries } from './industries.ts';

const codes = (query: string, limit = 10, levels?: Parameters<typeof searchIndustries>[2]) =>
  searchIndustries(query, limit, levels).map((industry) => industry.code);

test('20 门类, 97 大类, 473 中类, 1382 小类, no code twice', () => {
  const levels = ['section', 'division', 'group', 'class'] as const;
  expect(levels.map((level) => industriesOfLevel(level).length)).toEqual([20, 97, 473, 1382]);
  const all = levels.flatMap((level) => industriesOfLevel(level).map((industry) => industry.code));
  expect(new Set(all).size).toBe(all.length);
});

test('an entry is found by its code, with its path', () => {
  expect(industryByCode('36')).toMatchObject({ name: '汽车制造业', level: 'division' });
  const vehicle = industryByCode('3612');
  expect(vehicle).toMatchObject({ name: '新能源车整车制造', level: 'class' });
  expect(vehicle && industryPath(vehicle)).toBe('制造业>汽车制造业>汽车整车制造>新能源车整车制造');
  expect(industryByCode('C')).toMatchObject({ name: '制造业', level: 'section' });
});

test.each(['', '3', '99', '3699', '36125', '汽车', ' 36', 'c', '__proto__'])('no entry for %j', (code) => {
  expect(industryByCode(code)).toBeUndefined();
});

test('the amended names and codes are in force', () => {
  expect(industryByCode('9231')?.name).toBe('监察委员会');
  expect(industryByCode('9233')?.name).toBe('人民检察院');
  expect(industryByCode('96')?.name).toBe('基层群众自治组织');
});

test('search by code: the exact one first, then what lies below it', () => {
  expect(codes('36', 5)).toEqual(['36', '361', '362', '363', '364']);
  expect(codes('36', 200).every((code) => code.startsWith('36'))).toBe(true);
  expect(codes('3612')).toEqual(['3612']);
  expect(codes('361', 10, ['class'])).toEqual(['3611', '3612']);
});

test.each(['C3612', 'c3612', '３６１２', ' 3612 ', '3612 新能源车整车制造'])(
  'search takes %s for 3612',
  (query) => {
    expect(codes(query)).toEqual(['3612']);
  },
);

test('a letter of another 门类 does not match', () => {
  expect(codes('D3612')).toEqual([]);
  expect(codes('c', 3, ['division'])).toHaveLength(3);
  expect(codes('c', 200, ['division'])).toHaveLength(31);
});

test('exact name first, then names that begin with the word, then names that hold it', () => {
  expect(codes('汽车制造业', 1)).toEqual(['36']);
  expect(searchIndustries('汽车', 5).every((industry) => industry.name.startsWith('汽车'))).toBe(true);
  const names = searchIndustries('机器人', 20).map((industry) => industry.name);
  expect(names).toContain('工业机器人制造');
  expect(names.every((name) => name.includes('机器人'))).toBe(true);
});

test('the shorter path comes first where a 中类 and its only 小类 have one name', () => {
  expect(codes('汽车用发动机制造')).toEqual(['362', '3620']);
  expect(codes('汽车用发动机制造', 10, ['class'])).toEqual(['3620']);
});

test('all words must match, in the name or above it', () => {
  expect(codes('汽车 零部件', 1)).toEqual(['367']);
  expect(codes('汽车制造业 电车')).toEqual(['365', '3650']);
  expect(codes('汽车 稻谷')).toEqual([]);
  expect(codes('软件、开发', 1)).toEqual(['651']);
});

test('a 大类 by name brings all its 小类', () => {
  const found = searchIndustries('汽车制造业', 100, ['class']);
  expect(found).toHaveLength(8);
  expect(found.every((industry) => industry.path[1]?.code === '36')).toBe(true);
});

test('brackets are found in either width; limits hold; nonsense finds nothing', () => {
  expect(searchIndustries('(', 3).length).toBeGreaterThan(0);
  expect(codes('(', 50)).toEqual(codes('（', 50));
  expect(codes('制造', 7)).toHaveLength(7);
  expect(codes('制造', 0)).toEqual([]);
  expect(codes('制造', Number.NaN)).toEqual([]);
  expect(codes('  ')).toEqual([]);
  expect(codes('[.*')).toEqual([]);
  expect(codes('12345')).toEqual([]);
});
