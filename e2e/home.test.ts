import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { accessibilityFaults } from './accessible.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { freshApp, RunningApp } from './running-app.ts';

/** The screens around the walk: home, new, bin, import and export, notice, settings. */

const root = path.resolve(import.meta.dirname, '..');
const size = { width: 1280, height: 720 };
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-home-'));
let app: RunningApp;
let page: Page;
let complaints: string[];

async function start(data?: string): Promise<void> {
  app = data === undefined ? await freshApp(app, { size }) : await RunningApp.start({ size, data });
  page = app.page;
  complaints = await watchPage(page);
}
beforeAll(() => expect(ensureBuilt(root)).toBeUndefined());
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  console.error(complaints, app?.complaints, app?.log().slice(-2_000));
  await photograph(page, 'home-failed').catch(() => undefined);
  await app?.stop();
});
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const dialog = () => page.getByRole('dialog');
const card = (name: string) => page.getByRole('article').filter({ hasText: name });

async function nothingComplained(): Promise<void> {
  expect(complaints).toEqual([]);
  expect(app.complaints.join('')).toBe('');
  expect(await app.foreignRequests()).toEqual([]);
}

/** A draft with a name, by the bridge: what a person does for it is tested elsewhere. */
async function makeDraft(
  applicantName: string,
  programme: 'benchmark' | 'product' = 'benchmark',
): Promise<void> {
  const answer = await page.evaluate(
    async ([each, name]) => {
      const made = await window.dossier.createDraft({ programme: each, declarations: {} });
      if (!made.ok) return made;
      const { draftId, revision } = made.value.draft;
      return window.dossier.saveDraft({
        draftId,
        revision,
        changes: [{ kind: 'answer', field: 'applicantName', value: name }],
      });
    },
    [programme, applicantName] as const,
  );
  if (!answer.ok) throw new Error(answer.error.message);
}

const toPart = (name: string | RegExp) =>
  page.getByRole('navigation', { name: '申报书各部分' }).getByRole('button', { name }).click();

/** The two answers to an imported draft that is here already. */
async function replaceByImported(applicantName: string): Promise<void> {
  await dialog()
    .getByRole('button', { name: /用导入的替换现有草稿/ })
    .click();
  await page.getByRole('banner').getByText(applicantName).waitFor();
}
async function keepBoth(applicantName: string): Promise<void> {
  await dialog()
    .getByRole('button', { name: /两份都保留/ })
    .click();
  await page.getByText(`已导入：${applicantName}`).waitFor();
  await button('申报匣').click();
  await expect.poll(() => page.getByRole('article').count()).toBe(2);
}

/** Home as it is after a visit elsewhere: the list is read anew. */
async function home(): Promise<void> {
  await button('设置').click();
  await button('申报匣').click();
  await heading('我的申报').waitFor();
}

test('the first start shows what to do, and a new application begins with the conditions', async () => {
  await start();
  await heading('申报匣').waitFor();
  for (const name of ['新建标杆企业申报', '新建“小快轻准”申报', '打开示例'])
    await button(new RegExp(name)).waitFor();
  await lookAt(page, 'home-empty');

  await button(/新建“小快轻准”申报/).click();
  const conditions = page.getByRole('radiogroup');
  await expect.poll(() => conditions.count()).toBe(6);
  const owns = page.getByRole('radiogroup', { name: /具有核心技术和自主知识产权/ });
  await owns.getByRole('radio', { name: '否' }).check();
  await page.getByText('不符合的不能申报').waitFor();
  await page.getByText('依据：通知三（三）').click();
  await page.getByText('能提供2024年以来5个及以上典型应用案例').waitFor();
  await page.getByText('还有 5 条没有回答').waitFor();
  await lookAt(page, 'new-draft');
  await button('开始填写').click();

  // The answer is there in the draft, and can be changed.
  await toPart(/检查/);
  await heading('申报条件自查（0 / 6 条符合）').waitFor();
  expect(await owns.getByRole('radio', { name: '否' }).isChecked()).toBe(true);
  await owns.getByRole('radio', { name: '是' }).check();
  await heading('申报条件自查（1 / 6 条符合）').waitFor();
  await button('申报匣').click();
  await card('未填写企业名称').getByText('“小快轻准”申报').waitFor();
  await nothingComplained();
});

test('without a programme chosen, the new screen asks which', async () => {
  await start();
  await makeDraft('重庆甲机械有限公司');
  await home();
  await button('新建申报').click();
  await heading('新建申报').waitFor();
  await lookAt(page, 'new-choice');
  await button(/标杆企业申报/).click();
  await heading('新建标杆企业申报').waitFor();
  await button('取消').click();
  await heading('我的申报').waitFor();
  await nothingComplained();
});

test('an example of each programme opens, complete and marked', async () => {
  await start();
  for (const [name, applicant] of [
    ['标杆企业申报示例', '重庆示例食品机械有限公司'],
    ['“小快轻准”申报示例', '重庆示例云工科技有限公司'],
  ] as const) {
    await button(/打开示例/).click();
    await dialog().waitFor();
    await dialog().getByRole('button', { name }).click();
    await page.getByText(new RegExp(`${applicant}.*（示例）`)).waitFor();
    await button('申报匣').click();
    await card(applicant).getByText('没有须改的问题').waitFor();
    expect(await card(applicant).getByText('示例', { exact: true }).count()).toBe(1);
  }
  await lookAt(page, 'home-drafts');
  await nothingComplained();
});

test('a draft is copied, thrown away, taken back, and deleted for good only after a question', async () => {
  await start();
  await makeDraft('重庆甲机械有限公司');
  await makeDraft('重庆乙软件有限公司', 'product');
  await home();
  // By the right button, and by the button with the dots, the same menu.
  await card('重庆甲').click({ button: 'right' });
  await page.getByRole('menuitem', { name: '复制' }).click();
  await page.getByText('已复制：重庆甲机械有限公司').waitFor();
  await expect.poll(() => card('重庆甲').count()).toBe(2);
  await button('重庆乙软件有限公司的更多操作').click();
  await page.getByRole('menuitem', { name: '移入回收站' }).click();
  await page.getByText('已移入回收站：重庆乙软件有限公司').waitFor();
  await expect.poll(() => card('重庆乙').count()).toBe(0);
  await button('撤销').click();
  await card('重庆乙').waitFor();

  await button('重庆乙软件有限公司的更多操作').focus();
  await page.keyboard.press('Enter');
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toBe('打开');
  const entries = [
    '复制',
    '导出草稿',
    '导出草稿（加密码）',
    '导出记录与对比',
    '核对对照码',
    '历史版本',
    '移入回收站',
  ];
  for (const next of entries) {
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe(next);
  }
  await page.keyboard.press('Enter');
  await button('回收站（1）').click();
  await page.getByText('30 天后彻底删除').waitFor();
  await lookAt(page, 'bin');
  await button('彻底删除重庆乙软件有限公司').click();
  // The safe answer has the focus: who only presses Enter loses nothing.
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await button('放回重庆乙软件有限公司').click();
  await page.getByText('回收站是空的').waitFor();
  await button('返回').click();
  await card('重庆乙').waitFor();

  await button('重庆乙软件有限公司的更多操作').click();
  await page.getByRole('menuitem', { name: '移入回收站' }).click();
  await button('回收站（1）').click();
  await button('彻底删除重庆乙软件有限公司').click();
  await lookAt(page, 'bin-question');
  await dialog().getByRole('button', { name: '彻底删除' }).click();
  await page.getByText('回收站是空的').waitFor();
  await nothingComplained();
});

test('from eight drafts on there is a search', async () => {
  await start();
  for (let number = 1; number <= 7; number += 1) await makeDraft(`重庆第${number}机械有限公司`);
  await home();
  expect(await page.getByRole('searchbox').count()).toBe(0);
  await makeDraft('成渝软件有限公司', 'product');
  await home();
  await page.getByRole('searchbox', { name: '查找申报' }).fill('成渝 轻准');
  await expect.poll(() => page.getByRole('article').count()).toBe(1);
  await page.getByRole('searchbox').fill('没有这家');
  await page.getByText('没有含“没有这家”的申报').waitFor();
  await button('显示全部').click();
  await expect.poll(() => page.getByRole('article').count()).toBe(8);
  await lookAt(page, 'home-search');
  await nothingComplained();
});

test('a draft goes out and comes in again, with each choice where it is here already', async () => {
  await start();
  await makeDraft('重庆甲机械有限公司');
  await home();
  const file = path.join(folder, '甲.dossier');
  await app.answerDialogs([file]);
  await button('重庆甲机械有限公司的更多操作').click();
  await page.getByRole('menuitem', { name: '导出草稿', exact: true }).click();
  await page.getByText('已导出草稿：甲.dossier').waitFor();
  await button('打开所在文件夹').click();
  await expect.poll(() => app.openedPlaces()).toHaveLength(1);
  expect((await app.openedPlaces()).join()).toContain(folder);
  expect(existsSync(file)).toBe(true);

  // Changed since: the two states differ.
  await page.getByRole('article').click();
  await toPart(/申报表/);
  await page.getByRole('textbox', { name: /^企业名称/ }).fill('重庆改名机械有限公司');
  await button('申报匣').click();
  await card('重庆改名').waitFor();

  const ask = async () => {
    await app.answerDialogs([file]);
    await button('导入草稿').click();
    await dialog().getByText('重庆改名机械有限公司').waitFor();
    await dialog().getByRole('cell', { name: '重庆甲机械有限公司' }).waitFor();
    await dialog()
      .getByText(/（较新）/)
      .waitFor();
  };
  await ask();
  await lookAt(page, 'import-choice');
  await dialog().getByRole('button', { name: '不导入，保持现状' }).click();
  await dialog().waitFor({ state: 'detached' });
  expect(await page.getByRole('article').count()).toBe(1);

  await ask();
  await keepBoth('重庆甲机械有限公司');
  await card('重庆改名').waitFor();

  await ask();
  await replaceByImported('重庆甲机械有限公司');
  await toPart('历史版本');
  // What was replaced is one step back.
  await page.getByText('由 .dossier 文件带入').waitFor();
  await button(/^撤回：整份草稿/)
    .first()
    .click();
  await page.getByRole('banner').getByText('重庆改名机械有限公司').waitFor();
  await nothingComplained();
});

test('a replaced draft that is open is shown as it is now, also by the menu', async () => {
  await start();
  await makeDraft('重庆甲机械有限公司');
  await home();
  const file = path.join(folder, '菜单.dossier');
  await page.getByRole('article').click();
  await toPart(/申报表/);
  await app.answerDialogs([file]);
  await app.chooseMenu('导出草稿…');
  await page.getByText('已导出草稿：菜单.dossier').waitFor();
  const name = page.getByRole('textbox', { name: /^企业名称/ });
  await name.fill('重庆改名机械有限公司');
  await app.answerDialogs([file]);
  await app.chooseMenu('导入草稿…');
  await replaceByImported('重庆甲机械有限公司');
  await nothingComplained();
});

test('a draft goes out with a password and comes in again with it, after a wrong one', async () => {
  await start();
  await makeDraft('重庆甲机械有限公司');
  await home();
  const file = path.join(folder, '加密.dossier');
  await button('重庆甲机械有限公司的更多操作').click();
  await page.getByRole('menuitem', { name: '导出草稿（加密码）' }).click();
  const box = (name: string) => dialog().getByRole('textbox', { name, exact: true });
  const password = () => dialog().getByLabel('密码', { exact: true });
  await password().fill('渝中 2025');
  await dialog().getByRole('button', { name: '选择位置并导出' }).click();
  await dialog().getByText('至少 8 个字符，还差 1 个').waitFor();
  await password().fill('渝中区 2025');
  await dialog().getByLabel('再输入一次').fill('渝中区 2026');
  await page.keyboard.press('Enter');
  await dialog().getByText('两次输入的不一样').waitFor();
  await lookAt(page, 'protect-draft');
  await dialog().getByLabel('再输入一次').fill('渝中区 2025');
  await app.answerDialogs([file]);
  await page.keyboard.press('Enter');
  await page.getByText('已导出加密码的草稿：加密.dossier').waitFor();

  await app.answerDialogs([file]);
  await button('导入草稿').click();
  await password().fill('渝中区 2026');
  await page.keyboard.press('Enter');
  await dialog().getByText('密码不对，没有打开').waitFor();
  await lookAt(page, 'unlock-draft');
  await dialog().getByRole('checkbox', { name: '显示密码' }).check();
  await box('密码').fill('渝中区 2025');
  await dialog().getByRole('button', { name: '打开', exact: true }).click();
  await keepBoth('重庆甲机械有限公司');
  await nothingComplained();
});

test('the check for accessibility and the watch over the page see what is wrong', async () => {
  await start();
  await heading('申报匣').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.evaluate(() => {
    const button = document.createElement('button');
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.querySelector('main')?.append(button, style);
  });
  expect((await accessibilityFaults(page)).join()).toContain('button-name');
  expect(complaints.join()).toContain('policy: style-src-elem');
});

test('the notice can be read to the letter', async () => {
  await start();
  await button('通知要点').click();
  await heading('要点').waitFor();
  await page.getByText('同一申报主体最多申报1个“小快轻准”数字化产品或解决方案。').last().waitFor();
  await page.getByText('渝经信中小〔2025〕40号').last().waitFor();
  await page.getByText('原文：通知四（一）').first().click();
  await page.getByText('于10月22日前将电子版').first().waitFor();
  await lookAt(page, 'notice');
  await button('返回').click();
  await heading('申报匣').waitFor();
  await nothingComplained();
});

test('settings apply at once and survive a restart', async () => {
  await start();
  // A machine without a network is the usual one.
  await page.context().setOffline(true);
  expect(await page.evaluate(() => navigator.onLine)).toBe(false);
  await button('设置').click();
  await page.getByText('深色').click();
  await page.getByText('150%').click();
  const look = () =>
    page.evaluate(() => [
      document.documentElement.dataset.theme,
      getComputedStyle(document.documentElement).fontSize,
    ]);
  await expect.poll(look).toEqual(['dark', '24px']);
  await lookAt(page, 'settings-dark-150');
  await page.getByText('90%').click();
  await expect.poll(look).toEqual(['dark', '14.4px']);
  await lookAt(page, 'settings-dark-90');
  await nothingComplained();
  const { data } = app;
  await app.quit();
  await start(data);
  await expect.poll(look).toEqual(['dark', '14.4px']);
  await nothingComplained();
  // They would stay with the next test.
  await app.stop();
});

test('settings tell of the fonts, the folder, the version and the licences', async () => {
  await start();
  await button('设置').click();
  await page.getByRole('cell', { name: '仿宋（正文）' }).waitFor();
  await page.getByText(app.data, { exact: true }).waitFor();
  await page.getByText(/申报匣 \d+\.\d+\.\d+/).waitFor();
  await lookAt(page, 'settings');
  await button('打开').click();
  await expect.poll(() => app.openedPlaces()).toEqual([app.data]);
  await button('查看').click();
  await dialog().getByRole('searchbox').fill('tiptap/core');
  await dialog()
    .getByRole('button', { name: /@tiptap\/core/ })
    .click();
  await page.getByText(/Permission is hereby granted/).waitFor();
  await lookAt(page, 'licence');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await nothingComplained();
});

test('a backup is made and brought back, and the way back is taken back too', async () => {
  await start();
  await makeDraft('重庆甲机械有限公司');
  await button('设置').click();
  await button('立即备份').click();
  await page.getByText('已备份，并读回核对过。').waitFor();
  await page.getByText(/手动备份 · 1 份申报/).waitFor();
  const stick = path.join(folder, 'stick');
  mkdirSync(stick);
  await app.answerDialogs([stick]);
  await button('选择位置……').click();
  await page.getByText(/✓ .*复制过，读回核对一致/).waitFor();
  await lookAt(page, 'settings-second-copy');

  await button('设密码……').click();
  await dialog().getByLabel('密码', { exact: true }).fill('渝中区 2025');
  await dialog().getByLabel('再输入一次').fill('渝中区 2025');
  await photograph(page, 'protect-copy');
  await page.keyboard.press('Enter');
  await page.getByText('● 已加密').waitFor();
  await page.getByText(/✓ .*复制过，读回核对一致/).waitFor();
  await page.getByText(/以前没有密码的那一份还在/).waitFor();
  await lookAt(page, 'settings-protected-copy');
  const closed = readdirSync(stick).find((name) => name.includes('加密')) ?? '';
  await app.answerDialogs([path.join(stick, closed)]);
  await button('从第二份备份取回……').click();
  await dialog().getByLabel('密码', { exact: true }).fill('渝中区 2025');
  await lookAt(page, 'take-back');
  await page.keyboard.press('Enter');
  await dialog().getByText('已取回，并核对过').waitFor();
  await dialog().getByRole('button', { name: '去选择要恢复的备份' }).click();
  rmSync(stick, { recursive: true });
  await button('立即备份').click();
  await button('现在复制').click();
  await page.getByText(/▲ 找不到第二份备份的位置/).waitFor();
  await lookAt(page, 'settings-second-copy-gone');
  await button('不再复制').click();
  await button('选择位置……').waitFor();
  await makeDraft('重庆乙机械有限公司');
  await button(/^恢复.*的备份（/)
    .first()
    .click();
  await dialog().getByText('先把现在的数据另存为一个备份').waitFor();
  await lookAt(page, 'backup-question');
  await dialog().getByRole('button', { name: '恢复这个备份' }).click();
  await heading('我的申报').waitFor();
  await card('重庆甲').waitFor();
  expect(await card('重庆乙').count()).toBe(0);

  await button('设置').click();
  const safety = page.getByRole('listitem').filter({ hasText: '恢复之前的备份 · 2 份申报' });
  await safety.getByRole('button').click();
  await dialog().getByRole('button', { name: '恢复这个备份' }).click();
  await card('重庆乙').waitFor();
  await nothingComplained();
});
