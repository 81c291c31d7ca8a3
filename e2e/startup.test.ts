import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { RunningApp } from './running-app.ts';
import { CAN_MOUNT, SmallDisk } from './testing/small-disk.ts';

/** Data that cannot be opened: what is said, and the ways out, none of which loses anything. */

const root = path.resolve(import.meta.dirname, '..');
/** Data with one draft, closed in order, which makes a backup. */
const whole = mkdtempSync(path.join(tmpdir(), 'dossier-e2e-'));
let data: string;
let app: RunningApp;
let page: Page;
let complaints: string[];

async function start(): Promise<void> {
  app = await RunningApp.start({ data, size: { width: 1280, height: 720 } });
  page = app.page;
  complaints = await watchPage(page);
}
beforeAll(async () => {
  expect(ensureBuilt(root)).toBeUndefined();
  data = whole;
  await start();
  await makeDraft('重庆甲机械有限公司');
  expect(await app.quit()).toBe(0);
});
afterAll(() => rmSync(whole, { recursive: true, force: true }));
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'dossier-e2e-'));
  cpSync(whole, data, { recursive: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(page, 'startup-failed').catch(() => undefined);
  else expect(complaints).toEqual([]);
  await app?.stop();
  rmSync(data, { recursive: true, force: true });
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const dialog = () => page.getByRole('dialog');
const store = () => path.join(data, 'store', 'dossier.sqlite3');

async function makeDraft(applicantName: string): Promise<void> {
  const answer = await page.evaluate(async (name) => {
    const made = await window.dossier.createDraft({ programme: 'benchmark', declarations: {} });
    if (!made.ok) return made;
    const { draftId, revision } = made.value.draft;
    return window.dossier.saveDraft({
      draftId,
      revision,
      changes: [{ kind: 'answer', field: 'applicantName', value: name }],
    });
  }, applicantName);
  if (!answer.ok) throw new Error(answer.error.message);
}

test('a damaged data file is told of, and a backup brings all of it back', async () => {
  writeFileSync(store(), 'no database at all');
  await start();
  await heading('数据文件打不开').waitFor();
  await page.getByText('文件没有改动，也不会删除').waitFor();
  await page.getByText(/关闭程序时的备份 · 1 份申报/).waitFor();
  await lookAt(page, 'startup-damaged');
  // Trying again does no harm and tells the same.
  await button('再试一次').click();
  await heading('数据文件打不开').waitFor();
  await button(/^恢复.*的备份（/).click();
  await dialog().getByText('换个名字留在数据文件夹里').waitFor();
  await dialog().getByRole('button', { name: '恢复这个备份' }).click();
  await page.getByRole('article').filter({ hasText: '重庆甲' }).waitFor();
  await page.getByText('已用备份恢复').waitFor();
  // The spoilt file is still there, under another name.
  const kept = readdirSync(data, { recursive: true }).map(String);
  expect(kept.filter((name) => /dossier.*\.sqlite3/.test(name)).length).toBeGreaterThan(1);
  // And the program goes on with what was restored.
  await makeDraft('重庆乙机械有限公司');
  await app.quit();
  await start();
  await page.getByRole('article').filter({ hasText: '重庆乙' }).waitFor();
});

test('starting afresh is never the prominent way, and asks before', async () => {
  writeFileSync(store(), 'no database at all');
  await start();
  const afresh = button('重新开始……');
  await afresh.waitFor();
  expect(await afresh.getAttribute('class')).not.toContain('primary');
  await afresh.click();
  await dialog().getByText('以前填写的内容不会出现').waitFor();
  await lookAt(page, 'startup-afresh');
  // Enter is the safe answer.
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await heading('数据文件打不开').waitFor();
  await afresh.click();
  await dialog().getByRole('button', { name: '重新开始', exact: true }).click();
  await heading('申报匣').waitFor();
  await page.getByText('已从空白的数据重新开始').waitFor();
  // The backups of before are still offered.
  await button('设置').click();
  await page.getByText(/关闭程序时的备份 · 1 份申报/).waitFor();
});

test('data of a newer version are left alone', async () => {
  const database = new Database(store());
  const version = database.pragma('user_version', { simple: true });
  database.pragma('user_version = 999');
  database.close();
  await start();
  await heading('数据需要用新版申报匣打开').waitFor();
  await page.getByText(/请安装新版申报匣/).waitFor();
  expect(await button(/重新开始|^恢复/).count()).toBe(0);
  await lookAt(page, 'startup-newer');
  await button('打开数据文件夹').click();
  await expect.poll(() => app.openedPlaces()).toEqual([data]);
  // As if the newer program had been there: the same file opens again.
  const again = new Database(store());
  again.pragma(`user_version = ${String(version)}`);
  again.close();
  await button('再试一次').click();
  await page.getByRole('article').filter({ hasText: '重庆甲' }).waitFor();
});

test('a data file that was moved away is missed, and found again when it is back', async () => {
  const elsewhere = path.join(data, 'elsewhere');
  copyFileSync(store(), elsewhere);
  rmSync(store());
  await start();
  await page.getByText('找不到数据文件，但有它的备份').waitFor();
  await lookAt(page, 'startup-missing');
  copyFileSync(elsewhere, store());
  await button('再试一次').click();
  await page.getByRole('article').filter({ hasText: '重庆甲' }).waitFor();
});

test('data that another program holds are waited for, told of, and opened once they are free', async () => {
  const holder = new Database(store());
  holder.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT');
  await start();
  await heading('现在读不到数据').waitFor();
  await page.getByText(/正由另一个申报匣窗口使用.*数据没有受影响/).waitFor();
  // Sound data are never offered to be put aside.
  expect(await button(/重新开始|^恢复/).count()).toBe(0);
  await lookAt(page, 'startup-locked');
  holder.close();
  await button('再试一次').click();
  await page.getByRole('article').filter({ hasText: '重庆甲' }).waitFor();
});

test('a backup that is damaged too says so, and the next one brings the data back', async () => {
  const backups = path.join(data, 'backups');
  const [sound] = readdirSync(backups);
  if (sound === undefined) throw new Error('no backup');
  // As one that was made a day later, with a byte that the disk has lost.
  const newer = sound.replace(/^dossier-\d{8}/, 'dossier-20991231');
  const bytes = readFileSync(path.join(backups, sound));
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
  writeFileSync(path.join(backups, newer), bytes);
  writeFileSync(store(), 'no database at all');
  await start();
  await heading('数据文件打不开').waitFor();
  const listed = page.getByRole('listitem').filter({ hasText: '2099' });
  await listed.getByText(/不能使用|已损坏|不一致/).waitFor();
  expect(await listed.getByRole('button', { name: /^恢复/ }).isDisabled()).toBe(true);
  await lookAt(page, 'startup-backup-damaged');
  await page.getByRole('button', { name: /^恢复.*的备份（/, disabled: false }).click();
  await dialog().getByRole('button', { name: '恢复这个备份' }).click();
  await page.getByRole('article').filter({ hasText: '重庆甲' }).waitFor();
});

test.runIf(CAN_MOUNT)(
  'a disk that is full or cannot be written to is told of, and nothing on it changes',
  async () => {
    const disk = new SmallDisk(16);
    try {
      rmSync(data, { recursive: true });
      data = path.join(disk.folder, 'data');
      cpSync(whole, data, { recursive: true });
      const { bavail, bsize } = statfsSync(disk.folder);
      const filler = path.join(disk.folder, '别的文件');
      writeFileSync(filler, new Uint8Array(bavail * bsize));
      const before = readFileSync(store());
      await start();
      await heading('现在读不到数据').waitFor();
      await page.getByText(/空间不足.*请清理磁盘/).waitFor();
      expect(await button(/重新开始|^恢复/).count()).toBe(0);
      await lookAt(page, 'startup-full');
      rmSync(filler);
      await button('再试一次').click();
      await page.getByRole('article').filter({ hasText: '重庆甲' }).waitFor();
      expect(await app.quit()).toBe(0);

      disk.makeReadOnly();
      const size = statSync(store()).size;
      await start();
      await heading('现在读不到数据').waitFor();
      await page.getByText(/数据文件夹不能写入.*没有打开.*请开放写入权限/).waitFor();
      expect(await button(/重新开始|^恢复/).count()).toBe(0);
      await lookAt(page, 'startup-read-only');
      expect(statSync(store()).size).toBe(size);
      expect(before.length).toBeGreaterThan(0);
    } finally {
      disk.makeWritable();
      await app.stop();
      disk.remove();
    }
  },
);

test('a folder whose disk is gone, or a file in its place, is told of, and nothing is made anew there', async () => {
  const backups = path.join(data, 'backups');
  const disk = path.join(data, '别的盘');
  renameSync(backups, path.join(data, 'kept'));
  symlinkSync(disk, backups);
  await start();
  await heading('现在读不到数据').waitFor();
  await page.getByText(/找不到数据文件夹：.*backups.*请先接好/).waitFor();
  expect(await button(/重新开始|^恢复/).count()).toBe(0);
  await lookAt(page, 'startup-folder-missing');
  expect(existsSync(disk)).toBe(false);

  rmSync(backups);
  writeFileSync(backups, 'not a folder');
  await button('再试一次').click();
  await page.getByText(/一个文件占了文件夹的位置：.*请把这个文件移走或改名/).waitFor();
  await lookAt(page, 'startup-no-folder');
  rmSync(backups);
  renameSync(path.join(data, 'kept'), backups);
  await button('再试一次').click();
  await page.getByRole('article').filter({ hasText: '重庆甲' }).waitFor();
});
