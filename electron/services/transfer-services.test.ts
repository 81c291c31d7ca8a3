import { copyFileSync, createReadStream, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CALLS, EVENTS } from '../../shared/contract.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { inspectPdf } from '../evidence/pdf-facts.ts';
import { openDraft } from '../package/draft-file.ts';
import { writeProtected } from '../password/protect-file.ts';
import { PLACES_FILE, RunningServices } from './testing/running-services.ts';

let running: RunningServices;
beforeEach(async () => {
  running = await RunningServices.start();
});
afterEach(async () => running.stop());

const file = (name: string) => join(running.folder, name);

/** A draft with a name, written to `name.dossier`. */
async function exported(name = 'draft'): Promise<{ draftId: string; revision: number; path: string }> {
  const { draft } = await running.call.createDraft({ programme: 'product', declarations: {} });
  const { draftId } = draft;
  const { revision } = running.call.saveDraft({
    draftId,
    revision: draft.revision,
    changes: [{ kind: 'answer', field: 'applicantName', value: '重庆示例云工科技有限公司' }],
  });
  const path = file(`${name}.dossier`);
  running.answers.push([path]);
  expect(await running.call.exportDraft({ draftId })).toMatchObject({
    outcome: 'written',
    name: `${name}.dossier`,
  });
  return { draftId, revision, path };
}

function rename(draftId: string, revision: number, value: string): void {
  running.call.saveDraft({ draftId, revision, changes: [{ kind: 'answer', field: 'applicantName', value }] });
}
const names = () => running.call.listDrafts({ bin: false }).drafts.map(({ applicantName }) => applicantName);

test('a draft goes out as one file, comes in elsewhere with all it held, and is the same draft', async () => {
  const { draft } = await running.call.createExample({ programme: 'product' });
  running.answers.push([file('示例.dossier')]);
  const written = await running.call.exportDraft({ draftId: draft.draftId });
  if (written.outcome !== 'written') throw new Error(written.outcome);
  expect(running.context.made.find(written.madeId)).toMatchObject({ itself: file('示例.dossier') });
  const other = await RunningServices.start();
  try {
    other.answers.push([file('示例.dossier')]);
    const taken = await other.call.importDraft();
    expect(taken).toMatchObject({ outcome: 'imported', draft: { draftId: draft.draftId, example: false } });
    const [here, there] = [
      await running.call.openDraft({ draftId: draft.draftId }),
      await other.call.openDraft({ draftId: draft.draftId }),
    ];
    expect(there.content).toEqual(here.content);
    expect(there.evidence.flatMap(({ files }) => files.map(({ name, pages }) => [name, pages]))).toEqual(
      here.evidence.flatMap(({ files }) => files.map(({ name, pages }) => [name, pages])),
    );
    expect(there.figures.map(({ sha256 }) => sha256)).toEqual(here.figures.map(({ sha256 }) => sha256));
  } finally {
    await other.stop();
  }
});

test('a draft that was being written to a stick when it was pulled: the next start knows of the stick', async () => {
  const { draftId } = await exported();
  expect(existsSync(file(PLACES_FILE))).toBe(false);
  running.answers.push([join(file('U 盘'), 'draft.dossier')]);
  await expect(running.call.exportDraft({ draftId })).rejects.toThrow();
  expect(JSON.parse(await readFile(file(PLACES_FILE), 'utf8'))).toEqual([file('U 盘')]);
});

test('closing the dialog does nothing', async () => {
  const { draftId } = await exported();
  running.answers.push([], [], []);
  expect(await running.call.importDraft()).toEqual({ outcome: 'cancelled' });
  expect(await running.call.exportDraft({ draftId })).toEqual({ outcome: 'cancelled' });
  expect(await running.call.exportFindings({ draftId })).toEqual({ outcome: 'cancelled' });
});

test.each([
  ['replace', ['重庆示例云工科技有限公司']],
  ['copy', ['重庆示例云工科技有限公司', '改过的名称']],
  ['discard', ['改过的名称']],
] as const)('a draft that is here already asks first: %s', async (choice, expected) => {
  const { draftId, revision, path } = await exported();
  const { changedAt } = (await running.call.openDraft({ draftId })).summary;
  running.wait(60_000);
  rename(draftId, revision, '改过的名称');
  running.answers.push([path]);
  const asked = await running.call.importDraft();
  if (asked.outcome !== 'exists') throw new Error(asked.outcome);
  // Which of the two is the newer one can be told.
  expect(asked.existing.changedAt > changedAt).toBe(true);
  expect(asked).toMatchObject({
    existing: { draftId, applicantName: '改过的名称' },
    incoming: { programme: 'product', applicantName: '重庆示例云工科技有限公司', changedAt },
  });
  expect(names()).toEqual(['改过的名称']);
  await running.call.settleImport({ importId: asked.importId, choice });
  expect(names().sort()).toEqual([...expected].sort());
  await expect(running.call.settleImport({ importId: asked.importId, choice: 'copy' })).rejects.toMatchObject(
    {
      code: 'gone',
    },
  );
});

test('what a replacing draft overwrote can be had back from the history', async () => {
  const { draftId, revision, path } = await exported();
  rename(draftId, revision, '改过的名称');
  running.answers.push([path]);
  const asked = await running.call.importDraft();
  if (asked.outcome !== 'exists') throw new Error(asked.outcome);
  await running.call.settleImport({ importId: asked.importId, choice: 'replace' });
  const [line] = running.call.listHistory({ draftId, field: null, before: null, limit: 5 }).entries;
  expect(line).toMatchObject({ what: 'whole', after: '由 .dossier 文件带入' });
  const { summary } = await running.call.openDraft({ draftId });
  await running.call.restoreEntry({ draftId, revision: summary.revision, entryId: line?.entryId ?? '' });
  expect(names()).toEqual(['改过的名称']);
});

test('a file that is no draft is refused in words, and nothing is left of it', async () => {
  writeFileSync(file('x.dossier'), 'no zip');
  running.answers.push([file('x.dossier')]);
  await expect(running.call.importDraft()).rejects.toMatchObject({ code: 'draftUnreadable' });
  expect(names()).toEqual([]);
});

test('an export replaces what the dialog asked about, and a name without its ending gets it without overwriting', async () => {
  const { draftId, path } = await exported('a');
  const before = await readFile(path);
  running.answers.push([path], [file('a')], [file('b')]);
  expect(await running.call.exportDraft({ draftId })).toMatchObject({ name: 'a.dossier' });
  expect(await running.call.exportDraft({ draftId })).toMatchObject({ name: 'a (2).dossier' });
  expect(await running.call.exportDraft({ draftId })).toMatchObject({ name: 'b.dossier' });
  expect((await readFile(path)).length).toBe(before.length);
  expect(readdirSync(running.folder).filter((name) => name.includes('partial'))).toEqual([]);
});

test('a draft that the system opens with us is offered once the window listens, anew after it was loaded again', async () => {
  const { draftId, path } = await exported();
  running.events.length = 0;
  await running.context.incoming.offer([path]);
  expect(running.events).toEqual([]);
  running.context.incoming.windowListens();
  const applicantName = '重庆示例云工科技有限公司';
  const offer = { name: 'draft.dossier', incoming: { applicantName }, existing: { draftId, applicantName } };
  expect(running.events).toMatchObject([{ name: 'draftOffered', payload: offer }]);
  running.context.incoming.windowListens();
  expect(running.events).toHaveLength(2);
  const { importId } = EVENTS.draftOffered.parse(running.events[0]?.payload);
  expect(await running.call.settleImport({ importId, choice: 'copy' })).toMatchObject({
    outcome: 'imported',
  });
  running.events.length = 0;
  running.context.incoming.windowListens();
  expect(running.events.filter((event) => event.name === 'draftOffered')).toEqual([]);
  expect(names()).toHaveLength(2);
});

test('a window that listens already is told at once; what cannot be opened is told in a box', async () => {
  const { path } = await exported();
  running.context.incoming.windowListens();
  running.events.length = 0;
  copyFileSync(path, file('second.dossier'));
  writeFileSync(file('broken.dossier'), 'x');
  await running.context.incoming.offer([file('broken.dossier'), file('second.dossier')]);
  expect(running.told.join()).toContain('无法读取草稿');
  expect(running.events).toMatchObject([{ name: 'draftOffered', payload: { name: 'second.dossier' } }]);
});

test('the check goes out as a PDF with every finding, its clause and remedy, and what was ticked', async () => {
  const { draft } = await running.call.createExample({ programme: 'benchmark' });
  const { draftId } = draft;
  const first = await running.call.readFindings({ draftId });
  const hint = first.findings.find(({ level }) => level === 'hint');
  if (hint === undefined) throw new Error('the example has nothing to confirm');
  running.call.saveDraft({
    draftId,
    revision: draft.revision,
    changes: [
      { kind: 'confirmation', finding: hint.key, value: true },
      { kind: 'answer', field: 'contactPhone', value: null },
    ],
  });
  running.answers.push([file('检查.pdf')]);
  const written = await running.call.exportFindings({ draftId });
  expect(written).toMatchObject({ outcome: 'written', name: '检查.pdf' });
  const bytes = await readFile(file('检查.pdf'));
  expect((await inspectPdf(bytes)).problem).toBeUndefined();
  const text = (await readPdf(bytes)).pages
    .map((page) => page.text)
    .join('')
    .replace(/\s/g, '');
  const { findings, confirmed } = await running.call.readFindings({ draftId });
  expect(findings.some(({ field }) => field === 'contactPhone')).toBe(true);
  expect(confirmed).toEqual([hint]);
  for (const { message, clause, remedy } of [...findings, hint])
    for (const words of [message, clause, remedy]) expect(text).toContain(words.replace(/\s/g, ''));
  expect(text).toContain('已由申报单位确认（1项）');
  expect(existsSync(file('检查.pdf'))).toBe(true);
});

test('a draft with a password goes out closed, asks again after a wrong one, and comes in as it was', async () => {
  const { draftId, path: plain } = await exported();
  const path = file('closed.dossier');
  const password = '渝中区 2025';
  running.answers.push([]);
  expect(await running.call.startProtectedDraft({ draftId, password })).toEqual({ outcome: 'cancelled' });
  running.answers.push([path]);
  const started = await running.call.startProtectedDraft({ draftId, password });
  if (started.outcome !== 'started') throw new Error(started.outcome);
  const { workId } = started;
  expect(await running.call.waitForProtectedDraft({ workId })).toMatchObject({ name: 'closed.dossier' });
  const bytes = await readFile(path);
  expect(bytes.toString('latin1')).toMatch(/^age-encryption.org\/v1\n/);
  expect(bytes.includes('draft.json')).toBe(false);
  expect(readdirSync(running.folder).filter((name) => name.startsWith('.dossier-partial'))).toEqual([]);
  await expect(openDraft(path)).rejects.toMatchObject({ code: 'draftProtected' });

  // Coming in with little work for the password: what it costs was paid once.
  const light = file('light.dossier');
  await writeProtected(light, createReadStream(plain), { password, workFactor: 10 });
  running.call.binDraft({ draftId });
  running.answers.push([light]);
  const asked = await running.call.importDraft();
  if (asked.outcome !== 'protected') throw new Error(asked.outcome);
  const { importId } = asked;
  const unlock = async (given: string) =>
    CALLS.waitForUnlock.output.parse(
      await running.call.waitForUnlock(running.call.startUnlock({ importId, password: given })),
    );
  await expect(unlock('渝中区 2026')).rejects.toMatchObject({
    code: 'wrongPassword',
    message: expect.stringContaining('再输入一次'),
  });
  await expect(running.call.settleImport({ importId, choice: 'copy' })).rejects.toMatchObject({
    code: 'gone',
  });
  expect(await unlock(password)).toMatchObject({
    incoming: { applicantName: '重庆示例云工科技有限公司' },
    existing: { draftId },
  });
  expect(await running.call.settleImport({ importId, choice: 'replace' })).toMatchObject({
    outcome: 'imported',
  });
  expect(names()).toEqual(['重庆示例云工科技有限公司']);
  expect(await readFile(join(running.folder, 'logs', 'dossier.log'), 'utf8').catch(() => '')).not.toContain(
    '渝中区',
  );
});

test('a draft with a password that the system opens with us is asked about', async () => {
  const path = file('offered.dossier');
  writeFileSync(
    path,
    `age-encryption.org/v1\n-> scrypt ${'a'.repeat(22)} 18\n${'b'.repeat(43)}\n--- ${'c'.repeat(43)}\n`,
  );
  await running.context.incoming.offer([path]);
  running.context.incoming.windowListens();
  expect(running.events).toMatchObject([{ name: 'passwordNeeded', payload: { name: 'offered.dossier' } }]);
  expect(running.told).toEqual([]);
  const { importId } = EVENTS.passwordNeeded.parse(running.events[0]?.payload);
  expect(await running.call.settleImport({ importId, choice: 'discard' })).toEqual({ outcome: 'discarded' });
});
