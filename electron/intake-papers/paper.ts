import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import { cellText } from '../../shared/intake/summary-table.ts';
import type { Block, Book } from '../book/book.ts';
import { printableBook } from '../book/compose/printable-book.ts';

/** A paper that a district writes: it belongs to no one application, so no code stands on its pages. */
export function districtPaper(
  title: string,
  { recommender, district, programmes }: Pick<Batch, 'recommender' | 'district' | 'programmes'>,
  blocks: Block[],
  more: Pick<Book, 'landscape'> = {},
): Book {
  return printableBook({
    ...{ title, applicant: recommender || district, twinCode: '', sidePaper: 'D', evidence: [], blocks },
    programme: programmes[0] ?? 'benchmark',
    ...more,
  });
}

/** A title in the lines that its meaning asks for. */
export function paperTitle(lines: readonly string[]): Block {
  return {
    ...{ kind: 'heading', level: 1, id: 'paper-title', style: 'title', inContents: false, startsPage: false },
    text: lines.join('\n'),
  };
}

/** What the signatures of a district's papers say: the name to put the seal on. */
export function sealName({ recommender }: Pick<Batch, 'recommender'>): string {
  return cellText(recommender) || '（推荐单位）';
}

/** What an officer calls the notice. */
export function noticeName({ title, number }: Notice): string {
  return `《${title}》（${number}）`;
}
