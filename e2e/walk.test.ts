import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { HOSTILE_TEXTS } from '../electron/book/fixtures/hostile-texts.ts';
import { fieldsOf } from '../shared/form/definition.ts';
import { NOTICE } from '../shared/notices/cq-2025-40/notice.ts';
import { bridgeCall } from './bridge-call.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { RunningApp } from './running-app.ts';

/** The frame of an open draft by the keyboard alone, wide and narrow. */

let app: RunningApp;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  expect(ensureBuilt(path.resolve(import.meta.dirname, '..'))).toBeUndefined();
  app = await RunningApp.start({ size: { width: 1280, height: 720 } });
  page = app.page;
  complaints = await watchPage(page);
  await page.getByRole('button', { name: /新建标杆企业申报/ }).click();
  await page.getByRole('button', { name: '开始填写' }).click();
  await heading('封面').waitFor();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(page, 'walk-failed').catch(() => undefined);
  expect(complaints).toEqual([]);
});
afterAll(() => app?.stop());

const heading = (name: string) => page.getByRole('heading', { name, level: 1 });
const sections = () => page.getByRole('navigation', { name: '申报书各部分' });
const sheet = () => page.getByRole('dialog', { name: '本部分要求与检查' });
/** What has the focus, by the words that a reader hears. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const labelled = element.getAttribute('aria-labelledby') ?? '';
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return element.ariaLabel ?? document.getElementById(labelled)?.textContent ?? label ?? element.innerText;
  });

test('Alt with an arrow goes through the sections, and stays at the ends', async () => {
  await page.keyboard.press('Alt+ArrowUp');
  await heading('封面').waitFor();
  for (const name of ['真实性承诺', '申报表', '一、企业基本情况']) {
    await page.keyboard.press('Alt+ArrowDown');
    await heading(name).waitFor();
    const current = sections().locator('[aria-current]');
    await expect.poll(() => current.textContent()).toContain(name);
  }
  await page.keyboard.press('Alt+ArrowUp');
  await heading('申报表').waitFor();
});

test('in a section Tab goes from box to box in the form’s order; Ctrl+S does no harm', async () => {
  const box = page.getByRole('textbox', { name: '企业名称', exact: true });
  await box.focus();
  await page.keyboard.type('重庆键盘机械有限公司');
  await page.keyboard.press('Control+s');
  await page.locator('.save-state[data-phase="saved"]').waitFor();
  expect(await box.inputValue()).toBe('重庆键盘机械有限公司');
  const heard: string[] = [];
  for (let stop = 0; stop < 6; stop += 1) {
    await page.keyboard.press('Tab');
    heard.push(await focused());
  }
  const order = ['统一社会信用代码', '成立时间', '联系人', '联系电话', '企业地址'];
  const places = order.map((name) => heard.findIndex((each) => each.includes(name)));
  expect(places, heard.join('｜')).toEqual([...places].sort((left, right) => left - right));
  expect(places).not.toContain(-1);
});

test('F1 shows the requirement: beside the section where there is room, else over it, and Esc takes it away', async () => {
  await page.keyboard.press('F1');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('guidance');
  await page.setViewportSize({ width: 1093, height: 560 });
  await page.locator('#guidance').waitFor({ state: 'detached' });
  await page.keyboard.press('F1');
  await sheet().getByText('本部分要求（通知原文）').waitFor();
  await lookAt(page, 'walk-guidance');
  await page.setViewportSize({ width: 1093, height: 560 });
  // Beside the section in the widest window, it comes over it again only now.
  await sheet().waitFor();
  await page.keyboard.press('Escape');
  await sheet().waitFor({ state: 'detached' });

  // Where there is none, it does not wait for the next section either.
  await sections().getByRole('button', { name: /检查/ }).click();
  await heading('检查').waitFor();
  await page.keyboard.press('F1');
  await sections()
    .getByRole('button', { name: /申报表/ })
    .click();
  await heading('申报表').waitFor();
  expect(await sheet().count()).toBe(0);
});

test('under 1000 pixels the list of sections folds to marks that still tell their names', async () => {
  await page.setViewportSize({ width: 960, height: 560 });
  const mark = sections().getByRole('button', { name: /二、数字化改造项目实施情况/ });
  await expect.poll(async () => (await mark.boundingBox())?.width ?? 999).toBeLessThan(80);
  await mark.click();
  await heading('二、数字化改造项目实施情况').waitFor();
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(width[0]).toBe(width[1]);
});

test('texts that mean to be more stand as text in the list and in every field', async () => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    // The page that is loaded anew asks as it always does.
    if (dialog.type() !== 'beforeunload') asked.push(dialog.message());
  });
  /** Boxes have no line ends and no controls, and half a character is seen to be none; nothing else may differ. */
  const plain = (text: string) =>
    text
      .toWellFormed()
      .replace(/\ufffd+/gu, '\ufffd')
      .replace(/[\p{Cc}\s]/gu, '')
      .normalize('NFC');
  const { form, texts } = {
    form: NOTICE.forms.benchmark,
    // The others aim at documents, not at a screen.
    texts: [
      'html',
      'xml',
      'template',
      'prototype',
      'bidi',
      'combining',
      'controls',
      'surrogates',
      'unbroken',
    ].map((name) => (HOSTILE_TEXTS[name] ?? '').slice(0, 3_000)),
  };
  const boxes = fieldsOf(form).filter(({ kind, askedWhen }) => kind === 'text' && askedWhen === undefined);
  for (let from = 0; from < texts.length; from += boxes.length) {
    const { draft } = await bridgeCall(app, 'createDraft', { programme: 'benchmark', declarations: {} });
    const { draftId, revision } = draft;
    const given = boxes.flatMap(({ id }, index) => {
      const text = texts[from + index];
      return text === undefined ? [] : [{ field: id, text }];
    });
    await bridgeCall(app, 'saveDraft', {
      ...{ draftId, revision },
      changes: given.map(({ field, text }) => ({ kind: 'answer', field, value: text })),
    });
    await app.loadPageAnew();
    const name = given.find(({ field }) => field === 'applicantName')?.text ?? '';
    const card = page.getByRole('article').first();
    await expect
      .poll(async () => plain((await card.textContent()) ?? ''))
      .toContain(plain(name).slice(0, 40));
    await card.click();
    const shown: string[] = [];
    for (const { title } of form.sections) {
      await sections().getByRole('button', { name: title }).click();
      await heading(title).waitFor();
      shown.push(
        ...(await page
          .locator('main input, main textarea')
          .evaluateAll((found) => found.map((each) => ('value' in each ? String(each.value) : '')))),
      );
    }
    const read = shown.map(plain);
    for (const { field, text } of given) expect(read, field).toContain(plain(text));
  }
  expect(asked).toEqual([]);
  expect(await page.locator('img[src="x"], body script, a[href*="192.0.2.1"]').count()).toBe(0);
});
