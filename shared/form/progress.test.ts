import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import type { Finding } from '../rules/finding.ts';
import { benchmarkDraft } from '../rules/fixtures/benchmark-draft.ts';
import { productDraft } from '../rules/fixtures/product-draft.ts';
import type { Draft } from './draft.ts';
import { formProgress } from './progress.ts';

const EMPTY: Draft = {
  formatVersion: 1,
  notice: NOTICE.id,
  programme: 'benchmark',
  answers: {},
  evidence: {},
};
const progressOf = (draft: Draft, findings: Finding[] = []) => formProgress(NOTICE, draft, findings);
const stateOf = (draft: Draft, section: string, findings: Finding[] = []) =>
  progressOf(draft, findings).sections.find((each) => each.section === section);

const finding = (section: string, level: Finding['level'] = 'block'): Finding => ({
  ...{ code: 'R01', level, key: 'R01:x', message: '', clause: '', remedy: '' },
  section,
});

test('an untouched form is at nothing, and only a section that asks for nothing is complete', () => {
  const { progress, sections } = progressOf(EMPTY);
  expect(progress).toBe(0);
  expect(sections.filter(({ state }) => state === 'complete').map(({ section }) => section)).toEqual([
    'commitment',
  ]);
  expect(sections.filter(({ state }) => state === 'started')).toEqual([]);
});

test.each([
  ['benchmark', benchmarkDraft()],
  ['product', productDraft()],
])('a finished %s application is at 100 %%, every section complete', (_name, draft) => {
  const { progress, sections } = progressOf(draft);
  expect(sections.filter(({ state }) => state !== 'complete')).toEqual([]);
  expect(progress).toBe(100);
});

test('one missing answer keeps the whole from 100 % and its section from being complete', () => {
  const draft = benchmarkDraft();
  draft.answers.contactPhone = ' ';
  expect(progressOf(draft).progress).toBeLessThan(100);
  expect(stateOf(draft, 'applicationForm')).toMatchObject({ state: 'started' });
});

test('what blocks keeps a section from being complete but takes no progress away; warnings do neither', () => {
  const draft = benchmarkDraft();
  expect(stateOf(draft, 'outcomes', [finding('outcomes'), finding('outcomes')])).toMatchObject({
    state: 'started',
    blocks: 2,
  });
  expect(progressOf(draft, [finding('outcomes')]).progress).toBe(100);
  expect(stateOf(draft, 'outcomes', [finding('outcomes', 'warn')])).toMatchObject({
    state: 'complete',
    blocks: 0,
  });
});

test('a table of figures counts by its cells', () => {
  const progressWith = (indicators: Draft['answers'][string]) =>
    progressOf({ ...EMPTY, answers: { indicators } }).progress;
  const one = progressWith({ '2024': { revenue: 1 } });
  const all = progressWith(benchmarkDraft().answers.indicators);
  expect(one).toBeLessThanOrEqual(all);
  expect(
    stateOf({ ...EMPTY, answers: { indicators: { '2024': { revenue: 1 } } } }, 'applicationForm')?.state,
  ).toBe('started');
});

test('a conditional answer counts only while it is asked', () => {
  const draft = benchmarkDraft();
  draft.answers.honours = ['其他'];
  draft.answers.honoursOther = null;
  expect(stateOf(draft, 'applicationForm')?.state).toBe('started');
  draft.answers.honours = ['创新型中小企业'];
  expect(stateOf(draft, 'applicationForm')?.state).toBe('complete');
});

test('“无” answers a slot where the notice allows it, and then asks for what stands in its place', () => {
  const draft = benchmarkDraft();
  draft.evidence.audit2024 = { none: { reason: '尚未出具' } };
  draft.evidence.statements2024 = undefined;
  expect(stateOf(draft, 'evidence')?.state).toBe('started');
  draft.evidence.statements2024 = { files: [{ path: 'evidence/statements2024/报表.pdf' }] };
  expect(stateOf(draft, 'evidence')?.state).toBe('complete');
  draft.evidence.businessLicence = { none: { reason: '没有' } };
  expect(stateOf(draft, 'evidence')?.state).toBe('started');
});
