import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectExamples, rememberExampleFacts } from './example-facts.ts';
import { INSPECTED_BY } from './stored-facts.ts';
import { EvidenceStore } from './testing/evidence-store.ts';

let setting: EvidenceStore;
beforeEach(async () => {
  setting = await EvidenceStore.make();
});
afterEach(() => setting.remove());

const list = (content: unknown) => {
  const path = join(setting.temporary.root, 'example-facts.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const facts = { bytes: 3, kind: 'text' as const, pages: [], remarks: [] };

test('what the build found out of the examples is what reading them finds', async () => {
  const { by, facts: found } = await inspectExamples();
  expect(by).toBe(INSPECTED_BY);
  expect(Object.keys(found).length).toBeGreaterThan(30);
  for (const [sha256, each] of Object.entries(found)) {
    expect(each.sha256).toBe(sha256);
    expect(each.problem).toBeUndefined();
    expect(Object.keys(each)).not.toContain('path');
  }
});

test('files that the build has read are not read again; of another version’s reading nothing is taken', async () => {
  const { sha256 } = await setting.store.files.takeIn(setting.source('a.txt', 'abc'));
  rememberExampleFacts(
    setting.facts,
    list({ by: 'inspect 0.0.1', facts: { [sha256]: { ...facts, sha256, bytes: 9 } } }),
  );
  expect((await setting.facts.of(sha256)).bytes).toBe(3);
  expect(setting.inspections).toBe(1);
  const other = await setting.store.files.takeIn(setting.source('b.txt', 'abcd'));
  const known = { [other.sha256]: { ...facts, sha256: other.sha256, bytes: 4 } };
  rememberExampleFacts(setting.facts, list({ by: INSPECTED_BY, facts: known }));
  expect((await setting.facts.of(other.sha256)).bytes).toBe(4);
  expect(setting.inspections).toBe(1);
});

test('without the build’s list they are read like any file', () => {
  expect(() => rememberExampleFacts(setting.facts, join(setting.temporary.root, 'none.json'))).not.toThrow();
});
