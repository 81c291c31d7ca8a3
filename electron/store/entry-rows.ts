import { z } from 'zod';
import { DossierError } from '../../shared/errors.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import {
  documentCheckSchema,
  type Entry,
  type EntryMark,
  entryState,
  FILES_MISSING,
  verdict,
} from '../../shared/intake/entry.ts';
import { markedFactsOf, marksOf } from '../../shared/intake/marks.ts';
import { findNotice } from '../package/known-notices.ts';
import type { StoreContext } from './store-context.ts';

/** A row of `batch_entries`, as SQLite gives it. */
export interface EntryRow {
  id: string;
  batch_id: string;
  position: number;
  programme: string | null;
  notice: string;
  destination_district: string;
  state: string;
  came_as: string;
  received_on: string;
  values_json: string;
  credit_code: string;
  twin_code: string;
  created_on: string | null;
  pages: number;
  sealed: number;
  files: number;
  bytes: number;
  problems_json: string;
  blocks: number;
  warnings: number;
  verdict: string | null;
  reasons: string;
  fingerprint: string;
  has_files: number;
  files_missing: number;
  binned_at: string | null;
  document_check_json: string | null;
}

const programmeSchema = z.enum(['benchmark', 'product']).nullable();
const valuesSchema = z.record(z.string(), z.string());
const problemsSchema = z.array(z.string());

/** The row of an entry, also of one in the bin. @throws gone */
export function entryRow(context: StoreContext, entryId: string): EntryRow {
  const row = context.database
    .prepare<[string], EntryRow>('SELECT * FROM batch_entries WHERE id = ?')
    .get(entryId);
  if (row === undefined) throw new DossierError('gone', { what: '这份申报' });
  return row;
}

function unmarked(row: EntryRow): Omit<Entry, 'marks'> {
  const problems = problemsSchema.parse(JSON.parse(row.problems_json));
  return {
    entryId: row.id,
    batchId: row.batch_id,
    position: row.position,
    programme: programmeSchema.parse(row.programme),
    state: entryState.parse(row.state),
    cameAs: row.came_as,
    receivedOn: row.received_on,
    values: valuesSchema.parse(JSON.parse(row.values_json)),
    creditCode: row.credit_code,
    twinCode: row.twin_code,
    createdOn: row.created_on,
    pages: row.pages,
    sealed: row.sealed === 1,
    files: row.files,
    bytes: row.bytes,
    problems: row.files_missing === 1 ? [FILES_MISSING, ...problems] : problems,
    findings: { block: row.blocks, warn: row.warnings },
    documentCheck:
      row.document_check_json === null
        ? null
        : documentCheckSchema.parse(JSON.parse(row.document_check_json)),
    verdict: row.verdict === null ? null : verdict.parse(row.verdict),
    reasons: row.reasons,
  };
}

/** The entries of these rows of one batch, with what is odd about them beside each other. */
export function entriesOf(batch: Batch, rows: readonly EntryRow[]): Entry[] {
  const read = rows.map((row) => ({ row, entry: unmarked(row) }));
  const facts = read.map(({ row, entry }) => markedFactsOf(entry, row.notice, row.destination_district));
  const marks = marksOf(batch, findNotice(batch.notice)?.deadlines.district.date, facts);
  return read.map(({ entry }) => ({
    ...entry,
    marks: [...(marks.get(entry.entryId) ?? []), ...ownMarks(entry)],
  }));
}

/** What is odd about an entry whatever else is in the batch. */
function ownMarks({ documentCheck }: Pick<Entry, 'documentCheck'>): EntryMark[] {
  return documentCheck !== null && documentCheck.problems.length > 0 ? ['documentsDiffer'] : [];
}
