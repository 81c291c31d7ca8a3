import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { HostUtilityProcess } from '../../e2e/host/utility-process.ts';
import { CAN_MOUNT, readOnlyFolder, SmallDisk } from '../../e2e/testing/small-disk.ts';
import { CALLS } from '../../shared/contract.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { verifyPackage } from '../package/verify-package.ts';
import { RunningExports } from './testing/running-exports.ts';

let running: RunningExports;
let small = '';

beforeAll(async () => {
  running = await RunningExports.start(HostUtilityProcess);
  small = await running.smallDraft();
});
afterAll(async () => running.stop());
beforeEach(() => {
  running.atStage = () => {};
  running.services.refusal = '';
  running.services.shown.length = 0;
  running.services.events.length = 0;
});

const placeOf = (address: string) =>
  running.services.context.offered.find(address.slice('/file/'.length))?.path ?? 'nothing offered';
const textOf = async (file: string) =>
  (await readPdf(readFileSync(file))).pages.map((page) => page.text + page.footer).join('\n');

async function preview(draftId: string) {
  const { workId } = running.call.startPreview({ draftId });
  const done = await running.call.waitForPreview({ workId });
  if (done.outcome !== 'done') throw new Error('no preview');
  expect(CALLS.waitForPreview.output.parse(done)).toEqual(done);
  return done;
}

test('the example: preview, place, export, and what was made', async () => {
  const draftId = await running.example('product');
  const shown = await preview(draftId);
  const pdf = placeOf(shown.address);
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  expect(statSync(pdf).size).toBe(shown.bytes);
  expect(shown.revision).toBe(running.revision(draftId));
  const part = (name: string) => shown.willWrite.find((each) => each.name === name);
  expect(part('02-申报书.pdf')?.bytes).toBe(shown.bytes);
  expect(part('04-佐证材料/')?.bytes).toBeGreaterThan(100_000);
  expect(part('01-申报书.docx')?.bytes).toBeNull();
  expect([...new Set(running.stages.map(({ stage }) => stage))]).toEqual(['整理内容', '生成 PDF']);

  const folder = running.folder('U 盘');
  running.services.events.length = 0;
  const { workId, end } = await running.export(draftId, folder, { incomplete: false, zip: true });
  const done = await end;
  if (done.outcome !== 'done') throw new Error(done.outcome);
  expect(CALLS.waitForExport.output.parse(done)).toEqual(done);
  expect(readdirSync(folder).sort()).toEqual([done.name, done.zip?.name].sort());
  const made = path.join(folder, done.name);
  expect(await verifyPackage(made)).toMatchObject({ intact: true, twinCode: done.twinCode, problems: [] });
  for (const { name, bytes } of done.files) expect(statSync(path.join(made, name)).size).toBe(bytes);
  expect(done.bytes).toBe(done.files.reduce((sum, { bytes }) => sum + bytes, 0));
  expect(statSync(path.join(folder, done.zip?.name ?? '')).size).toBe(done.zip?.bytes);
  expect(await textOf(pdf)).toBe(await textOf(path.join(made, '02-申报书.pdf')));

  expect(placeOf(done.guide.address)).toBe(path.join(made, '03-申报书成册(含佐证材料).pdf'));
  const spots = done.guide.places.map(({ page, spot }) => (page === null ? null : (spot?.shape ?? null)));
  expect(spots).toEqual(['circle', 'box', 'circle', 'box', null]);

  const { stages } = running;
  expect(stages.every((stage) => stage.workId === workId)).toBe(true);
  expect([...new Set(stages.map(({ stage }) => stage))]).toEqual([
    '整理内容',
    '检查',
    '生成 Word',
    '生成 PDF',
    '合并材料',
    '回读核对',
    '写入',
  ]);
  const percents = stages.map(({ percent }) => percent);
  expect(percents).toEqual([...percents].sort((left, right) => left - right));
  expect(
    stages.find(({ stage, done: pages }) => stage === '合并材料' && pages !== null)?.total,
  ).toBeGreaterThan(10);
  expect(stages.at(-1)?.remainingSeconds).toBeTypeOf('number');

  running.call.revealMade({ madeId: done.madeId });
  await running.call.openMade({ madeId: done.madeId, part: 'folder' });
  await running.call.openMade({ madeId: done.madeId, part: 'word' });
  const print = () => running.call.printMade({ madeId: done.madeId, copies: 2 });
  running.services.printOutcomes.push('printed', 'cancelled', 'failed');
  expect(await print()).toEqual({ outcome: 'printed' });
  expect(await print()).toEqual({ outcome: 'cancelled' });
  expect(running.services.shown).toHaveLength(3);
  expect(await print()).toMatchObject({
    outcome: 'opened',
    steps: expect.arrayContaining([expect.stringMatching(/份数填 2/), expect.stringMatching(/双面打印/)]),
  });
  const bound = path.join(made, '03-申报书成册(含佐证材料).pdf');
  expect(running.services.printed).toEqual(Array(3).fill(`2 × ${bound}`));
  expect(running.services.shown).toEqual([
    `in folder: ${made}`,
    made,
    path.join(made, '01-申报书.docx'),
    bound,
  ]);
  running.services.refusal = 'No application is registered';
  await expect(running.call.openMade({ madeId: done.madeId, part: 'pdf' })).rejects.toMatchObject({
    code: 'notOpened',
    message: expect.stringContaining('02-申报书.pdf'),
  });

  const { store } = running.services.data;
  expect(store.exports.list(draftId)).toMatchObject([
    {
      twinCode: done.twinCode,
      packageName: done.name,
      revision: running.revision(draftId),
      incomplete: false,
    },
  ]);
  // The window's own reckoning of the code is the package's: the lock holds, and opened again it is still valid.
  expect(store.drafts.summary(draftId).sealing?.state).toBe('locked');
  store.exports.unlock(draftId);
  expect(store.drafts.summary(draftId).sealing?.state).toBe('valid');

  const again = await running.export(draftId, folder, { incomplete: false });
  await expect(again.end).rejects.toMatchObject({ code: 'targetExists' });
  expect(readdirSync(folder).sort()).toEqual([done.name, done.zip?.name].sort());
  rmSync(made, { recursive: true });
  expect(() => running.call.revealMade({ madeId: done.madeId })).toThrow('已经不在');

  await running.call.closePreview({ previewId: shown.previewId });
  expect(existsSync(pdf)).toBe(false);
  expect(placeOf(shown.address)).toBe('nothing offered');
});

test('a draft that findings block is previewed with 草稿 on every page, and exported only by wish; what the store could not note is noted later', async () => {
  const shown = await preview(small);
  const { pages } = await readPdf(readFileSync(placeOf(shown.address)));
  expect(pages.map(({ watermark }) => watermark)).toEqual(Array(shown.pageCount).fill('草稿'));
  const folder = running.folder('blocked');
  const blocked = await (await running.export(small, folder, { incomplete: false })).end;
  expect(blocked).toMatchObject({ outcome: 'blocked' });
  expect(blocked.outcome === 'blocked' && blocked.findings.some(({ level }) => level === 'block')).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
  // The store takes nothing from here on: the package is whole all the same, and can be noted later.
  const { database } = running.services.data.store.context;
  running.atStage = ({ stage }) => {
    if (stage === '写入') database.pragma('query_only = 1');
  };
  const done = await (await running.export(small, folder)).end;
  database.pragma('query_only = 0');
  if (done.outcome !== 'done') throw new Error(done.outcome);
  expect(await verifyPackage(path.join(folder, done.name))).toMatchObject({ intact: true, incomplete: true });
  expect(done.notRemembered).toBe('other');
  expect(running.services.data.store.exports.list(small)).toEqual([]);
  const { madeId } = done;
  running.call.rememberExport({ madeId });
  expect(() => running.call.rememberExport({ madeId })).toThrow(expect.objectContaining({ code: 'gone' }));
  expect(running.services.data.store.exports.list(small)).toMatchObject([{ incomplete: true }]);
  expect(running.services.data.store.drafts.summary(small).sealing).toBeNull();
  expect(await textOf(placeOf(shown.address))).toBe(
    await textOf(path.join(folder, done.name, '02-申报书.pdf')),
  );
});

test('an export runs at the revision that the window shows, or not at all', async () => {
  const { draft } = await running.services.call.createDraft({ programme: 'product', declarations: {} });
  const { draftId, revision } = draft;
  const placeId = await running.choose(draftId, running.folder('stale'));
  const saved = running.services.call.saveDraft({
    ...{ draftId, revision },
    changes: [{ kind: 'answer', field: 'applicantName', value: '后改' }],
  });
  const start = () => running.call.startExport({ draftId, revision, placeId, incomplete: true, zip: false });
  expect(start).toThrow(
    expect.objectContaining({ code: 'staleRevision', data: { current: saved.revision } }),
  );
});

test('a second click begins nothing; a window that was loaded anew can wait again', async () => {
  const first = running.call.startPreview({ draftId: small });
  expect(running.call.startPreview({ draftId: small })).toEqual(first);
  const [one, two] = await Promise.all([
    running.call.waitForPreview(first),
    running.call.waitForPreview(first),
  ]);
  expect(one).toEqual(two);
});

test('the dialog opens where the last export went; a closed one chooses nothing; nobody chooses for the person', async () => {
  const folder = running.folder('last');
  running.services.answers.push([folder]);
  const chosen = await running.call.chooseExportPlace({ draftId: small });
  expect(chosen).toMatchObject({ outcome: 'chosen', shown: folder });
  expect(chosen.outcome === 'chosen' && chosen.freeBytes).toBeGreaterThan(0);
  expect(running.services.data.store.settings.get('lastExportFolder')).toBe(folder);
  running.services.answers.push([]);
  expect(await running.call.chooseExportPlace({ draftId: small })).toEqual({ outcome: 'cancelled' });
  const start = () =>
    running.call.startExport({
      ...{ draftId: small, revision: running.revision(small), incomplete: true, zip: false },
      placeId: 'made-up-by-a-page',
    });
  expect(start).toThrow(expect.objectContaining({ code: 'gone' }));
});

test.each(['整理内容', '合并材料', '写入'])('cancelled at %s, an export leaves nothing', async (at) => {
  const folder = running.folder(`cancelled-${at}`);
  running.atStage = ({ stage, workId }) => {
    if (stage === at) running.call.cancelWork({ workId });
  };
  const { end } = await running.export(small, folder);
  expect(await end).toEqual({ outcome: 'cancelled' });
  expect(readdirSync(folder)).toEqual([]);
});

test('a process that breaks in the middle is told, leaves nothing, and the next export goes through', async () => {
  const folder = running.folder('broken');
  running.atStage = ({ stage }) => {
    if (stage === '合并材料') process.kill(running.processes.at(-1)?.pid ?? 0, 'SIGKILL');
  };
  const { end } = await running.export(small, folder);
  await expect(end).rejects.toMatchObject({ code: 'workStopped' });
  expect(readdirSync(folder)).toEqual([]);
  running.atStage = () => {};
  expect(await (await running.export(small, folder)).end).toMatchObject({ outcome: 'done' });
});

test('quitting in the middle cancels the export and leaves nothing', async () => {
  const other = await RunningExports.start(HostUtilityProcess);
  try {
    const draftId = await other.smallDraft();
    const folder = other.folder('quit');
    const shown = other.call.startPreview({ draftId });
    await other.call.waitForPreview(shown);
    let quit: Promise<void> | undefined;
    other.atStage = ({ stage }) => {
      if (stage === '合并材料') quit ??= other.work.end();
    };
    const { end } = await other.export(draftId, folder);
    expect(await end).toEqual({ outcome: 'cancelled' });
    await quit;
    expect(readdirSync(folder)).toEqual([]);
    expect(other.processes.map(({ pid }) => pid)).toEqual(other.processes.map(() => undefined));
  } finally {
    await other.stop();
  }
});

test('a folder that cannot be written to is told, with what to do', async () => {
  const { folder, remove } = readOnlyFolder();
  try {
    const { end } = await running.export(small, folder);
    await expect(end).rejects.toMatchObject({ code: 'notAllowed', data: { path: folder } });
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    remove();
  }
});

test.runIf(CAN_MOUNT)(
  'a full disk is told with the space that is needed and left, and nothing is left on it',
  async () => {
    const disk = new SmallDisk(1);
    const { folder } = disk;
    try {
      writeFileSync(path.join(folder, 'other'), new Uint8Array(900_000));
      const { end } = await running.export(small, folder);
      await expect(end).rejects.toMatchObject({
        code: 'diskFull',
        data: { path: folder, neededBytes: expect.any(Number), freeBytes: expect.any(Number) },
        message: expect.stringMatching(/约需 \d+ MB，剩余 0 MB。请清理磁盘或换一个位置/),
      });
      expect(readdirSync(folder)).toEqual(['other']);
    } finally {
      disk.remove();
    }
  },
);

test.runIf(process.platform === 'linux')(
  'a file that the disk does not take in the middle (FAT32 ends at 4 GB) is told, and nothing is left',
  async () => {
    const folder = running.folder('fat32');
    running.atStage = ({ stage }) => {
      const { pid } = running.processes.at(-1) ?? {};
      if (stage === '生成 PDF') execFileSync('prlimit', [`--pid=${pid}`, '--fsize=100000:unlimited']);
    };
    const { end } = await running.export(small, folder);
    await expect(end).rejects.toMatchObject({ code: 'deviceFailed' });
    expect(readdirSync(folder)).toEqual([]);
    running.processes.at(-1)?.kill();
  },
);
