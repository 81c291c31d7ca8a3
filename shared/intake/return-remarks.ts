import { dateWords } from '../text/moment-words.ts';
import { splitRemarks } from '../text/split-remarks.ts';
import type { CheckItem, Entry } from './entry.ts';
import { cellText } from './summary-table.ts';

/** One thing that an applicant is to mend before it comes again. */
export interface ReturnRemark {
  text: string;
  /** What it is about, as the officer's list calls it; empty for the files as a whole. */
  place: string;
  /** Of the bound book. */
  page: number | null;
  clause: string;
  remedy: string;
}

const bare = { place: '', page: null, clause: '', remedy: '' };

/** An officer may have typed several remarks at once, numbered or a line each. */
function typedRemarks(text: string, about: Omit<ReturnRemark, 'text'>): ReturnRemark[] {
  return splitRemarks(text).map((each) => ({ ...about, text: each }));
}

function itemRemarks({ text, clause, page, findings, remark }: CheckItem): ReturnRemark[] {
  const about = { place: cellText(text), page, clause: cellText(clause) };
  const told = findings
    .filter(({ level }) => level !== 'hint')
    .map(({ message, remedy }) => ({ ...about, text: message, remedy }));
  return [...told, ...typedRemarks(remark, { ...about, remedy: '' })];
}

/**
 * Everything that a 退回单 tells: what is wrong with the files, what the rules found (hints, which only ask, left out), what
 * the officer remarked, and the reasons of the verdict.
 */
export function returnRemarks(
  entry: Pick<Entry, 'problems' | 'reasons'>,
  items: readonly CheckItem[],
): ReturnRemark[] {
  return [
    ...entry.problems.map((text) => ({ ...bare, text })),
    ...items.flatMap(itemRemarks),
    ...typedRemarks(entry.reasons, bare),
  ].filter(({ text }) => oneItem(text) !== '');
}

/** 1 to 20 in circles, as “（1）”. */
function plainNumber(circled: string): string {
  return `（${(circled.codePointAt(0) ?? 0) - 0x245f}）`;
}

/** The text as one item of a list: nothing in it may pass for the number of another. */
function oneItem(text: string): string {
  return cellText(text.replace(/[\u200b-\u200d\u00ad]/gu, ''))
    .replace(/[\u2460-\u2473]/gu, plainNumber)
    .replace(/[；;。]\s*(?=\d{1,2}(?:[、．]|\.(?!\d)))/gu, '，')
    .replace(/[；;。]\s*(?=[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[）)])/gu, '，');
}

/** A remark as the line of a 退回单: “3. 营业执照不清晰（营业执照，成册第 12 页；依据：通知四（一））。处理：重新扫描。” */
export function remarkLine(remark: ReturnRemark, index: number): string {
  const place = [remark.place, remark.page === null ? '' : `成册第 ${remark.page} 页`].filter(
    (part) => part !== '',
  );
  const about = [
    place.join('，'),
    // Some rules' messages name their clause themselves.
    remark.clause === '' || remark.text.includes(remark.clause) ? '' : `依据：${remark.clause}`,
  ].filter((part) => part !== '');
  const what = cellText(remark.text).replace(/[。；;，,]+$/u, '');
  const why = about.length === 0 ? '' : `（${about.join('；')}）`;
  const remedy = cellText(remark.remedy);
  return `${index + 1}. ${oneItem(`${what}${why}。${remedy === '' ? '' : `处理：${remedy}`}`)}`;
}

/** “请于2025年10月20日前……”, or the place to write a day. @param until local day, inclusive */
export function returnDeadline(until: string | undefined): string {
  const day = until === undefined ? '　　　年　　月　　日' : dateWords(until);
  return `请修改后于${day}前（含当日）重新报送电子版和纸质件。申报材料的对照码会随修改改变，请以新导出的为准。`;
}
