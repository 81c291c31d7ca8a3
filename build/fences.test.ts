import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The real project files around a few small sources: a wrong import must be a type error. */
const root = path.resolve(import.meta.dirname, '..');
let house: string;

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'dossier-fences-'));
  for (const each of ['tsconfig.base.json', 'package.json'])
    cpSync(path.join(root, each), path.join(house, each));
  symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
  for (const room of ['shared', 'electron', 'renderer']) {
    mkdirSync(path.join(house, room));
    cpSync(path.join(root, room, 'tsconfig.json'), path.join(house, room, 'tsconfig.json'));
    writeFileSync(path.join(house, room, 'here.ts'), `export const ${room}: string = '${room}';\n`);
  }
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function typesOf(room: string, source: string): string {
  const file = path.join(house, room, 'sample.ts');
  writeFileSync(file, source);
  const checked = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/typescript/bin/tsc'), '-b', path.join(house, room)],
    { encoding: 'utf8' },
  );
  rmSync(file);
  return checked.status === 0 ? 'good' : checked.stdout + checked.stderr;
}

test.each([
  ['renderer', 'shared'],
  ['electron', 'shared'],
])('%s may import %s', (from, to) => {
  expect(typesOf(from, `import { ${to} } from '../${to}/here.ts';\nexport const sample = ${to};\n`)).toBe(
    'good',
  );
});

test.each([
  ['renderer', 'electron'],
  ['electron', 'renderer'],
  ['shared', 'electron'],
  ['shared', 'renderer'],
])('%s may not import %s', (from, to) => {
  const said = typesOf(from, `import { ${to} } from '../${to}/here.ts';\nexport const sample = ${to};\n`);
  expect(said).toMatch(/TS\d+/);
  expect(said).toContain(`${to}/here.ts`);
});

test.each([
  ['shared', 'export const sample = process.cwd();', 'process'],
  ['shared', 'export const sample = document.title;', 'document'],
  ['electron', 'export const sample = document.title;', 'document'],
  ['renderer', "import { readFileSync } from 'node:fs';\nexport const sample = readFileSync;", 'node:fs'],
])('%s does not know what is not its own: %s', (room, source, name) => {
  expect(typesOf(room, `${source}\n`)).toContain(name);
});
