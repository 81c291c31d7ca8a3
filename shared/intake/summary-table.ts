import type { Form, Programme } from '../form/definition.ts';
import { characterUnits } from '../text/character-units.ts';
import { printable } from '../text/printable.ts';
import type { Batch } from './batch.ts';
import type { Entry } from './entry.ts';

/**
 * Which entries a table takes: those that the officer recommends, or, while the first check goes on, all that could
 * still be recommended.
 */
export type SummaryChoice = 'recommended' | 'standing';

/** 附件2 or 附件4 as a table of text: what each writer writes, and the window shows. */
export interface SummaryTable {
  programme: Programme;
  /** “附件2” */
  annex: string;
  title: string;
  /** The title in lines. */
  titleLines: readonly string[];
  /** 推荐单位（盖章）：…联系人：…联系方式：…, of one line or two. */
  headLine: string;
  columns: readonly { id: string; label: string }[];
  /** A cell for each column; of the blank table the notice's empty rows, with no entry behind them. */
  rows: readonly { entryId: string | undefined; cells: readonly string[] }[];
}

/** What the head line has room for, in halves of a character: 225 mm of 四号. */
const HEAD_LINE_UNITS = 91;
const LEAST_GAP = 2;

/** What a cell shows of a value: one line of text, without what cannot be printed. */
export function cellText(value: string): string {
  return printable(value).replace(/\s+/gu, ' ').trim();
}

/** Each value over the blanks that the notice leaves for it; in a second line where they do not fit one. */
function composeHeadLine({ headLine, headGaps }: Form['summary'], values: readonly string[]): string {
  const parts = headLine.map((label, index) => `${label}${values[index] ?? ''}`);
  const taken = parts.reduce((sum, part) => sum + characterUnits(part), 0);
  const wanted = headGaps.map((gap, index) => Math.max(LEAST_GAP, gap - characterUnits(values[index] ?? '')));
  const spare = HEAD_LINE_UNITS - taken - LEAST_GAP * wanted.length;
  if (spare < 0) return [parts[0] ?? '', parts.slice(1).join(' '.repeat(LEAST_GAP * 2))].join('\n');
  const wish = wanted.reduce((sum, gap) => sum + gap - LEAST_GAP, 0);
  const share = wish === 0 ? 0 : Math.min(1, spare / wish);
  return parts.map((part, index) => part + ' '.repeat(gapAt(wanted[index], share))).join('');
}

function gapAt(wanted: number | undefined, share: number): number {
  return wanted === undefined ? 0 : LEAST_GAP + Math.floor((wanted - LEAST_GAP) * share);
}

function isTaken({ state, verdict }: Entry, choice: SummaryChoice): boolean {
  if (choice === 'recommended') return verdict === 'recommended';
  return verdict !== 'rejected' && state !== 'refused' && state !== 'unreadable';
}

/** The entries of a programme that a table takes, in the table's order: the first has serial number 1. */
export function summaryEntries(
  programme: Programme,
  entries: readonly Entry[],
  choice: SummaryChoice = 'recommended',
): Entry[] {
  return entries
    .filter((entry) => entry.programme === programme && isTaken(entry, choice))
    .sort((a, b) => a.position - b.position);
}

function blankRows({ columns, sample, blankRows: count }: Form['summary']): SummaryTable['rows'] {
  return Array.from({ length: count }, (_, index) => ({
    entryId: undefined,
    cells: columns.map(({ id }) => (index === 0 ? (sample?.[id] ?? '') : '')),
  }));
}

/** 附件2 or 附件4 of a batch; without entries the notice's own blank table. */
export function composeSummary(
  form: Pick<Form, 'programme' | 'summary'>,
  batch: Pick<Batch, 'recommender' | 'contactName' | 'contactPhone'>,
  entries: readonly Entry[],
  choice: SummaryChoice = 'recommended',
): SummaryTable {
  const { annex, title, titleLines, columns } = form.summary;
  const taken = summaryEntries(form.programme, entries, choice);
  const head = [batch.recommender, batch.contactName, batch.contactPhone].map(cellText);
  return {
    ...{ programme: form.programme, annex, title, columns, titleLines: titleLines ?? [title] },
    headLine: composeHeadLine(form.summary, head),
    rows:
      taken.length === 0
        ? blankRows(form.summary)
        : taken.map(({ entryId, values }, index) => ({
            entryId,
            cells: columns.map(({ id }) =>
              id === 'number' ? String(index + 1) : cellText(values[id] ?? ''),
            ),
          })),
  };
}
