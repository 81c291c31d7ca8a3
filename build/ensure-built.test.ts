import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureBuilt, isBuilt } from './ensure-built.ts';

/** A project whose build notes that it ran. */
let root: string;
const file = (name: string) => path.join(root, name);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dossier-built-'));
  for (const folder of ['electron', 'shared', 'renderer', 'build', 'out']) mkdirSync(file(folder));
  for (const name of ['electron/main.ts', 'electron/main.test.ts', 'package.json', 'package-lock.json'])
    writeFileSync(file(name), '{}');
  const ours = JSON.stringify(path.join(import.meta.dirname, 'ensure-built.ts'));
  writeFileSync(
    file('build/build.ts'),
    `import { forgetBuilt, rememberBuilt, sourcesStamp } from ${ours};
     const root = process.cwd();
     const stamp = sourcesStamp(${JSON.stringify(root)});
     forgetBuilt(${JSON.stringify(root)});
     if (process.env.FAULT) throw new Error('a type error');
     rememberBuilt(${JSON.stringify(root)}, stamp);`,
  );
});
afterEach(() => {
  delete process.env.FAULT;
  rmSync(root, { recursive: true, force: true });
});

/** @returns whether a build began */
function build(): boolean {
  let began = false;
  expect(ensureBuilt(root, () => (began = true))).toBeUndefined();
  return began;
}

test('builds once, and again only when a source changed, came or went', () => {
  expect(build()).toBe(true);
  expect(build()).toBe(false);
  utimesSync(file('electron/main.ts'), new Date(), new Date(Date.now() + 5_000));
  expect(build()).toBe(true);
  writeFileSync(file('shared/new.ts'), '');
  expect(build()).toBe(true);
  rmSync(file('shared/new.ts'));
  expect(build()).toBe(true);
  writeFileSync(file('package-lock.json'), '{"other":1}');
  expect(build()).toBe(true);
  writeFileSync(file('electron/main.test.ts'), 'changed');
  expect(build()).toBe(false);
});

test('a build that fails says why and counts as none', () => {
  build();
  writeFileSync(file('electron/main.ts'), 'const x: number = "";');
  process.env.FAULT = '1';
  expect(ensureBuilt(root)).toContain('a type error');
  expect(isBuilt(root)).toBe(false);
});

test('the lock of a process that died does not keep anyone from building', () => {
  mkdirSync(file('out/build.lock'));
  writeFileSync(file('out/build.lock/pid'), '999999999');
  expect(build()).toBe(true);
});
