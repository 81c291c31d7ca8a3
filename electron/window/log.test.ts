import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dossier-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const text = () => readFileSync(path.join(folder, 'logs', 'dossier.log'), 'utf8');

test('a line has its time, kind and stack, and nothing by which an enterprise could be known', () => {
  const log = openLog(path.join(folder, 'logs'), () => new Date('2025-10-10T08:00:00Z'));
  log('info', 'start 0.1.0');
  log('problem', 'call saveDraft', new Error('重庆示例公司 91500000MA5U0000X1 /home/王小明/x'));
  expect(text()).toMatch(/^2025-10-10T08:00:00.000Z info start 0.1.0\n/);
  expect(text()).toContain('problem call saveDraft: Error');
  for (const personal of ['示例', '91500000MA5U0000X1', '王小明', folder])
    expect(text()).not.toContain(personal);
});

test('a large log is put aside once, so that there are never more than two', () => {
  const logs = path.join(folder, 'logs');
  openLog(logs)('info', 'first');
  for (const round of ['one', 'two']) {
    writeFileSync(path.join(logs, 'dossier.log'), round.repeat(400_000));
    openLog(logs)('info', `after ${round}`);
    expect(text()).toContain(`after ${round}`);
  }
  expect(readdirSync(logs).sort()).toEqual(['dossier.log', 'dossier.old.log']);
});

test('where no log can be written, the work goes on', () => {
  writeFileSync(path.join(folder, 'logs'), 'a file where the folder should be');
  const log = openLog(path.join(folder, 'logs'));
  expect(() => log('info', 'start')).not.toThrow();
});
