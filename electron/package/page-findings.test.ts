import { expect, test } from 'vitest';
import { NOTICE } from '../../shared/notices/cq-2025-40/notice.ts';
import { benchmarkDraft } from '../../shared/rules/fixtures/benchmark-draft.ts';
import { cleanFacts, cleanFile } from '../../shared/rules/fixtures/facts.ts';
import { pageFindings } from './page-findings.ts';

const LICENCE = 'evidence/营业执照.pdf';
const page = { widthMm: 210, heightMm: 297, landscape: false, dpi: 300, blank: false };
const found = (facts = {}) => {
  const draft = benchmarkDraft();
  // Something that an intake sees without opening a file.
  draft.answers.address = '';
  return pageFindings({ notice: NOTICE, draft }, { ...cleanFacts(draft), ...facts }, '2025-10-20');
};

test('what only the pages of the evidence tell is told, and nothing that is known without them', () => {
  expect(found()).toEqual([]);
  const poor = cleanFile(LICENCE, { pages: [page, { ...page, blank: true }, { ...page, dpi: 100 }] });
  const messages = found({ [LICENCE]: poor }).map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringMatching(/第 3 页的清晰度低于/),
    expect.stringMatching(/第 2 页是空白页/),
  ]);
  const damaged = cleanFile(LICENCE, { pages: [], problem: { code: 'damaged', detail: '没有文档目录' } });
  expect(found({ [LICENCE]: damaged })).toMatchObject([{ level: 'block', evidence: 'businessLicence' }]);
  const empty = cleanFile(LICENCE, { pages: [], bytes: 0, problem: { code: 'empty' } });
  expect(found({ [LICENCE]: empty })).toEqual([]);
});
