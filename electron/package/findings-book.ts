import type { Form, Notice } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { printAnswer } from '../../shared/form/print-answer.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import type { Block, Book } from '../book/book.ts';
import { printableBook } from '../book/compose/printable-book.ts';
import { type SideColumn, sideBook, sideHeading, sideLine, sideTable } from './side-book.ts';

const COLUMNS: SideColumn[] = [
  { title: '序号', share: 8, align: 'center' },
  { title: '位置', share: 17, align: 'left' },
  { title: '问题', share: 33, align: 'left' },
  { title: '依据', share: 19, align: 'left' },
  { title: '处理', share: 23, align: 'left' },
];

const NUMERALS = ['一', '二', '三', '四'];

/** What a check came to, to be printed. */
export interface CheckedDraft {
  notice: Notice;
  form: Form;
  draft: Draft;
  findings: readonly Finding[];
  /** Hints that the applicant has ticked; no check lists them any more. */
  confirmed: readonly Finding[];
  twinCode: string;
  /** Local time of the check, `2025-10-10 16:05`. */
  checkedAt: string;
}

function placeOf(form: Form, { section }: Finding): string {
  return form.sections.find(({ id }) => id === section)?.title ?? '';
}

/** 检查结果: what is to be mended, looked at and confirmed, as it stood at one moment. */
export function composeFindings(checked: CheckedDraft): Book {
  const { notice, form, draft, findings, confirmed, twinCode } = checked;
  const applicant = printAnswer(form, draft, 'applicantName');
  const of = (level: Finding['level']) => findings.filter((finding) => finding.level === level);
  const groups: { title: string; none: string; found: readonly Finding[] }[] = [
    { title: '须改', none: '没有须改的问题，可以导出正式申报包。', found: of('block') },
    { title: '建议', none: '没有建议。', found: of('warn') },
    { title: '请确认', none: '没有待确认的事项。', found: of('hint') },
    ...(confirmed.length === 0 ? [] : [{ title: '已由申报单位确认', none: '', found: confirmed }]),
  ];
  const blocks: Block[] = [
    sideLine(`通知：${notice.number}`),
    sideLine(`申报书：${form.title}`),
    sideLine(`申报单位：${applicant === '' ? '（未填写）' : applicant}`),
    sideLine(`对照码：${twinCode}　检查时间：${checked.checkedAt}`),
    sideLine('检查结果只对应上面对照码的内容；修改后请重新检查。本页供申报单位自查，不需报送。', 'footnote'),
    ...groups.flatMap(({ title, none, found }, index): Block[] => [
      sideHeading(`${NUMERALS[index] ?? ''}、${title}（${found.length} 项）`, `findings-${index}`),
      found.length === 0
        ? sideLine(none)
        : sideTable(
            COLUMNS,
            found.map((finding, number) => [
              String(number + 1),
              placeOf(form, finding),
              finding.message,
              finding.clause,
              finding.remedy,
            ]),
          ),
    ]),
  ];
  const book = { title: form.title, applicant, programme: form.programme, twinCode };
  return printableBook(sideBook(book, '检查结果', 'C', blocks));
}
