import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import type { CheckItem, Entry } from '../../shared/intake/entry.ts';
import {
  remarkLine,
  returnDeadline,
  returnQuestions,
  returnRemarks,
} from '../../shared/intake/return-remarks.ts';
import { cellText } from '../../shared/intake/summary-table.ts';
import { dateWords } from '../../shared/text/moment-words.ts';
import { PROBLEMS_BEGIN, problemsEnd } from '../../shared/text/return-notice-words.ts';
import type { Block, Book, BookCell, BookRow } from '../book/book.ts';
import { TEXT_WIDTH } from '../book/layout.ts';
import { sideLine } from '../package/side-book.ts';
import { districtPaper, noticeName, paperTitle, sealName } from './paper.ts';

export const RETURN_TITLE = '申报材料退回修改单';

export interface ReturnedEntry {
  entry: Entry;
  items: readonly CheckItem[];
}

export interface ReturnDays {
  /** Local day on which it is written. */
  today: string;
  /** Local day until which the applicant may come again; without it there is room to write one. */
  until?: string | undefined;
}

const SHARES = [17, 37, 17, 29];

function cell(text: string, isLabel: boolean, columnSpan: number): BookCell {
  return {
    blocks: [sideLine(text, isLabel ? 'formLabel' : 'formValue')],
    ...{ columnSpan, rowSpan: 1, align: isLabel ? 'center' : 'left', verticalAlign: 'center' },
  };
}

/** Label and value, twice in a row or once across it. */
function row(...texts: string[]): BookRow {
  const span = texts.length === 2 ? 3 : 1;
  const cells = texts.map((text, index) => cell(text, index % 2 === 0, index % 2 === 0 ? 1 : span));
  return { cells, header: false, flows: false, keepWithNext: true };
}

function factRows(notice: Notice, { entry }: ReturnedEntry): BookRow[] {
  const { values, programme, twinCode, creditCode, cameAs, receivedOn } = entry;
  const product = cellText(values.productName ?? '');
  const form = programme === null ? undefined : notice.forms[programme];
  return [
    row('申报单位', cellText(values.applicantName ?? '') || '（未填写）'),
    row('信用代码', cellText(creditCode) || '—', '对照码', twinCode || '—'),
    row('申报类别', form?.shownName ?? '—', '收到日期', dateWords(receivedOn)),
    ...(product === '' ? [] : [row('申报产品', product)]),
    row('材料名称', cellText(cameAs) || '—'),
  ];
}

/**
 * 退回单 for an applicant: what is to be mended, numbered, a paragraph each, as 退回修改 takes it when its text is pasted.
 */
export function composeReturnNotice(
  notice: Notice,
  batch: Batch,
  returned: ReturnedEntry,
  { today, until }: ReturnDays,
): Book {
  const remarks = returnRemarks(returned.entry, returned.items);
  const questions = returnQuestions(returned.entry, returned.items);
  const end = (text: string): Block => ({
    ...{ kind: 'paragraph', style: 'bodyFlush', align: 'right', keepWithNext: true, runs: [{ text }] },
  });
  const blocks: Block[] = [
    paperTitle([RETURN_TITLE]),
    {
      ...{ kind: 'table', role: 'form', rows: factRows(notice, returned) },
      columns: SHARES.map((share) => (TEXT_WIDTH * share) / 100),
    },
    { kind: 'space', heightPt: 14 },
    sideLine(`你单位按照${noticeName(notice)}报送的申报材料，经初核需要修改后重新报送。`, 'body'),
    ...(remarks.length === 0
      ? [sideLine('没有列出具体问题，请与退回单位联系。', 'body')]
      : [
          sideLine(PROBLEMS_BEGIN, 'body'),
          ...remarks.map((remark, index) => sideLine(remarkLine(remark, index), 'body')),
          sideLine(problemsEnd(remarks.length), 'body'),
        ]),
    ...(questions.length === 0
      ? []
      : [
          sideLine('另请核实下列内容，属实的不必修改：', 'body'),
          ...questions.map((question, index) => sideLine(remarkLine(question, index), 'body')),
        ]),
    sideLine(returnDeadline(until), 'body'),
    sideLine('在申报匣“退回修改”中粘贴本单全文，可以逐条对照修改。', 'hint'),
    { kind: 'space', heightPt: 28 },
    end(`${sealName(batch)}（盖章）　　`),
    end(`联系人：${batch.contactName || '　　　　'}　联系方式：${batch.contactPhone || '　　　　　　'}　　`),
    { ...end(`${dateWords(today)}　　`), ...{ keepWithNext: false } },
  ];
  return districtPaper(
    `${RETURN_TITLE}：${cellText(returned.entry.values.applicantName ?? '')}`,
    batch,
    blocks,
  );
}
