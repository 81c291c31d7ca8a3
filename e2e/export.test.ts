import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { verifyPackage } from '../electron/package/verify-package.ts';
import type { CallInput, CallOutput, EventPayload } from '../shared/contract.ts';
import type { CallName } from '../shared/contract-names.ts';
import { bridgeCall } from './bridge-call.ts';
import { RunningApp } from './running-app.ts';

/** Preview and export through the program's own bridge, with the processes that work for it. */

let app: RunningApp;
let folder = '';
const files = mkdtempSync(path.join(tmpdir(), 'dossier-exports-'));

beforeAll(() => {
  expect(ensureBuilt(path.resolve(import.meta.dirname, '..'))).toBeUndefined();
});
beforeEach(async () => {
  folder = mkdtempSync(path.join(files, 'place-'));
  app = await RunningApp.start();
});
afterEach(async () => app.stop());
afterAll(() => rmSync(files, { recursive: true, force: true }));

const call = <N extends CallName>(name: N, input?: CallInput<N>): Promise<CallOutput<N>> =>
  bridgeCall(app, name, input);

/** Documents on a busy machine take their time: watchdogs, no measures. */
const SLOW = { timeout: 600_000 };
const POLL = { timeout: 120_000 };

type Stage = EventPayload<'exportStage'>;

/** Keeps every stage that the window is told, from now on. */
async function listen(): Promise<() => Promise<Stage[]>> {
  await app.page.evaluate(() => {
    const stages: unknown[] = [];
    window.dossier.onExportStage((stage) => void stages.push(stage));
    Object.assign(window, { stages });
  });
  return async () => (await app.page.evaluate(() => Reflect.get(window, 'stages'))) as Stage[];
}

async function startExport(draftId: string, place: string, more: Partial<CallInput<'startExport'>> = {}) {
  await app.answerDialogs([place]);
  const chosen = await call('chooseExportPlace', { draftId });
  if (chosen.outcome !== 'chosen') throw new Error('not chosen');
  const { revision } = (await call('openDraft', { draftId })).summary;
  const { placeId } = chosen;
  const given = { draftId, revision, placeId, incomplete: false, zip: false, ...more };
  return call('startExport', given);
}

async function exported(workId: string) {
  const done = await call('waitForExport', { workId });
  if (done.outcome !== 'done') throw new Error(done.outcome);
  return done;
}

const example = async () => (await call('createExample', { programme: 'product' })).draft.draftId;

test(
  'the example: its pages in the window, then a package that verifies; a second one has the same code',
  SLOW,
  async () => {
    const draftId = await example();
    const { workId } = await call('startPreview', { draftId });
    const preview = await call('waitForPreview', { workId });
    if (preview.outcome !== 'done') throw new Error(preview.outcome);
    const fetched = await app.page.evaluate(async (address) => {
      const response = await fetch(address);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const type = response.headers.get('content-type');
      return { type, size: bytes.length, head: String.fromCharCode(...bytes.subarray(0, 5)) };
    }, preview.address);
    expect(fetched).toEqual({ type: 'application/pdf', size: preview.bytes, head: '%PDF-' });

    const stages = await listen();
    const first = await exported((await startExport(draftId, folder, { zip: true })).workId);
    expect(readdirSync(folder).sort()).toEqual([first.name, `${first.name}.zip`].sort());
    const made = path.join(folder, first.name);
    expect(await verifyPackage(made)).toMatchObject({ intact: true, twinCode: first.twinCode, problems: [] });
    const percents = (await stages()).map(({ percent }) => percent);
    expect(percents.length).toBeGreaterThan(7);
    expect(percents).toEqual([...percents].sort((left, right) => left - right));

    await call('openMade', { madeId: first.madeId, part: 'bound' });
    expect(await app.openedPlaces()).toEqual([path.join(made, '03-申报书成册(含佐证材料).pdf')]);
    const other = path.join(folder, '另一处');
    mkdirSync(other);
    const second = await exported((await startExport(draftId, other)).workId);
    expect(second.twinCode).toBe(first.twinCode);
    await call('closePreview', { previewId: preview.previewId });
    expect(await app.page.evaluate(async (address) => (await fetch(address)).status, preview.address)).toBe(
      404,
    );
    expect(app.complaints.join('')).toBe('');
  },
);

test('an export that is cancelled in the window leaves nothing', async () => {
  const stages = await listen();
  const { workId } = await startExport(await example(), folder);
  await expect.poll(async () => (await stages()).some(({ stage }) => stage === '合并材料'), POLL).toBe(true);
  await call('cancelWork', { workId });
  expect(await call('waitForExport', { workId })).toEqual({ outcome: 'cancelled' });
  expect(readdirSync(folder)).toEqual([]);
  expect(app.complaints.join('')).toBe('');
});

test('closing in the middle of an export asks nothing and leaves nothing half-done', async () => {
  const stages = await listen();
  await startExport(await example(), folder);
  await expect.poll(async () => (await stages()).some(({ stage }) => stage === '合并材料'), POLL).toBe(true);
  expect(await app.quit()).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test(
  'after a power cut in the middle there is no half package, and the next export clears up',
  SLOW,
  async () => {
    const draftId = await example();
    const stages = await listen();
    await startExport(draftId, folder);
    await expect
      .poll(async () => (await stages()).some(({ stage }) => stage === '合并材料'), POLL)
      .toBe(true);
    await app.kill();
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual([]);
    app = await RunningApp.start({ data: app.data });
    const done = await exported((await startExport(draftId, folder)).workId);
    expect(readdirSync(folder)).toEqual([done.name]);
  },
);
