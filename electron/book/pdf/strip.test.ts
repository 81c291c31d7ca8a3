import { expect, test } from 'vitest';
import { fill, type Strip } from './strip.ts';

const strip = (heightPt: number, keepWithNext = false): Strip => ({
  heightPt,
  keepWithNext,
  paint: () => {},
});

test('a chain higher than the column is cut, but never between a heading’s anchor and its line', () => {
  const chain = Array.from({ length: 9 }, () => [strip(0, true), strip(30, true)]).flat();
  const { placed, rest } = fill([...chain, strip(20)], 100, 100, true);
  expect(placed.map((each) => each.heightPt)).toEqual([0, 30, 0, 30, 0, 30]);
  expect(rest.slice(0, 2).map((each) => each.heightPt)).toEqual([0, 30]);
  expect(rest).toHaveLength(13);
});

test('what is higher than the column alone is placed with its anchor, not put off for ever', () => {
  const { placed, rest } = fill([strip(0, true), strip(300), strip(20)], 100, 100, true);
  expect(placed.map((each) => each.heightPt)).toEqual([0, 300]);
  expect(rest).toHaveLength(1);
});

test('a column of any number of strips kept together does not overflow the stack', () => {
  const chain = Array.from({ length: 400_000 }, () => strip(0.0001, true));
  expect(fill(chain, 100, 100, true).placed).toHaveLength(400_000);
});
