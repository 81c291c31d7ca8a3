import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { freshApp, type RunningApp } from './running-app.ts';

/** The check of an open draft: what is wrong, the way to its place, ticks, conditions, what comes next. */

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-check-'));
let app: RunningApp;
let page: Page;
let complaints: string[];

beforeAll(() => expect(ensureBuilt(root)).toBeUndefined());
beforeEach(async () => {
  app = await freshApp(app, { size: { width: 1280, height: 720 } });
  page = app.page;
  complaints = await watchPage(page);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await photograph(page, 'check-failed').catch(() => undefined);
    await app?.stop();
  } else {
    expect(complaints).toEqual([]);
    expect(app.complaints.join('')).toBe('');
  }
});
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const sections = () => page.getByRole('navigation', { name: '申报书各部分' });
const line = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text });
const focused = () => page.evaluate(() => document.activeElement?.closest('[id^=place-]')?.id);

async function openExample(name: string): Promise<void> {
  await button(/打开示例/).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await sections().waitFor();
}
async function check(): Promise<void> {
  await sections().getByRole('button', { name: /检查/ }).click();
  await page.getByText(/须改 \d+ · 建议 \d+ · 请确认 \d+/).waitFor();
}

test('a new draft has all its findings with the way to each place', async () => {
  await button(/新建标杆企业申报/).click();
  await button('开始填写').click();
  await check();
  await lookAt(page, 'check-new');

  const code = line('统一社会信用代码').first();
  await code.getByText(/依据：/).waitFor();
  await code.getByRole('button', { name: /^去修改/ }).click();
  await heading('申报表').waitFor();
  await expect.poll(focused).toBe('place-creditCode');

  await check();
  await line('营业执照复印件')
    .first()
    .getByRole('button', { name: /^去修改/ })
    .click();
  await heading('六、相关证明材料').waitFor();
  await expect.poll(focused).toBe('place-businessLicence');

  // What is asked on the check itself is answered there.
  await check();
  await line(/申报条件还没有确认：运营和财务状况良好/)
    .getByRole('button', { name: /^去修改/ })
    .click();
  await expect.poll(focused).toBe('place-declarations.soundFinances');
  const blocks = async () =>
    Number(/须改 (\d+)/.exec((await page.locator('.check-sum').textContent()) ?? '')?.[1]);
  const before = await blocks();
  await page.keyboard.press('Space');
  await expect.poll(blocks).toBe(before - 1);
  expect(await line(/运营和财务状况良好/).count()).toBe(0);
});

test('from the guidance beside a section, a condition leads to its question', async () => {
  await button(/新建“小快轻准”申报/).click();
  await button('开始填写').click();
  await sections()
    .getByRole('button', { name: /真实性承诺/ })
    .click();
  const guidance = page.getByRole('complementary', { name: '本部分要求与检查' });
  await guidance.getByText('还没有填写的 6 项').click();
  await guidance
    .getByRole('listitem')
    .filter({ hasText: '未列入经营异常名录' })
    .getByRole('button', { name: '去修改' })
    .click();
  await heading(/申报条件自查/).waitFor();
  await expect.poll(focused).toBe('place-declarations.notBlacklisted');
});

test('what a person confirms is ticked, stays in view and can be unticked; ticks are kept', async () => {
  await openExample('标杆企业申报示例');
  await check();
  await heading('没有须改的问题，可以导出了').waitFor();
  await page.getByText('2025年10月22日前把电子版和纸质件送璧山区经信部门').waitFor();
  await lookAt(page, 'check-ready');

  const seal = page.getByRole('checkbox', { name: '请确认打印后的封面已加盖公章。' });
  await seal.focus();
  await page.keyboard.press('Space');
  await heading('请确认 7').waitFor();
  await heading('已确认 1').waitFor();
  expect(await seal.isChecked()).toBe(true);
  // On to the next one without a mouse.
  const next = page.getByRole('checkbox', { name: /真实性承诺已由单位负责人签字/ });
  await expect.poll(() => next.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Space');
  await heading('已确认 2').waitFor();
  await lookAt(page, 'check-ticked');

  await sections()
    .getByRole('button', { name: /申报表/ })
    .click();
  await check();
  await heading('已确认 2').waitFor();
  await seal.click();
  await heading('请确认 7').waitFor();
  expect(await seal.isChecked()).toBe(false);
  await app.loadPageAnew();
  await page.getByText('重庆示例食品机械有限公司').click();
  await check();
  await heading('已确认 1').waitFor();
});

test('an answer that does not meet a condition blocks, and is put right on the check', async () => {
  await openExample('“小快轻准”申报示例');
  await check();
  await heading('没有须改的问题，可以导出了').waitFor();
  const one = page.getByRole('radiogroup', { name: /只申报这1个/ });
  await one.getByRole('radio', { name: '否' }).check();
  await heading('须改 1').waitFor();
  await line('不符合申报条件').getByText('依据：通知三（四）').waitFor();
  await lookAt(page, 'check-blocked');
  await one.getByRole('radio', { name: '是' }).check();
  await heading('没有须改的问题，可以导出了').waitFor();
  await button('去预览与导出').click();
  await heading('预览与导出').waitFor();
});

test('the check goes out as a PDF, and can be shown in its folder', async () => {
  await openExample('标杆企业申报示例');
  await check();
  const file = path.join(folder, '检查结果.pdf');
  await app.answerDialogs(null);
  await button('导出检查结果（PDF）').click();
  await app.answerDialogs([file]);
  await button('导出检查结果（PDF）').click();
  await page.getByText('已导出检查结果：检查结果.pdf').waitFor({ timeout: 60_000 });
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  await button('打开所在文件夹').click();
  await expect.poll(() => app.openedPlaces()).toHaveLength(1);
});
