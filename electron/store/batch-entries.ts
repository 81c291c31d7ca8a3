import { DossierError } from '../../shared/errors.ts';
import {
  type CheckItem,
  checkItemSchema,
  type DocumentCheck,
  type Entry,
} from '../../shared/intake/entry.ts';
import type { Batches } from './batches.ts';
import { timeStamp } from './clock.ts';
import { type EntryRow, entriesOf, entryRow } from './entry-rows.ts';
import type { StoreContext } from './store-context.ts';

/** An entry as it comes, before anybody looked at it. */
export interface NewEntry
  extends Omit<Entry, 'batchId' | 'position' | 'marks' | 'documentCheck' | 'verdict' | 'reasons'> {
  /** Id of the package's notice; empty where it cannot be told. */
  notice: string;
  /** 报送区县 of the package; empty where it cannot be told. */
  destinationDistrict: string;
  /** Tells the same package, byte for byte, from every other; empty where there is none. */
  fingerprint: string;
  /** Its files lie in the batch's folder. */
  hasFiles: boolean;
}

/** What an officer may change of an entry that came or was typed. */
export type EntryChanges = Partial<Pick<Entry, 'programme' | 'values' | 'creditCode' | 'receivedOn'>>;

interface ItemRow {
  item_id: string;
  text: string;
  clause: string;
  page: number | null;
  findings_json: string;
  ticked: number;
  remark: string;
}

const findingsSchema = checkItemSchema.shape.findings;

function toItem(row: ItemRow): CheckItem {
  return {
    itemId: row.item_id,
    text: row.text,
    clause: row.clause,
    page: row.page,
    findings: findingsSchema.parse(JSON.parse(row.findings_json)),
    ticked: row.ticked === 1,
    remark: row.remark,
  };
}

/** The applications of the batches, each batch's in the order of its tables. */
export class BatchEntries {
  readonly #context: StoreContext;
  readonly #batches: Batches;

  constructor(context: StoreContext, batches: Batches) {
    this.#context = context;
    this.#batches = batches;
  }

  /** All that are not in the bin, in order, with their marks. @throws gone */
  list(batchId: string): Entry[] {
    return this.#context.read(() => entriesOf(this.#batches.get(batchId), this.#rows(batchId, false)));
  }

  /** Those in the bin, last thrown away first; their marks say nothing. @throws gone */
  binned(batchId: string): Entry[] {
    return this.#context.read(() =>
      entriesOf(this.#batches.get(batchId), this.#rows(batchId, true)).map((entry) => ({
        ...entry,
        marks: [],
      })),
    );
  }

  /** One entry with its marks; of one in the bin they are empty. @throws gone */
  get(entryId: string): Entry {
    return this.#context.read(() => {
      const row = entryRow(this.#context, entryId);
      const known = this.list(row.batch_id).find((entry) => entry.entryId === entryId);
      if (known !== undefined) return known;
      const [entry] = entriesOf(this.#batches.get(row.batch_id), [row]);
      if (entry === undefined) throw new DossierError('gone', { what: '这份申报' });
      return { ...entry, marks: [] };
    });
  }

  /**
   * Puts an entry at the end of its batch, with the officer's list of it.
   *
   * @throws gone, diskFull, storeMoved
   */
  add(batchId: string, entry: NewEntry, items: readonly CheckItem[]): void {
    this.#context.write(() => {
      this.#batches.get(batchId);
      const last = this.#context.database
        .prepare<[string], number>('SELECT coalesce(max(position), 0) FROM batch_entries WHERE batch_id = ?')
        .pluck()
        .get(batchId);
      this.#context.database
        .prepare(
          `INSERT INTO batch_entries (id, batch_id, position, programme, notice, destination_district, state,
             came_as, received_on, values_json, credit_code, twin_code, created_on, pages, sealed, files, bytes,
             problems_json, blocks, warnings, verdict, reasons, fingerprint, has_files, added_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '', ?, ?, ?)`,
        )
        .run(
          entry.entryId,
          batchId,
          (last ?? 0) + 1,
          entry.programme,
          entry.notice,
          entry.destinationDistrict,
          entry.state,
          entry.cameAs,
          entry.receivedOn,
          JSON.stringify(entry.values),
          entry.creditCode,
          entry.twinCode,
          entry.createdOn,
          entry.pages,
          entry.sealed ? 1 : 0,
          entry.files,
          entry.bytes,
          JSON.stringify(entry.problems),
          entry.findings.block,
          entry.findings.warn,
          entry.fingerprint,
          entry.hasFiles ? 1 : 0,
          timeStamp(this.#context.clock),
        );
      this.#insertItems(entry.entryId, items);
    });
  }

  /** Changes what is given; the rest stays. @throws gone, diskFull, storeMoved */
  change(entryId: string, changes: EntryChanges): void {
    this.#context.write(() => {
      const row = entryRow(this.#context, entryId);
      this.#context.database
        .prepare(
          'UPDATE batch_entries SET programme = ?, values_json = ?, credit_code = ?, received_on = ? WHERE id = ?',
        )
        .run(
          changes.programme === undefined ? row.programme : changes.programme,
          changes.values === undefined ? row.values_json : JSON.stringify(changes.values),
          changes.creditCode ?? row.credit_code,
          changes.receivedOn ?? row.received_on,
          entryId,
        );
    });
  }

  /** The officer's word, or null for none yet. @throws gone, diskFull, storeMoved */
  setVerdict(entryIds: readonly string[], verdict: Entry['verdict'], reasons?: string): void {
    this.#each(entryIds, (id) => {
      const { reasons: before } = entryRow(this.#context, id);
      this.#context.database
        .prepare('UPDATE batch_entries SET verdict = ?, reasons = ? WHERE id = ?')
        .run(verdict, reasons ?? before, id);
    });
  }

  /** What 复核文档 found last. @throws gone, diskFull, storeMoved */
  setDocumentCheck(entryId: string, check: DocumentCheck): void {
    this.#each([entryId], (id) =>
      this.#context.database
        .prepare('UPDATE batch_entries SET document_check_json = ? WHERE id = ?')
        .run(JSON.stringify(check), id),
    );
  }

  /** Another day on which the district got them. @throws gone, diskFull, storeMoved */
  setReceivedOn(entryIds: readonly string[], receivedOn: string): void {
    this.#each(entryIds, (id) =>
      this.#context.database
        .prepare('UPDATE batch_entries SET received_on = ? WHERE id = ?')
        .run(receivedOn, id),
    );
  }

  /** Puts entries into the bin, or takes them back to their places. @throws gone, diskFull, storeMoved */
  setBinned(entryIds: readonly string[], binned: boolean): void {
    const now = timeStamp(this.#context.clock);
    this.#each(entryIds, (id) =>
      this.#context.database
        .prepare(
          binned
            ? 'UPDATE batch_entries SET binned_at = coalesce(binned_at, ?) WHERE id = ?'
            : 'UPDATE batch_entries SET binned_at = NULL WHERE ? IS NOT NULL AND id = ?',
        )
        .run(now, id),
    );
  }

  /**
   * 以这份为准: puts the other versions of the same application into the bin. A second product stays.
   *
   * @returns the ids of those that went, for taking them back
   * @throws gone, diskFull, storeMoved
   */
  prefer(entryId: string): string[] {
    return this.#context.write(() => {
      const { batch_id } = entryRow(this.#context, entryId);
      const rows = this.#rows(batch_id, false);
      const kept = rows.find((row) => row.id === entryId);
      if (kept === undefined) throw new DossierError('gone', { what: '这份申报' });
      const batch = this.#batches.get(batch_id);
      // Two at a time: of three applications alike each must be alike this very one.
      const others = rows.filter((row) => row.id !== entryId && isVersionOf(entriesOf(batch, [kept, row])));
      const ids = others.map((row) => row.id);
      this.setBinned(ids, true);
      return ids;
    });
  }

  /** Gives the entries of a batch this order; those that are not named follow in theirs. @throws gone, diskFull, storeMoved */
  setOrder(batchId: string, entryIds: readonly string[]): void {
    this.#context.write(() => {
      this.#batches.get(batchId);
      const known = this.#context.database
        .prepare<[string], string>('SELECT id FROM batch_entries WHERE batch_id = ? ORDER BY position, id')
        .pluck()
        .all(batchId);
      const named = [...new Set(entryIds)].filter((id) => known.includes(id));
      const first = new Set(named);
      const place = this.#context.database.prepare('UPDATE batch_entries SET position = ? WHERE id = ?');
      for (const [index, id] of [...named, ...known.filter((each) => !first.has(each))].entries())
        place.run(index + 1, id);
    });
  }

  /** Fingerprints of what a batch has, but for listed packages whose files are gone: those are to come again. @throws gone */
  fingerprints(batchId: string): { listed: string[]; binned: string[] } {
    return this.#context.read(() => {
      this.#batches.get(batchId);
      const rows = this.#context.database
        .prepare<[string], { fingerprint: string; binned: number }>(
          `SELECT fingerprint, binned_at IS NOT NULL AS binned FROM batch_entries
           WHERE batch_id = ? AND fingerprint <> '' AND (files_missing = 0 OR binned_at IS NOT NULL)`,
        )
        .all(batchId);
      const of = (binned: number) =>
        rows.filter((row) => row.binned === binned).map(({ fingerprint }) => fingerprint);
      return { listed: of(0), binned: of(1) };
    });
  }

  /** The listed row of the same package, byte for byte, whose files are gone: they come back to it. */
  withoutFiles(batchId: string, fingerprint: string): string | undefined {
    if (fingerprint === '') return undefined;
    return this.#context.read(() =>
      this.#context.database
        .prepare<[string, string], string>(
          `SELECT id FROM batch_entries WHERE batch_id = ? AND fingerprint = ? AND files_missing = 1
             AND binned_at IS NULL`,
        )
        .pluck()
        .get(batchId, fingerprint),
    );
  }

  /** The files of an entry are there again. @throws gone, diskFull, storeMoved */
  setFilesFound(entryId: string): void {
    this.#each([entryId], (id) =>
      this.#context.database.prepare('UPDATE batch_entries SET files_missing = 0 WHERE id = ?').run(id),
    );
  }

  /** The officer's list of an entry. @throws gone */
  items(entryId: string): CheckItem[] {
    return this.#context.read(() => {
      entryRow(this.#context, entryId);
      return this.#context.database
        .prepare<[string], ItemRow>('SELECT * FROM entry_check_items WHERE entry_id = ? ORDER BY position')
        .all(entryId)
        .map(toItem);
    });
  }

  /** @throws gone for an item that is not there, diskFull, storeMoved */
  saveItem(
    entryId: string,
    { itemId, ticked, remark }: Pick<CheckItem, 'itemId' | 'ticked' | 'remark'>,
  ): void {
    this.#context.write(() => {
      const { changes } = this.#context.database
        .prepare('UPDATE entry_check_items SET ticked = ?, remark = ? WHERE entry_id = ? AND item_id = ?')
        .run(ticked ? 1 : 0, remark, entryId, itemId);
      if (changes === 0) throw new DossierError('gone', { what: '这一条' });
    });
  }

  /** Every entry whose files should lie in its batch's folder, also in the bin. */
  withFiles(): { batchId: string; entryId: string }[] {
    return this.#context.read(() =>
      this.#context.database
        .prepare<[], { batchId: string; entryId: string }>(
          'SELECT batch_id AS batchId, id AS entryId FROM batch_entries WHERE has_files = 1',
        )
        .all(),
    );
  }

  /** Remembers which entries' files were not found; all others have theirs. @throws diskFull, storeMoved */
  setFilesMissing(entryIds: ReadonlySet<string>): void {
    this.#context.write(() => {
      const change = this.#context.database.prepare(
        'UPDATE batch_entries SET files_missing = ? WHERE id = ? AND files_missing <> ?',
      );
      for (const { entryId } of this.withFiles()) {
        const missing = entryIds.has(entryId) ? 1 : 0;
        change.run(missing, entryId, missing);
      }
    });
  }

  #rows(batchId: string, binned: boolean): EntryRow[] {
    return this.#context.database
      .prepare<[string], EntryRow>(
        binned
          ? 'SELECT * FROM batch_entries WHERE batch_id = ? AND binned_at IS NOT NULL ORDER BY binned_at DESC, position'
          : 'SELECT * FROM batch_entries WHERE batch_id = ? AND binned_at IS NULL ORDER BY position, rowid',
      )
      .all(batchId);
  }

  #each(entryIds: readonly string[], change: (entryId: string) => unknown): void {
    this.#context.write(() => {
      for (const id of entryIds) {
        entryRow(this.#context, id);
        change(id);
      }
    });
  }

  #insertItems(entryId: string, items: readonly CheckItem[]): void {
    const insert = this.#context.database.prepare(
      `INSERT INTO entry_check_items (entry_id, item_id, position, text, clause, page, findings_json, ticked, remark)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const [index, item] of items.entries())
      insert.run(
        entryId,
        item.itemId,
        index + 1,
        item.text,
        item.clause,
        item.page,
        JSON.stringify(item.findings),
        item.ticked ? 1 : 0,
        item.remark,
      );
  }
}

function isVersionOf([kept]: readonly Entry[]): boolean {
  return kept?.marks.includes('duplicateApplicant') === true;
}
