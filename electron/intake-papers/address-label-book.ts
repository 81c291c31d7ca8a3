import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { summaryEntries } from '../../shared/intake/summary-table.ts';
import { dateWords } from '../../shared/text/moment-words.ts';
import type { Block, Book, BookCell, BookRow } from '../book/book.ts';
import { TEXT_WIDTH } from '../book/layout.ts';
import { sideLine } from '../package/side-book.ts';
import { districtPaper, paperTitle, sealName } from './paper.ts';

function cell(lines: readonly string[], isLabel: boolean): BookCell {
  return {
    blocks: lines.map((line) => sideLine(line, isLabel ? 'annexMark' : 'bodyFlush')),
    ...{ columnSpan: 1, rowSpan: 1, align: isLabel ? 'center' : 'left', verticalAlign: 'center' },
  };
}

function row(label: string, ...lines: string[]): BookRow {
  return {
    cells: [cell([label], true), cell(lines, false)],
    header: false,
    flows: false,
    keepWithNext: true,
  };
}

function table(...rows: BookRow[]): Block {
  return { kind: 'table', role: 'form', columns: [TEXT_WIDTH * 0.19, TEXT_WIDTH * 0.81], rows };
}

/** Who the parcel goes to, a line each, as the notice says. */
export function addressLines({ contacts }: Pick<Notice, 'contacts'>): string[] {
  return [contacts.address, `${contacts.person}（收）`, `电话：${contacts.phone}`];
}

/** 寄送标签: the city's address, who sends, and what is in it, to be stuck on the parcel. */
export function composeAddressLabel(notice: Notice, batch: Batch, entries: readonly Entry[]): Book {
  const counts = batch.programmes.map((programme) => {
    const form = notice.forms[programme];
    return { form, count: summaryEntries(programme, entries).length };
  });
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const { city } = notice.deadlines;
  const blocks: Block[] = [
    paperTitle(['寄送标签']),
    table(
      row('收件', ...addressLines(notice)),
      row(
        '寄件',
        sealName(batch),
        `联系人：${batch.contactName || '　　　　'}`,
        `电话：${batch.contactPhone || '　　　　　　　'}`,
      ),
      row('事由', `${notice.number} 推荐资料`),
      row(
        '内装',
        '推荐意见 1 份',
        `汇总表（${counts.map(({ form }) => form.summary.annex).join('、')}）各 1 份`,
        `企业申报资料纸质件 ${total} 份：${counts.map(({ form, count }) => `${form.shownName} ${count} 份`).join('，')}`,
        '电子版：□ U 盘 1 个　□ 另发电子邮件',
      ),
      row('送达', `${dateWords(city.date)} ${city.time} 前（${city.clause}）`),
    ),
    { kind: 'space', heightPt: 14 },
    sideLine('沿表格外框裁下，贴在邮件或材料箱上。当面送交时放在最上面。', 'footnote'),
  ];
  return districtPaper('寄送标签', batch, blocks);
}
