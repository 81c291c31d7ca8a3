import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import type { CallInput, CallOutput, EventPayload } from '../shared/contract.ts';
import type { CallName } from '../shared/contract-names.ts';
import { bridgeCall } from './bridge-call.ts';
import { RunningApp } from './running-app.ts';

/** An export that the program's end or a power cut meets, through its own bridge; the rest is in export-window. */

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

const example = async () => (await call('createExample', { programme: 'product' })).draft.draftId;

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
    const again = await listen();
    const { workId } = await startExport(draftId, folder);
    await expect
      .poll(async () => (await again()).some(({ stage }) => stage === '生成 Word'), POLL)
      .toBe(true);
    await call('cancelWork', { workId });
    expect(await call('waitForExport', { workId })).toEqual({ outcome: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  },
);
