import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { OPERATION_IDS } from './faults/operations.ts';

/** What SECURITY.md and docs/reliability.md say of tests and figures, as far as a program can hold them to it. */
const root = path.resolve(import.meta.dirname, '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^\| (?!---)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test('every promise of SECURITY.md names tests, and each is there', () => {
  const promises = rowsOf(read('SECURITY.md')).filter(([promise]) => promise !== '承诺');
  expect(promises.length).toBeGreaterThan(20);
  for (const [promise = '', tests = ''] of promises) {
    const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
    expect(named, promise).not.toEqual([]);
    for (const name of named) {
      expect(name).toMatch(/\.test\.ts$/);
      expect(globSync(name, { cwd: root }), name).not.toEqual([]);
    }
  }
});

test('the fault table adds up to what its last line says: each operation, at least 2,000 faults, none lost', () => {
  const text = read('docs/reliability.md');
  const rows = rowsOf(text);
  const begin = rows.findIndex(([head]) => head === '操作');
  const end = rows.findIndex(([head], index) => index > begin && head === '合计');
  const figures = rows.slice(begin + 1, end + 1).map(([, ...cells]) =>
    cells.map((cell) => {
      const [survived, lost] =
        /^(\d+) \/ (\d+)$/
          .exec(cell === '—' ? '0 / 0' : cell)
          ?.slice(1)
          .map(Number) ?? [];
      expect(lost, cell).toBe(0);
      return survived ?? Number.NaN;
    }),
  );
  expect(figures).toHaveLength(OPERATION_IDS.length + 1);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  for (const row of figures) expect(sum(row.slice(0, -1))).toBe(row.at(-1));
  const total = figures.at(-1) ?? [];
  for (const [column, of] of total.entries())
    expect(sum(figures.slice(0, -1).map((row) => row[column] ?? 0))).toBe(of);
  const all = total.at(-1) ?? 0;
  expect(all).toBeGreaterThanOrEqual(2_000);
  expect(text).toContain(`faults ${all}, survived ${all}, lost 0`);
  for (const command of ['npm run test:faults', 'npm run fuzz -- --minutes']) expect(text).toContain(command);
});
