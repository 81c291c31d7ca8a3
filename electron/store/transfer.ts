import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import type { Form, Notice } from '../../shared/form/definition.ts';
import { DRAFT_FORMAT_VERSION, type Draft, type DraftRemark } from '../../shared/form/draft.ts';
import { namedPlaces } from '../../shared/form/guess-place.ts';
import type { OpenDraft } from '../package/draft-file.ts';
import { type NamedFile, namedFiles } from '../package/draft-files.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { findNotice } from '../package/known-notices.ts';
import { draftForPackage } from '../package/save-draft.ts';
import { writeWholeDraft } from '../package/write-whole-draft.ts';
import type { DraftSummary } from './draft-summary.ts';
import { type PlacedValue, placedValues, placeName } from './place.ts';
import type { Store } from './store.ts';

function formOf(draft: Draft): { form: Form; notice: Notice } {
  const notice = findNotice(draft.notice);
  if (notice === undefined) throw new DossierError('draftUnknownNotice', { found: draft.notice });
  return { form: notice.forms[draft.programme], notice };
}

/**
 * A draft of the store as everything that works on drafts takes it: check, book, package, `.dossier`.
 * It is the draft at one revision; saves that come later do not reach it. `close` has nothing to do.
 *
 * @throws draftGone, draftUnknownNotice, draftInvalid
 */
export function draftForFile(store: Store, id: string): OpenDraft & { revision: number } {
  const { draft, revision, changedAt } = store.drafts.get(id);
  const { form, notice } = formOf(draft);
  const hashes = new Map(
    namedFiles(form, draft).flatMap(({ path, sha256 }) => (sha256 === undefined ? [] : [[path, sha256]])),
  );
  return {
    draft: { ...draft, uid: id, changedAt },
    form,
    notice,
    revision,
    filePath: (path) => {
      const sha256 = hashes.get(path);
      return sha256 === undefined ? join(store.context.folder.files, 'not-taken') : store.files.path(sha256);
    },
    close: async () => {},
  };
}

/** `draftForFile` with what else goes with a draft to another computer: the officer's remarks. */
export function draftToTravel(store: Store, id: string): OpenDraft & { revision: number } {
  const opened = draftForFile(store, id);
  const remarks = store.remarks.toTravel(id);
  if (remarks.length === 0) return opened;
  return { ...opened, draft: { ...opened.draft, formatVersion: DRAFT_FORMAT_VERSION, remarks } };
}

/**
 * Writes a draft of the store as a `.dossier`, whole or not at all. The save dialog has asked about a
 * file that is there: it is replaced.
 *
 * @param target absolute path of the file
 * @throws draftGone, notAllowed, diskFull, deviceFailed, cancelled
 */
export function exportDraftFile(
  store: Store,
  id: string,
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  return writeWholeDraft(draftToTravel(store, id), target, signal);
}

/** What an import came to. */
export type ImportOutcome =
  | {
      outcome: 'imported';
      draft: DraftSummary;
      /** Files that the draft names but that did not come with it. */
      missing: NamedFile[];
      /** Files whose content is another than the draft says; they were taken in as they are. */
      changed: NamedFile[];
    }
  /** The draft is here already, maybe in the bin; nothing was changed. Ask, and import with the answer. */
  | { outcome: 'exists'; existing: DraftSummary };

/** What becomes of the draft that is here: its answers give way (and stay in its history), or both stay. */
export type ImportChoice = 'replace' | 'keepBoth';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function existingDraft(store: Store, uid: string): DraftSummary | undefined {
  return [...store.drafts.list(), ...store.bin.list()].find(({ id }) => id === uid);
}

/** Takes the files in and gives the draft their hashes, by which alone the store finds them. */
async function takeFiles(store: Store, opened: OpenDraft, signal?: AbortSignal) {
  const hashes = new Map<string, string>();
  const missing: NamedFile[] = [];
  const changed: NamedFile[] = [];
  for (const file of namedFiles(opened.form, opened.draft)) {
    stopIfCancelled(signal);
    const source = opened.filePath(file.path);
    const isThere = existsSync(source);
    if (!isThere && file.sha256 !== undefined) hashes.set(file.path, file.sha256);
    // One that did not come along may lie here from an earlier time.
    if (!isThere && (file.sha256 === undefined || store.files.get(file.sha256) === undefined))
      missing.push(file);
    if (!isThere) continue;
    if (!hashes.has(file.path)) {
      const { sha256 } = await store.files.takeIn(source, signal, basename(file.path));
      hashes.set(file.path, sha256);
    }
    if (file.sha256 !== undefined && file.sha256 !== hashes.get(file.path)) changed.push(file);
  }
  const { confirmations } = opened.draft;
  return {
    draft: { ...draftForPackage(opened.form, opened.draft, hashes), confirmations },
    missing,
    changed,
  };
}

/** The remarks that came with a draft; a place that the form does not know is none. */
function remarksOf({ draft, form }: OpenDraft): DraftRemark[] {
  const places = new Set(namedPlaces(form).map(({ id }) => id));
  return (draft.remarks ?? []).map((remark) =>
    places.has(remark.place ?? '') ? remark : { ...remark, place: null },
  );
}

/** The answers of the incoming draft, and “no answer” for what only the present one has. */
function replacement(store: Store, id: string, values: readonly PlacedValue[]): PlacedValue[] {
  const incoming = new Set(values.map(placeName));
  const left = placedValues(store.drafts.get(id).draft).filter((each) => !incoming.has(placeName(each)));
  return [...values, ...left.map(({ part, key }) => ({ part, key, value: null }))];
}

/**
 * Takes a draft from outside into the store, with its files. All of it is there afterwards, or none.
 *
 * @param opened stays the caller's to close
 * @param options `choice` for a draft that is here already; without it, that comes back as `exists`.
 *   `example` marks the draft as one
 * @throws draftInvalid, diskFull, deviceFailed, cancelled, staleRevision, storeMoved
 */
export async function importDraft(
  store: Store,
  opened: OpenDraft,
  options: { choice?: ImportChoice; example?: boolean; signal?: AbortSignal } = {},
): Promise<ImportOutcome> {
  const uid = opened.draft.uid ?? '';
  const before = ID.test(uid) ? existingDraft(store, uid) : undefined;
  if (before !== undefined && options.choice === undefined) return { outcome: 'exists', existing: before };
  const { draft, missing, changed } = await takeFiles(store, opened, options.signal);
  stopIfCancelled(options.signal);
  const values = placedValues(draft);
  const remarks = remarksOf(opened);
  // Looked at again: taking large files in takes time.
  const existing = ID.test(uid) ? existingDraft(store, uid) : undefined;
  if (
    existing !== undefined &&
    options.choice === 'replace' &&
    existing.notice === draft.notice &&
    existing.programme === draft.programme
  ) {
    store.context.write(() => {
      store.bin.takeBack(uid);
      store.drafts.save(uid, existing.revision, replacement(store, uid, values), 'import');
      store.remarks.takeIn(uid, remarks);
    });
    return { outcome: 'imported', draft: store.drafts.summary(uid), missing, changed };
  }
  const id = ID.test(uid) && existing === undefined ? uid : randomUUID();
  store.context.write(() => {
    store.drafts.create(draft.notice, draft.programme, values, {
      action: 'import',
      id,
      ...(options.example === undefined ? {} : { example: options.example }),
    });
    store.remarks.takeIn(id, remarks);
  });
  return { outcome: 'imported', draft: store.drafts.summary(id), missing, changed };
}
