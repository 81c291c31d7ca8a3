import { afterEach, beforeEach, expect, test } from 'vitest';
import { DossierError } from '../../shared/errors.ts';
import { contentCode } from './content-code.ts';
import type { Store } from './store.ts';
import { answer, TemporaryStore } from './testing/temporary-store.ts';

let temporary: TemporaryStore;
let store: Store;
let id: string;

beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
  ({ id } = store.drafts.create('cq-2025-40', 'benchmark', [answer('applicantName', '重庆甲')]));
});
afterEach(() => temporary.remove());

const type = (text: string) =>
  store.drafts.save(id, store.drafts.revision(id), [answer('applicantName', text)]);
const sealing = () => store.drafts.summary(id).sealing;
const codeNow = () => contentCode(store.context, id) ?? '';

/** As the window's export does: the revision is kept first, and remembered at the end. */
function exportNow(incomplete = false, meanwhile: () => void = () => {}) {
  const [revision, twinCode] = [store.drafts.revision(id), codeNow()];
  store.exports.keepPresent(id);
  meanwhile();
  return store.exports.remember({ draft: id, revision, twinCode, packageName: '重庆甲-申报', incomplete });
}
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof DossierError ? error.code : error;
  }
  return undefined;
};

test('the exported revision is read back as it was, although typing goes on in the same breath', () => {
  type('重庆甲机');
  type('重庆甲机械');
  const made = exportNow(true);
  type('重庆甲机械有');
  type('重庆甲机械有限公司');
  expect(store.history.draftAt(id, made.revision).answers.applicantName).toBe('重庆甲机械');
  // What follows the export is a run of its own.
  expect(store.history.list(id, { limit: 10 }).entries).toHaveLength(3);
});

test('what is typed while the export runs is kept apart too, and the draft is not locked', () => {
  type('重庆甲机');
  const made = exportNow(false, () => type('重庆甲机械'));
  expect(store.history.draftAt(id, made.revision).answers.applicantName).toBe('重庆甲机');
  expect(sealing()).toMatchObject({ twinCode: made.twinCode, state: 'void' });
  expect(codeOf(() => type('重庆甲机械有'))).toBeUndefined();
});

test('typing and taking back while the export runs leaves what was exported, and locks it', () => {
  exportNow(false, () => {
    type('乙');
    type('重庆甲');
  });
  expect(sealing()?.state).toBe('locked');
});

test('a complete export locks the draft: nothing changes it, whoever asks', () => {
  type('重庆甲机械');
  const made = exportNow();
  expect(sealing()).toEqual({
    revision: made.revision,
    twinCode: made.twinCode,
    exportedAt: made.exportedAt,
    state: 'locked',
  });
  const revision = store.drafts.revision(id);
  const ways = [
    () => type('乙'),
    () => store.drafts.save(id, revision, [answer('applicantName', '乙')], 'import'),
    () => store.history.restore(id, revision, 1),
    () => store.history.undo(id, revision, { part: 'answers', key: 'applicantName' }),
  ];
  for (const way of ways) expect(codeOf(way)).toBe('draftLocked');
  expect(store.drafts.get(id)).toMatchObject({
    revision,
    draft: { answers: { applicantName: '重庆甲机械' } },
  });
});

test('what a person ticks for himself can be ticked while the content is locked, and leaves the code alone', () => {
  type('重庆甲机械');
  const { twinCode, revision: exported } = exportNow();
  const tick = { part: 'confirmations', key: 'R01:cover', value: true } as const;
  const { revision } = store.drafts.save(id, store.drafts.revision(id), [tick]);
  expect(store.drafts.get(id)).toMatchObject({ draft: { confirmations: { 'R01:cover': true } } });
  expect(sealing()).toMatchObject({ state: 'locked', twinCode, revision: exported });
  const withContent = () => store.drafts.save(id, revision, [tick, answer('applicantName', '乙')]);
  expect(codeOf(withContent)).toBe('draftLocked');
  expect(codeOf(() => store.drafts.save(id, revision, [tick], 'import'))).toBe('draftLocked');
  store.exports.unlock(id);
  expect(sealing()?.state).toBe('valid');
});

test('an incomplete export locks nothing', () => {
  exportNow(true);
  expect(sealing()).toBeNull();
  expect(codeOf(() => type('乙'))).toBeUndefined();
});

test('unlocked and changed, the stamped pages are void; changed back, they are valid again', () => {
  exportNow();
  store.exports.unlock(id);
  expect(sealing()?.state).toBe('valid');
  type('乙');
  expect(sealing()?.state).toBe('void');
  type('重庆甲');
  expect(sealing()?.state).toBe('valid');
});

test('a second export locks anew and stands for the draft from then on; both are listed', () => {
  const first = exportNow();
  store.exports.unlock(id);
  type('乙');
  temporary.wait(60_000);
  const second = exportNow();
  expect(sealing()).toMatchObject({ twinCode: second.twinCode, state: 'locked' });
  temporary.wait(60_000);
  // A copy for reading in between is none that could be sealed.
  exportNow(true);
  expect(sealing()?.twinCode).toBe(second.twinCode);
  expect(store.exports.list(id).map(({ incomplete }) => incomplete)).toEqual([true, false, false]);
  expect(store.exports.withCode(first.twinCode)).toEqual([first]);
});

test('unlocking twice, or what was never locked, changes nothing', () => {
  store.exports.unlock(id);
  expect(sealing()).toBeNull();
  exportNow();
  store.exports.unlock(id);
  store.exports.unlock(id);
  expect(sealing()?.state).toBe('valid');
});

test('a copy has no exports and is free; a deleted draft takes its exports along', () => {
  const made = exportNow();
  const copy = store.drafts.duplicate(id);
  expect(store.exports.list(copy.id)).toEqual([]);
  expect(store.drafts.summary(copy.id).sealing).toBeNull();
  store.drafts.save(copy.id, copy.revision, [answer('applicantName', '乙')]);
  store.bin.put(id);
  expect(store.exports.withCode(made.twinCode)).toHaveLength(1);
  store.bin.delete(id);
  expect(store.exports.withCode(made.twinCode)).toEqual([]);
  expect(codeOf(() => store.exports.list(id))).toBe('draftGone');
});

test('the lock is on the disk', async () => {
  exportNow();
  temporary.close();
  store = await temporary.store();
  expect(sealing()?.state).toBe('locked');
  expect(codeOf(() => type('乙'))).toBe('draftLocked');
});
