import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { entryOf } from './fixtures/some-entry.ts';
import { fillRecommendation, recommendationParagraphs } from './recommendation.ts';
import { composeSummary, summaryEntries } from './summary-table.ts';

const NOBODY = { recommender: '', contactName: '', contactPhone: '' };
const source = readFileSync(new URL('../notices/cq-2025-40/source/通知原文.txt', import.meta.url), 'utf8');

/** The notice's own annex: its lines, and the cells of its table, a tab before each. */
function publishedAnnex(annex: string) {
  const lines = source.split('\n').map((line) => line.replace(/\r$/, ''));
  const begin = lines.lastIndexOf(annex) + 1;
  const rest = lines.slice(begin).filter((line) => line.trim() !== '' || line.startsWith('\t'));
  const table = rest.slice(2).filter((line) => line.startsWith('\t'));
  const end = rest.findIndex((line, index) => index >= 2 && !line.startsWith('\t'));
  return {
    title: rest[0],
    headLine: rest[1],
    cells: (end < 0 ? table : rest.slice(2, end)).map((cell) => cell.trim()),
  };
}

test.each(['benchmark', 'product'] as const)(
  'an empty %s table is the notice’s blank, to the letter',
  (programme) => {
    const form = NOTICE.forms[programme];
    const table = composeSummary(form, NOBODY, []);
    const published = publishedAnnex(table.annex);
    expect(table.title).toBe(published.title);
    expect(table.titleLines.join('')).toBe(published.title);
    expect(table.headLine).toBe(published.headLine);
    const cells = [...table.columns.map(({ label }) => label), ...table.rows.flatMap((row) => row.cells)];
    expect(cells).toEqual(published.cells);
  },
);

test('rows follow the officer’s order, numbered from 1, with what is recommended and nothing else', () => {
  const entries = [
    entryOf({ entryId: 'late', position: 9, values: { applicantName: '丙', district: '渝北区' } }),
    entryOf({
      entryId: 'first',
      position: 2,
      values: { applicantName: '甲\n公司\u202e', contactPhone: '=1+1' },
    }),
    entryOf({ entryId: 'no', position: 3, verdict: 'rejected' }),
    entryOf({ entryId: 'open', position: 4, verdict: null, values: { applicantName: '乙' } }),
    entryOf({ entryId: 'broken', position: 5, verdict: null, state: 'unreadable' }),
    entryOf({ entryId: 'other', position: 1, programme: 'product' }),
  ];
  const table = composeSummary(NOTICE.forms.benchmark, NOBODY, entries);
  expect(table.rows).toEqual([
    { entryId: 'first', cells: ['1', '', '甲 公司', '', '=1+1'] },
    { entryId: 'late', cells: ['2', '渝北区', '丙', '', ''] },
  ]);
  const standing = summaryEntries('benchmark', entries, 'standing').map(({ entryId }) => entryId);
  expect(standing).toEqual(['first', 'open', 'late']);
});

test('the head line keeps the notice’s places while names are short, and breaks when they are long', () => {
  const head = (recommender: string) =>
    composeSummary(
      NOTICE.forms.benchmark,
      { recommender, contactName: '李工', contactPhone: '023-12345678' },
      [],
    ).headLine;
  const alone = { ...NOBODY, recommender: '渝北区经信委' };
  const short = composeSummary(NOTICE.forms.benchmark, alone, []).headLine;
  // Six characters stand where twelve blanks were.
  expect(short).toBe(`推荐单位（盖章）：渝北区经信委${' '.repeat(21)}联系人：${' '.repeat(12)}联系方式：`);
  expect(head('石柱土家族自治县经济和信息化委员会').split('\n')).toHaveLength(1);
  const broken = head('重庆'.repeat(30)).split('\n');
  expect(broken).toEqual([
    `推荐单位（盖章）：${'重庆'.repeat(30)}`,
    '联系人：李工    联系方式：023-12345678',
  ]);
});

test('推荐意见 counts and names what is recommended now, in the officer’s words too', () => {
  const entries = [
    entryOf({ values: { applicantName: '重庆甲机械有限公司' } }),
    entryOf({ programme: 'product', values: { applicantName: '重庆乙软件有限公司', productName: '甲排产' } }),
    entryOf({ programme: 'product', verdict: 'returned' }),
  ];
  const batch = { programmes: ['benchmark' as const, 'product' as const], recommendation: '' };
  const text = fillRecommendation(NOTICE, batch, entries).join('\n');
  expect(text).toContain('共推荐申报项目2个，其中中小企业数字化转型标杆企业1家');
  expect(text).toContain('1.重庆甲机械有限公司\n');
  expect(text).toContain('1.重庆乙软件有限公司：甲排产\n');
  expect(text).not.toContain('【');
  const own = { ...batch, recommendation: '同意推荐【标杆企业数】家。\n\n【别的】照旧。\n' };
  expect(recommendationParagraphs(NOTICE, own)).toHaveLength(2);
  expect(fillRecommendation(NOTICE, own, entries)).toEqual(['同意推荐1家。', '【别的】照旧。']);
  expect(fillRecommendation(NOTICE, { ...batch, programmes: ['product'] }, [])).toContain('无。');
});
