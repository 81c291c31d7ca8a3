import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Place } from './place.ts';
import type { Store } from './store.ts';
import { answer, TemporaryStore } from './testing/temporary-store.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = new TemporaryStore();
  store = await temporary.store();
});
afterEach(() => temporary.remove());

const MINUTES = 60_000;
const place = (key: string): Place => ({ part: 'answers', key });

/** A draft on which each step is a sitting of its own, minutes apart. */
function sitting() {
  const { id } = store.drafts.create('cq-2025-40', 'benchmark');
  const revision = () => store.drafts.get(id).revision;
  const answers = () => store.drafts.get(id).draft.answers;
  return {
    id,
    revision,
    answers,
    save(values: Record<string, unknown>, pause = 5 * MINUTES) {
      temporary.wait(pause);
      return store.drafts.save(
        id,
        revision(),
        Object.entries(values).map(([key, value]) => answer(key, value)),
      );
    },
    undo: (key: string) => store.history.undo(id, revision(), place(key)),
    redo: (key: string) => store.history.redo(id, revision(), place(key)),
    entries: (key?: string) =>
      store.history.list(id, { limit: 500, ...(key === undefined ? {} : { place: place(key) }) }).entries,
  };
}

test('the journal holds what changed, with time, old and new, and nothing of what did not', () => {
  const draft = sitting();
  draft.save({ applicantName: '甲', address: '一号' });
  const saved = draft.save({ applicantName: '乙', address: '一号', district: null });
  expect(saved.changed).toEqual([place('applicantName')]);
  expect(draft.entries()[0]).toMatchObject({
    ...place('applicantName'),
    action: 'edit',
    revision: 2,
    startedAt: '2025-10-10T08:10:00.000Z',
    oldValue: '甲',
    newValue: '乙',
  });
  expect(draft.entries('address').map((entry) => [entry.oldValue, entry.newValue])).toEqual([[null, '一号']]);
});

test('a save without a change makes no revision, however the value is spelt', () => {
  const draft = sitting();
  draft.save({ indicators: { '2023': { revenue: 1, employees: 2 } } });
  const again = draft.save({
    indicators: { '2023': { employees: 2, revenue: 1 } },
    applicantName: undefined,
  });
  expect(again).toMatchObject({ revision: 1, changed: [] });
  expect(draft.entries()).toHaveLength(1);
});

test('a run of typing is one line of the history, and undone as one', () => {
  const draft = sitting();
  draft.save({ profileOverview: '先前的一段。' });
  const text = '本公司成立于二〇一一年，从事食品机械的研发与制造。';
  temporary.wait(5 * MINUTES);
  for (let length = 1; length <= text.length; length += 1)
    draft.save({ profileOverview: `先前的一段。${text.slice(0, length)}` }, 500);
  expect(draft.entries('profileOverview')).toHaveLength(2);
  expect(draft.entries('profileOverview')[0]).toMatchObject({
    oldValue: '先前的一段。',
    newValue: `先前的一段。${text}`,
    revision: draft.revision(),
  });
  draft.undo('profileOverview');
  expect(draft.answers().profileOverview).toBe('先前的一段。');
});

test('an hour of typing is not one line', () => {
  const draft = sitting();
  for (let minute = 1; minute <= 60; minute += 1)
    draft.save({ profileOverview: '字'.repeat(minute * 30) }, MINUTES);
  expect(draft.entries().length).toBeGreaterThan(15);
});

test('a long text that vanishes within seconds is in the history, and comes back', () => {
  const draft = sitting();
  const text = '写了很久的一段话。'.repeat(60);
  draft.save({ profileOverview: text.slice(0, 300) });
  draft.save({ profileOverview: text }, 500);
  draft.save({ profileOverview: '' }, 500);
  draft.save({ profileOverview: '别的' }, 500);
  expect(draft.entries('profileOverview').map((entry) => entry.oldValue)).toContain(text);
  // Emptying the box and writing anew is one act of a person, taken back as one.
  draft.undo('profileOverview');
  expect(draft.answers().profileOverview).toBe(text);
  draft.redo('profileOverview');
  expect(draft.answers().profileOverview).toBe('别的');
});

test('deleting bit by bit loses no more than a few words without trace', () => {
  const draft = sitting();
  const text = '甲乙丙丁戊己庚辛壬癸'.repeat(50);
  draft.save({ profileOverview: text });
  for (let length = text.length - 5; length >= 0; length -= 5)
    draft.save({ profileOverview: text.slice(0, length) }, 100);
  const kept = draft.entries('profileOverview').map((entry) => String(entry.newValue ?? '').length);
  const gaps = [...kept].reverse().map((length, index, all) => (all[index - 1] ?? length) - length);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(65);
});

test('a figure that is put in and taken out at once is in the history', async () => {
  const draft = sitting();
  const incoming = await store.files.begin('图.png');
  await incoming.write(Buffer.from('picture'));
  const { sha256 } = await store.files.keep(incoming);
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: '正文' }] };
  const figure = { type: 'figure', attrs: { file: 'figures/图.png', caption: '', sha256 } };
  draft.save({ profileOverview: { type: 'doc', content: [paragraph] } });
  draft.save({ profileOverview: { type: 'doc', content: [paragraph, figure] } }, 100);
  draft.save({ profileOverview: { type: 'doc', content: [paragraph] } }, 100);
  draft.undo('profileOverview');
  expect(JSON.stringify(draft.answers().profileOverview)).toContain(sha256);
});

test('undo goes back step by step to the beginning, redo forth; a new edit ends the redo', () => {
  const draft = sitting();
  for (const address of ['一号', '二号', '三号']) draft.save({ address });
  const seen = () => draft.answers().address;
  draft.undo('address');
  draft.undo('address');
  expect(seen()).toBe('一号');
  draft.redo('address');
  expect(seen()).toBe('二号');
  draft.undo('address');
  draft.save({ address: '四号' });
  expect(draft.redo('address').changed).toEqual([]);
  expect(seen()).toBe('四号');
  draft.undo('address');
  expect(seen()).toBe('一号');
  draft.undo('address');
  expect(seen()).toBeUndefined();
  expect(draft.undo('address').changed).toEqual([]);
  expect(store.history.canUndo(draft.id, place('address'))).toEqual({ undo: false, redo: true });
});

test('undo of one field leaves the others', () => {
  const draft = sitting();
  draft.save({ address: '一号', applicantName: '甲' });
  draft.save({ address: '二号', applicantName: '乙' });
  draft.undo('address');
  expect(draft.answers()).toMatchObject({ address: '一号', applicantName: '乙' });
});

test('what a duplicate was made with is not undone', () => {
  const draft = sitting();
  draft.save({ address: '一号' });
  const copy = store.drafts.duplicate(draft.id);
  expect(store.history.undo(copy.id, copy.revision, place('address')).changed).toEqual([]);
  expect(copy.draft.answers.address).toBe('一号');
});

test('a whole draft, evidence and conditions included, goes back to a revision; that can be undone too', () => {
  const draft = sitting();
  draft.save({ address: '一号' });
  store.drafts.save(draft.id, 1, [
    { part: 'evidence', key: 'otherProof', value: { none: { reason: '没有' } } },
    { part: 'declarations', key: 'soundFinances', value: 'yes' },
    { part: 'destination', key: '', value: '璧山区' },
  ]);
  draft.save({ address: '二号', applicantName: '甲' });
  const before = store.drafts.get(draft.id).draft;
  const restored = store.history.restore(draft.id, 3, 1);
  expect(store.drafts.get(draft.id).draft).toMatchObject({ answers: { address: '一号' }, evidence: {} });
  expect(store.drafts.get(draft.id).draft.answers).toEqual({ address: '一号' });
  expect(store.history.draftAt(draft.id, 3)).toEqual(before);
  expect(draft.entries()[0]).toMatchObject({ action: 'restore', restoredRevision: 1 });
  store.history.restore(draft.id, restored.revision, 3);
  expect(store.drafts.get(draft.id).draft).toEqual(before);
});

test('one answer goes back to a revision, or to before a change', () => {
  const draft = sitting();
  draft.save({ address: '一号', applicantName: '甲' });
  draft.save({ address: '二号', applicantName: '乙' });
  draft.save({ address: '三号' });
  store.history.restore(draft.id, draft.revision(), 1, place('address'));
  expect(draft.answers()).toMatchObject({ address: '一号', applicantName: '乙' });
  const entry = draft.entries('address').find((each) => each.newValue === '三号');
  store.history.restoreBefore(draft.id, draft.revision(), entry?.entryId ?? '');
  expect(draft.answers()).toMatchObject({ address: '二号', applicantName: '乙' });
});

test('a way back that is stale, unknown or another draft’s is refused', () => {
  const draft = sitting();
  draft.save({ address: '一号' });
  const other = sitting();
  other.save({ address: '他处' });
  const [foreign] = other.entries();
  const code = (expected: string) => expect.objectContaining({ code: expected });
  expect(() => store.history.undo(draft.id, 0, place('address'))).toThrow(code('staleRevision'));
  expect(() => store.history.restore(draft.id, 0, 1)).toThrow(code('staleRevision'));
  expect(() => store.history.restore(draft.id, 1, 7)).toThrow(code('versionGone'));
  expect(() => store.history.restoreBefore(draft.id, 1, foreign?.entryId ?? '')).toThrow(code('versionGone'));
  expect(() => store.history.list('none', { limit: 1 })).toThrow(code('draftGone'));
});

test('the history comes in pages, each line once', () => {
  const draft = sitting();
  for (let number = 1; number <= 7; number += 1) draft.save({ address: `${number}号` });
  const seen: unknown[] = [];
  let before: string | undefined;
  for (let more = true; more; ) {
    const page = store.history.list(draft.id, { limit: 3, ...(before === undefined ? {} : { before }) });
    seen.push(...page.entries.map((entry) => entry.newValue));
    before = page.entries.at(-1)?.entryId;
    more = page.more;
  }
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((number) => `${number}号`));
});

test('a version put back is one line, which can itself be taken back as a whole; an answer’s own history still tells it', () => {
  const draft = sitting();
  draft.save({ address: '一号', applicantName: '甲' });
  draft.save({ address: '二号' });
  draft.save({ applicantName: '乙' });
  store.history.restore(draft.id, draft.revision(), 1);
  expect(draft.answers()).toEqual({ address: '一号', applicantName: '甲' });
  const [line, next] = draft.entries();
  expect(line).toMatchObject({ whole: true, action: 'restore', restoredRevision: 1 });
  expect(next).toMatchObject({ whole: false, key: 'applicantName', newValue: '乙' });
  expect(draft.entries('address')[0]).toMatchObject({ whole: false, oldValue: '二号', newValue: '一号' });
  const older = store.history.list(draft.id, { limit: 9, before: line?.entryId ?? '' });
  expect(older.entries.map(({ entryId }) => entryId)).toEqual(
    draft
      .entries()
      .slice(1)
      .map(({ entryId }) => entryId),
  );
  store.history.restoreBefore(draft.id, draft.revision(), line?.entryId ?? '');
  expect(draft.answers()).toEqual({ address: '二号', applicantName: '乙' });
});

const KEYS = ['address', 'applicantName', 'profileOverview'];
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      values: fc.dictionary(
        fc.constantFrom(...KEYS),
        fc.option(fc.string({ unit: 'binary', maxLength: 12 })),
        { minKeys: 1 },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('undo' as const, 'redo' as const),
      key: fc.constantFrom(...KEYS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('restore' as const),
      back: fc.nat(20),
      key: fc.option(fc.constantFrom(...KEYS)),
    }),
  },
);

test('whatever is done, the journal replays from nothing to the present, and every revision it names comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.constantFrom(100, 5 * MINUTES)), { maxLength: 40 }), (steps) => {
      const draft = sitting();
      const states = new Map<number, unknown>();
      const keep = () => states.set(draft.revision(), draft.answers());
      for (const [each, pause] of steps) {
        if (each.do === 'save') draft.save(each.values, pause);
        else if (each.do === 'restore') {
          const target = Math.max(0, draft.revision() - each.back);
          const only = each.key === null ? undefined : place(each.key);
          store.history.restore(draft.id, draft.revision(), target, only);
        } else draft[each.do](each.key);
        keep();
      }
      const replayed = new Map<string, unknown>();
      const changes = KEYS.flatMap((key) => draft.entries(key).reverse());
      for (const entry of changes) {
        expect(replayed.get(entry.key) ?? null).toEqual(entry.oldValue);
        expect(entry.newValue).not.toEqual(entry.oldValue);
        if (entry.newValue === null) replayed.delete(entry.key);
        else replayed.set(entry.key, entry.newValue);
      }
      expect(Object.fromEntries(replayed)).toEqual(draft.answers());
      for (const { revision } of [...draft.entries(), ...changes])
        expect(store.history.draftAt(draft.id, revision).answers).toEqual(states.get(revision));
    }),
    { numRuns: 60 },
  );
});
