import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { prepareMachine } from './prepare-machine.ts';

/**
 * `npm test`: types, lint, unit and end-to-end tests, all of them even when an earlier part failed,
 * and at the end one line that counts them: `N passed, N failed`. Types and lint count as one each.
 * `--fast` (npm run check) leaves out the end-to-end tests and needs nothing but npm's packages.
 */
const root = path.resolve(import.meta.dirname, '..');
const fast = process.argv.includes('--fast');
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-tests-'));
const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

function run(name: string, script: string, ...parameters: string[]): boolean {
  console.log(`\n── ${name}`);
  const done = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...parameters], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // The command line is started a hundred times, each time from its sources: they are compiled once.
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(folder, 'compiled') },
  });
  return done.status === 0;
}

/** What only the whole run has time for; the window's tests among it, each with a browser of its own. */
const END_TO_END = 'e2e/*.test.ts';
const SLOW = '**/*.slow.test.ts';

function runVitest(name: string, report: string, ...parts: string[]): { passed: number; failed: number } {
  const good = run(
    name,
    'vitest/vitest.mjs',
    'run',
    ...parts,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  try {
    const counted = vitestReport.parse(JSON.parse(readFileSync(report, 'utf8')));
    // A file that does not load has no failed test of its own, and a run may fail by an unhandled error.
    const failed = counted.numFailedTests + (!good && counted.numFailedTests === 0 ? 1 : 0);
    return { passed: counted.numPassedTests, failed };
  } catch (error) {
    console.error('没有得到测试报告：', error);
    return { passed: 0, failed: 1 };
  }
}

// Types and lint need none of it, and installing waits for the network and the disk.
const machine = fast ? Promise.resolve([]) : prepareMachine();
const gates = [
  run('类型检查', 'typescript/bin/tsc', '-b'),
  run('格式与规范检查', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
];
const missing = await machine;
const report = (name: string) => path.join(folder, `${name}.json`);
const parts = fast
  ? [runVitest('单元测试', report('unit'), '--exclude', END_TO_END, '--exclude', SLOW)]
  : [
      runVitest('单元测试', report('unit'), '--exclude', END_TO_END),
      // After the rest: a window that shares its cores with LibreOffice is no window that a person has.
      runVitest('端到端测试', report('e2e'), 'e2e', '--exclude', 'e2e/host/**'),
    ];
rmSync(folder, { recursive: true, force: true });
const sum = (count: (part: { passed: number; failed: number }) => number) =>
  parts.reduce((total, part) => total + count(part), 0);
const passed = gates.filter(Boolean).length + sum((part) => part.passed);
const failed = gates.filter((good) => !good).length + sum((part) => part.failed) + missing.length;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
