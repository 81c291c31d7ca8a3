import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { writeRealDraft } from '../electron/package/testing/real-draft.ts';
import { accessibilityFaults } from './accessible.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { RunningApp } from './running-app.ts';
import { CAN_MOUNT, SmallDisk } from './testing/small-disk.ts';

/** Handing in, as a person does it after an export: a stick, mails, the receipt. One small draft, one export. */

const root = path.resolve(import.meta.dirname, '..');
const place = mkdtempSync(path.join(tmpdir(), 'dossier-delivery-window-'));
const stick = path.join(place, 'U 盘');
let app: RunningApp;
let page: Page;
let complaints: string[];
let packagePath = '';

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const sheet = (name: string) => page.getByRole('dialog', { name });
const isLinux = process.platform === 'linux';
const inSheet = (name: string, words: string | RegExp) =>
  sheet(name).getByRole('button', { name: words, exact: typeof words === 'string' });

/** As sticks look to the system: one with room, a full one, one that nobody has opened; asked of `lsblk`, which is found first here. */
function plugInSticks(): void {
  const volume = { type: 'part', fstype: 'vfat', ro: false, size: 15_513_681_920, fsavail: 15_504_326_656 };
  const disk = { type: 'disk', rm: true, hotplug: true, tran: 'usb' };
  const answer = {
    blockdevices: [
      { ...disk, children: [{ ...volume, label: '申报材料', mountpoint: stick }] },
      { ...disk, children: [{ ...volume, label: '满了的', fsavail: 1000, mountpoint: '/media/full' }] },
      { ...disk, children: [{ ...volume, label: '没打开的', fsavail: null, mountpoint: null }] },
    ],
  };
  writeFileSync(path.join(place, 'lsblk'), `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`, { mode: 0o755 });
  process.env.PATH = `${place}:${process.env.PATH}`;
}

beforeAll(async () => {
  expect(ensureBuilt(root)).toBeUndefined();
  mkdirSync(stick);
  plugInSticks();
  app = await RunningApp.start({ size: { width: 1093, height: 560 } });
  page = app.page;
  complaints = await watchPage(page);
  await app.answerDialogs([path.join(await writeRealDraft(path.join(place, '草稿')), 'draft.json')]);
  await button(/导入草稿/).click();
  await page.getByRole('article').click();
  await page
    .getByRole('navigation', { name: '申报书各部分' })
    .getByRole('button', { name: '预览与导出' })
    .click();
  const out = path.join(place, '导出');
  mkdirSync(out);
  await app.answerDialogs([out]);
  await button('先导出带“草稿”字样的一份').click();
  await page.getByRole('region', { name: '导出完成' }).waitFor();
  packagePath = path.join(out, readdirSync(out)[0] ?? '');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(page, 'delivery-failed').catch(() => undefined);
  expect(complaints).toEqual([]);
  expect(app.complaints.join('')).toBe('');
});
afterAll(async () => {
  await app?.stop();
  rmSync(place, { recursive: true, force: true });
});

/** In the sheet: any other place, which the person chooses in the system's dialog. */
async function writeTo(folder: string): Promise<void> {
  await app.answerDialogs([folder]);
  await inSheet('写入 U 盘', '选择其他位置…').click();
}

test('the package goes to a stick, is told to be there a second time, and gives way only when asked', async () => {
  await lookAt(page, 'delivery-actions');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor();
  expect(await accessibilityFaults(page), 'in the dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('html[data-theme="light"]').waitFor();
  await button('写入 U 盘').click();
  await sheet('写入 U 盘')
    .getByText(/需要 .* MB/)
    .waitFor();
  if (isLinux) {
    await sheet('写入 U 盘').getByText('空间不足：剩余 1 KB').waitFor();
    await sheet('写入 U 盘').getByText('已插上，但还没有打开').waitFor();
    expect(await inSheet('写入 U 盘', /^写入 满了的/).isDisabled()).toBe(true);
  }
  await lookAt(page, 'medium-choice');
  if (isLinux) await inSheet('写入 U 盘', /^写入 申报材料/).click();
  else await writeTo(stick);
  await sheet('写入 U 盘').getByText('并逐个文件读回核对').waitFor();
  await sheet('写入 U 盘')
    .getByText(/弹出|推出/)
    .waitFor();
  await lookAt(page, 'medium-written');
  const written = path.join(stick, path.basename(packagePath));
  expect(readdirSync(stick)).toEqual([path.basename(packagePath)]);
  execFileSync('diff', ['-r', packagePath, written]);

  await inSheet('写入 U 盘', '再写一个 U 盘').click();
  await writeTo(stick);
  await sheet('写入 U 盘').getByText('没有再写').waitFor();

  appendFileSync(path.join(written, 'manifest.json'), ' ');
  await inSheet('写入 U 盘', '再写一个 U 盘').click();
  await writeTo(stick);
  await sheet('写入 U 盘').getByRole('alert').getByText('与这一份不同').first().waitFor();
  await lookAt(page, 'medium-occupied');
  await inSheet('写入 U 盘', '换成这一份').click();
  await sheet('写入 U 盘').getByText('并逐个文件读回核对').waitFor();
  execFileSync('diff', ['-r', packagePath, written]);
  await page.keyboard.press('Escape');
});

test('who closes the dialog has written nothing; a stick that is gone is told, and written again once it is back', async () => {
  const pulled = path.join(place, '会拔掉');
  await button('写入 U 盘').click();
  await inSheet('写入 U 盘', '再写一个 U 盘').click();
  await app.answerDialogs(null);
  await inSheet('写入 U 盘', '选择其他位置…').click();
  await inSheet('写入 U 盘', '刷新').click();
  await writeTo(pulled);
  const told = sheet('写入 U 盘').getByRole('alert').filter({ hasText: 'U 盘已断开' });
  await told.waitFor();
  expect(await told.textContent()).toContain('原文件没有受影响');
  await lookAt(page, 'medium-gone');
  mkdirSync(pulled);
  await inSheet('写入 U 盘', '重新写入').click();
  await sheet('写入 U 盘').getByText('并逐个文件读回核对').waitFor();
  expect(existsSync(path.join(pulled, path.basename(packagePath), 'manifest.json'))).toBe(true);
  await page.keyboard.press('Escape');
});

test.runIf(CAN_MOUNT)('a stick without room is told with both numbers', async () => {
  const disk = new SmallDisk(1);
  try {
    await button('写入 U 盘').click();
    await inSheet('写入 U 盘', '再写一个 U 盘').click();
    await writeTo(disk.folder);
    const told = sheet('写入 U 盘').getByRole('alert').filter({ hasText: 'U 盘空间不足' });
    await told.waitFor();
    expect(await told.textContent()).toMatch(/需要 \d+ MB，剩余 \d MB.*再点“重新写入”/);
    expect(readdirSync(disk.folder)).toEqual([]);
    await inSheet('写入 U 盘', '换一个位置').click();
    await page.keyboard.press('Escape');
  } finally {
    disk.remove();
  }
});

test('mails are made beside the package, opened as drafts and shown in their folder; made anew only when asked', async () => {
  await button('准备邮件').click();
  await sheet('准备邮件').getByText('收件人留空').waitFor();
  await lookAt(page, 'mail-choice');
  await inSheet('准备邮件', '准备邮件').click();
  await sheet('准备邮件').getByText('没有发送任何邮件').waitFor();
  await lookAt(page, 'mail-written');
  const folder = `${packagePath}-邮件`;
  const name = path.basename(packagePath);
  expect(readdirSync(folder).sort()).toEqual([`${name}-邮件1of1.eml`, `${name}-邮件1of1.zip`]);
  const before = (await app.openedPlaces()).length;
  await inSheet('准备邮件', /^打开邮件草稿/).click();
  await inSheet('准备邮件', '打开文件夹').click();
  await expect.poll(async () => (await app.openedPlaces()).length).toBe(before + 2);

  await inSheet('准备邮件', '换一个大小重新准备').click();
  await sheet('准备邮件')
    .getByText(/^20 MB/)
    .click();
  await inSheet('准备邮件', '准备邮件').click();
  await sheet('准备邮件').getByText('以前准备过').waitFor();
  await lookAt(page, 'mail-occupied');
  await inSheet('准备邮件', '换成新的').click();
  await sheet('准备邮件').getByText('没有发送任何邮件').waitFor();
  await page.keyboard.press('Escape');
});

test('the receipt is written beside the package and opened to be printed', async () => {
  const before = (await app.openedPlaces()).length;
  await button('打印送达回执').click();
  await sheet('打印送达回执').getByText('一式两联').waitFor();
  await lookAt(page, 'receipt-steps');
  expect(existsSync(`${packagePath}-送达回执.pdf`)).toBe(true);
  expect((await app.openedPlaces()).length).toBe(before + 1);
  await page.keyboard.press('Escape');
  expect(await app.foreignRequests()).toEqual([]);
});

test('weeks later, the package is chosen by its folder, and can be handed in as after the export', async () => {
  await button('← 回到预览').click();
  await app.answerDialogs([stick]);
  await button('送交以前导出的申报包…').click();
  const told = page.getByRole('alert').filter({ hasText: '没有 manifest.json，不是申报包' });
  await told.getByRole('button', { name: '关闭' }).click();
  await app.answerDialogs([packagePath]);
  await button('送交以前导出的申报包…').click();
  await sheet('送交申报包').getByText(path.basename(packagePath)).waitFor();
  await lookAt(page, 'earlier-package');
  await inSheet('送交申报包', '写入 U 盘').click();
  await writeTo(stick);
  await sheet('写入 U 盘').getByText('没有再写').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await sheet('送交申报包').waitFor({ state: 'detached' });
});
