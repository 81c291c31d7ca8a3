import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const workflow = readFileSync(path.join(root, '.github/workflows/build.yml'), 'utf8');

test('every action is named by its commit, and nothing may be written', () => {
  const actions = [...workflow.matchAll(/uses: (.+)$/gm)].map(([, action = '']) => action);
  expect(actions.length).toBeGreaterThan(3);
  expect(actions.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual(
    [],
  );
  expect(/^permissions:\n {2}contents: read$/m.test(workflow)).toBe(true);
});

test('what it runs is there', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const runs = [...workflow.matchAll(/npm run ([\w-]+)/g)].map(([, script = '']) => script);
  expect(runs).toEqual(['e2e', 'dist', 'dist', 'try-packed']);
  for (const script of runs) expect(scripts).toHaveProperty([script]);
});
