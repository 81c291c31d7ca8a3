import { dateWords } from '../text/moment-words.ts';
import { splitRemarks } from '../text/split-remarks.ts';
import { type CheckItem, type Entry, type EntryMark, FILES_MISSING } from './entry.ts';
import { problemForApplicant } from './problem-remedies.ts';
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

type Level = CheckItem['findings'][number]['level'];
type Told = Pick<Entry, 'marks' | 'problems' | 'documentCheck' | 'reasons'>;

/** What an applicant is told of what is odd about its application beside others and the notice. `documentsDiffer` is told problem by problem. */
const MARKED: Partial<Record<EntryMark, Omit<ReturnRemark, 'place' | 'page'>>> = {
  duplicateApplicant: {
    text: '同一单位报送了多份，内容不同',
    clause: '',
    remedy: '请确定以哪一份为准，只报送这一份，并告知其对照码。',
  },
  secondProduct: {
    text: '报送了两个以上产品或解决方案；同一申报主体最多申报1个“小快轻准”数字化产品或解决方案',
    clause: '通知三（四）',
    remedy: '请确定报送哪一个，撤回其余。',
  },
  otherDistrict: {
    text: '申报书上的区县不是本区县',
    clause: '通知四（一）',
    remedy: '请核对所属区县和报送区县；生产经营所在地不在本区县的，请报送至所在地的区县经信部门。',
  },
  late: {
    text: '收到材料的日期晚于通知规定的日期',
    clause: '通知四（一）',
    remedy: '请与退回单位联系，确认是否受理。',
  },
  otherProgramme: {
    text: '申报类别不属于这次收取的类别',
    clause: '',
    remedy: '请核对申报类别，或与退回单位联系。',
  },
  otherNotice: {
    text: '申报书属于另一份通知',
    clause: '',
    remedy: '请按本通知的申报书重新填报。',
  },
};

/** The marks of an entry as an applicant is told of them. */
export function markRemarks(marks: readonly EntryMark[]): ReturnRemark[] {
  return marks.flatMap((mark) => {
    const told = MARKED[mark];
    return told === undefined ? [] : [{ ...bare, ...told }];
  });
}

/** The findings of a line of the list, as far as `takes` lets them. */
function itemFindings({ text, clause, page, findings }: CheckItem, takes: (level: Level) => boolean) {
  const about = { place: cellText(text), page, clause: cellText(clause) };
  return findings
    .filter(({ level }) => takes(level))
    .map(({ message, remedy }) => ({ ...about, text: message, remedy }));
}

/** What only looking at the evidence's pages told, as far as 复核文档 was asked for. */
function pageRemarks({ documentCheck }: Told, takes: (level: Level) => boolean): ReturnRemark[] {
  return (documentCheck?.pageFindings ?? [])
    .filter(({ level }) => takes(level))
    .map(({ message, remedy, clause }) => ({ ...bare, text: message, remedy, clause: cellText(clause) }));
}

function isFilled({ text }: ReturnRemark): boolean {
  return oneItem(text) !== '';
}

const isFault = (level: Level) => level !== 'hint';
const isQuestion = (level: Level) => level === 'hint';

/** What 复核文档 found beside what the intake had told already. */
export function documentProblems({
  problems,
  documentCheck,
}: Pick<Told, 'problems' | 'documentCheck'>): string[] {
  return (documentCheck?.problems ?? []).filter((problem) => !problems.includes(problem));
}

/**
 * What a 退回单 asks to be mended: what is wrong with the files and the documents, what is odd beside others, what the rules found, what the officer
 * remarked, and the reasons of the verdict. What only asks is `returnQuestions`.
 */
export function returnRemarks(entry: Told, items: readonly CheckItem[]): ReturnRemark[] {
  return [
    ...[...entry.problems.filter((text) => text !== FILES_MISSING), ...documentProblems(entry)].flatMap(
      (problem) => {
        const told = problemForApplicant(problem);
        return told === undefined ? [] : [{ ...bare, ...told }];
      },
    ),
    ...markRemarks(entry.marks),
    ...items.flatMap((item) => [
      ...itemFindings(item, isFault),
      ...typedRemarks(item.remark, {
        ...{ place: cellText(item.text), page: item.page, clause: cellText(item.clause) },
        remedy: '',
      }),
    ]),
    ...pageRemarks(entry, isFault),
    ...typedRemarks(entry.reasons, bare),
  ].filter(isFilled);
}

/**
 * 请核实: what the rules cannot tell and only ask, and the applicant has not ticked. It stands apart on a 退回单: an applicant who has
 * nothing to mend there must not be made to change its application for it.
 */
export function returnQuestions(entry: Told, items: readonly CheckItem[]): ReturnRemark[] {
  return [
    ...items.flatMap((item) => itemFindings(item, isQuestion)),
    ...pageRemarks(entry, isQuestion),
  ].filter(isFilled);
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
