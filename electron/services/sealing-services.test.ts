import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HostUtilityProcess } from '../../e2e/host/utility-process.ts';
import type { SealGuide } from '../../shared/contract/seal-guide.ts';
import { CALLS } from '../../shared/contract.ts';
import { MANIFEST_FILE, readManifest, sealManifest, writeManifest } from '../package/manifest.ts';
import { BOUND_FILE } from '../package/package-parts.ts';
import { scanWithoutCode, writeStampedScans } from '../sealing/testing/stamped-scans.ts';
import { RunningExports } from './testing/running-exports.ts';

/** A small package, which says of itself that it is complete: what its pages hold does not matter here. */
let running: RunningExports;
let draftId = '';
let madeId = '';
let folder = '';
let guide: SealGuide;

beforeAll(async () => {
  running = await RunningExports.start(HostUtilityProcess);
  draftId = await running.smallDraft();
  const done = await (await running.export(draftId, running.folder('导出'))).end;
  if (done.outcome !== 'done') throw new Error(done.outcome);
  ({ madeId, shown: folder, guide } = done);
});
afterAll(async () => running.stop());
beforeEach(() => {
  running.atStage = () => {};
});

const inFolder = (name: string) => path.join(running.services.folder, name);
const gone = expect.objectContaining({ code: 'gone' });

async function read(
  sealingId: string,
  answer: Parameters<typeof running.call.startReadingScans>[0]['answer'] = null,
) {
  const { workId } = running.call.startReadingScans({ sealingId, answer });
  return CALLS.waitForScans.output.parse(await running.call.waitForScans({ workId }));
}
async function add(sealingId: string, ...names: string[]): Promise<void> {
  running.services.answers.push(names.map(inFolder));
  await running.call.chooseScans({ sealingId });
}

test('a package marked 草稿 is refused before scans are asked for', async () => {
  await expect(running.call.openSealing({ madeId, draftId })).rejects.toMatchObject({
    code: 'packageUnreadable',
    message: expect.stringContaining('草稿'),
  });
  const place = path.join(folder, MANIFEST_FILE);
  const { sha256: _own, ...content } = readManifest(place, readFileSync(place));
  writeFileSync(place, writeManifest(sealManifest({ ...content, incomplete: false })));
  const opened = await running.call.openSealing({ madeId, draftId });
  expect(CALLS.openSealing.output.parse(opened)).toMatchObject({
    twinCode: content.twinCode,
    presentCode: content.twinCode,
    ofDraft: true,
  });
  await running.call.closeSealing({ sealingId: opened.sealingId });
  expect(() => running.call.startReadingScans({ sealingId: opened.sealingId, answer: null })).toThrow(gone);
});

test('where an earlier package is sealed is read from the package itself, as it was told after the export', async () => {
  running.services.answers.push([folder]);
  const chosen = await running.call.chooseEarlierPackage({ draftId });
  if (chosen.outcome !== 'chosen') throw new Error('not chosen');
  const { workId } = running.call.startSealGuide({ madeId: chosen.madeId });
  const read = CALLS.waitForSealGuide.output.parse(await running.call.waitForSealGuide({ workId }));
  expect(guide.places.length).toBeGreaterThan(3);
  expect(read).toMatchObject({
    outcome: 'read',
    guide: { places: guide.places, edgeSeal: guide.edgeSeal, printing: [], address: guide.address },
  });
  expect(() => running.call.startSealGuide({ madeId: 'made-up-by-a-page' })).toThrow(gone);
});

test('scans are read once; cancelled, nothing was added; what was dropped and drawn goes with the sheet', async () => {
  await writeStampedScans(path.join(folder, BOUND_FILE), [1], inFolder('封面.pdf'));
  const hidden = await scanWithoutCode(path.join(folder, BOUND_FILE), 2);
  const { sealingId } = await running.call.openSealing({ madeId, draftId });
  await add(sealingId, '封面.pdf');
  running.atStage = ({ stage, workId }) => {
    if (stage === '读取扫描件') running.call.cancelWork({ workId });
  };
  expect(await read(sealingId)).toEqual({ outcome: 'cancelled' });
  running.atStage = () => {};
  expect(await read(sealingId)).toMatchObject({ plan: { scans: [] } });

  await add(sealingId, '封面.pdf');
  const { uploadId } = await running.call.beginScanUpload({
    sealingId,
    name: '遮住.jpg',
    bytes: hidden.length,
  });
  await running.services.context.uploads.add(uploadId, 0, hidden);
  await running.call.finishScanUpload({ sealingId, uploadId });
  const seen = await read(sealingId);
  if (seen.outcome !== 'read') throw new Error(seen.outcome);
  expect(seen.plan.scans).toMatchObject([
    { name: '封面.pdf', placement: { state: 'placed', page: 1, by: 'code' } },
    { name: '遮住.jpg', placement: { state: 'question', likely: 2 } },
  ]);
  const unsettled = running.call.startSealing({ sealingId, placeId: null, allowMissing: true });
  expect(await running.call.waitForSealing(unsettled)).toEqual({ outcome: 'open' });

  const stages = running.stages.length;
  const pageId = seen.plan.scans[1]?.pageId ?? '';
  const answered = await read(sealingId, { pageId, to: 'leave' });
  expect(answered).toMatchObject({ plan: { scans: [{}, { placement: { state: 'left', undo: true } }] } });
  // Neither the package nor the other scan is looked at again.
  expect(running.stages.slice(stages).map(({ stage }) => stage)).not.toContain('核对申报包');

  const { offered } = running.services.context;
  const places = seen.plan.scans.map(
    ({ address }) => offered.find(address.slice('/file/'.length))?.path ?? '',
  );
  expect(places.every((each) => existsSync(each))).toBe(true);
  const { workId } = running.call.startSealing({ sealingId, placeId: null, allowMissing: true });
  const sealed = CALLS.waitForSealing.output.parse(await running.call.waitForSealing({ workId }));
  if (sealed.outcome !== 'sealed') throw new Error(sealed.outcome);
  expect(sealed).toMatchObject({ shown: `${folder}-已盖章`, pages: 1 });
  expect(readdirSync(path.join(sealed.shown, '07-盖章页扫描'))).toEqual(['01-封面.pdf']);
  await running.call.openMade({ madeId: sealed.madeId, part: 'sealed' });
  expect(running.services.shown.at(-1)).toContain('已盖章).pdf');
  await expect(running.call.openSealing({ madeId: sealed.madeId, draftId })).rejects.toMatchObject({
    code: 'packageUnreadable',
  });

  await running.call.closeSealing({ sealingId });
  expect(places.some((each) => existsSync(each) || existsSync(path.dirname(each)))).toBe(false);
  expect(seen.plan.scans.some(({ address }) => offered.find(address.slice('/file/'.length)))).toBe(false);
});
