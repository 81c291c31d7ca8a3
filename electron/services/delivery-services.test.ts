import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HostUtilityProcess } from '../../e2e/host/utility-process.ts';
import { CALLS } from '../../shared/contract.ts';
import { RunningExports } from './testing/running-exports.ts';

let running: RunningExports;
let madeId = '';
let out = '';
let name = '';

beforeAll(async () => {
  running = await RunningExports.start(HostUtilityProcess);
  out = running.folder('导出');
  const done = await (await running.export(await running.smallDraft(), out)).end;
  if (done.outcome !== 'done') throw new Error(done.outcome);
  ({ madeId, name } = done);
});
afterAll(async () => running.stop());
beforeEach(() => {
  running.atStage = () => {};
});

/** As the person chooses a folder in the system's dialog. */
async function choose(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  running.services.answers.push([folder]);
  const chosen = await running.call.chooseMediumPlace({ madeId });
  if (chosen.outcome !== 'chosen') throw new Error('not chosen');
  return chosen.place.placeId;
}
async function writeMedium(placeId: string) {
  const { workId } = running.call.startMedium({ madeId, placeId, replace: false });
  return CALLS.waitForMedium.output.parse(await running.call.waitForMedium({ workId }));
}

test('what the services answer is what the contract says; what they made can be shown', async () => {
  const stick = running.folder('stick');
  const written = await writeMedium(await choose(stick));
  if (written.outcome !== 'written') throw new Error(written.outcome);
  running.call.revealMade({ madeId: written.madeId });
  expect(running.services.shown.at(-1)).toBe(`in folder: ${path.join(stick, name)}`);
  expect(await writeMedium(await choose(stick))).toMatchObject({ outcome: 'already' });
  rmSync(path.join(stick, name, '02-申报书.pdf'));
  expect(await writeMedium(await choose(stick))).toMatchObject({
    outcome: 'occupied',
    problems: ['02-申报书.pdf：缺少此文件'],
  });

  const { workId } = running.call.startMail({ madeId, limitMegabytes: 45, replace: false });
  const mails = CALLS.waitForMail.output.parse(await running.call.waitForMail({ workId }));
  if (mails.outcome !== 'written') throw new Error(mails.outcome);
  await running.call.openMade({ madeId: mails.mails[0]?.madeId ?? '', part: 'itself' });
  expect(running.services.shown.at(-1)).toMatch(/-邮件1of1\.eml$/);
  const receipt = await running.call.printReceipt({ madeId, medium: { kind: 'mail', count: 1 } });
  expect(CALLS.printReceipt.output.parse(receipt)).toEqual(receipt);
  expect(running.services.shown.at(-1)).toBe(path.join(out, `${name}-送达回执.pdf`));
  const listed = await running.call.listMediumPlaces({ madeId });
  expect(CALLS.listMediumPlaces.output.parse(listed)).toEqual(listed);
  expect(listed.neededBytes).toBeGreaterThan(500_000);
});

test('only a package can be handed in, and only to a place that the person chose', async () => {
  const placeId = await choose(running.folder('other'));
  const receipt = await running.call.printReceipt({ madeId, medium: { kind: 'mail', count: 1 } });
  const gone = expect.objectContaining({ code: 'gone' });
  expect(() => running.call.startMedium({ madeId: receipt.madeId, placeId, replace: false })).toThrow(gone);
  expect(() => running.call.startMedium({ madeId, placeId: 'made-up-by-a-page', replace: false })).toThrow(
    gone,
  );
});

test('cancelled or broken in the middle, nothing is left on the stick, and it can be written again', async () => {
  const stick = running.folder('cancelled');
  const placeId = await choose(stick);
  running.atStage = ({ stage, workId }) => {
    if (stage === '复制文件') running.call.cancelWork({ workId });
  };
  expect(await writeMedium(placeId)).toEqual({ outcome: 'cancelled' });
  expect(readdirSync(stick)).toEqual([]);
  running.atStage = ({ stage }) => {
    if (stage !== '复制文件') return;
    for (const { pid } of running.processes) if (pid !== undefined) process.kill(pid, 'SIGKILL');
  };
  await expect(writeMedium(placeId)).rejects.toMatchObject({ code: 'workStopped' });
  expect(readdirSync(stick)).toEqual([]);
  running.atStage = () => {};
  expect(await writeMedium(placeId)).toMatchObject({ outcome: 'written' });
});
