import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { lookAt } from './look-at.ts';
import { photograph } from './photograph.ts';
import { RunningApp } from './running-app.ts';
import { CAN_MOUNT, SmallDisk } from './testing/small-disk.ts';

beforeAll(() => expect(ensureBuilt(path.resolve(import.meta.dirname, '..'))).toBeUndefined());

const size = { width: 1280, height: 720 };
const box = (page: Page) => page.getByRole('textbox', { name: '企业地址', exact: true });
const saved = (page: Page) => page.locator('.save-state[data-phase="saved"]');

test.runIf(CAN_MOUNT)(
  'the disk of the data fills up while one writes: it is told, nothing typed is lost, and it is saved once there is room',
  async () => {
    const disk = new SmallDisk(32);
    const data = path.join(disk.folder, 'data');
    let app = await RunningApp.start({ size, data });
    let { page } = app;
    try {
      await page.getByRole('button', { name: /新建标杆企业申报/ }).click();
      await page.getByRole('button', { name: '开始填写' }).click();
      await page.getByRole('button', { name: /申报表/ }).click();
      await box(page).fill('璧山区一号');
      await saved(page).waitFor();

      // All that is left goes, to the last block.
      const filler = path.join(disk.folder, '别的文件');
      const { bavail, bsize } = statfsSync(disk.folder);
      writeFileSync(filler, new Uint8Array(bavail * bsize));
      // More than what SQLite has room for in the pages that it holds already.
      const typed = '重庆市璧山区'.repeat(20_000);
      await box(page).fill(typed);
      const told = page.getByRole('alert').filter({ hasText: '没有保存' });
      await told.waitFor();
      expect(await told.textContent()).toMatch(/空间不足.*请清理磁盘.*写下的内容还在窗口里/);
      await lookAt(page, 'disk-full');
      // Elsewhere and back: it is still there, and still not said to be saved.
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.press('Alt+ArrowUp');
      expect((await box(page).inputValue()).length).toBe(typed.length);
      expect(await saved(page).count()).toBe(0);

      rmSync(filler);
      await saved(page).waitFor();
      await app.kill();
      app = await RunningApp.start({ size, data });
      page = app.page;
      await page.getByRole('article').click();
      await page.getByRole('button', { name: /申报表/ }).click();
      expect((await box(page).inputValue()).length).toBe(typed.length);
    } catch (error) {
      await photograph(page, 'disk-full-failed').catch(() => undefined);
      throw error;
    } finally {
      await app.stop();
      disk.remove();
    }
  },
);
