import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DossierError } from '../../shared/errors.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import { overdueInBin } from './bin.ts';
import { timeStamp } from './clock.ts';
import type { StoreContext } from './store-context.ts';

/** A batch in the list of all, with how far the officer is. */
export interface BatchSummary extends Batch {
  entries: number;
  /** Entries with a verdict, of each kind. */
  recommended: number;
  returned: number;
  rejected: number;
  binnedAt: string | null;
}

interface BatchRow {
  id: string;
  name: string;
  notice: string;
  programmes_json: string;
  district: string;
  recommender: string;
  contact_name: string;
  contact_phone: string;
  recommendation: string;
  created_at: string;
  binned_at: string | null;
}
interface SummaryRow extends BatchRow {
  entries: number;
  recommended: number;
  returned: number;
  rejected: number;
}

const programmesSchema = z.array(z.enum(['benchmark', 'product'])).min(1);

function toBatch(row: BatchRow): Batch {
  return {
    batchId: row.id,
    name: row.name,
    notice: row.notice,
    programmes: programmesSchema.parse(JSON.parse(row.programmes_json)),
    district: row.district,
    recommender: row.recommender,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    recommendation: row.recommendation,
    createdAt: row.created_at,
  };
}

/** The row of a batch, also of one in the bin. @throws gone */
export function batchRow(context: StoreContext, batchId: string): BatchRow {
  const row = context.database.prepare<[string], BatchRow>('SELECT * FROM batches WHERE id = ?').get(batchId);
  if (row === undefined) throw new DossierError('gone', { what: '这个批次' });
  return row;
}

/** The rounds that a district collects in. */
export class Batches {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** Newest first. @param which `binned`: those in the bin */
  list(which: 'present' | 'binned' = 'present'): BatchSummary[] {
    return this.#context.read(() =>
      this.#context.database
        .prepare<[], SummaryRow>(
          `SELECT batches.*,
             count(entry.id) AS entries,
             count(CASE entry.verdict WHEN 'recommended' THEN 1 END) AS recommended,
             count(CASE entry.verdict WHEN 'returned' THEN 1 END) AS returned,
             count(CASE entry.verdict WHEN 'rejected' THEN 1 END) AS rejected
           FROM batches LEFT JOIN batch_entries AS entry
             ON entry.batch_id = batches.id AND entry.binned_at IS NULL
           WHERE batches.binned_at IS ${which === 'binned' ? 'NOT NULL' : 'NULL'}
           GROUP BY batches.id ORDER BY batches.created_at DESC, batches.rowid DESC`,
        )
        .all()
        .map((row) => {
          const { entries, recommended, returned, rejected, binned_at } = row;
          return { ...toBatch(row), entries, recommended, returned, rejected, binnedAt: binned_at };
        }),
    );
  }

  /** @throws gone */
  get(batchId: string): Batch {
    return this.#context.read(() => toBatch(batchRow(this.#context, batchId)));
  }

  /** @throws diskFull, storeMoved */
  create(batch: Omit<Batch, 'batchId' | 'createdAt'>): Batch {
    const made = { ...batch, batchId: randomUUID(), createdAt: timeStamp(this.#context.clock) };
    this.#context.write(() => {
      this.#context.database
        .prepare(
          `INSERT INTO batches (id, name, notice, programmes_json, district, recommender, contact_name,
             contact_phone, recommendation, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          made.batchId,
          made.name,
          made.notice,
          JSON.stringify(made.programmes),
          made.district,
          made.recommender,
          made.contactName,
          made.contactPhone,
          made.recommendation,
          made.createdAt,
        );
    });
    return made;
  }

  /** Changes what is given; the rest stays. @throws gone, diskFull, storeMoved */
  save(batchId: string, changes: Partial<Omit<Batch, 'batchId' | 'createdAt'>>): Batch {
    return this.#context.write(() => {
      const batch = { ...toBatch(batchRow(this.#context, batchId)), ...changes };
      this.#context.database
        .prepare(
          `UPDATE batches SET name = ?, notice = ?, programmes_json = ?, district = ?, recommender = ?,
             contact_name = ?, contact_phone = ?, recommendation = ? WHERE id = ?`,
        )
        .run(
          batch.name,
          batch.notice,
          JSON.stringify(batch.programmes),
          batch.district,
          batch.recommender,
          batch.contactName,
          batch.contactPhone,
          batch.recommendation,
          batchId,
        );
      return batch;
    });
  }

  /** Puts a batch with all its entries into the bin, or takes it back as it was. @throws gone, diskFull, storeMoved */
  setBinned(batchId: string, binned: boolean): void {
    this.#context.write(() => {
      const { binned_at } = batchRow(this.#context, batchId);
      if ((binned_at !== null) === binned) return;
      this.#context.database
        .prepare('UPDATE batches SET binned_at = ? WHERE id = ?')
        .run(binned ? timeStamp(this.#context.clock) : null, batchId);
    });
  }

  /**
   * Deletes the batches and entries that have lain in the bin for their 30 days. Their files are no longer
   * named by anything then, and go with the next `tidyIntake`.
   *
   * @returns how many of both
   */
  purge(): number {
    return this.#context.write(() => {
      const overdue = (table: 'batches' | 'batch_entries') => {
        const binned = this.#context.database
          .prepare<[], { id: string; binnedAt: string | null }>(
            `SELECT id, binned_at AS binnedAt FROM ${table} WHERE binned_at IS NOT NULL`,
          )
          .all();
        const ids = overdueInBin(binned, this.#context.clock());
        const remove = this.#context.database.prepare(`DELETE FROM ${table} WHERE id = ?`);
        for (const id of ids) remove.run(id);
        return ids.length;
      };
      return overdue('batch_entries') + overdue('batches');
    });
  }
}
