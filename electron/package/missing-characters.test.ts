import { expect, test } from 'vitest';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { benchmarkDraft } from '../../shared/rules/fixtures/benchmark-draft.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { findMissingCharacters } from './missing-characters.ts';

const NO_FONT = '\u{1F600}';
const fonts = await loadBookFonts();
const found = (draft: ReturnType<typeof benchmarkDraft>) =>
  findMissingCharacters(NOTICE.forms.benchmark, draft, fonts);

test('a draft of characters that can be printed has nothing to say', () => {
  expect(found(benchmarkDraft())).toEqual([]);
});

test('a character without a font blocks, by its field and code point', () => {
  const draft = benchmarkDraft();
  const findings = found({ ...draft, answers: { ...draft.answers, contactName: `张${NO_FONT}` } });
  expect(findings).toMatchObject([
    { code: 'R41', level: 'block', section: 'applicationForm', field: 'contactName' },
  ]);
  expect(findings[0]?.message).toContain('U+1F600');
  expect(findings[0]?.clause).toMatch(/^通知四（一）/);
});

test('names of evidence and reasons of “无” are printed too; where a picture lies is not', () => {
  const draft = benchmarkDraft();
  const evidence = {
    ...draft.evidence,
    businessLicence: { files: [{ path: `evidence/${NO_FONT}.pdf`, name: '营业执照.pdf' }] },
    audit2023: { files: [{ path: `evidence/${NO_FONT}.pdf` }] },
    otherProof: { none: { reason: `没有${NO_FONT}` } },
  };
  expect(found({ ...draft, evidence }).map(({ evidence }) => evidence)).toEqual(['audit2023', 'otherProof']);
  const figure = { type: 'figure', attrs: { file: `figures/${NO_FONT}.png`, caption: '架构图' } } as const;
  const transformationNarrative = { type: 'doc' as const, content: [figure] };
  expect(found({ ...draft, answers: { ...draft.answers, transformationNarrative } })).toEqual([]);
});
