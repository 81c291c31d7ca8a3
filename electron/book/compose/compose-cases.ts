import type { FieldOfKind } from '../../../shared/form/definition.ts';
import type { CaseAnswer } from '../../../shared/form/draft.ts';
import { oneLine, printDate } from '../../../shared/form/print-answer.ts';
import { printable } from '../../../shared/text/printable.ts';
import type { ParagraphBlock } from '../book.ts';

/** 典型应用案例 in the cell of 应用情况: a bold line that names each case, then the notice's five elements. */
export function composeCases(field: FieldOfKind<'caseList'>, cases: readonly CaseAnswer[]): ParagraphBlock[] {
  return cases.flatMap((each, index) => [
    {
      kind: 'paragraph',
      style: 'formBody',
      runs: [{ text: caseTitle(each, index), bold: true }],
      keepWithNext: true,
    } satisfies ParagraphBlock,
    ...field.elements.flatMap((element) => caseElement(element.label, each[element.id])),
  ]);
}

function caseTitle(answer: CaseAnswer, index: number): string {
  const place = oneLine(answer.place ?? '');
  const completed = answer.completedOn ? `${printDate(answer.completedOn)}上线` : '';
  const details = [place, completed].filter((part) => part !== '').join('，');
  return `案例${index + 1}：${oneLine(answer.enterprise ?? '')}${details === '' ? '' : `（${details}）`}`;
}

/** “改造成效：…”: the first line carries the label, further lines are paragraphs of their own. */
function caseElement(label: string, answer: string | null | undefined): ParagraphBlock[] {
  const lines = printable(answer ?? '')
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\t/g, ' ').trim())
    .filter((line) => line !== '');
  const [first = '', ...rest] = lines;
  return [
    {
      kind: 'paragraph',
      style: 'formBody',
      runs: [{ text: `${label}：`, bold: true }, ...(first === '' ? [] : [{ text: first }])],
    },
    ...rest.map((line): ParagraphBlock => ({ kind: 'paragraph', style: 'formBody', runs: [{ text: line }] })),
  ];
}
