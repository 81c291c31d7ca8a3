import type { Notice, Programme } from '../form/definition.ts';
import type { Batch } from './batch.ts';
import type { Entry } from './entry.ts';
import { cellText, summaryEntries } from './summary-table.ts';

/**
 * What a paragraph of 推荐意见 may leave open. It is filled in anew at each writing, in the officer's own wording too: a count that
 * somebody typed would be wrong after the next verdict.
 */
const COUNTS: Record<string, readonly Programme[]> = {
  推荐总数: ['benchmark', 'product'],
  标杆企业数: ['benchmark'],
  产品数: ['product'],
};
const LISTS: Record<string, Programme> = { 标杆企业名单: 'benchmark', 产品名单: 'product' };

/** A longer list stands in the table alone. Ours: some three pages. */
const MOST_NAMED = 60;

type Collected = Pick<Batch, 'programmes' | 'recommendation'>;

/** The notice's frame for what the batch collects. */
export function recommendationFrame(notice: Notice, { programmes }: Pick<Batch, 'programmes'>) {
  const [first = 'benchmark', second] = new Set(programmes);
  return notice.recommendation[second === undefined ? first : 'both'];
}

/** The paragraphs before anything is filled in: the officer's, or the frame's. */
export function recommendationParagraphs(notice: Notice, batch: Collected): readonly string[] {
  const own = batch.recommendation.split('\n').map((line) => line.trimEnd());
  return own.some((line) => line !== '')
    ? own.filter((line) => line !== '')
    : recommendationFrame(notice, batch).paragraphs;
}

function listed(notice: Notice, programme: Programme, entries: readonly Entry[]): string[] {
  const { annex } = notice.forms[programme].summary;
  if (entries.length === 0) return ['无。'];
  if (entries.length > MOST_NAMED) return [`共 ${entries.length} 个，名单见${annex}。`];
  return entries.map(({ values }, index) => {
    const product = cellText(values.productName ?? '');
    const name = cellText(values.applicantName ?? '') || '（未填写）';
    return `${index + 1}.${name}${product === '' ? '' : `：${product}`}`;
  });
}

/** 推荐意见, a paragraph each, with the counts and names of what is recommended now. */
export function fillRecommendation(notice: Notice, batch: Collected, entries: readonly Entry[]): string[] {
  const of = (programme: Programme) => summaryEntries(programme, entries);
  return recommendationParagraphs(notice, batch).flatMap((paragraph) => {
    const list = /^【(\S+)】$/u.exec(paragraph.trim())?.[1] ?? '';
    const programme = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined;
    if (programme !== undefined) return listed(notice, programme, of(programme));
    return paragraph.replace(/【(\S+?)】/gu, (whole, name: string) =>
      Object.hasOwn(COUNTS, name)
        ? String((COUNTS[name] ?? []).reduce((sum, each) => sum + of(each).length, 0))
        : whole,
    );
  });
}
