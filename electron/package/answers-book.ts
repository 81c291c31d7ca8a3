import type { ContentChange } from '../../shared/form/compare-drafts.ts';
import type { Block, Book } from '../book/book.ts';
import { printableBook } from '../book/compose/printable-book.ts';
import {
  type Compared,
  changePlace,
  changesEnd,
  changesHead,
  changesTable,
  NOTHING,
} from './changes-book.ts';
import { type SideColumn, sideBook, sideHeading, sideLine, sideTable } from './side-book.ts';

/** A remark with what became of it. */
export interface AnsweredRemark {
  text: string;
  state: 'open' | 'changed' | 'explained';
  answer: string;
  /** In the form's words; empty for a remark that speaks of no place. */
  place: string;
  /** What differs at its place from what the officer saw. */
  changes: readonly ContentChange[];
}

const STATES = { open: '未处理', changed: '已修改', explained: '说明' } as const;

const COLUMNS: SideColumn[] = [
  { title: '序号', share: 8, align: 'center' },
  { title: '原意见', share: 19, align: 'left' },
  { title: '修改情况', share: 16, align: 'left' },
  { title: '位置', share: 15, align: 'left' },
  { title: '原内容', share: 21, align: 'left' },
  { title: '修改后', share: 21, align: 'left' },
];

function situation({ state, answer }: AnsweredRemark): string {
  const said = answer.trim();
  return said === '' ? STATES[state] : `${STATES[state]}：${said}`;
}

/** One row for each change at the remark's place; the remark stands in the first. */
function rowsOf(remark: AnsweredRemark, number: number): string[][] {
  const { text, place, changes } = remark;
  const [first, ...others] = changes;
  const of = (change: ContentChange | undefined) =>
    change === undefined
      ? [place, '', '']
      : [changePlace(change), change.before || NOTHING, change.after || NOTHING];
  return [
    [String(number), text, situation(remark), ...of(first)],
    ...others.map((change) => ['', '', '', ...of(change)]),
  ];
}

/** 修改说明 that answers an officer's remarks in their order; what else was changed stands behind. */
export function composeAnswers(compared: Compared, remarks: readonly AnsweredRemark[]): Book {
  const { form, applicant, to } = compared;
  const answered = new Set(remarks.flatMap(({ changes }) => changes));
  const others = compared.changes.filter((change) => !answered.has(change));
  const blocks: Block[] = [
    ...changesHead(compared),
    sideLine(`对审核意见共 ${remarks.length} 条，逐条说明如下。`),
    sideTable(
      COLUMNS,
      remarks.flatMap((remark, index) => rowsOf(remark, index + 1)),
      { flows: true },
    ),
    ...(others.length === 0 ? [] : [sideHeading('其他修改', 'other-changes'), changesTable(others)]),
    ...changesEnd(compared),
  ];
  const book = { title: form.title, applicant, programme: form.programme, twinCode: to.twinCode };
  return printableBook(sideBook(book, '修改说明', 'N', blocks));
}
