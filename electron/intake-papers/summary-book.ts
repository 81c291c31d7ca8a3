import type { Batch } from '../../shared/intake/batch.ts';
import type { SummaryTable } from '../../shared/intake/summary-table.ts';
import type { Block, Book, BookCell, BookRow } from '../book/book.ts';
import { LANDSCAPE_TEXT_WIDTH } from '../book/layout.ts';
import { sideLine } from '../package/side-book.ts';
import { districtPaper, paperTitle } from './paper.ts';

interface ColumnLook {
  /** How wide a column is beside the others. */
  weight: number;
  align: 'left' | 'center';
}

/** The notice gives no widths: ours, by what stands in a column. */
const LOOKS: Record<string, ColumnLook> = {
  number: { weight: 6, align: 'center' },
  district: { weight: 13, align: 'center' },
  applicantName: { weight: 26, align: 'left' },
  productName: { weight: 24, align: 'left' },
  applicationScenarios: { weight: 21, align: 'left' },
  contactName: { weight: 12, align: 'center' },
  contactPhone: { weight: 18, align: 'center' },
};
/** Characters of a cell beyond which its row may go on over a page's end: it could be higher than a page. */
const LONGEST_WHOLE = 200;
const OTHER: ColumnLook = { weight: 14, align: 'left' };

export function columnLook(id: string): ColumnLook {
  return LOOKS[id] ?? OTHER;
}

function cell(text: string, head: boolean, align: BookCell['align']): BookCell {
  return {
    blocks: [sideLine(text, head ? 'formLabel' : 'formValue')],
    ...{ columnSpan: 1, rowSpan: 1, align: head ? 'center' : align, verticalAlign: 'center' },
  };
}

/** 附件2 or 附件4 as a paper that lies on its long side, its head again on each page. */
export function composeSummaryBook(table: SummaryTable, batch: Batch): Book {
  const looks = table.columns.map(({ id }) => columnLook(id));
  const whole = looks.reduce((sum, { weight }) => sum + weight, 0);
  const row = (texts: readonly string[], head: boolean): BookRow => ({
    cells: texts.map((text, index) => cell(text, head, looks[index]?.align ?? 'left')),
    ...{ header: head, flows: texts.some((text) => text.length > LONGEST_WHOLE), keepWithNext: head },
  });
  const blocks: Block[] = [
    sideLine(table.annex, 'annexMark'),
    sideLine('', 'annexMark'),
    paperTitle(table.titleLines),
    sideLine(table.headLine, 'summaryHead'),
    {
      ...{ kind: 'table', role: 'form' },
      columns: looks.map(({ weight }) => (LANDSCAPE_TEXT_WIDTH * weight) / whole),
      rows: [
        row(
          table.columns.map(({ label }) => label),
          true,
        ),
        ...table.rows.map(({ cells }) => row(cells, false)),
      ],
    },
  ];
  return districtPaper(table.title, batch, blocks, { landscape: true });
}
