import { DossierError } from '../../shared/errors.ts';
import type { Programme } from '../../shared/form/definition.ts';
import { contentCode } from './content-code.ts';
import { sealedExport } from './draft-lock.ts';
import type { StoreContext } from './store-context.ts';

/** What became of a draft's last export for sealing. */
export interface Sealing {
  revision: number;
  twinCode: string;
  exportedAt: string;
  /**
   * `locked`: nothing can be changed. `valid`: unlocked, and the content is still what was printed.
   * `void`: the content is another one, so that pages with this code are worth nothing.
   */
  state: 'locked' | 'valid' | 'void';
}

/** A line of the list of drafts. */
export interface DraftSummary {
  id: string;
  notice: string;
  programme: Programme;
  /** 企业名称; empty while nobody has filled it in. */
  applicant: string;
  /** 产品名称, for 小快轻准. */
  product: string;
  revision: number;
  createdAt: string;
  changedAt: string;
  binnedAt: string | null;
  example: boolean;
  /** Per cent and number of blocking findings, as the last check told; null before the first. */
  progress: number | null;
  blocks: number | null;
  /** Null for a draft that was never exported as a whole. */
  sealing: Sealing | null;
  /** Fields, evidence slots and conditions that have an answer: what progress is counted from. */
  filled: { answers: string[]; evidence: string[]; declarations: string[] };
}

interface SummaryRow {
  id: string;
  notice: string;
  programme: Programme;
  applicant: string | null;
  product: string | null;
  revision: number;
  created_at: string;
  changed_at: string;
  binned_at: string | null;
  is_example: number;
  progress: number | null;
  blocks: number | null;
}

/** @throws draftGone */
export function sealingOf(context: StoreContext, draft: string): Sealing | null {
  const sealed = sealedExport(context, draft);
  if (sealed === undefined) return null;
  const { revision, twinCode, exportedAt, unlockedAt } = sealed;
  const isSame = unlockedAt === null || contentCode(context, draft) === twinCode;
  return {
    ...{ revision, twinCode, exportedAt },
    state: unlockedAt === null ? 'locked' : isSame ? 'valid' : 'void',
  };
}

/** The line of one draft. @throws draftGone */
export function summaryOf(context: StoreContext, id: string): DraftSummary {
  const found = [...summaries(context, 'kept'), ...summaries(context, 'binned')].find(
    (each) => each.id === id,
  );
  if (found === undefined) throw new DossierError('draftGone', {});
  return found;
}

/** The lines of the list or of the bin, the latest first. The answers themselves are not read. */
export function summaries(context: StoreContext, which: 'kept' | 'binned'): DraftSummary[] {
  const rows = context.database
    .prepare<[], SummaryRow>(
      `SELECT id, notice, programme, revision, created_at, changed_at, binned_at,
         is_example, progress, blocks,
         (SELECT value_json ->> '$' FROM draft_answers
           WHERE draft_id = id AND part = 'answers' AND key = 'applicantName') AS applicant,
         (SELECT value_json ->> '$' FROM draft_answers
           WHERE draft_id = id AND part = 'answers' AND key = 'productName') AS product
       FROM drafts WHERE binned_at IS ${which === 'kept' ? 'NULL' : 'NOT NULL'}
       ORDER BY coalesce(binned_at, changed_at) DESC, id`,
    )
    .all();
  const filled = context.database
    .prepare<[string, string], string>(
      'SELECT key FROM draft_answers WHERE draft_id = ? AND part = ? AND filled = 1 ORDER BY key',
    )
    .pluck();
  const keys = (draft: string, part: string): string[] => filled.all(draft, part).map(String);
  return rows.map((row) => ({
    id: row.id,
    notice: row.notice,
    programme: row.programme,
    applicant: row.applicant ?? '',
    product: row.product ?? '',
    revision: row.revision,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    binnedAt: row.binned_at,
    example: row.is_example === 1,
    progress: row.progress,
    blocks: row.blocks,
    sealing: sealingOf(context, row.id),
    filled: {
      answers: keys(row.id, 'answers'),
      evidence: keys(row.id, 'evidence'),
      declarations: keys(row.id, 'declarations'),
    },
  }));
}
