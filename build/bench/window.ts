import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { RunningApp } from '../../e2e/running-app.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { rendererConfig } from '../vite.config.ts';
import { median, milliseconds, RUNS, report } from './measure.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Within the project, for the program finds its packages above itself. */
const emptyProgram = path.join(root, 'out', 'bench-app');

/** The same program around a page that only draws “usable” with React. */
async function buildEmptyPage(): Promise<void> {
  rmSync(emptyProgram, { recursive: true, force: true });
  cpSync(path.join(root, 'out/app'), emptyProgram, { recursive: true });
  const source = path.join(root, 'out', 'bench-page');
  mkdirSync(source, { recursive: true });
  writeFileSync(
    path.join(source, 'index.html'),
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>申报匣</title></head><body><div id="root"></div><script type="module" src="./main.js"></script></body></html>',
  );
  writeFileSync(
    path.join(source, 'main.js'),
    `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
window.dossier.onFlushRequested((request) => window.dossier.flushed(request));
createRoot(document.getElementById('root')).render(createElement('main', null, 'usable'));`,
  );
  await build({ ...rendererConfig(emptyProgram), root: source });
}

async function timeToUsable(program: string): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const begun = performance.now();
    const app = await RunningApp.start({ program });
    await app.page.waitForFunction(() => document.querySelector('main:not([aria-busy=true])'));
    // The first run fills the system's caches.
    if (run > 0) times.push(performance.now() - begun);
    await app.stop();
  }
  return times;
}

/** Keys of one run of typing. */
const KEYS = 120;

/** From the key to the frame that shows it, milliseconds, of each of so many keys typed where the focus is. */
async function inputToPaint(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { inputTimes: times });
    window.addEventListener(
      'keydown',
      () => {
        const begun = performance.now();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          // A task right after the frame's own work: the frame is on its way to the screen.
          port1.onmessage = () => times.push(performance.now() - begun);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (let key = 0; key < keys; key++) await page.keyboard.press('a', { delay: 20 });
  await page.waitForFunction((count) => Reflect.get(window, 'inputTimes').length >= count, keys);
  return page.evaluate(() => Reflect.get(window, 'inputTimes'));
}

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}

async function openExample(app: RunningApp): Promise<Page> {
  const { page } = app;
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('button', { name: /^标杆企业申报示例/ }).click();
  await page.getByRole('navigation', { name: '申报书各部分' }).waitFor();
  return page;
}

async function benchTyping(): Promise<void> {
  const app = await RunningApp.start({ size: { width: 1280, height: 720 } });
  try {
    const page = await openExample(app);
    await page.getByRole('button', { name: /^二、数字化改造项目实施情况/ }).click();
    const editor = page.getByRole('textbox', { name: '数字化改造项目实施情况', exact: true });
    await editor.locator('p').first().click();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      ours.push(p95(await inputToPaint(page, KEYS)));
      const box = await page.evaluateHandle(
        (value) => {
          const bare = document.createElement('textarea');
          bare.value = value;
          bare.style.cssText = 'position: fixed; inset: 0; z-index: 9999';
          document.body.append(bare);
          bare.focus();
          return bare;
        },
        await editor.innerText(),
      );
      theirs.push(p95(await inputToPaint(page, KEYS)));
      await box.evaluate((bare) => bare.remove());
      await editor.locator('p').first().click();
    }
    report(
      '输入到显示，p95（“二”中 2,000 字带表格和图片）',
      `${median(ours).toFixed(1)} ms（${RUNS} 次的中位数，各 ${KEYS} 键）`,
      `同样文字的空白输入框 ${median(theirs).toFixed(1)} ms；比值 ${(median(ours) / median(theirs)).toFixed(2)}（目标 1.5）`,
    );
  } finally {
    await app.stop();
  }
}

async function benchPreview(): Promise<void> {
  const times: number[] = [];
  const app = await RunningApp.start({ size: { width: 1280, height: 720 } });
  try {
    const page = await openExample(app);
    const list = page.getByRole('navigation', { name: '申报书各部分' });
    for (let run = 0; run <= RUNS; run++) {
      await list.getByRole('button', { name: /^封面/ }).click();
      const begun = performance.now();
      await list.getByRole('button', { name: '预览与导出' }).click();
      await page.locator('.pdf-pages canvas').first().waitFor();
      times.push(performance.now() - begun);
    }
    report(
      '示例的预览第一页',
      milliseconds(times.slice(1)),
      `第一次 ${times[0]?.toFixed(0)} ms（目标 2000）`,
    );
  } finally {
    await app.stop();
  }
}

/** What a person feels of the window, on the host of the tests. */
export async function benchWindow(): Promise<void> {
  const problem = ensureBuilt(root);
  if (problem !== undefined) throw new Error(problem);
  await buildEmptyPage();
  const ours = await timeToUsable(path.join(root, 'out/app'));
  const theirs = await timeToUsable(emptyProgram);
  report(
    '启动到可用',
    milliseconds(ours),
    `同一程序的空白 React 页面 ${milliseconds(theirs)}；比值 ${(median(ours) / median(theirs)).toFixed(2)}（目标 2）`,
  );
  await benchTyping();
  await benchPreview();
}
