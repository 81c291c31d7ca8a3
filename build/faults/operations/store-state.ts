import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { tidyIntake } from '../../../electron/intake/tidy-intake.ts';
import { hashFile } from '../../../electron/package/file-hash.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { PlacedValue } from '../../../electron/store/place.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { Confirmed } from '../operation.ts';

export const clock = (): Date => new Date();

export const DRAFT = '0d5a1e00-0000-4000-8000-000000000001';
export const FIRST_NAME = '重庆示例机械有限公司';

export function answer(key: string, value: unknown): PlacedValue {
  return { part: 'answers', key, value };
}

/** The store of a folder, as a start opens it. @throws the error that a start would show */
export async function openFor(folder: string): Promise<Store> {
  const opened = await openStore(folder, clock, { createFolder: true });
  if (opened.outcome !== 'opened') throw opened.error;
  return opened.store;
}

/** Makes a store that holds a draft of three revisions, and lets `fill` add to it. */
export async function makeStore(
  folder: string,
  fill: (store: Store) => Promise<void> | void = () => undefined,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const store = await openFor(folder);
  store.drafts.create('cq-2025-40', 'benchmark', [answer('applicantName', FIRST_NAME)], {
    action: 'create',
    id: DRAFT,
  });
  store.drafts.save(DRAFT, 1, [answer('creditCode', '91350100M000100Y43')]);
  store.drafts.save(DRAFT, 2, [answer('profileOverview', '企业概况。'.repeat(2_000))]);
  await fill(store);
  store.close();
}

/** Names that may stay in a data folder; the log and its index go when the store is closed. */
const OWN_NAMES = [
  /^store$/,
  /^store\/dossier\.sqlite3$/,
  /^files$/,
  /^files\/[0-9a-f]{2}$/,
  /^files\/[0-9a-f]{2}\/[0-9a-f]{64}$/,
  /^backups$/,
  /^backups\/dossier-\d{8}T\d{9}Z-[a-z]+-\d+-[0-9a-f]{32}\.sqlite3$/,
  /^intake$/,
  /^intake\/[0-9a-f-]{36}$/,
  /^intake\/[0-9a-f-]{36}\/[0-9a-f-]{36}(\/.*)?$/,
  /^unreadable-\d{8}T\d{9}Z(-\d+)?(\/.*)?$/,
];

function strangers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !OWN_NAMES.some((own) => own.test(name)))
    .map((name) => `a temporary file stays: ${name}`);
}

async function fileProblems(store: Store): Promise<string[]> {
  const known = store.context.database.prepare<[], string>('SELECT sha256 FROM files').pluck().all();
  const problems: string[] = [];
  for (const sha256 of known) {
    const place = store.files.path(sha256);
    if (statSync(place, { throwIfNoEntry: false }) === undefined) problems.push(`file ${sha256} is gone`);
    else if ((await hashFile(place)).sha256 !== sha256) problems.push(`file ${sha256} is not whole`);
  }
  return problems;
}

function confirmedProblems(store: Store, confirmed: readonly Confirmed[]): string[] {
  return confirmed.flatMap((each) => {
    if (each.kind === 'file')
      return store.files.get(each.sha256) === undefined ? [`confirmed file ${each.sha256} is unknown`] : [];
    if (each.kind !== 'answer') return [];
    const { revision, key, value } = each;
    if (store.drafts.revision(DRAFT) < revision) return [`confirmed revision ${revision} is gone`];
    const then = store.history.draftAt(DRAFT, revision).answers[key];
    return then === value ? [] : [`confirmed revision ${revision} has another ${key}`];
  });
}

/**
 * Opens a data folder as the next start does, and tells what is wrong with it: integrity, references,
 * files, what was confirmed, what stays behind.
 *
 * @param look at the open store, for more
 */
export async function storeProblems(
  folder: string,
  confirmed: readonly Confirmed[],
  look: (store: Store) => Promise<string[]> | string[] = () => [],
): Promise<string[]> {
  const opened = await openStore(folder, clock);
  if (opened.outcome !== 'opened')
    return [`the store does not open: ${opened.outcome} ${opened.error.message}`];
  const { store, created } = opened;
  if (created) return ['the store was gone: an empty one was made'];
  try {
    tidyIntake(store);
    const { database } = store.context;
    const integrity = String(database.pragma('integrity_check(1)', { simple: true }));
    const problems = integrity === 'ok' ? [] : [`integrity_check: ${integrity}`];
    const references = database.pragma('foreign_key_check');
    if (!Array.isArray(references) || references.length > 0) problems.push('foreign_key_check tells of rows');
    problems.push(...(await fileProblems(store)));
    problems.push(...confirmedProblems(store, confirmed));
    problems.push(...(await look(store)));
    store.close();
    return [...problems, ...strangers(folder)];
  } finally {
    store.close();
  }
}

/** The draft of `makeStore` with at least its three revisions. */
export function draftProblems(store: Store): string[] {
  if (!store.drafts.list().some(({ id }) => id === DRAFT)) return ['the draft is gone'];
  const { revision, draft } = store.drafts.get(DRAFT);
  if (revision < 3) return [`the draft is back at revision ${revision}`];
  return store.history.draftAt(DRAFT, 3).answers.applicantName === FIRST_NAME
    ? []
    : [`the draft has lost its name: ${String(draft.answers.applicantName)}`];
}
