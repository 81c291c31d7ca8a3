import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import {
  crowdedPage,
  heavyThenLight,
  largePage,
  lyingPage,
  picturesPage,
} from '../electron/drawing/testing/endless-pages.ts';
import { markedPdf, markedPicture, zip } from '../electron/evidence/sample-evidence.ts';
import { exportWorkbook } from '../electron/ledger/testing/sample-exports.ts';
import { accessibilityFaults } from './accessible.ts';
import { dropFromDisk } from './drop-files.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { freshApp, RunningApp } from './running-app.ts';
import { scannedPages } from './testing/scanned-pdf.ts';

/** Evidence and the invoice ledger as a person meets them in the window. */

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'dossier-evidence-e2e-'));
const APPLICANT = '重庆示例机械制造有限公司';

let app: RunningApp;
let page: Page;
/** Of the page's console and policy, in every run of a test. */
let complaints: string[] = [];

beforeAll(() => {
  expect(ensureBuilt(root)).toBeUndefined();
});
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await start();
  const draftId = await page.evaluate(async (name) => {
    const made = await window.dossier.createDraft({ programme: 'benchmark', declarations: {} });
    if (!made.ok) throw new Error(made.error.message);
    const { draftId: id, revision } = made.value.draft;
    await window.dossier.saveDraft({
      draftId: id,
      revision,
      changes: [
        { kind: 'answer', field: 'applicantName', value: name },
        { kind: 'answer', field: 'district', value: '璧山区' },
        { kind: 'answer', field: 'applicationDate', value: '2025-10-01' },
        { kind: 'answer', field: 'honours', value: ['创新型中小企业'] },
        { kind: 'answer', field: 'indicators', value: { 2024: { digitalInvestment: 120 } } },
      ],
    });
    return id;
  }, APPLICANT);
  expect(draftId).toMatch(/./);
  await openEvidence();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    await photograph(page, 'evidence-failed').catch(() => undefined);
    await app.stop();
  } else expect([...complaints, ...app.complaints]).toEqual([]);
});

async function start(data?: string): Promise<void> {
  const size = { width: 1280, height: 720 };
  app = data === undefined ? await freshApp(app, { size }) : await RunningApp.start({ size, data });
  page = app.page;
  complaints = await watchPage(page);
}

async function openEvidence(): Promise<void> {
  // The list of drafts is read anew when one comes back to it.
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.getByRole('button', { name: '申报匣', exact: true }).click();
  await page.getByText(APPLICANT).first().click();
  await page
    .getByRole('navigation', { name: '申报书各部分' })
    .getByRole('button', { name: /六、相关证明材料/ })
    .click();
  await slot('businessLicence').waitFor();
}

/** What comes about soon; a busy machine takes its time. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 60_000 });
const slot = (id: string): Locator => page.locator(`[data-slot="${id}"]`);
const cards = (id: string) => slot(id).locator('.file-name');
const names = (id: string) => cards(id).allTextContents();
const sheet = () => page.getByRole('dialog');

function file(name: string, bytes: Uint8Array | string): string {
  const place = path.join(folder, name);
  writeFileSync(place, bytes);
  return place;
}
const pdf = async (pages: number) => (await markedPdf(Array.from({ length: pages }, () => ({})))).save();
const photo = (width = 300, height = 200) => markedPicture(width, height).jpeg().toBuffer();

async function pick(id: string, ...files: string[]): Promise<void> {
  await app.answerDialogs(files);
  await slot(id).getByRole('button', { name: '添加文件' }).click();
}

test('files are added, turned, renamed, put in order, replaced, removed and taken back, and all is there after a restart', async () => {
  await pick('businessLicence', file('执照.jpg', await photo()), file('执照附页.pdf', await pdf(3)));
  await eventually(() => names('businessLicence')).toEqual(['执照.jpg', '执照附页.pdf']);
  await eventually(() => slot('businessLicence').textContent()).toContain('2 个文件 · 4 页');
  await eventually(() => slot('businessLicence').locator('.slot-head').textContent()).toContain('齐');

  await slot('businessLicence').getByRole('button', { name: '旋转“执照.jpg”，现在转了 0 度' }).click();
  await slot('businessLicence').getByRole('button', { name: '旋转“执照.jpg”，现在转了 90 度' }).waitFor();

  // By the keyboard alone: F2 renames, Ctrl and an arrow put in order.
  const first = slot('businessLicence').getByRole('button', { name: /^预览“执照.jpg”/ });
  await first.focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('营业执照副本');
  await page.keyboard.press('Enter');
  await eventually(() => names('businessLicence')).toEqual(['营业执照副本.jpg', '执照附页.pdf']);
  await page.keyboard.press('Control+ArrowRight');
  await eventually(() => names('businessLicence')).toEqual(['执照附页.pdf', '营业执照副本.jpg']);
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain(
    '营业执照副本.jpg”，第 2 个，共 2 个',
  );

  await app.answerDialogs([file('执照附页（新）.pdf', await pdf(1))]);
  await slot('businessLicence').getByRole('button', { name: '“执照附页.pdf”的更多操作' }).click();
  await page.getByRole('menuitem', { name: '换成另一个文件' }).click();
  await eventually(() => names('businessLicence')).toEqual(['执照附页（新）.pdf', '营业执照副本.jpg']);

  await slot('businessLicence').getByRole('button', { name: '移除“营业执照副本.jpg”' }).click();
  await eventually(() => names('businessLicence')).toEqual(['执照附页（新）.pdf']);
  await page.getByRole('button', { name: '撤销' }).click();
  await eventually(() => names('businessLicence')).toEqual(['执照附页（新）.pdf', '营业执照副本.jpg']);

  // Ticked once the program has taken it.
  await slot('audit2024').getByRole('checkbox', { name: '本项无（说明原因）' }).click();
  await slot('audit2024').getByRole('textbox').fill('会计师事务所尚未出具');
  await eventually(async () => await slot('audit2024').locator('.slot-head').textContent()).toContain('无');
  // Now the statements are asked for in its place.
  await eventually(async () => await slot('statements2024').locator('.slot-head').textContent()).toContain(
    '缺',
  );
  await photograph(page, 'evidence');

  const { data } = app;
  expect(await app.quit()).toBe(0);
  await start(data);
  await openEvidence();
  await eventually(() => names('businessLicence')).toEqual(['执照附页（新）.pdf', '营业执照副本.jpg']);
  await slot('businessLicence')
    .getByRole('button', { name: '旋转“营业执照副本.jpg”，现在转了 90 度' })
    .waitFor();
  expect(await slot('audit2024').getByRole('textbox').inputValue()).toBe('会计师事务所尚未出具');
});

test('a file that cannot be bound says why and what helps; a phone’s photo becomes a picture', async () => {
  const secret = await markedPdf([{}]);
  secret.encrypt({ userPassword: 'geheim', ownerPassword: 'owner' });
  await pick(
    'otherProof',
    file('加密.pdf', await secret.save()),
    file('空.pdf', ''),
    file('说明.docx', await zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' })),
    path.join(root, 'electron/evidence/testing/phone-photo.heic'),
  );
  await eventually(() => cards('otherProof').count()).toBe(4);
  const problems = slot('otherProof').locator('.file-problem');
  await eventually(() => problems.allTextContents()).toEqual([
    expect.stringContaining('已加密'),
    expect.stringContaining('空文件'),
    expect.stringContaining('Word'),
  ]);
  await eventually(() => slot('otherProof').locator('.slot-head').textContent()).toContain('有问题');
  expect((await names('otherProof'))[3]).toMatch(/\.jpe?g$/i);
  await slot('otherProof')
    .getByRole('button', { name: /^预览“加密.pdf”/ })
    .click();
  expect(await sheet().textContent()).toContain('已加密');
  await page.keyboard.press('Escape');
  await slot('otherProof').scrollIntoViewIfNeeded();
  await photograph(page, 'evidence-problems');
});

test('files dropped on an item go there; dropped elsewhere the likely item is asked first', async () => {
  await dropFromDisk(slot('businessLicence'), [file('执照.jpg', await photo())]);
  await eventually(() => names('businessLicence')).toEqual(['执照.jpg']);

  await dropFromDisk(page.locator('.evidence-summary'), [file('2023年度审计报告.pdf', await pdf(2))]);
  const first = sheet().getByRole('radio').first();
  expect(await first.isChecked()).toBe(true);
  expect(await sheet().locator('.choose-one label').first().textContent()).toContain('2023年财务审计报告');
  await photograph(page, 'evidence-ask');
  await sheet().getByRole('button', { name: '放到这里' }).click();
  await eventually(() => names('audit2023')).toEqual(['2023年度审计报告.pdf']);

  // Several at once that point to different items.
  await dropFromDisk(page.locator('.evidence-summary'), [
    file('2024年参保证明.pdf', await pdf(1)),
    file('专精特新证书.jpg', await photo(200, 300)),
  ]);
  await sheet().getByRole('button', { name: '放到这里' }).click();
  await eventually(() => names('socialInsurance2024')).toEqual(['2024年参保证明.pdf']);
  await eventually(() => names('honourProof')).toEqual(['专精特新证书.jpg']);

  await slot('honourProof').getByRole('button', { name: '“专精特新证书.jpg”的更多操作' }).click();
  await page.getByRole('menuitem', { name: '移到其他项' }).click();
  await sheet().getByText('（五）其他证明材料').click();
  await sheet().getByRole('button', { name: '放到这里' }).click();
  await eventually(() => names('otherProof')).toEqual(['专精特新证书.jpg']);
});

test('what a file proves is chosen from the honours that the form names', async () => {
  await pick('honourProof', file('证书.jpg', await photo()));
  await slot('honourProof').getByText('创新型中小企业').waitFor();
  await slot('honourProof').getByRole('button', { name: '“证书.jpg”的更多操作' }).click();
  await page.getByRole('menuitem', { name: '注明证明什么' }).click();
  await sheet().getByRole('checkbox', { name: '创新型中小企业' }).check();
  await sheet().getByRole('button', { name: '注明' }).click();
  await slot('honourProof').getByText('证明：创新型中小企业').waitFor();
  // The check is content with it.
  await eventually(() => slot('honourProof').locator('.finding-block').count()).toBe(0);
});

test('a picture is pasted from the clipboard', async () => {
  const bytes = [...(await markedPicture(120, 90).png().toBuffer())];
  await slot('otherProof').getByRole('button', { name: '添加文件' }).focus();
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(given)], 'image.png', { type: 'image/png' }));
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
    );
  }, bytes);
  await eventually(() => names('otherProof')).toEqual([
    expect.stringMatching(/^粘贴的图片-\d{8}-\d{6}\.png$/),
  ]);
});

test('files are dragged to another place and to another item', async () => {
  const one = await photo();
  const other = await photo(200, 300);
  await pick('businessLicence', file('甲.jpg', one), file('乙.jpg', other));
  await eventually(() => names('businessLicence')).toEqual(['甲.jpg', '乙.jpg']);
  const middleOf = async (target: Locator) => {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (box === null) throw new Error('not to be seen');
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const card = (name: string) => slot('businessLicence').locator('.file-card', { hasText: name });
  const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(from[0] + 10, from[1] + 10);
    await page.mouse.move(...to, { steps: 8 });
    await page.mouse.up();
  };
  await drag(await middleOf(card('甲.jpg')), await middleOf(card('乙.jpg')));
  await eventually(() => names('businessLicence')).toEqual(['乙.jpg', '甲.jpg']);
  await page.setViewportSize({ width: 1280, height: 1400 });
  await drag(await middleOf(card('甲.jpg')), await middleOf(slot('audit2023').locator('.slot-drop')));
  await eventually(() => names('audit2023')).toEqual(['甲.jpg']);
  expect(await names('businessLicence')).toEqual(['乙.jpg']);
});

/** Share of dark points in a part of a drawn page. */
async function darkness(canvas: Locator, part: 'upperLeft' | 'lowerRight'): Promise<number> {
  return canvas.evaluate((element, where) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas');
    const [width, height] = [Math.floor(element.width / 3), Math.floor(element.height / 3)];
    const [left, top] = where === 'upperLeft' ? [10, 10] : [element.width - width, element.height - height];
    const points = element.getContext('2d')?.getImageData(left, top, width - 10, height - 10).data ?? [];
    let dark = 0;
    for (let at = 0; at < points.length; at += 4) if ((points[at] ?? 255) < 128) dark += 1;
    return dark / (points.length / 4);
  }, part);
}

test('the preview shows every page of a scan, whatever it is compressed with, and goes on to the next file', async () => {
  const cover = file('封面.jpg', await photo(400, 600));
  await pick('audit2023', file('扫描件.pdf', await scannedPages()), cover);
  await slot('audit2023')
    .getByRole('button', { name: /^预览“扫描件.pdf”/ })
    .press('Enter');
  await sheet().getByText('第 1 页 / 共 3 页').waitFor();
  for (const number of [1, 2, 3]) {
    const shown = sheet()
      .locator('.pdf-pages')
      .getByRole('img', { name: `第 ${number} 页，共 3 页` });
    await sheet()
      .getByRole('button', { name: `第 ${number} 页`, exact: true })
      .click();
    const canvas = shown.locator('canvas');
    await canvas.waitFor();
    await eventually(() => darkness(canvas, 'upperLeft')).toBeGreaterThan(0.9);
    expect(await darkness(canvas, 'lowerRight')).toBeLessThan(0.1);
  }
  await photograph(page, 'evidence-preview-pdf');
  const width = async () => (await sheet().locator('.pdf-pages .pdf-page').first().boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press('+');
  await eventually(width).toBeGreaterThan(before * 1.2);
  await page.keyboard.press('r');
  await sheet().getByText('第 3 页 / 共 3 页').waitFor();
  await page.keyboard.press('ArrowRight');
  await sheet().getByRole('heading', { name: '封面.jpg' }).waitFor();
  await eventually(() =>
    sheet()
      .getByRole('img', { name: '封面.jpg' })
      .evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
  ).toBe(400);
  await photograph(page, 'evidence-preview-picture');
  await page.keyboard.press('Escape');
  await slot('audit2023').getByRole('button', { name: '旋转“扫描件.pdf”，现在转了 90 度' }).waitFor();
  // The thumbnail is there, and nothing was asked of the network.
  await slot('audit2023').locator('.file-thumbnail img').first().waitFor();
  expect(await app.foreignRequests()).toEqual([]);
});

test('a page too heavy for the window is drawn by the program, and one that nothing draws is told', async () => {
  const jpeg = await sharp({ create: { width: 6_000, height: 4_000, channels: 3, background: '#101010' } })
    .jpeg()
    .toBuffer();
  const heavy = {
    // More pixels than it may have at once, together, and by what it says itself.
    '大图.pdf': picturesPage(1),
    '多图.pdf': heavyThenLight(),
    '相片.pdf': lyingPage(jpeg),
    '路网图.pdf': crowdedPage(),
  };
  const asked = new Set<string>();
  page.on('request', (request) => {
    const drawn = /\/file\/[\w-]+\/page\/1$/.exec(request.url());
    if (drawn !== null) asked.add(drawn[0]);
  });
  const files = Object.entries(heavy).map(([name, bytes]) => file(name, bytes));
  await pick('audit2023', ...files, file('空图.pdf', largePage()));
  await slot('audit2023')
    .getByRole('button', { name: /^预览“大图.pdf”/ })
    .press('Enter');
  for (const [at, name] of Object.keys(heavy).entries()) {
    await sheet().getByRole('heading', { name }).waitFor();
    const canvases = sheet().locator('.pdf-pages canvas');
    const canvas = canvases.first();
    await canvas.waitFor();
    // What was refused to the first page is not missing on the next.
    if (name === '多图.pdf')
      await eventually(() => darkness(canvases.nth(1), 'upperLeft')).toBeGreaterThan(0.9);
    if (name !== '路网图.pdf') expect(await darkness(canvas, 'upperLeft')).toBeGreaterThan(0.9);
    expect(asked.size).toBeGreaterThan(at);
    if (name === '相片.pdf') {
      expect(await darkness(canvas, 'lowerRight')).toBeLessThan(0.1);
      await photograph(page, 'evidence-preview-heavy');
      await page.keyboard.press('r');
      await eventually(() => darkness(canvas, 'lowerRight')).toBeGreaterThan(0.9);
      expect(await darkness(canvas, 'upperLeft')).toBeLessThan(0.1);
    }
    await page.keyboard.press('ArrowRight');
  }
  await sheet().getByRole('heading', { name: '空图.pdf' }).waitFor();
  await sheet().getByText('这一页过于复杂，在这里不能显示').waitFor();
  await photograph(page, 'evidence-preview-complex');
  await page.keyboard.press('Escape');
  // In small, too; what nothing draws has the sign of its kind.
  await eventually(() => slot('audit2023').locator('.file-thumbnail img').count()).toBe(4);
});

const NUMBER = (serial: number, year = 24) => `${year}502000000000${String(serial).padStart(6, '0')}`;
const grid = () => page.getByRole('grid', { name: '发票清单' });
const sum = () => sheet().locator('.ledger-sum').textContent();
const line = (number: number) => grid().locator('tbody tr', { hasText: new RegExp(`^${number}(?!\\d)`) });

async function typeRow(cells: readonly string[]): Promise<void> {
  for (const [index, cell] of cells.entries()) {
    if (cell !== '') await page.keyboard.type(cell);
    await page.keyboard.press(index === cells.length - 1 ? 'Enter' : 'Tab');
  }
}

test('what is marked on a page is black in the copy for others, and only there', async () => {
  // Chromium turns no WebP by its EXIF; the book and the copy do, and the window has to show what they print.
  const lying = markedPicture(400, 300).withMetadata({ orientation: 6 });
  await pick('businessLicence', file('执照.webp', await lying.webp().toBuffer()));
  await pick('businessLicence', file('证书.pdf', await pdf(2)));
  await eventually(() => names('businessLicence')).toHaveLength(2);
  await slot('businessLicence')
    .getByRole('button', { name: /^预览“执照.webp”/ })
    .click();
  await sheet().getByRole('button', { name: '标记涂黑区域' }).click();
  const layer = sheet().getByRole('group', { name: '第 1 页的涂黑区域' });
  const marks = () => layer.getByRole('button');
  const box = await layer.boundingBox();
  if (box === null) throw new Error('no picture');
  expect(box.height).toBeGreaterThan(box.width);
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.1, 0.1));
  await page.mouse.down();
  await page.mouse.move(...at(0.4, 0.4), { steps: 3 });
  await page.mouse.up();
  await eventually(() => marks().count()).toBe(1);
  // By the keyboard: another one, moved, taken away, and back by an undo.
  await sheet().getByRole('button', { name: '在第 1 页加一处' }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  await eventually(() => marks().count()).toBe(1);
  await page.keyboard.press('Control+z');
  await eventually(() => marks().count()).toBe(2);
  await lookAt(page, 'evidence-marking');
  await sheet()
    .getByRole('button', { name: /下一个文件/ })
    .click();
  await sheet().getByRole('group', { name: '第 1 页的涂黑区域' }).waitFor();
  await sheet().getByRole('button', { name: '在第 1 页加一处' }).click();
  await sheet().getByText('已标记 1 处').waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    '第 1 页，涂黑区域 1',
  );
  await sheet().getByRole('button', { name: '关闭' }).click();

  await page.keyboard.press('Control+e');
  await page.getByRole('button', { name: '另存对外副本…' }).click();
  await sheet().getByText('2 个文件里标记的 3 处会涂黑').waitFor();
  await lookAt(page, 'cleaned-copy');
  const out = path.join(folder, 'out');
  mkdirSync(out);
  await app.answerDialogs([out]);
  await sheet().getByRole('button', { name: '选择位置并写出' }).click();
  await sheet().getByText('对外副本已写出').waitFor();
  await sheet().getByText('涂黑 3 处').waitFor();
  const [name = ''] = readdirSync(out);
  expect(name).toContain('对外副本（已去除个人信息）');
  const picture = sharp(path.join(out, name, '佐证材料（已清理）', '01-营业执照复印件', '01.jpg'));
  const pixels = await picture.extract({ left: 45, top: 60, width: 50, height: 60 }).raw().toBuffer();
  expect(Math.max(...pixels)).toBeLessThan(12);
});

test('invoices are typed by the keyboard; the sum, the threshold and every reason stand there', async () => {
  await page.getByRole('button', { name: '填写发票清单' }).click();
  await typeRow(['ERP 软件', NUMBER(1), '1,000,000', '￥1,130,000.00', '2024/5/20']);
  await typeRow(['MES 系统', NUMBER(2), '400000', '45.2万', '2024年6月3日']);
  await eventually(sum).toContain('有效合计 158.20 万元 · 门槛 150 万元 · ● 已达标');
  await typeRow(['旧设备', NUMBER(3, 23), '100', '113', '2023-12-31']);
  await typeRow(['MES 系统', NUMBER(2), '400000', '452000', '2024-06-03']);
  await eventually(() => line(3).textContent()).toContain('不计：开票时间早于 2024-01-01');
  await eventually(() => line(4).textContent()).toContain('不计：与第 2 行是同一张发票，只计一次');
  await eventually(sum).toContain('计入 2 张，不计 2 张');
  await eventually(sum).toContain('申报表“数字化转型投入” 120.00 万元，△ 不一致');
  await photograph(page, 'ledger');
  for (const [number, total] of ['1,130,000.00', '452,000.00', '113.00', '452,000.00'].entries())
    await eventually(() => line(number + 1).textContent()).toContain(total);

  // What is no amount is not taken, and Esc gives it up.
  await page.keyboard.press('ArrowUp');
  for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('约四十万');
  await page.keyboard.press('Enter');
  await sheet().getByText('“约四十万”不是金额').waitFor();
  await page.keyboard.press('Escape');
  expect(await sheet().count()).toBe(1);

  // Deleted, undone; the other figure is summed on demand.
  await page.keyboard.press('Control+Delete');
  await eventually(sum).toContain('不计 1 张');
  await page.keyboard.press('Control+z');
  await eventually(sum).toContain('不计 2 张');
  await sheet().getByText('按金额', { exact: true }).click();
  await eventually(sum).toContain('有效合计 140.00 万元 · 门槛 150 万元 · ▲ 还差 10.00 万元');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await eventually(() => sheet().count()).toBe(0);

  await app.loadPageAnew();
  await openEvidence();
  await page.getByRole('button', { name: '打开发票清单（4 张）' }).click();
  await eventually(sum).toContain('有效合计 140.00 万元');
  await eventually(() => line(1).textContent()).toContain('2024-05-20');
});

test('two keys within one frame after Tab are both kept', async () => {
  await page.getByRole('button', { name: '填写发票清单' }).click();
  await typeRow(['ERP 软件', NUMBER(1), '1', '2', '2024-05-20']);
  await page.keyboard.press('ArrowUp');
  // Faster than any person, as a machine that is busy makes it: what waits for the next frame comes after the first key.
  const written = await page.evaluate(async () => {
    const box = () => document.activeElement as HTMLInputElement;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const before = box().ariaLabel;
    box().dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true }));
    while (box().ariaLabel === before) await Promise.resolve();
    document.execCommand('insertText', false, '4');
    for (const _ of [1, 2]) await frame();
    document.execCommand('insertText', false, '5');
    return box().value;
  });
  expect(written).toBe('45');
});

test('a table pasted from Excel comes in once, and again changes nothing', async () => {
  await page.getByRole('button', { name: '填写发票清单' }).click();
  const table = `发票内容\t发票号\t价税合计\t开票时间\nERP\t${NUMBER(1)}\t1,130.00\t2024-05-20\n网关\t${NUMBER(2)}\t565\t2024-05-21\n`;
  const paste = () =>
    page.evaluate((text) => {
      const transfer = new DataTransfer();
      transfer.setData('text/plain', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
      );
    }, table);
  await paste();
  await sheet().getByText('已加入 2 张发票。').waitFor();
  await eventually(() => line(2).textContent()).toContain('565.00');
  await paste();
  await page.getByRole('heading', { name: '导入发票清单' }).waitFor();
  expect(await sheet().last().textContent()).toContain('新增 0 张，已在清单中、不重复计入的 2 张');
  await sheet().last().getByRole('button', { name: '知道了' }).click();
  await eventually(() => grid().getAttribute('aria-rowcount')).toBe('4');
});

test('the tax platform’s export is imported with every trap, and a cell that a finding points to is opened', async () => {
  const lines = [1, 2, 3, 4, 5].map((serial) => ({
    数电发票号码: NUMBER(serial),
    货物或应税劳务名称: `*软件*系统${serial}`,
    金额: '500000',
    税额: '65000',
    价税合计: '565000',
  }));
  const [plain = {}, voided = {}, flushed = {}, foreign = {}, early = {}] = lines;
  const book = await exportWorkbook({
    lines: [
      plain,
      { ...voided, 发票状态: '已作废' },
      { ...flushed, 发票状态: '已红冲-全额' },
      { ...foreign, 购买方名称: '别的公司', 购方识别号: '91500112MA60000006' },
      { ...early, 数电发票号码: NUMBER(5, 23), 开票日期: '2023-12-30 10:00:00' },
    ],
  });
  await dropFromDisk(slot('investmentDetail'), [file('全量发票查询导出结果.xlsx', book)]);
  await page.getByRole('button', { name: '打开发票清单（5 张）' }).click();
  await eventually(sum).toContain('有效合计 56.50 万元');
  const reasons = { 2: '已作废', 3: '已全额红冲', 4: '购方不是申报单位', 5: '早于 2024-01-01' };
  for (const [number, reason] of Object.entries(reasons))
    await eventually(() => line(Number(number)).textContent()).toContain(reason);
  await photograph(page, 'ledger-import');

  // Those left out alone; then the rest is said in one act.
  await sheet().getByRole('combobox', { name: '显示哪些发票' }).click();
  await page.getByTitle('不计入 4').click();
  await eventually(() => grid().getAttribute('aria-rowcount')).toBe('6');
  await sheet().getByRole('button', { name: '其余 5 张均未获市级资金' }).click();
  await sheet().getByText('已把 5 张注明未获市级财政资金').waitFor();
  await page.keyboard.press('Escape');

  // A finding leads to its cell.
  await page
    .getByRole('button', { name: /本部分要求|检查/ })
    .first()
    .waitFor();
  const finding = page.locator('.walk-guidance .finding', { hasText: '第 5 行' }).first();
  await finding.getByRole('button', { name: '去修改' }).click();
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    '开票时间，第 5 行',
  );
});

test('the screen has nothing that axe calls serious, in light and in dark', async () => {
  await pick('businessLicence', file('执照.jpg', await photo()), file('空.pdf', ''));
  await eventually(() => cards('businessLicence').count()).toBe(2);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.evaluate(() => window.dossier.saveSettings({ theme: 'dark' }));
  await app.loadPageAnew();
  await openEvidence();
  expect(await accessibilityFaults(page)).toEqual([]);
  await photograph(page, 'evidence-dark');
  await page.evaluate(() => window.dossier.saveSettings({ theme: 'system' }));
});

test('two hundred files in one place stay within reach of one key', async () => {
  const files = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const picture = sharp({
        create: { width: 40, height: 40, channels: 3, background: { r: index, g: 255 - index, b: 128 } },
      });
      return file(`照片${String(index).padStart(3, '0')}.png`, await picture.png().toBuffer());
    }),
  );
  await pick('otherProof', ...files);
  await eventually(() => cards('otherProof').count()).toBe(200);
  await slot('otherProof')
    .getByRole('button', { name: /^预览“照片000.png”/ })
    .focus();
  await page.keyboard.press('End');
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain(
    '照片199.png”，第 200 个，共 200 个',
  );
  await page.keyboard.press('Delete');
  await eventually(() => cards('otherProof').count()).toBe(199);
  // One stop for Tab, whatever their number.
  expect(await slot('otherProof').locator('.file-open[tabindex="0"]').count()).toBe(1);
  expect(readFileSync(files[0] ?? '').byteLength).toBeGreaterThan(0);
});
