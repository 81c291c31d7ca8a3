import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { verifyPackage } from '../electron/package/verify-package.ts';
import { printOptions } from '../electron/printing/print-job.ts';
import { testAfterExport } from './after-export.ts';
import { bridgeCall } from './bridge-call.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { RunningApp } from './running-app.ts';
import { CAN_MOUNT, readOnlyFolder, SmallDisk } from './testing/small-disk.ts';

/** Preview and export as a person meets them, and what may come between: one draft, one way through. */

const root = path.resolve(import.meta.dirname, '..');
const place = mkdtempSync(path.join(tmpdir(), 'dossier-export-window-'));
let app: RunningApp;
let page: Page;
let complaints: string[];
let twinCode = '';

beforeAll(async () => {
  expect(ensureBuilt(root)).toBeUndefined();
  app = await RunningApp.start({ size: { width: 1280, height: 720 } });
  page = app.page;
  complaints = await watchPage(page);
  await button(/打开示例/).click();
  await page.getByRole('dialog').getByRole('button', { name: '“小快轻准”申报示例' }).click();
  await toPreview();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(page, 'export-failed').catch(() => undefined);
  expect(complaints).toEqual([]);
  expect(app.complaints.join('')).toBe('');
});
afterAll(async () => {
  await app?.stop();
  rmSync(place, { recursive: true, force: true });
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const sections = () => page.getByRole('navigation', { name: '申报书各部分' });
const progress = () => page.getByRole('region', { name: '正在导出申报包' });
async function toPreview(): Promise<void> {
  await sections().getByRole('button', { name: '预览与导出' }).click();
  await page.locator('.pdf-pages canvas').first().waitFor();
}
/** The button, and the folder that the person chooses. */
async function exportTo(folder: string): Promise<void> {
  await app.answerDialogs([folder]);
  await button('导出申报包').click();
}

test('the pages are there, and what will be written with its sizes', async () => {
  await page.getByText(/^申报书 \d+ 页$/).waitFor();
  await page.getByText('01-申报书.docx').waitFor();
  await lookAt(page, 'preview');
});

test('who leaves while pages are being read has done nothing wrong', async () => {
  // pdfjs's worker hears late that it may stop, as one does that is busy with a heavy page.
  await page.evaluate(() => {
    const tell = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, options?: Transferable[] | StructuredSerializeOptions) {
      const late = JSON.stringify(message).includes('Terminate');
      const send = () => tell.call(this, message, Array.isArray(options) ? { transfer: options } : options);
      if (late) document.addEventListener('worker-hears', send, { once: true });
      else send();
    };
  });
  // Held in the page and not by the test's browser: the program's own addresses are answered by that way, too.
  await page.evaluate(() => {
    const read = window.fetch;
    const left = new Promise((resolve) => document.addEventListener('left', resolve, { once: true }));
    window.fetch = async (address, options) => {
      const part = new Headers(options?.headers).get('Range');
      if (part !== null && !part.startsWith('bytes=0-')) {
        document.body.dataset.reading = 'held';
        await left;
      }
      return read(address, options);
    };
  });
  await sections()
    .getByRole('button', { name: /基本信息/ })
    .click();
  await page.getByRole('textbox', { name: /^单位名称/ }).waitFor();
  await sections().getByRole('button', { name: '预览与导出' }).click();
  await page.locator('body[data-reading=held]').waitFor();
  await sections()
    .getByRole('button', { name: /基本信息/ })
    .click();
  await page.getByRole('textbox', { name: /^单位名称/ }).waitFor();
  // Once it answers what was asked after, the program has taken the file back.
  await bridgeCall(app, 'listDrafts', { bin: false });
  await page.evaluate(() => document.dispatchEvent(new Event('left')));
  await toPreview();
  await page.evaluate(() => document.dispatchEvent(new Event('worker-hears')));
});

test('who closes the dialog has exported nothing', async () => {
  await app.answerDialogs(null);
  await button('导出申报包').click();
  await button('导出申报包').waitFor();
  expect(await progress().count()).toBe(0);
});

test('cancelled in the middle, nothing is left, and the pages are there again', async () => {
  await exportTo(place);
  await progress().getByText('取消不会留下任何文件').waitFor();
  await progress()
    .getByRole('status')
    .filter({ hasText: /Word|PDF|合并/ })
    .waitFor();
  await lookAt(page, 'exporting');
  await progress().getByRole('button', { name: '取消' }).click();
  await page.getByText('已取消，没有留下任何文件。').waitFor();
  expect(readdirSync(place)).toEqual([]);
  await page.locator('.pdf-pages canvas').first().waitFor();
});

test('a place that cannot be written to is told, with what to do', async () => {
  const { folder, remove } = readOnlyFolder();
  try {
    await exportTo(folder);
    const told = page.getByRole('alert').filter({ hasText: '没有写入或读取权限' });
    await told.waitFor();
    expect(await told.textContent()).toContain('请换一个文件夹');
    await lookAt(page, 'export-refused');
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    remove();
  }
});

test.runIf(CAN_MOUNT)('a full disk is told with the room that is needed and left', async () => {
  const disk = new SmallDisk(64);
  try {
    writeFileSync(path.join(disk.folder, '别的文件'), new Uint8Array(63 << 20));
    await exportTo(disk.folder);
    // Said before it tries, and again with numbers when it did not fit.
    await page
      .getByText(/只剩 .*，可能放不下/)
      .last()
      .waitFor();
    const told = page.getByRole('alert').filter({ hasText: '空间不足' });
    await told.waitFor();
    expect(await told.textContent()).toMatch(/约需 \d+ MB，剩余 \d MB/);
    await lookAt(page, 'export-full');
    expect(readdirSync(disk.folder)).toEqual(['别的文件']);
  } finally {
    disk.remove();
  }
});

test('after all that, the package is written, told, shown in its folder and printed', async () => {
  await exportTo(place);
  await progress()
    .getByText(/^合并材料 \d+\/\d+ 页$/)
    .waitFor();
  await page.getByRole('region', { name: '导出完成' }).waitFor();
  const [name = ''] = readdirSync(place);
  twinCode = (await page.locator('.twin-code').textContent()) ?? '';
  expect(await verifyPackage(path.join(place, name))).toMatchObject({ intact: true, twinCode });
  await lookAt(page, 'exported');
  await button('打开文件夹').click();
  await expect.poll(() => app.openedPlaces()).toHaveLength(1);
  await app.answerPrints('Print job failed', 'Print job canceled', '');
  await button('打印两份').click();
  const sheet = page.getByRole('dialog', { name: '打印两份' });
  await sheet.getByText(/改用这台电脑上看 PDF 的程序打开/).waitFor();
  await sheet.getByText(/双面/).waitFor();
  expect((await app.openedPlaces()).at(-1)).toMatch(/03-申报书成册\(含佐证材料\)\.pdf$/);
  await lookAt(page, 'print-steps');
  await sheet.getByRole('button', { name: '再打印一次' }).click();
  await sheet.getByText('没有打印。再打印时请核对：').waitFor();
  await sheet.getByRole('button', { name: '再打印一次' }).click();
  await sheet.getByText(/^已交给打印机。/).waitFor();
  await lookAt(page, 'printed');
  expect(await app.printed()).toEqual(Array(3).fill(printOptions(2)));
  expect(await app.openedPlaces()).toHaveLength(2);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  await button('看盖章处').press('Enter');
  const guide = page.getByRole('dialog', { name: '盖章与装订说明' });
  await guide.locator('.seal-page canvas').nth(2).waitFor();
  expect(await guide.locator('.marks g').count()).toBe(4);
  await guide.getByText('已打勾 0 / 10 处').waitFor();
  await guide.getByRole('checkbox', { name: /^第二份：真实性承诺日期/ }).press('Space');
  await guide.getByText('已打勾 1 / 10 处').waitFor();
  await lookAt(page, 'seal-guide');
  await page.keyboard.press('Escape');
  await guide.waitFor({ state: 'detached' });
  await button('看盖章处').click();
  await guide.getByText('已打勾 1 / 10 处').waitFor();
  await guide.getByRole('button', { name: '知道了' }).click();

  await button('← 回到预览').click();
  await page.getByText(/^申报书 \d+ 页$/).waitFor();
});

describe('after the export', () => testAfterExport(() => ({ app, place, twinCode })));
