import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCENARIO_NAMES } from '../reference/scenarios.ts';
import type { ScenarioAnswer } from './draft.ts';
import { scenarioRows, withoutScenario, withScenario } from './scenario-rows.ts';

test('chosen in any order, the scenarios stand in the board’s order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...SCENARIO_NAMES)), (names) => {
      const rows = names.reduce<ScenarioAnswer[]>(
        (before, name) => withScenario(before, name, { level: 2 }),
        [],
      );
      expect(rows.map(({ scenario }) => scenario)).toEqual(
        SCENARIO_NAMES.filter((name) => names.includes(name)),
      );
    }),
  );
});

test('a change of one row leaves the others the same objects', () => {
  const rows = withScenario(withScenario([], '产品设计', { level: 1 }), '质量管理', { level: 3 });
  const after = withScenario(rows, '质量管理', { proof: '系统截图' });
  expect(after[0]).toBe(rows[0]);
  expect(after[1]).toEqual({ scenario: '质量管理', level: 3, proof: '系统截图' });
  expect(withoutScenario(after, '质量管理')).toEqual([rows[0]]);
});

test('a row of an older file is found under 类 and kept, one of none of the 16 comes last', () => {
  const rows: ScenarioAnswer[] = [{ scenario: '自有场景' }, { scenario: '产品设计类', level: 1 }];
  expect(withScenario(rows, '产品设计', { level: 2 })).toEqual([
    { scenario: '产品设计类', level: 2 },
    { scenario: '自有场景' },
  ]);
});

test('what is no list of rows holds none; rows are given as they are', () => {
  expect(scenarioRows(null)).toEqual([]);
  expect(scenarioRows('产品设计')).toEqual([]);
  const rows = [{ scenario: '产品设计' }];
  expect(scenarioRows(rows)).toBe(rows);
});
