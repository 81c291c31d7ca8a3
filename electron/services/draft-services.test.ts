import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CALLS } from '../../shared/contract.ts';
import { RunningServices } from './testing/running-services.ts';

let running: RunningServices;

const open = async (draftId: string) => running.call.openDraft({ draftId });

beforeEach(async () => {
  running = await RunningServices.start();
});
afterEach(async () => running.stop());

const name = (value: string) => ({ kind: 'answer' as const, field: 'applicantName', value });

test('what was answered before the draft was made is remembered in it', async () => {
  const { draft } = await running.call.createDraft({
    programme: 'benchmark',
    declarations: { operatesInChongqing: 'yes', soundFinances: 'unsure' },
  });
  expect(draft).toMatchObject({ programme: 'benchmark', applicantName: '', example: false, progress: 0 });
  const { content } = await open(draft.draftId);
  expect(content.declarations).toEqual({ operatesInChongqing: 'yes', soundFinances: 'unsure' });
});

test('a save is there after a restart, stands in the list, and makes the findings be read again', async () => {
  const { draft } = await running.call.createDraft({ programme: 'product', declarations: {} });
  const { draftId } = draft;
  const saved = running.call.saveDraft({
    draftId,
    revision: draft.revision,
    changes: [
      name('重庆示例云工科技有限公司'),
      { kind: 'destinationDistrict', value: '渝北区' },
      { kind: 'confirmation', finding: 'R41:seal', value: true },
    ],
  });
  expect(saved.revision).toBe(draft.revision + 1);
  expect(running.events).toEqual([
    { name: 'findingsChanged', payload: { draftId, revision: saved.revision } },
  ]);
  running = await running.restart();
  expect(running.call.listDrafts({ bin: false }).drafts).toMatchObject([
    { draftId, applicantName: '重庆示例云工科技有限公司', revision: saved.revision },
  ]);
  const { content } = await open(draftId);
  expect(content).toMatchObject({
    answers: { applicantName: '重庆示例云工科技有限公司' },
    destinationDistrict: '渝北区',
    confirmations: { 'R41:seal': true },
  });
});

test('saves go in order; one that another overtook is refused and says which revision is there', async () => {
  const { draft } = await running.call.createDraft({ programme: 'product', declarations: {} });
  const { draftId, revision } = draft;
  const first = running.call.saveDraft({ draftId, revision, changes: [name('先到')] });
  const late = () => running.call.saveDraft({ draftId, revision, changes: [name('后到')] });
  expect(late).toThrow(expect.objectContaining({ code: 'staleRevision', data: { current: first.revision } }));
  const second = running.call.saveDraft({ draftId, revision: first.revision, changes: [name('再改')] });
  expect(second.revision).toBe(first.revision + 1);
  expect((await open(draftId)).content.answers.applicantName).toBe('再改');
});

test('a save that changes nothing keeps the revision and tells nobody', async () => {
  const { draft } = await running.call.createDraft({ programme: 'product', declarations: {} });
  const { draftId, revision } = draft;
  expect(
    running.call.saveDraft({ draftId, revision, changes: [{ ...name(''), value: null }] }),
  ).toMatchObject({
    revision,
  });
  expect(running.events).toEqual([]);
});

test.each(['benchmark', 'product'] as const)(
  'the example of %s is a complete draft of its own',
  async (programme) => {
    const { draft } = await running.call.createExample({ programme });
    expect(draft.example).toBe(true);
    const opened = CALLS.openDraft.output.parse(await open(draft.draftId));
    expect(opened.evidence.flatMap(({ files }) => files).length).toBeGreaterThan(10);
    expect(opened.figures.length).toBeGreaterThan(0);
    const found = CALLS.readFindings.output.parse(
      await running.call.readFindings({ draftId: draft.draftId }),
    );
    expect(found.findings.filter(({ level }) => level === 'block')).toEqual([]);
    expect(found.progress).toBe(100);
    expect(found.sections.every(({ state }) => state === 'complete')).toBe(true);
    expect(running.call.listDrafts({ bin: false }).drafts).toMatchObject([{ progress: 100, blocks: 0 }]);
    const again = await running.call.createExample({ programme });
    expect(again.draft.draftId).not.toBe(draft.draftId);
  },
);

test('the check follows what is saved, without reading a file twice', async () => {
  const { draft } = await running.call.createExample({ programme: 'benchmark' });
  const { draftId, revision } = draft;
  await running.call.readFindings({ draftId });
  running.call.saveDraft({ draftId, revision, changes: [{ ...name(''), value: null }] });
  // Known by their content's hash: what stands there now is not looked at again.
  const [file] = (await open(draftId)).figures;
  writeFileSync(running.data.store.files.path(file?.sha256 ?? ''), 'no picture');
  const found = await running.call.readFindings({ draftId });
  expect(found.findings.filter(({ message }) => message.includes('图片'))).toEqual([]);
  expect(found.revision).toBe(revision + 1);
  expect(found.findings).toContainEqual(expect.objectContaining({ level: 'block', field: 'applicantName' }));
  expect(found.sections.find(({ section }) => section === 'applicationForm')).toMatchObject({
    state: 'started',
  });
  expect(found.progress).toBeLessThan(100);
});

test('the list learns how far a draft is that came in as a whole, without anybody asking', async () => {
  const { draft } = await running.call.createExample({ programme: 'product' });
  await expect
    .poll(() => running.events.map(({ name: event }) => event), { timeout: 60_000 })
    .toContain('findingsChanged');
  expect(running.call.listDrafts({ bin: false }).drafts).toMatchObject([
    { draftId: draft.draftId, progress: 100, blocks: 0 },
  ]);
});

test('a draft thrown away is out of the list, comes back as it was, and is deleted only from the bin', async () => {
  const { draft } = await running.call.createDraft({ programme: 'product', declarations: {} });
  const { draftId } = draft;
  expect(() => running.call.deleteDraft({ draftId })).toThrow('先移入回收站');
  expect(running.call.binDraft({ draftId }).draft.binnedAt).not.toBeNull();
  expect(running.call.listDrafts({ bin: false }).drafts).toEqual([]);
  expect(running.call.listDrafts({ bin: true }).drafts).toMatchObject([{ draftId }]);
  await expect(open(draftId)).rejects.toThrow('回收站');
  running.call.takeFromBin({ draftId });
  expect((await open(draftId)).summary.binnedAt).toBeNull();
  running.call.binDraft({ draftId });
  running.call.deleteDraft({ draftId });
  expect(running.call.listDrafts({ bin: true }).drafts).toEqual([]);
});

test('what lies in the bin for 30 days is gone at the next start, and not a day before', async () => {
  const { draft } = await running.call.createDraft({ programme: 'product', declarations: {} });
  running.call.binDraft({ draftId: draft.draftId });
  running.wait(29 * 86_400_000);
  running = await running.restart();
  expect(running.call.listDrafts({ bin: true }).drafts).toHaveLength(1);
  running.wait(86_400_000);
  running = await running.restart();
  expect(running.call.listDrafts({ bin: true }).drafts).toEqual([]);
});

test('a draft opens where the person left it', async () => {
  const { draft } = await running.call.createDraft({ programme: 'benchmark', declarations: {} });
  const { draftId } = draft;
  expect((await open(draftId)).place).toBeNull();
  running.call.rememberPlace({ draftId, section: 'outcomes', field: 'outcomesNarrative' });
  running = await running.restart();
  expect(await open(draftId)).toMatchObject({
    place: { section: 'outcomes', field: 'outcomesNarrative' },
    summary: { revision: draft.revision },
  });
});

test('a copy has the same answers and files, and is no example', async () => {
  const { draft } = await running.call.createExample({ programme: 'product' });
  const copy = running.call.duplicateDraft({ draftId: draft.draftId }).draft;
  expect(copy).toMatchObject({ applicantName: draft.applicantName, example: false });
  const [one, two] = [await open(draft.draftId), await open(copy.draftId)];
  expect(two.content).toEqual(one.content);
  expect(two.evidence.map(({ files }) => files.length)).toEqual(
    one.evidence.map(({ files }) => files.length),
  );
});
