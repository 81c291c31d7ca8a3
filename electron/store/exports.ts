import { randomUUID } from 'node:crypto';
import { draftRow } from './answer-rows.ts';
import { timeStamp } from './clock.ts';
import { contentCode } from './content-code.ts';
import { refuseLocked, sealedExport } from './draft-lock.ts';
import type { StoreContext } from './store-context.ts';

/** A package that was exported from the window. */
export interface RememberedExport {
  id: string;
  draft: string;
  /** What it was made of. */
  revision: number;
  twinCode: string;
  packageName: string;
  exportedAt: string;
  /** “草稿” stands across its pages. */
  incomplete: boolean;
}

interface ExportRow {
  id: string;
  draft_id: string;
  revision: number;
  twin_code: string;
  package_name: string;
  exported_at: string;
  incomplete: number;
}

const COLUMNS = 'id, draft_id, revision, twin_code, package_name, exported_at, incomplete';

function remembered(row: ExportRow): RememberedExport {
  return {
    id: row.id,
    draft: row.draft_id,
    revision: row.revision,
    twinCode: row.twin_code,
    packageName: row.package_name,
    exportedAt: row.exported_at,
    incomplete: row.incomplete === 1,
  };
}

/** The exports of the drafts, and the lock that an export for sealing puts on its draft. */
export class Exports {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** Of one draft, latest first. @throws draftGone */
  list(draft: string): RememberedExport[] {
    return this.#context.read(() => {
      draftRow(this.#context, draft);
      return this.#context.database
        .prepare<[string], ExportRow>(
          `SELECT ${COLUMNS} FROM draft_exports WHERE draft_id = ? ORDER BY exported_at DESC, rowid DESC`,
        )
        .all(draft)
        .map(remembered);
    });
  }

  /** Of any draft, also one in the bin, latest first. @param twinCode `XXXX-XXXX` */
  withCode(twinCode: string): RememberedExport[] {
    return this.#context.read(() =>
      this.#context.database
        .prepare<[string], ExportRow>(
          `SELECT ${COLUMNS} FROM draft_exports WHERE twin_code = ? ORDER BY exported_at DESC, rowid DESC`,
        )
        .all(twinCode)
        .map(remembered),
    );
  }

  /**
   * Keeps the present revision readable: what is typed from now on is another version. To be called
   * before an export begins, for typing goes on while it runs.
   *
   * @throws draftGone, diskFull, storeMoved
   */
  keepPresent(draft: string): void {
    this.#context.write(() => {
      const { revision } = draftRow(this.#context, draft);
      this.#context.database
        .prepare('UPDATE draft_versions SET closed = 1 WHERE draft_id = ? AND last_revision = ?')
        .run(draft, revision);
    });
  }

  /**
   * Remembers an export that is done. A complete one locks the draft, unless its content became another
   * while the export ran.
   *
   * @param made `revision` as it was kept by `keepPresent`
   * @throws draftGone, diskFull, storeMoved
   */
  remember(made: Omit<RememberedExport, 'id' | 'exportedAt'>): RememberedExport {
    const id = randomUUID();
    const exportedAt = timeStamp(this.#context.clock);
    this.#context.write(() => {
      const { revision } = draftRow(this.#context, made.draft);
      const isPresent =
        revision === made.revision || contentCode(this.#context, made.draft) === made.twinCode;
      this.#context.database
        .prepare(
          `INSERT INTO draft_exports
             (id, draft_id, revision, twin_code, package_name, exported_at, incomplete, unlocked_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          made.draft,
          made.revision,
          made.twinCode,
          made.packageName,
          exportedAt,
          made.incomplete ? 1 : 0,
          isPresent ? null : exportedAt,
        );
    });
    return { ...made, id, exportedAt };
  }

  /** @throws draftLocked while the draft is locked by its last export for sealing */
  refuseLocked(draft: string): void {
    this.#context.read(() => refuseLocked(this.#context, draft));
  }

  /** Lets a draft be changed again; one that is not locked stays as it is. @throws draftGone, diskFull, storeMoved */
  unlock(draft: string): void {
    this.#context.write(() => {
      draftRow(this.#context, draft);
      const sealed = sealedExport(this.#context, draft);
      if (sealed === undefined || sealed.unlockedAt !== null) return;
      this.#context.database
        .prepare('UPDATE draft_exports SET unlocked_at = ? WHERE id = ?')
        .run(timeStamp(this.#context.clock), sealed.exportId);
    });
  }
}
