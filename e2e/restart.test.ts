import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { photograph } from './photograph.ts';
import { RunningApp } from './running-app.ts';

/** The power goes while one is on a screen, on each of them in turn; what was saved is there again. */

const APPLICANT = '重庆停电机械有限公司';
let app: RunningApp;
let page: Page;

async function start(data?: string): Promise<void> {
  const size = { width: 1280, height: 720 };
  app = await RunningApp.start(data === undefined ? { size } : { size, data });
  page = app.page;
}
beforeAll(async () => {
  expect(ensureBuilt(path.resolve(import.meta.dirname, '..'))).toBeUndefined();
  await start();
  await button(/新建标杆企业申报/).click();
  await button('开始填写').click();
  await toPart(/申报表/);
  await write(/^企业名称/, APPLICANT);
  await button('申报匣').click();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await photograph(page, 'restart-failed').catch(() => undefined);
    await button('申报匣').click();
  }
  expect(app.complaints.join('')).toBe('');
});
afterAll(async () => app?.stop());

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const box = (name: RegExp) => page.getByRole('textbox', { name });
const toPart = (name: RegExp | string) =>
  page.getByRole('navigation', { name: '申报书各部分' }).getByRole('button', { name }).click();
const openDraft = () => page.getByRole('article').filter({ hasText: APPLICANT }).click();

/** Typed, and told that it is kept. */
async function write(name: RegExp, text: string): Promise<void> {
  await box(name).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.locator('.save-state[data-phase="saved"]').waitFor();
}
async function cutThePower(): Promise<void> {
  const { data } = app;
  await app.kill();
  await start(data);
  await heading('我的申报').waitFor();
}

test.each<[screen: string, leave: () => Promise<unknown>]>([
  ['new application', async () => button('新建申报').click()],
  // Each over the one before.
  [
    'home, notice and settings',
    async () => {
      for (const name of ['申报匣', '通知要点', '设置']) await button(name).click();
    },
  ],
])('on %s: the draft is in the list', async (_, leave) => {
  await leave();
  await cutThePower();
  await page.getByRole('article').filter({ hasText: APPLICANT }).waitFor();
});

test('in the bin: what was thrown away can still be taken back', async () => {
  await button(`${APPLICANT}的更多操作`).click();
  await page.getByRole('menuitem', { name: '移入回收站' }).click();
  await button('回收站（1）').click();
  const { data } = app;
  await app.kill();
  await start(data);
  await button('回收站（1）').click();
  await button(`放回${APPLICANT}`).click();
  await button('返回').click();
  await page.getByRole('article').filter({ hasText: APPLICANT }).waitFor();
});

test.each<[part: RegExp, title: RegExp, box: RegExp]>([
  [/申报表/, /^申报表/, /^企业地址/],
  [/二、数字化改造/, /^二、数字化改造/, /^数字化改造项目实施情况/],
  [/四、数字化转型/, /^四、数字化转型/, /^数字化转型成效/],
])('in the section %s: it opens again there, with what was typed', async (part, title, field) => {
  await openDraft();
  await toPart(part);
  await write(field, '停电之前写下的一句话');
  await cutThePower();
  await openDraft();
  await heading(title).first().waitFor();
  const written = box(field);
  await expect
    .poll(async () => (await written.textContent()) || (await written.inputValue()))
    .toBe('停电之前写下的一句话');
  await button('申报匣').click();
});

test.each<[part: string, title: string]>([
  ['六、相关证明材料', '六、相关证明材料'],
  ['检查', '检查'],
  ['预览与导出', '预览与导出'],
  ['历史版本', '历史版本'],
])('on %s: the draft is whole and opens', async (part, title) => {
  await openDraft();
  await toPart(new RegExp(part));
  await heading(title).first().waitFor();
  await cutThePower();
  await openDraft();
  await toPart(/申报表/);
  expect(await box(/^企业名称/).inputValue()).toBe(APPLICANT);
  expect(await box(/^企业地址/).inputValue()).toBe('停电之前写下的一句话');
  await button('申报匣').click();
});
