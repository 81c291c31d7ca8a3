import type { Notice } from '../form/definition.ts';
import type { Batch } from './batch.ts';
import type { Entry } from './entry.ts';
import { cellText, summaryEntries } from './summary-table.ts';

const MOST_NAMED = 3;

function named(entries: readonly Entry[]): string {
  const names = entries
    .slice(0, MOST_NAMED)
    .map(({ values, cameAs }) => cellText(values.applicantName ?? '') || cameAs);
  return `${names.join('、')}${entries.length > MOST_NAMED ? ` 等 ${entries.length} 家` : ''}`;
}

/**
 * What an officer should look at before the papers go to the city; nothing of it stops the writing.
 *
 * @param today local day, YYYY-MM-DD
 */
export function beforeSending(
  notice: Notice,
  batch: Batch,
  entries: readonly Entry[],
  today: string,
): string[] {
  const taken = batch.programmes.flatMap((programme) => summaryEntries(programme, entries));
  const empty = [
    ...(batch.recommender.trim() === '' ? ['推荐单位'] : []),
    ...(batch.contactName.trim() === '' ? ['联系人'] : []),
    ...(batch.contactPhone.trim() === '' ? ['联系方式'] : []),
  ];
  const gaps = taken.filter(
    ({ programme, values }) =>
      programme !== null &&
      notice.forms[programme].summary.columns.some(
        ({ id }) => id !== 'number' && cellText(values[id] ?? '') === '',
      ),
  );
  const odd = taken.filter(
    ({ state, marks, findings }) =>
      (state !== 'intact' && state !== 'byHand') || marks.length > 0 || findings.block > 0,
  );
  const bare = taken.filter(({ files }) => files === 0);
  const { date, clause } = notice.deadlines.city;
  return [
    ...(empty.length === 0 ? [] : [`表头的${empty.join('、')}没有填，请在“本批信息”中补上。`]),
    ...(gaps.length === 0 ? [] : [`汇总表有空格：${named(gaps)}。`]),
    ...(odd.length === 0 ? [] : [`推荐的材料中有问题没有解决：${named(odd)}。请再打开核对。`]),
    ...(bare.length === 0 ? [] : [`没有电子件，要另外附上：${named(bare)}。`]),
    ...(today > date ? [`已过报送市级的截止日（${date}）。依据：${clause}。`] : []),
  ];
}
