import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { readDocx } from '../electron/book/docx/read-docx.ts';
import { codedPdf } from '../electron/sealing/testing/coded-pages.ts';
import { dropFromDisk } from './drop-files.ts';
import { lookAt } from './look-at.ts';
import type { RunningApp } from './running-app.ts';

/** The window right after a complete export of “小快轻准”, and the folder that the package is in. */
export interface Exported {
  app: RunningApp;
  place: string;
  twinCode: string;
}

/**
 * From the export for sealing on: the lock, what becomes of stamped pages, codes from paper, versions
 * compared. One draft, one way through, behind the tests that export it: an export costs too much for
 * its own sake.
 */
export function testAfterExport(begun: () => Exported): void {
  let app: RunningApp;
  let page: Page;
  let place: string;
  let twinCode: string;
  beforeAll(() => {
    ({ app, place, twinCode } = begun());
    page = app.page;
  });

  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  const sections = () => page.getByRole('navigation', { name: '申报书各部分' });
  const band = () => page.getByRole('region', { name: '盖章状态' });
  const box = (label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });
  const toSection = (name: RegExp) => sections().getByRole('button', { name }).click();
  const saved = () => page.getByText(/✓ 已保存/).waitFor();

  test('after the export the draft is locked: everything can be read, nothing written', async () => {
    await band().getByText('内容已锁定').waitFor();
    expect(await band().textContent()).toContain(twinCode);
    // Here the export itself has them; on every other screen, days later, the band has.
    expect(
      await band()
        .getByRole('button', { name: /看盖章处|放回盖章页/ })
        .count(),
    ).toBe(0);
    await toSection(/基本信息/);
    await band().getByRole('button', { name: '放回盖章页…' }).waitFor();
    await band().getByRole('button', { name: '看盖章处…' }).waitFor();
    const name = box('单位名称');
    const before = await name.inputValue();
    expect(await name.evaluate((input: HTMLInputElement) => input.readOnly)).toBe(true);
    await name.click();
    await page.keyboard.type('乙');
    expect(await name.inputValue()).toBe(before);
    expect(await page.getByRole('radio').first().isDisabled()).toBe(true);
    await lookAt(page, 'sealed-form');

    await toSection(/佐证资料|证明材料/);
    await button(/添加文件$/)
      .first()
      .waitFor();
    expect(
      await button(/添加文件$/)
        .first()
        .isDisabled(),
    ).toBe(true);
    expect(await button(/^移除“/).count()).toBe(0);
    await lookAt(page, 'sealed-evidence');
  });

  test('a long text is locked and can still be marked and copied', async () => {
    const narrative = page.locator('.narrative-text').first();
    await toSection(/基本信息/);
    expect(await narrative.getAttribute('contenteditable')).toBe('false');
    expect(await narrative.getAttribute('aria-readonly')).toBe('true');
    const text = await narrative.textContent();
    await narrative.focus();
    await page.keyboard.type('乙');
    expect(await narrative.textContent()).toBe(text);
    await page.keyboard.press('Control+A');
    const marked = await page.evaluate(() => getSelection()?.toString() ?? '');
    expect(marked.replace(/\s/g, '')).toBe(text?.replace(/\s/g, ''));
  });

  test('what only a person can confirm can be ticked while the content is locked', async () => {
    await sections().getByRole('button', { name: /^检查/ }).click();
    const ticked = page.getByRole('heading', { name: /^已确认/ });
    await page.getByRole('checkbox').first().press('Space');
    await ticked.getByText('已确认 1').waitFor();
    await saved();
    await band().getByText('内容已锁定').waitFor();
    expect(await page.getByRole('radio').first().isDisabled()).toBe(true);
    await lookAt(page, 'ticked-while-locked');
  });

  test('continuing asks first; who keeps the lock has changed nothing', async () => {
    await band().getByRole('button', { name: '继续修改' }).click();
    const question = page.getByRole('dialog');
    await question.getByText('作废').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await band().getByText('内容已锁定').waitFor();
  });

  test('unlocked and changed, the stamped pages are void; changed back, they are valid again', async () => {
    await band().getByRole('button', { name: '继续修改' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '继续修改' }).click();
    await band().getByText('仍然有效').waitFor();
    await toSection(/基本信息/);
    const before = await box('单位名称').inputValue();
    await box('单位名称').fill('重庆乙数字科技有限公司');
    await box('单位名称').blur();
    await saved();
    await band().getByText('作废').waitFor();
    await box('单位名称').fill(before);
    await box('单位名称').blur();
    await band().getByText('仍然有效').waitFor();
    await box('单位名称').fill('重庆乙数字科技有限公司');
    await box('单位名称').blur();
    await band().getByText('作废').waitFor();
  });

  test('what was changed since is shown place by place and written as 修改说明', async () => {
    await band().getByRole('button', { name: '看改了哪些' }).click();
    const row = page.getByRole('row').filter({ hasText: '单位名称' });
    await row.getByText('乙').waitFor();
    await page.getByRole('list', { name: '导出记录' }).getByText(twinCode, { exact: true }).waitFor();
    await lookAt(page, 'comparison');
    const target = path.join(place, '修改说明.docx');
    await app.answerDialogs([target]);
    await button('导出修改说明（Word）').click();
    await page.getByText('已导出修改说明：修改说明.docx').waitFor();
    const read = JSON.stringify(await readDocx(readFileSync(target)));
    for (const said of [twinCode, '单位名称', '重庆乙数字科技有限公司']) expect(read).toContain(said);
  });

  test('on home the void pages are told, and a code from paper is answered', async () => {
    await button('申报匣').click();
    await page.getByRole('article').getByText(`对照码 ${twinCode} 的盖章页作废`).waitFor();
    await button('核对对照码').click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('对照码').first().fill('zzzz');
    await page.keyboard.press('Enter');
    await sheet.getByText('这不是对照码').waitFor();
    await sheet.getByRole('textbox').fill('0000 0000');
    await page.keyboard.press('Enter');
    await sheet.getByText('这台电脑上没有对照码 0000-0000').waitFor();
    await sheet.getByRole('textbox').fill(twinCode.toLowerCase().replace('-', ''));
    await page.keyboard.press('Enter');
    await sheet.getByText('和现在的内容不同').waitFor();
    await sheet.getByRole('row').filter({ hasText: '单位名称' }).waitFor();
    await lookAt(page, 'code-known');
  });

  test('a package is read back as a whole, with the way to stop it, and compared with the draft', async () => {
    const sheet = page.getByRole('dialog');
    const [name = ''] = readdirSync(place).filter((each) => !each.endsWith('.docx'));
    await app.answerDialogs([path.join(place, name)]);
    await sheet.getByRole('button', { name: '选择申报包文件夹' }).click();
    const progress = sheet.getByRole('region', { name: '正在核对申报包' });
    await progress.getByRole('button', { name: '取消' }).click();
    await sheet.getByText('已取消核对。').waitFor();
    await dropFromDisk(sheet.getByRole('region', { name: '核对文件' }), [path.join(place, name)]);
    await sheet.getByText('申报包完整').waitFor();
    await sheet.getByText('和现在的内容不同').waitFor();
    await lookAt(page, 'package-checked');
  });

  test('the codes on a dropped scan are answered like typed ones; without any, it is said what to do', async () => {
    const sheet = page.getByRole('dialog');
    const scan = path.join(place, '扫描.pdf');
    writeFileSync(scan, await codedPdf([{ twinCode, page: 1 }, undefined, { twinCode, page: 2 }]));
    await dropFromDisk(sheet.getByRole('region', { name: '核对文件' }), [scan]);
    const answer = sheet.getByRole('region', { name: `对照码 ${twinCode}` });
    await answer.getByText('成册第 1–2 页').waitFor();
    await answer.getByText('和现在的内容不同').waitFor();
    await sheet.getByText('文件的第 2 页没有认出二维码').waitFor();
    await lookAt(page, 'scan-checked');
    writeFileSync(scan, await codedPdf([undefined]));
    await app.answerDialogs([scan]);
    await sheet.getByRole('button', { name: '选择照片或扫描件' }).click();
    await sheet.getByText('上没有认出对照码的二维码').waitFor();
    await lookAt(page, 'scan-without-code');
    rmSync(scan);
  });

  test('what an officer sent back becomes tasks that lead to their places and are answered', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('article').click();
    await sections().getByRole('button', { name: '退回修改' }).click();
    await page.getByText('把审核意见粘贴到下面').waitFor();
    await page.getByRole('textbox', { name: /从微信、邮件/ }).fill('1. 联系人填写有误\n2. 请说明推广计划');
    await button('添加意见').click();
    const first = page.getByRole('listitem', { name: '第 1 条意见' });
    await first.getByRole('radio', { name: '说明' }).click();
    await first.getByRole('textbox', { name: '第 1 条的答复' }).fill('已核对，无误');
    await first.getByRole('textbox', { name: '第 1 条的答复' }).blur();
    await page.getByText('已处理 1 / 2 条').waitFor();
    await lookAt(page, 'remarks');
    await first.getByRole('button', { name: '去修改' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id ?? '')).toContain('contactName');
    await sections().getByRole('button', { name: '退回修改' }).click();
    expect(await first.getByRole('textbox', { name: '第 1 条的答复' }).inputValue()).toBe('已核对，无误');
    await page.getByRole('listitem', { name: '第 2 条意见' }).getByRole('button', { name: /^移除/ }).click();
    await page.getByText('已处理 1 / 1 条').waitFor();
    await button('撤销').click();
    await page.getByText('已处理 1 / 2 条').waitFor();
  });
}
