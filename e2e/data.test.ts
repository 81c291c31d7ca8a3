import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import type { CallInput, CallOutput } from '../shared/contract.ts';
import type { CallName } from '../shared/contract-names.ts';
import { bridgeCall } from './bridge-call.ts';
import { freshApp, RunningApp, startProgram } from './running-app.ts';

/** The person's data through the program's own bridge: backups, drafts from outside, examples. */

let app: RunningApp | undefined;
const files = mkdtempSync(path.join(tmpdir(), 'dossier-files-'));

beforeAll(() => {
  expect(ensureBuilt(path.resolve(import.meta.dirname, '..'))).toBeUndefined();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await app?.stop();
});
afterAll(async () => {
  await app?.stop();
  rmSync(files, { recursive: true, force: true });
});

async function start(): Promise<RunningApp> {
  app = await freshApp(app, {});
  return app;
}

/** What the window is answered; an error is thrown with its code. */
async function call<N extends CallName>(name: N, input?: CallInput<N>): Promise<CallOutput<N>> {
  if (app === undefined) throw new Error('the program does not run');
  return bridgeCall(app, name, input);
}

async function writeDraft(applicantName: string): Promise<{ draftId: string; revision: number }> {
  const { draft } = await call('createDraft', { programme: 'product', declarations: {} });
  const { draftId } = draft;
  const changes = [{ kind: 'answer' as const, field: 'applicantName', value: applicantName }];
  const { revision } = await call('saveDraft', { draftId, revision: draft.revision, changes });
  return { draftId, revision };
}
const names = async () =>
  (await call('listDrafts', { bin: false })).drafts.map(({ applicantName }) => applicantName).sort();

test('a backup made by hand is restored while the program runs, after a copy of what is there', async () => {
  await start();
  await writeDraft('甲公司');
  const { backup } = await call('makeBackup');
  await writeDraft('乙公司');
  const { safetyCopy } = await call('restoreBackup', { backupId: backup.backupId });
  expect(await names()).toEqual(['甲公司']);
  expect(safetyCopy).toMatchObject({ reason: 'restore', drafts: 2 });
});

test('a draft that a second start brings along is offered to the window that is open', async () => {
  const running = await start();
  const { draftId } = await writeDraft('甲公司');
  const file = path.join(files, '甲公司 标杆.dossier');
  await running.answerDialogs([file]);
  expect(await call('exportDraft', { draftId })).toMatchObject({ outcome: 'written' });
  await running.page.evaluate(() => {
    const offers: unknown[] = [];
    window.dossier.onDraftOffered((offer) => offers.push(offer));
    Object.assign(window, { offers });
  });
  await call('readStartup');
  const second = startProgram(running.data, {}, [file]);
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  const offers = () => running.page.evaluate(() => Reflect.get(window, 'offers'));
  await expect
    .poll(offers, { timeout: 20_000 })
    .toMatchObject([
      { name: '甲公司 标杆.dossier', incoming: { applicantName: '甲公司' }, existing: { draftId } },
    ]);
  const [{ importId }] = (await offers()) as [{ importId: string }];
  expect(await call('settleImport', { importId, choice: 'copy' })).toMatchObject({ outcome: 'imported' });
  expect(await names()).toEqual(['甲公司', '甲公司']);
});

test('a draft that the program is started with is offered once the window listens', async () => {
  const first = await start();
  const { draftId } = await writeDraft('甲公司');
  const file = path.join(files, 'start.dossier');
  await first.answerDialogs([file]);
  await call('exportDraft', { draftId });
  await first.stop();
  app = await RunningApp.start({ parameters: [file] });
  await app.page.evaluate(() => {
    const offers: unknown[] = [];
    window.dossier.onDraftOffered((offer) => offers.push(offer));
    Object.assign(window, { offers });
  });
  await call('readStartup');
  await expect
    .poll(() => app?.page.evaluate(() => Reflect.get(window, 'offers')), { timeout: 20_000 })
    .toContainEqual(expect.objectContaining({ name: 'start.dossier', existing: null }));
});

test('an example is complete: nothing blocks, and its check follows a change', async () => {
  await start();
  const { draft } = await call('createExample', { programme: 'benchmark' });
  const { draftId, revision } = draft;
  const before = await call('readFindings', { draftId });
  expect(before).toMatchObject({ revision, progress: 100 });
  expect(before.findings.filter(({ level }) => level === 'block')).toEqual([]);
  const changes = [{ kind: 'answer' as const, field: 'contactPhone', value: null }];
  await call('saveDraft', { draftId, revision, changes });
  const after = await call('readFindings', { draftId });
  expect(after.findings).toContainEqual(expect.objectContaining({ level: 'block', field: 'contactPhone' }));
});

test('the licences of what ships are there to read', async () => {
  await start();
  const { licences } = await call('listLicences');
  expect(licences.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Electron', 'better-sqlite3', 'react', '霞鹜文楷 LXGW WenKai']),
  );
  expect(licences.every(({ text }) => text.length > 100)).toBe(true);
});
