import type { ContentChange } from '../../shared/form/compare-drafts.ts';
import type { Form, Notice } from '../../shared/form/definition.ts';
import { dateWords } from '../../shared/text/moment-words.ts';
import type { Block, Book } from '../book/book.ts';
import { printableBook } from '../book/compose/printable-book.ts';
import { type SideColumn, sideBook, sideLine, sideTable } from './side-book.ts';

const COLUMNS: SideColumn[] = [
  { title: '序号', share: 8, align: 'center' },
  { title: '位置', share: 22, align: 'left' },
  { title: '原内容', share: 35, align: 'left' },
  { title: '修改后', share: 35, align: 'left' },
];

/** Printed where there was, or is, nothing. */
export const NOTHING = '（无）';

/** One side of a 修改说明. */
export interface ComparedVersion {
  twinCode: string;
  /** Local time to the minute at which it was exported; undefined for one that was not. */
  exportedAt?: string;
}

export interface Compared {
  notice: Notice;
  form: Form;
  applicant: string;
  /** Undefined where nothing was exported that the changes could be told from. */
  from: ComparedVersion | undefined;
  to: ComparedVersion;
  changes: readonly ContentChange[];
  /** Local day, YYYY-MM-DD. */
  today: string;
}

function versionLine(name: string, { twinCode, exportedAt }: ComparedVersion): Block {
  return sideLine(
    `${name}：对照码 ${twinCode}${exportedAt === undefined ? '（未导出）' : `，${exportedAt} 导出`}`,
  );
}

/** What both papers begin with: whose application it is, and which versions are compared. */
export function changesHead({ notice, form, applicant, from, to }: Compared): Block[] {
  return [
    sideLine(`通知：${notice.number}`),
    sideLine(`申报书：${form.title}`),
    sideLine(`申报单位：${shownApplicant(applicant)}`),
    ...(from === undefined ? [] : [versionLine('修改前', from)]),
    versionLine('修改后', to),
  ];
}

/** What both end with: the place for the seal, and the day. */
export function changesEnd({ applicant, today }: Compared): Block[] {
  return [
    sideLine(''),
    sideLine(`申报单位（公章）：${shownApplicant(applicant)}`),
    sideLine(`日期：${dateWords(today)}`),
  ];
}

function shownApplicant(applicant: string): string {
  return applicant === '' ? '（未填写）' : applicant;
}

/** Section and place: “申报表 · 企业地址”. */
export function changePlace({ section, label }: ContentChange): string {
  return section === '' || section === label ? label : `${section} · ${label}`;
}

/** The changes place by place, as both papers print them. */
export function changesTable(changes: readonly ContentChange[]): Block {
  const rows = changes.map((change, index) => [
    String(index + 1),
    changePlace(change),
    change.before || NOTHING,
    change.after || NOTHING,
  ]);
  return sideTable(COLUMNS, rows, { flows: true });
}

/** 修改说明: what a later version of an application has differently, place by place, to be handed in with it. */
export function composeChanges(compared: Compared): Book {
  const { form, applicant, to, changes } = compared;
  const blocks: Block[] = [
    ...changesHead(compared),
    sideLine(
      changes.length === 0
        ? '两个版本的内容相同，没有修改。'
        : `与修改前相比，共修改 ${changes.length} 处，逐处说明如下。其余内容没有改动。`,
    ),
    ...(changes.length === 0 ? [] : [changesTable(changes)]),
    ...changesEnd(compared),
  ];
  const book = { title: form.title, applicant, programme: form.programme, twinCode: to.twinCode };
  return printableBook(sideBook(book, '修改说明', 'N', blocks));
}
