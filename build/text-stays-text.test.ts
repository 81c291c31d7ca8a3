import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** Ways in which a text could become markup or program. React writes text as text wherever none of these is used. */
const WAYS =
  /dangerouslySetInnerHTML|(?:inner|outer)HTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc|\beval\(|new Function\(|setTimeout\(['"`]/;

function sourcesOf(room: string): string[] {
  return readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.d)\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !/\/(?:testing|fixtures)\//.test(file));
}
const naming = (words: RegExp, ...rooms: string[]) =>
  rooms
    .flatMap(sourcesOf)
    .filter((file) => words.test(readFileSync(path.join(root, file), 'utf8')))
    .sort();

test('nowhere does a text become markup or program', () => {
  expect(sourcesOf('renderer').length).toBeGreaterThan(100);
  expect(naming(WAYS, 'renderer', 'shared', 'electron')).toEqual([]);
});

test('only the paste parses markup, into a page that is never shown', () => {
  expect(naming(/new DOMParser|new XMLSerializer/, 'renderer')).toEqual([
    'renderer/narrative/paste/paste-extension.ts',
  ]);
});
