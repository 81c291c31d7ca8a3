import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDraft } from '../package/draft-file.ts';
import type { Store } from './store.ts';
import { answer, TemporaryStore } from './testing/temporary-store.ts';
import { exportDraftFile, type ImportChoice, importDraft } from './transfer.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
});
afterEach(() => temporary.remove());

const file = () => join(temporary.root, 'draft.dossier');

/** A draft with a licence, written to a file. */
async function exported(): Promise<{ id: string; sha256: string }> {
  const source = join(temporary.root, '执照.pdf');
  writeFileSync(source, 'licence');
  const { sha256 } = await store.files.takeIn(source);
  const { id } = store.drafts.create('cq-2025-40', 'benchmark', [
    answer('applicantName', '甲公司'),
    {
      part: 'evidence',
      key: 'businessLicence',
      value: { files: [{ path: 'evidence/businessLicence/执照.pdf', sha256 }] },
    },
  ]);
  await exportDraftFile(store, id, file());
  return { id, sha256 };
}

async function imported(path: string, choice?: ImportChoice, signal?: AbortSignal) {
  const opened = await openDraft(path);
  try {
    return await importDraft(store, opened, {
      ...(choice === undefined ? {} : { choice }),
      ...(signal === undefined ? {} : { signal }),
    });
  } finally {
    await opened.close();
  }
}
const save = (id: string, key: string, value: unknown) =>
  store.drafts.save(id, store.drafts.revision(id), [answer(key, value)]);

/** A draft folder as a person may have it, unpacked. */
function draftFolder(evidence: object, files: Record<string, string> = {}): string {
  const folder = join(temporary.root, 'unpacked');
  mkdirSync(join(folder, 'evidence'), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'evidence', name), content);
  const draft = { formatVersion: 1, notice: 'cq-2025-40', programme: 'benchmark', answers: {}, evidence };
  writeFileSync(join(folder, 'draft.json'), JSON.stringify(draft));
  return folder;
}

test('replacing takes what the file has, clears what it lacks, and leaves both states in the history', async () => {
  const { id } = await exported();
  save(id, 'applicantName', '乙公司');
  save(id, 'address', '一号');
  const before = store.drafts.revision(id);
  const taken = await imported(file(), 'replace');
  expect(taken).toMatchObject({ outcome: 'imported', draft: { id }, missing: [], changed: [] });
  expect(store.drafts.get(id).draft.answers).toEqual({ applicantName: '甲公司' });
  expect(store.history.draftAt(id, before).answers).toEqual({ applicantName: '乙公司', address: '一号' });
});

test('an officer’s remarks travel with the draft; here and there, nobody’s work on them is lost', async () => {
  const { id } = await exported();
  const plain = await openDraft(file());
  expect(plain.draft.formatVersion).toBe(1);
  await plain.close();
  const sent = { draft: id, revision: store.drafts.revision(id), twinCode: '7K3M-9QXA', packageName: '甲' };
  store.exports.remember({ ...sent, incomplete: false });
  store.exports.unlock(id);
  store.remarks.add(id, [
    { text: '联系电话有误', place: 'contactPhone' },
    { text: '请尽快', place: null },
  ]);
  const [phone, soon] = store.remarks.list(id);
  const done = { state: 'changed' as const, answer: '已改' };
  store.remarks.save(id, { id: phone?.id ?? '', place: 'contactPhone', ...done });
  await exportDraftFile(store, id, file());
  const opened = await openDraft(file());
  expect(opened.draft).toMatchObject({ formatVersion: 2, remarks: [{ twinCode: '7K3M-9QXA' }, {}] });
  await opened.close();

  const both = await imported(file(), 'keepBoth');
  if (both.outcome !== 'imported') throw new Error(both.outcome);
  expect(store.remarks.list(both.draft.id)).toMatchObject([
    { text: '联系电话有误', place: 'contactPhone', ...done, baseRevision: null },
    { text: '请尽快', place: null, state: 'open' },
  ]);

  store.remarks.save(id, { id: soon?.id ?? '', place: null, state: 'explained', answer: '好的' });
  store.remarks.save(id, { id: phone?.id ?? '', place: 'address', state: 'open', answer: '' });
  await imported(file(), 'replace');
  expect(store.remarks.list(id)).toMatchObject([
    { text: '联系电话有误', place: 'contactPhone', ...done, baseRevision: sent.revision },
    { text: '请尽快', state: 'explained', answer: '好的' },
  ]);
});

test('a draft that lies in the bin comes back by its file, or stays there beside a new one', async () => {
  const { id } = await exported();
  store.bin.put(id);
  expect(await imported(file())).toMatchObject({ outcome: 'exists', existing: { id } });
  const both = await imported(file(), 'keepBoth');
  expect(both).toMatchObject({ outcome: 'imported' });
  expect(store.bin.list()).toHaveLength(1);
  await imported(file(), 'replace');
  expect(store.bin.list()).toHaveLength(0);
  expect(store.drafts.list()).toHaveLength(2);
});

test('a file that did not come along is named as missing, and is found again if it lies here', async () => {
  const { id, sha256 } = await exported();
  const slot = (file: object) => ({ businessLicence: { files: [{ path: 'evidence/x.pdf', ...file }] } });
  const here = await imported(draftFolder(slot({ sha256 })));
  expect(here).toMatchObject({ outcome: 'imported', missing: [] });
  const unknown = await imported(draftFolder(slot({ sha256: 'b'.repeat(64) })));
  expect(unknown).toMatchObject({ outcome: 'imported', missing: [{ path: 'evidence/x.pdf' }] });
  if (unknown.outcome !== 'imported') throw new Error(unknown.outcome);
  // What is missing may stay named while the person goes on writing.
  save(unknown.draft.id, 'applicantName', '丙公司');
  expect(store.drafts.get(id).draft.answers.applicantName).toBe('甲公司');
});

test('a file with another content than the draft says is taken as it is, and told', async () => {
  const evidence = { businessLicence: { files: [{ path: 'evidence/x.pdf', sha256: 'b'.repeat(64) }] } };
  const taken = await imported(draftFolder(evidence, { 'x.pdf': 'other' }));
  expect(taken).toMatchObject({ outcome: 'imported', changed: [{ path: 'evidence/x.pdf' }], missing: [] });
  if (taken.outcome !== 'imported') throw new Error(taken.outcome);
  const [named] = store.drafts.get(taken.draft.id).draft.evidence.businessLicence?.files ?? [];
  expect(store.files.get(named?.sha256 ?? '')).toMatchObject({ bytes: 5 });
});

test('an import that is cancelled, or of an unknown notice, leaves no draft', async () => {
  await exported();
  const count = store.drafts.list().length;
  const stop = new AbortController();
  stop.abort();
  await expect(imported(file(), 'keepBoth', stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  const folder = draftFolder({});
  writeFileSync(
    join(folder, 'draft.json'),
    JSON.stringify({
      formatVersion: 1,
      notice: 'cq-2031-1',
      programme: 'benchmark',
      answers: {},
      evidence: {},
    }),
  );
  await expect(imported(folder)).rejects.toMatchObject({ code: 'draftUnknownNotice' });
  expect(store.drafts.list()).toHaveLength(count);
});

test('an export that fails leaves the file that was there', async () => {
  const { id } = await exported();
  const stop = new AbortController();
  stop.abort();
  save(id, 'applicantName', '乙公司');
  await expect(exportDraftFile(store, id, file(), stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  const opened = await openDraft(file());
  expect(opened.draft.answers.applicantName).toBe('甲公司');
  await opened.close();
});
