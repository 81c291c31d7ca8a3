import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ensureBuilt } from '../build/ensure-built.ts';
import { scanWithoutCode, writeStampedScans } from '../electron/sealing/testing/stamped-scans.ts';
import { bridgeCall } from './bridge-call.ts';
import { dropFromDisk } from './drop-files.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { RunningApp } from './running-app.ts';

/** Sealed pages back in place, as a person does it days after the export. One draft, one package, one program. */

const root = path.resolve(import.meta.dirname, '..');
const place = mkdtempSync(path.join(tmpdir(), 'dossier-sealing-window-'));
const inPlace = (name: string) => path.join(place, name);
let app: RunningApp;
let page: Page;
let complaints: string[];
let packagePath = '';

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const sheet = () => page.getByRole('dialog', { name: '放回盖章页', exact: true });
const inSheet = (name: string | RegExp) =>
  sheet().getByRole('button', { name, exact: typeof name === 'string' });
const row = (file: string) => sheet().getByRole('listitem').filter({ hasText: file });
const bound = () => path.join(packagePath, '03-申报书成册(含佐证材料).pdf');
const focused = () => page.evaluate(() => document.activeElement?.textContent);
/** Small pictures that the program keeps while the sheet is open. */
const pictures = () =>
  readdirSync(inPlace('t'), { recursive: true }).filter((each) =>
    /\.dossier-partial-.*\.jpg$/.test(`${each}`),
  );

async function cli(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    path.join(root, 'electron/cli.ts'),
    ...words,
  ]);
  return stdout;
}

/** The example, complete, without what would only take time. */
function writeDraft(): string {
  const folder = inPlace('草稿');
  cpSync(path.join(root, 'shared/notices/cq-2025-40/examples/product'), folder, { recursive: true });
  const file = path.join(folder, 'draft.json');
  const draft: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { evidence, ...others } = z
    .looseObject({
      evidence: z.record(z.string(), z.looseObject({ files: z.array(z.looseObject({ path: z.string() })) })),
    })
    .parse(draft);
  const files = evidence.otherProof?.files.filter((each) => each.path.endsWith('.png')) ?? [];
  writeFileSync(file, JSON.stringify({ ...others, evidence: { ...evidence, otherProof: { files } } }));
  return file;
}

beforeAll(async () => {
  expect(ensureBuilt(root)).toBeUndefined();
  mkdirSync(inPlace('t'));
  process.env.TMPDIR = inPlace('t');
  const draft = writeDraft();
  const exporting = cli('export', path.dirname(draft), '--out', inPlace('导出'));
  app = await RunningApp.start({ size: { width: 1093, height: 560 } });
  page = app.page;
  complaints = await watchPage(page);
  await app.answerDialogs([draft]);
  await button(/导入草稿/).click();
  await page.getByRole('article').click();
  packagePath = (await exporting).trim();
  await writeStampedScans(bound(), [1], inPlace('封面.pdf'));
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(page, 'sealing-failed').catch(() => undefined);
  expect(complaints).toEqual([]);
  expect(app.complaints.join('')).toBe('');
});
afterAll(async () => {
  await app?.stop();
  rmSync(place, { recursive: true, force: true });
});

async function openSheet(): Promise<void> {
  await app.answerDialogs([packagePath]);
  await button('放回盖章页…').click();
  await sheet().getByText('只收对照码为').waitFor();
}

async function choose(...names: string[]): Promise<void> {
  await app.answerDialogs(names.map(inPlace));
  await inSheet('选择扫描件…').click();
}

test('scans go to their places; a foreign page is refused, an unreadable one asked about, and the package is written', async () => {
  await page
    .getByRole('button', { name: /导出记录与对比/ })
    .first()
    .click();
  await app.answerDialogs([packagePath]);
  await button('看盖章处…').click();
  const guide = page.getByRole('dialog', { name: '盖章与装订说明' });
  await guide.locator('.seal-page canvas').nth(2).waitFor();
  await photograph(page, 'earlier-seal-guide');
  await page.keyboard.press('Escape');
  await guide.waitFor({ state: 'detached' });

  await openSheet();
  await sheet().getByText('要签字盖章的有 3 页').waitFor();
  await photograph(page, 'sealing-empty');
  await choose('封面.pdf');
  await row('封面.pdf').getByText('已找到位置：第 1 页 封面').waitFor();
  const missing = sheet().getByRole('region', { name: '还缺的页' });
  const told = (await missing.textContent()) ?? '';
  expect(told).toContain('真实性承诺（第 2 页）');
  const evidencePage = Number(/让利承诺.*?（第 (\d+) 页）/u.exec(told)?.[1]);
  expect(await inSheet('写出已盖章的申报包').isDisabled()).toBe(true);

  await writeStampedScans(bound(), [evidencePage], inPlace('承诺书.pdf'));
  writeFileSync(inPlace('别家.jpg'), await scanWithoutCode(bound(), 1, '7K3M-9QXA'));
  writeFileSync(inPlace('说明.jpg'), 'no picture');
  await choose('承诺书.pdf', '别家.jpg', '说明.jpg');
  await row('承诺书.pdf').getByText(`第 ${evidencePage} 页`).first().waitFor();
  await row('别家.jpg').getByText('这一页的对照码是 7K3M-9QXA').waitFor();
  await sheet().getByRole('alert').filter({ hasText: '“说明.jpg”' }).waitFor();

  writeFileSync(inPlace('遮住.jpg'), await scanWithoutCode(bound(), 2));
  await dropFromDisk(sheet().getByRole('region', { name: '添加扫描件' }), [inPlace('遮住.jpg')]);
  await row('遮住.jpg').getByText('看起来像第 2 页').waitFor();
  await lookAt(page, 'sealing-rows');
  await page.emulateMedia({ colorScheme: 'dark' });
  await lookAt(page, 'sealing-rows-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await inSheet('写出已盖章的申报包').isDisabled()).toBe(true);
  expect(await row('遮住.jpg').getByRole('textbox').inputValue()).toBe('2');
  await row('遮住.jpg').getByRole('button', { name: '放入这一页' }).click();
  await row('遮住.jpg').getByText('由人指定，画面已核对').waitFor();
  // It was never sealed, which is told and holds nothing up.
  await row('遮住.jpg').getByText('画面上看不出章或签字').waitFor();
  await photograph(page, 'sealing-unsealed');
  await missing.waitFor({ state: 'detached' });
  // The last question is answered: the keyboard goes on from there.
  await expect.poll(focused).toBe('写出已盖章的申报包');

  await row('封面.pdf')
    .getByRole('button', { name: /^不放入/ })
    .click();
  await missing.getByText('封面（第 1 页）').waitFor();
  await expect.poll(focused).toBe('撤销不放入');
  expect(await inSheet('写出已盖章的申报包').isDisabled()).toBe(true);
  await row('封面.pdf')
    .getByRole('button', { name: /^撤销不放入/ })
    .click();
  await missing.waitFor({ state: 'detached' });

  const shown = pictures().length;
  expect(shown).toBeGreaterThanOrEqual(4);
  await inSheet('写出已盖章的申报包').click();
  await sheet().getByText('已写出已盖章的申报包，并已全部回读核对').waitFor();
  const sealed = `${packagePath}-已盖章`;
  const verifying = cli('verify', sealed, '--json');
  await photograph(page, 'sealing-done');
  expect(readdirSync(path.join(sealed, '07-盖章页扫描')).sort()).toEqual([
    '01-封面.pdf',
    '02-承诺书.pdf',
    '03-遮住.jpg',
  ]);
  await inSheet('打开已盖章的成册').click();
  await expect
    .poll(async () => (await app.openedPlaces()).at(-1))
    .toContain(path.join(sealed, '06-申报书成册(已盖章).pdf'));
  await inSheet('写入 U 盘').waitFor();
  await page.keyboard.press('Escape');
  await sheet().waitFor({ state: 'detached' });
  await expect.poll(() => pictures().length).toBeLessThan(shown);
  expect(JSON.parse(await verifying)).toMatchObject({ intact: true, problems: [] });
});

test('a package of another content says so; a sealed one is not sealed again; closing asks first', async () => {
  const { drafts } = await bridgeCall(app, 'listDrafts', { bin: false });
  const { draftId = '', revision = 0 } = drafts[0] ?? {};
  const changes = [{ kind: 'answer' as const, field: 'applicantName', value: '重庆改了名的公司' }];
  await bridgeCall(app, 'saveDraft', { draftId, revision, changes });
  await openSheet();
  await sheet().getByRole('note').getByText('与现在打开的草稿不同').waitFor();
  await choose('封面.pdf');
  await row('封面.pdf').getByText('已找到位置').waitFor();
  await sheet().getByRole('checkbox', { name: '缺页也写出' }).check();
  await inSheet('写出已盖章的申报包').click();
  await sheet().getByRole('alert').getByText('目标已存在').waitFor();
  await photograph(page, 'sealing-other');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page
    .getByRole('dialog', { name: '关闭放回盖章页？' })
    .getByRole('button', { name: '放弃并关闭' })
    .click();
  await sheet().waitFor({ state: 'detached' });

  await app.answerDialogs([`${packagePath}-已盖章`]);
  await button('放回盖章页…').click();
  await sheet().getByRole('alert').getByText('盖章页已经放回').waitFor();
  await page.keyboard.press('Escape');
  expect(await app.foreignRequests()).toEqual([]);
});
