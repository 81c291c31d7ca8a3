import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '..');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
const lockfile = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        hasInstallScript: z.boolean().optional(),
        resolved: z.string().optional(),
        integrity: z.string().optional(),
      }),
    ),
  })
  .parse(read('package-lock.json'));
const { allowScripts } = z
  .object({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(read('package.json'));

const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

test('every package of the lockfile that brings an install script is named, and only one of them may run it', () => {
  const withScript = Object.entries(lockfile.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => nameOf(place));
  // A package that is new here was looked at by nobody: npm would run what it brings.
  expect([...new Set(withScript)].sort()).toEqual(Object.keys(allowScripts).sort());
  // Puts Node's own program in its place; the other two compile or choose what we bring ready or never use.
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node']);
  // By itself npm only warns of a script that is not named, and runs it.
  expect(readFileSync(path.join(root, '.npmrc'), 'utf8')).toMatch(/^strict-allow-scripts=true$/m);
});

test('everything comes from the registry, whichever mirror, with the hash of what was looked at', () => {
  const packages = Object.entries(lockfile.packages).filter(([place]) => place !== '');
  const strange = packages.filter(
    ([, { resolved, integrity = '' }]) => resolved !== undefined || !/^sha512-/.test(integrity),
  );
  expect(strange.map(([place]) => place)).toEqual([]);
});
