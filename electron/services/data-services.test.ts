import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CALLS } from '../../shared/contract.ts';
import { dataFolder } from '../store/data-folder.ts';
import { RunningServices } from './testing/running-services.ts';

let running: RunningServices;
beforeEach(async () => {
  running = await RunningServices.start();
});
afterEach(async () => running.stop());

const HOUR = 3_600_000;
const startup = async () => CALLS.readStartup.output.parse(await running.call.readStartup());
const names = () => running.call.listDrafts({ bin: false }).drafts.map(({ applicantName }) => applicantName);
const backups = async () => CALLS.listBackups.output.parse(await running.call.listBackups()).backups;
const database = () => dataFolder(running.folder).database;

async function writeDraft(applicantName: string): Promise<void> {
  const { draft } = await running.call.createDraft({ programme: 'product', declarations: {} });
  running.wait(1_000);
  running.call.saveDraft({
    draftId: draft.draftId,
    revision: draft.revision,
    changes: [{ kind: 'answer', field: 'applicantName', value: applicantName }],
  });
}

/** Ends the program, does something to its data, and starts it again. */
async function startAfter(harm: () => void): Promise<void> {
  await running.data.close();
  harm();
  running = await RunningServices.start(running.folder);
}

test('the first start is ready, with settings as they are meant, which stay as a person sets them', async () => {
  expect(await startup()).toEqual({ state: 'ready' });
  expect(running.call.readSettings()).toEqual({
    theme: 'system',
    scale: 100,
    panels: { sections: true, guidance: true },
  });
  expect(running.call.saveSettings({ scale: 120 })).toMatchObject({ theme: 'system', scale: 120 });
  running.call.saveSettings({ theme: 'dark', panels: { sections: true, guidance: false } });
  running = await running.restart();
  expect(running.call.readSettings()).toEqual({
    theme: 'dark',
    scale: 120,
    panels: { sections: true, guidance: false },
  });
});

test('closing makes a backup where something changed, and none where nothing did', async () => {
  await writeDraft('甲公司');
  running = await running.restart();
  expect(await backups()).toMatchObject([{ reason: 'close', drafts: 1, problem: null }]);
  running.wait(HOUR);
  running = await running.restart();
  expect(await backups()).toHaveLength(1);
});

test('while work goes on there is a backup every hour, and none while nobody works', async () => {
  await writeDraft('甲公司');
  await running.data.keepInOrder();
  expect(await backups()).toHaveLength(1);
  running.wait(HOUR / 2);
  await writeDraft('乙公司');
  await running.data.keepInOrder();
  expect(await backups()).toHaveLength(1);
  running.wait(HOUR / 2);
  await running.data.keepInOrder();
  await running.data.keepInOrder();
  expect(await backups()).toMatchObject([{ drafts: 2 }, { drafts: 1 }]);
});

test('a backup that a person made is restored in the running program, and that too is taken back', async () => {
  await writeDraft('甲公司');
  const { backup } = await running.call.makeBackup();
  expect(backup).toMatchObject({ reason: 'person', drafts: 1 });
  running.wait(HOUR);
  await writeDraft('乙公司');
  const { safetyCopy } = await running.call.restoreBackup({ backupId: backup.backupId });
  expect(names()).toEqual(['甲公司']);
  await writeDraft('丙公司');
  expect(names()).toHaveLength(2);
  expect(safetyCopy).toMatchObject({ reason: 'restore', drafts: 2 });
  await running.call.restoreBackup({ backupId: safetyCopy?.backupId ?? '' });
  expect(names().sort()).toEqual(['乙公司', '甲公司']);
});

test('while packages are taken in, no backup takes the place of the data that they go into', async () => {
  await writeDraft('甲公司');
  const { backup } = await running.call.makeBackup();
  await writeDraft('乙公司');
  const restore = () => running.call.restoreBackup({ backupId: backup.backupId });
  let end = () => {};
  const filling = running.data.filling('正在收取申报包', () => new Promise<void>((done) => (end = done)));
  await expect(restore()).rejects.toThrow(/正在收取申报包/);
  expect(names()).toHaveLength(2);
  end();
  await filling;
  await restore();
  expect(names()).toEqual(['甲公司']);
});

test('findings after a restore are those of the restored draft', async () => {
  const { draft } = await running.call.createDraft({ programme: 'product', declarations: {} });
  const { draftId, revision } = draft;
  const { backup } = await running.call.makeBackup();
  const change = (value: string) => ({ kind: 'answer' as const, field: 'applicantName', value });
  running.call.saveDraft({ draftId, revision, changes: [change('甲公司')] });
  const before = await running.call.readFindings({ draftId });
  await running.call.restoreBackup({ backupId: backup.backupId });
  running.call.saveDraft({ draftId, revision, changes: [change('x'.repeat(400))] });
  const after = await running.call.readFindings({ draftId });
  expect(after.revision).toBe(before.revision);
  expect(after.findings).not.toEqual(before.findings);
});

test('a damaged backup is listed as such, refused, and the present data stay open', async () => {
  await writeDraft('甲公司');
  await running.call.makeBackup();
  const [file = ''] = readdirSync(dataFolder(running.folder).backups);
  writeFileSync(join(dataFolder(running.folder).backups, file), 'broken');
  const [broken] = await backups();
  expect(broken).toMatchObject({ drafts: null, problem: expect.stringContaining('不能使用') });
  await expect(running.call.restoreBackup({ backupId: broken?.backupId ?? '' })).rejects.toMatchObject({
    code: 'backupUnusable',
  });
  await writeDraft('乙公司');
  expect(names()).toHaveLength(2);
});

test('damaged data are told with their backups; a restore goes on with them and keeps the damaged file', async () => {
  await writeDraft('甲公司');
  await startAfter(() => writeFileSync(database(), 'not a database'));
  const told = await startup();
  if (told.state === 'ready') throw new Error('damaged data were opened');
  expect(told).toMatchObject({ state: 'dataDamaged', mayStartAfresh: true, backups: [{ drafts: 1 }] });
  expect(told.message).toContain('无法读取');
  expect(told.message).toContain('（不是数据库文件，或开头已损坏）');
  expect(running.call.readSettings().scale).toBe(100);
  expect(() => names()).toThrow('无法读取');
  const { safetyCopy } = await running.call.restoreBackup({ backupId: told.backups[0]?.backupId ?? '' });
  expect(safetyCopy).toBeNull();
  expect(await startup()).toEqual({ state: 'ready' });
  expect(names()).toEqual(['甲公司']);
  const [kept = ''] = readdirSync(running.folder).filter((name) => name.startsWith('unreadable-'));
  expect(readFileSync(join(running.folder, kept, 'dossier.sqlite3'), 'utf8')).toBe('not a database');
});

test('a data file of no bytes is no first start where there are backups: they are offered, and one brings all back', async () => {
  await writeDraft('甲公司');
  await startAfter(() => writeFileSync(database(), ''));
  const told = await startup();
  expect(told).toMatchObject({
    state: 'dataDamaged',
    message: expect.stringContaining('文件是空的（0 字节）'),
  });
  const [backup] = await backups();
  await running.call.restoreBackup({ backupId: backup?.backupId ?? '' });
  expect(names()).toEqual(['甲公司']);
});

test('starting afresh keeps the damaged file and works at once; sound data cannot be thrown away so', async () => {
  await expect(running.call.startAfresh()).rejects.toMatchObject({ code: 'misused' });
  await writeDraft('甲公司');
  await startAfter(() => writeFileSync(database(), 'not a database'));
  await running.call.startAfresh();
  expect(await startup()).toEqual({ state: 'ready' });
  await writeDraft('乙公司');
  expect(names()).toEqual(['乙公司']);
  expect(readdirSync(running.folder).some((name) => name.startsWith('unreadable-'))).toBe(true);
  // The way to the old drafts is still there.
  expect(await backups()).toMatchObject([{ drafts: 1 }]);
});

test('data of a newer version are told, offer no fresh start, and are not touched by any way out', async () => {
  await writeDraft('甲公司');
  await startAfter(() => {
    const file = new Database(database());
    file.pragma('user_version = 99');
    file.close();
  });
  expect(await startup()).toMatchObject({ state: 'dataTooNew', mayStartAfresh: false, backups: [] });
  const before = readFileSync(database());
  await expect(running.call.startAfresh()).rejects.toMatchObject({ code: 'storeNewer' });
  const [backup] = await backups();
  await expect(running.call.restoreBackup({ backupId: backup?.backupId ?? '' })).rejects.toMatchObject({
    code: 'storeNewer',
  });
  expect(readFileSync(database()).equals(before)).toBe(true);
});

test('data that another program holds are told, and opened by asking again once they are free', async () => {
  await writeDraft('甲公司');
  const other = new RunningServices(running.folder);
  expect(await other.call.readStartup()).toMatchObject({
    state: 'dataUnreachable',
    message: expect.stringContaining('另一个申报匣窗口'),
    mayStartAfresh: false,
  });
  await expect(other.call.startAfresh()).rejects.toMatchObject({ code: 'storeLocked' });
  await running.data.close();
  expect(await other.call.readStartup()).toEqual({ state: 'ready' });
  running = other;
  expect(names()).toEqual(['甲公司']);
});

test('a database that is gone while its backups are there is no first start', async () => {
  await writeDraft('甲公司');
  await startAfter(() => rmSync(dataFolder(running.folder).databaseFolder, { recursive: true }));
  const told = await startup();
  expect(told).toMatchObject({ state: 'dataDamaged', mayStartAfresh: true });
  expect(existsSync(database())).toBe(false);
  if (told.state !== 'ready') await running.call.restoreBackup({ backupId: told.backups[0]?.backupId ?? '' });
  expect(names()).toEqual(['甲公司']);
});

test('the file put back where it was is found by asking again', async () => {
  await writeDraft('甲公司');
  const { databaseFolder } = dataFolder(running.folder);
  let content = Buffer.alloc(0);
  await startAfter(() => {
    content = readFileSync(database());
    rmSync(databaseFolder, { recursive: true });
  });
  expect(await startup()).toMatchObject({ state: 'dataDamaged' });
  mkdirSync(databaseFolder, { recursive: true });
  writeFileSync(database(), content);
  expect(await startup()).toEqual({ state: 'ready' });
  expect(names()).toEqual(['甲公司']);
});

test('a backup that cannot be made at closing keeps nobody from closing', async () => {
  await writeDraft('甲公司');
  const { backups: folder } = dataFolder(running.folder);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
  await startAfter(() => rmSync(folder));
  expect(names()).toEqual(['甲公司']);
});

test('a second copy follows the backups at the place that the person chose, and what keeps it from that is told', async () => {
  const stick = join(running.folder, '..', `stick-${running.folder.slice(-6)}`);
  mkdirSync(stick);
  try {
    await writeDraft('甲公司');
    expect(await running.call.readSecondCopy()).toMatchObject({
      folder: null,
      copiedAt: null,
      problem: null,
    });
    running.answers.push([]);
    expect(await running.call.chooseSecondCopy()).toMatchObject({ folder: null });
    running.answers.push([join(running.folder, 'backups')]);
    await expect(running.call.chooseSecondCopy()).rejects.toMatchObject({ code: 'secondCopyWithin' });
    running.answers.push([stick]);
    expect(await running.call.chooseSecondCopy()).toMatchObject({
      folder: expect.stringContaining('申报匣备份'),
      sameDisk: true,
    });
    await running.call.makeBackup();
    const copied = CALLS.runSecondCopy.output.parse(await running.call.runSecondCopy());
    expect(copied).toMatchObject({ problem: null, copiedAt: running.now.toISOString() });
    const [place = ''] = readdirSync(stick);
    expect(readdirSync(join(stick, place, 'backups'))).toEqual(readdirSync(join(running.folder, 'backups')));

    // At closing, too; and the place is remembered.
    running.wait(HOUR);
    await writeDraft('乙公司');
    running = await running.restart();
    expect(readdirSync(join(stick, place, 'backups'))).toHaveLength(2);

    rmSync(join(stick, place), { recursive: true });
    running.wait(HOUR);
    await writeDraft('丙公司');
    expect(await running.call.makeBackup()).toMatchObject({ backup: { problem: null } });
    expect(await running.call.runSecondCopy()).toMatchObject({ problem: expect.stringContaining('U 盘') });
    expect(await running.call.endSecondCopy()).toMatchObject({ folder: null, problem: null });
  } finally {
    rmSync(stick, { recursive: true });
  }
});
