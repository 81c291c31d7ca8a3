import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { freshApp, type RunningApp } from './running-app.ts';

/** What was changed and when, and every way back. */

const root = path.resolve(import.meta.dirname, '..');
let app: RunningApp;
let page: Page;
let complaints: string[];

beforeAll(() => expect(ensureBuilt(root)).toBeUndefined());
beforeEach(async () => {
  app = await freshApp(app, { size: { width: 1280, height: 720 } });
  page = app.page;
  complaints = await watchPage(page);
  await button(/新建标杆企业申报/).click();
  await page
    .getByRole('radiogroup', { name: /运营和财务状况良好/ })
    .getByRole('radio', { name: '是' })
    .check();
  await button('开始填写').click();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await photograph(page, 'history-failed').catch(() => undefined);
    await app?.stop();
  } else {
    expect(complaints).toEqual([]);
    expect(app.complaints.join('')).toBe('');
  }
});

afterAll(() => app?.stop());

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const sections = () => page.getByRole('navigation', { name: '申报书各部分' });
const line = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text });
const box = (label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });
const toForm = () =>
  sections()
    .getByRole('button', { name: /申报表/ })
    .click();
const toHistory = () => sections().getByRole('button', { name: '历史版本' }).click();

/** Types and leaves the box, so that each is a change of its own. */
async function write(label: string, text: string): Promise<void> {
  await box(label).fill(text);
  await box(label).blur();
  await page.getByText(/✓ 已保存/).waitFor();
}

test('changes are listed in words, and one of them is taken back while the others stay', async () => {
  await toForm();
  await write('企业名称', '重庆甲机械有限公司');
  await write('企业地址', '璧山区一号');
  await toHistory();
  await line('企业名称').getByText('（空）').waitFor();
  await line('企业地址').getByText('璧山区一号').waitFor();
  await line('整份草稿').getByText('新建').waitFor();
  // Nothing was before the beginning.
  expect(await line('整份草稿').getByRole('button', { name: /撤回/ }).count()).toBe(0);
  await lookAt(page, 'history');

  await line('企业名称')
    .getByRole('button', { name: /^恢复这一项/ })
    .click();
  await page.getByText('已恢复：企业名称改回这次修改之前的内容').waitFor();
  await page.getByRole('banner').getByText('未填写企业名称').waitFor();
  await toForm();
  expect(await box('企业名称').inputValue()).toBe('');
  expect(await box('企业地址').inputValue()).toBe('璧山区一号');
  await button('撤销').click();
  await page.getByText('已撤销恢复').waitFor();
  await expect.poll(() => box('企业名称').inputValue()).toBe('重庆甲机械有限公司');
});

test('an earlier version is looked at field by field and put back, and that is taken back', async () => {
  await toForm();
  await write('企业名称', '重庆甲机械有限公司');
  await write('联系人', '张三');
  await write('企业地址', '璧山区一号');
  await toHistory();
  await line('企业名称')
    .getByRole('button', { name: /^查看此版本/ })
    .click();
  const version = page.getByRole('dialog');
  await version.getByText('有 2 项不同').waitFor();
  const row = version.getByRole('row').filter({ hasText: '联系人' });
  expect(await row.getByRole('cell').allTextContents()).toEqual(['（空）', '张三']);
  expect(await version.getByRole('textbox').count()).toBe(0);
  await lookAt(page, 'history-version');
  await version.getByRole('button', { name: '恢复到此版本' }).click();
  await page.getByText('已把整份草稿恢复到').waitFor();
  await line('恢复到较早的版本').waitFor();
  await toForm();
  await expect.poll(() => box('联系人').inputValue()).toBe('');
  expect(await box('企业名称').inputValue()).toBe('重庆甲机械有限公司');

  await toHistory();
  await line('恢复到较早的版本').getByRole('button', { name: /^撤回/ }).click();
  await page.getByText('已恢复：整份草稿').waitFor();
  await toForm();
  await expect.poll(() => box('联系人').inputValue()).toBe('张三');
  expect(await box('企业地址').inputValue()).toBe('璧山区一号');
});

test('the history is narrowed to one field, by choice and from the field itself', async () => {
  await toForm();
  await write('企业名称', '重庆甲机械有限公司');
  await write('联系人', '张三');
  await toHistory();
  await page.getByRole('combobox', { name: '只看' }).fill('联系人');
  await page.locator('.ant-select-item-option-active').getByText('联系人').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => line('企业名称').count()).toBe(0);
  await line('联系人').getByText('张三').waitFor();
  await lookAt(page, 'history-filter');
  await button('显示全部').click();
  await line('企业名称').waitFor();
});

test('a long history comes piece by piece', async () => {
  // More changes than a page holds, each of another moment: by the bridge, as fast as the program takes them.
  const made = await page.evaluate(async () => {
    const listed = await window.dossier.listDrafts({ bin: false });
    const [draft] = listed.ok ? listed.value.drafts : [];
    if (draft === undefined) return 'no draft';
    let { revision } = draft;
    for (let number = 0; number < 60; number += 1) {
      const field = number % 2 === 0 ? 'applicantName' : 'address';
      const saved = await window.dossier.saveDraft({
        draftId: draft.draftId,
        revision,
        changes: [{ kind: 'answer', field, value: `第${number}个` }],
      });
      if (!saved.ok) return saved.error.message;
      revision = saved.value.revision;
    }
    return '';
  });
  expect(made).toBe('');
  await button('申报匣').click();
  await page.getByRole('article').click();
  await toHistory();
  await line('第59个').waitFor();
  expect(await page.locator('.history-line').count()).toBe(50);
  await button('更多').click();
  await line('新建').waitFor();
  expect(await button('更多').count()).toBe(0);
});
