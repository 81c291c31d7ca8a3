import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { wordItem, wordList, wordPage } from '../renderer/narrative/paste/testing/word-html.ts';
import type { NarrativeAnswer, NarrativeBlock } from '../shared/text/narrative.ts';
import { bridgeCall } from './bridge-call.ts';
import { NarrativePage } from './narrative-page.ts';
import { RunningApp } from './running-app.ts';

/** Long texts in the real program: typed, pasted, with pictures, with an input method, cut short. */

const root = path.resolve(import.meta.dirname, '..');
const figures = path.join(root, 'shared/notices/cq-2025-40/examples/benchmark/figures');
const picture = (name: string) => ({ name, type: 'image/png', path: path.join(figures, name) });
const shots = path.join(root, 'out/screenshots');

let app: RunningApp;

beforeAll(async () => {
  expect(ensureBuilt(root)).toBeUndefined();
  app = await RunningApp.start({ size: { width: 1280, height: 720 } });
});
afterAll(async () => app?.stop());
beforeEach(() => app.complaints.splice(0));

const paragraph = (text: string): NarrativeBlock => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
});
const lines = (...texts: string[]): NarrativeAnswer => ({ type: 'doc', content: texts.map(paragraph) });
const POLL = { timeout: 20_000 };

async function storedAs(page: NarrativePage, expected: string[]): Promise<void> {
  await expect.poll(() => page.stored(), POLL).toEqual(expected);
}

test('headings, bold, lists and line breaks by keys and by the toolbar', async () => {
  const page = await NarrativePage.open(app);
  await page.type('总体思路');
  await page.press('Control+Alt+2', 'Enter');
  await page.type('公司实施');
  await page.press('Control+B');
  await page.type('四项');
  await page.press('Control+B');
  await page.type('改造');
  await page.press('Shift+Enter');
  await page.type('分三期');
  await page.press('Enter');
  await page.type('1. 联网');
  await page.press('Enter');
  await page.type('集成');
  await page.press('Enter', 'Tab');
  await page.type('网关');
  await page.press('Enter', 'Enter', 'Enter');
  await page.type('结语');
  await page.tool('项目符号');
  await page.press('Enter');
  await page.type('末项');
  await storedAs(page, [
    'h2 总体思路',
    'p 公司实施*四项*改造⏎分三期',
    '1. 联网',
    '2. 集成',
    '  1. 网关',
    '- 结语',
    '- 末项',
  ]);
});

test('a style is chosen from the list, and the toolbar says what the cursor stands in', async () => {
  const page = await NarrativePage.open(app);
  await page.type('小节');
  await app.page.getByRole('button', { name: '文字样式：正文' }).click();
  await app.page.getByRole('menuitem', { name: '小标题' }).click();
  await storedAs(page, ['h3 小节']);
  await app.page.getByRole('button', { name: '文字样式：小标题' }).waitFor();
  await page.tool('加粗');
  await app.page.getByRole('button', { name: '加粗', pressed: true }).waitFor();
});

test('a table by keyboard: size, cells, rows, merged cells', async () => {
  const page = await NarrativePage.open(app);
  await page.press('Alt+F10');
  await page.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
  // A person sees the grid before choosing in it.
  await app.page.locator('.size-picker-grid:focus').waitFor();
  await page.press('ArrowLeft', 'ArrowUp', 'Enter');
  await page.type('阶段');
  await page.press('Tab');
  await page.type('投入');
  await page.press('Tab');
  await page.type('一期');
  await page.press('Tab');
  await page.type('128.42');
  await page.press('Tab');
  await page.type('合计');
  await storedAs(page, ['| #阶段 | #投入 |', '| 一期 | 128.42 |', '| 合计 |  |']);
  await page.press('Shift+ArrowRight');
  await page.tool('表格');
  await app.page.getByRole('menuitem', { name: '合并单元格' }).click();
  await storedAs(page, ['| #阶段 | #投入 |', '| 一期 | 128.42 |', '| 合计(2x1) |']);
  await page.tool('表格');
  await app.page.getByRole('menuitem', { name: '删除表格' }).click();
  await storedAs(page, []);
  await page.press('Control+Z');
  await storedAs(page, ['| #阶段 | #投入 |', '| 一期 | 128.42 |', '| 合计(2x1) |']);
});

test('pictures by file, by drop and from the clipboard, numbered in their order, with captions', async () => {
  const page = await NarrativePage.open(app, lines('第一段', '第二段'));
  await page.press('Control+End');
  await app.answerDialogs([path.join(figures, 'process.png')]);
  await page.tool('图片');
  await page.text.locator('figure img').first().waitFor();
  await page.drop({ files: [picture('workshop.png')] }, page.text.locator('p', { hasText: '第一段' }));
  await expect.poll(() => page.text.locator('figure img').count(), POLL).toBe(2);
  await page.text.locator('p', { hasText: '第二段' }).click();
  await page.paste({ files: [{ ...picture('outcomes.png'), name: 'image.png' }] });
  await expect.poll(() => page.text.locator('figure img').count(), POLL).toBe(3);
  await page.text.locator('figure').first().getByLabel('图题').fill('车间现场');
  await expect
    .poll(
      async () => (await page.stored()).map((line) => line.replace(/figures\/\S*?([a-z]+|截图)\.png/, '$1')),
      POLL,
    )
    .toEqual(['p 第一段', 'figure workshop 车间现场', 'p 第二段', 'figure 截图', 'figure process']);
  const shown = await page.text
    .locator('figure img')
    .evaluateAll((images) => images.map((each) => each instanceof HTMLImageElement && each.naturalWidth > 0));
  expect(shown).toEqual([true, true, true]);
  await app.page.screenshot({ path: path.join(shots, 'narrative-figures.png') });
});

test('a picture is moved, replaced, taken away and brought back', async () => {
  const page = await NarrativePage.open(app, lines('第一段', '第二段'));
  await page.press('Control+End');
  await app.answerDialogs([path.join(figures, 'process.png')]);
  await page.tool('图片');
  const figure = page.text.locator('figure');
  await figure.locator('img').waitFor();
  await figure.getByLabel('图题').fill('工艺流程');
  const names = async () =>
    (await page.stored()).map((line) => line.replace(/figures\/\S*?([a-z]+)\.png/, '$1'));
  await figure.hover();
  await figure.getByRole('button', { name: '上移图片' }).click();
  await expect.poll(names, POLL).toEqual(['p 第一段', 'figure process 工艺流程', 'p 第二段']);
  await app.answerDialogs([path.join(figures, 'equipment.png')]);
  await figure.hover();
  await figure.getByRole('button', { name: '更换图片' }).click();
  await expect.poll(names, POLL).toEqual(['p 第一段', 'figure equipment 工艺流程', 'p 第二段']);
  await figure.hover();
  await figure.getByRole('button', { name: '删除图片' }).click();
  await expect.poll(names, POLL).toEqual(['p 第一段', 'p 第二段']);
  await app.page.getByRole('button', { name: '撤销' }).last().click();
  await expect.poll(names, POLL).toEqual(['p 第一段', 'figure equipment 工艺流程', 'p 第二段']);
});

test('what is no picture is told where it belongs; a broken picture says so in its place', async () => {
  const page = await NarrativePage.open(app, lines('第一段'));
  await page.paste({
    files: [{ name: '发票.pdf', type: 'application/pdf', path: path.join(root, 'LICENSE') }],
  });
  await app.page.getByText('“发票.pdf”不是图片').waitFor();
  await page.paste({ files: [{ name: '坏图.png', type: 'image/png', path: path.join(root, 'LICENSE') }] });
  await page.text.getByRole('alert').getByText('图片“坏图.png”没有加入').waitFor();
  await storedAs(page, ['p 第一段']);
  await page.text.getByRole('button', { name: '移除' }).click();
  await expect.poll(() => page.text.locator('figure').count()).toBe(0);
});

test('text from Word comes clean, and what did not come along is told', async () => {
  const page = await NarrativePage.open(app, lines('之前'));
  await page.press('Control+End', 'Enter');
  await page.paste({
    text: '纯文字不用',
    html: wordPage(
      `<h2><span style='font-family:黑体'>（一）总体思路</span></h2>
<p class=MsoNormal style='text-indent:21.0pt'><span style='font-family:宋体'>&nbsp;&nbsp; 公司投入<b>156.8</b>万元。<span lang=EN-US><o:p></o:p></span></span></p>
${wordItem('1.', '联网', 'l0 level1')}${wordItem('2.', '集成', 'l0 level1')}
<table class=MsoTableGrid><tr><td colspan=2><p class=MsoNormal>合计</p></td></tr><tr><td>甲</td><td>乙</td></tr></table>
<p class=MsoNormal><![if !vml]><img width=553 height=311 src="file:///C:/Users/wang/clip_image002.gif" v:shapes="图片_1"><![endif]></p>
<p class=MsoNormal onclick="alert(1)">尾<script>alert(1)</script><img src="https://example.com/a.png" onerror="alert(1)"></p>`,
      wordList('l0', [{ level: 1, text: '"%1\\."' }]),
    ),
  });
  await storedAs(page, [
    'p 之前',
    'h2 （一）总体思路',
    'p 公司投入*156.8*万元。',
    '1. 联网',
    '2. 集成',
    '| 合计(2x1) |',
    '| 甲 | 乙 |',
    'p 尾',
  ]);
  await app.page.getByText('2 张图片没有随文字带过来').waitFor();
  await page.press('Control+Z');
  await storedAs(page, ['p 之前']);
  expect(await app.foreignRequests()).toEqual([]);
});

test('pictures within pasted HTML are added to the draft', async () => {
  const page = await NarrativePage.open(app);
  const made = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#1d4e89' } })
    .png()
    .toBuffer();
  const png = made.toString('base64');
  await page.paste({ html: `<p>图前</p><p><img src="data:image/png;base64,${png}"></p><p>图后</p>` });
  await expect
    .poll(async () => (await page.stored()).map((line) => line.replace(/figures\/\S*\.png/, 'png')), POLL)
    .toEqual(['p 图前', 'figure png', 'p 图后']);
});

test('cells from Excel go into the cells of a table; plain text is lines', async () => {
  const page = await NarrativePage.open(app);
  await page.paste({ text: '第一行\r\n　　第二行\r\n\r\n甲\t乙' });
  await storedAs(page, ['p 第一行', 'p 第二行', 'p 甲 乙']);
  await page.press('Control+A', 'Delete');
  await page.paste({ text: '年度\t收入\r\n2024\t1,568\r\n' });
  await storedAs(page, ['| 年度 | 收入 |', '| 2024 | 1,568 |']);
  await page.text.locator('td', { hasText: '2024' }).click();
  // The editor learns of a click a moment later; of a key at once.
  await page.press('End');
  await page.paste({ html: '<table><tr><td>2025</td><td>1,890</td></tr></table>' });
  await storedAs(page, ['| 年度 | 收入 |', '| 2025 | 1,890 |']);
});

test('what is copied in the text itself comes back as it was, by the real clipboard', async () => {
  const page = await NarrativePage.open(app, {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: '小标题' }] },
      paragraph('正文'),
    ],
  });
  await page.press('Control+A', 'Control+C', 'Control+End', 'Enter', 'Control+V');
  await storedAs(page, ['h3 小标题', 'p 正文', 'h3 小标题', 'p 正文']);
});

test('keys in a row go where the cursor went, also where the window has had no time to hear of it', async () => {
  const page = await NarrativePage.open(app, lines('第一句', '第二句'));
  await page.press('Control+A');
  const { keyboard } = app.page;
  // All of them wait for the window before it gets to the first.
  await Promise.all([
    app.page.evaluate(() => {
      const until = performance.now() + 100;
      while (performance.now() < until);
    }),
    ...[keyboard.down('Control'), keyboard.down('End'), keyboard.up('End'), keyboard.up('Control')],
    ...[keyboard.down('a'), keyboard.up('a')],
  ]);
  await storedAs(page, ['p 第一句', 'p 第二句a']);
});

test('an input method loses and doubles nothing, also while the draft is saved and the limit is crossed', async () => {
  const page = await NarrativePage.open(app, lines('数'.repeat(1_995)));
  await page.press('Control+End');
  const method = await page.inputMethod();
  await method.word('zhuanxing', '转型');
  await method.compose('shen');
  // A save in the middle of a word.
  await app.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await method.compose('shengji');
  await method.commit('升级');
  await storedAs(page, [`p ${'数'.repeat(1_995)}转型升级`]);
  await method.word('chenggong', '成功');
  await storedAs(page, [`p ${'数'.repeat(1_995)}转型升级成功`]);
  await expect.poll(() => page.marked('narrative-over'), POLL).toEqual(['功']);
  await method.word('le', '了');
  await page.press('Enter');
  await method.word('xin', '新');
  await page.type('a');
  await method.word('ju', '句');
  await storedAs(page, [`p ${'数'.repeat(1_995)}转型升级成功了`, 'p 新a句']);
  expect(await page.text.locator('p').allTextContents()).toEqual([
    `${'数'.repeat(1_995)}转型升级成功了`,
    '新a句',
  ]);
});

test('a word that is given up leaves nothing behind; one over a choice replaces it', async () => {
  const page = await NarrativePage.open(app, lines('旧词在这里'));
  await page.press('Control+Home');
  const method = await page.inputMethod();
  await method.compose('zhong');
  await method.compose('');
  await page.press('Control+Home', 'Shift+ArrowRight', 'Shift+ArrowRight');
  await method.word('xin', '新');
  await storedAs(page, ['p 新在这里']);
});

test('the limit reached and exceeded: where it is crossed is marked and named, and it goes with the excess', async () => {
  const page = await NarrativePage.open(app, lines('甲'.repeat(1_200), '乙'.repeat(800)));
  const counter = app.page.getByTestId('word-counter');
  await expect.poll(() => counter.textContent(), POLL).toContain('2,000 / 2,000 字');
  expect(await page.marked('narrative-over')).toEqual([]);
  await page.press('Control+End');
  await page.type('丙丁');
  await expect.poll(() => counter.textContent(), POLL).toContain('超出 2 字');
  await expect.poll(() => page.marked('narrative-over'), POLL).toEqual(['丙丁']);
  const line = app.page.getByText('超出从这里开始');
  await line.waitFor();
  const [text, mark] = await Promise.all([page.text.locator('p').last().boundingBox(), line.boundingBox()]);
  expect(mark?.y).toBeGreaterThan(text?.y ?? 0);
  await app.page.screenshot({ path: path.join(shots, 'narrative-limit.png') });
  await page.press('Backspace', 'Backspace');
  await expect.poll(() => page.marked('narrative-over'), POLL).toEqual([]);
  await line.waitFor({ state: 'hidden' });
});

test('Ctrl+F: places are counted, marked, stepped through and replaced', async () => {
  const page = await NarrativePage.open(app, lines('企业甲', '企业乙', '企业丙'));
  await page.press('Control+F');
  const bar = app.page.getByRole('search', { name: '在这段文字中查找' });
  await bar.getByLabel('查找', { exact: true }).fill('企业');
  await bar.getByText('1 / 3').waitFor();
  await expect.poll(() => page.marked('narrative-found-current'), POLL).toEqual(['企业']);
  await expect.poll(() => page.marked('narrative-found'), POLL).toEqual(['企业', '企业']);
  await page.press('Enter');
  await bar.getByText('2 / 3').waitFor();
  await page.press('Shift+Enter', 'Shift+Enter');
  await bar.getByText('3 / 3').waitFor();
  await bar.getByLabel('替换为').fill('公司');
  await bar.getByRole('button', { name: '替换', exact: true }).click();
  await storedAs(page, ['p 企业甲', 'p 企业乙', 'p 公司丙']);
  await app.page.screenshot({ path: path.join(shots, 'narrative-find.png') });
  await bar.getByRole('button', { name: '全部替换' }).click();
  await storedAs(page, ['p 公司甲', 'p 公司乙', 'p 公司丙']);
  await bar.getByText('没有找到').waitFor();
  await bar.getByLabel('查找', { exact: true }).press('Escape');
  await bar.waitFor({ state: 'detached' });
  await page.press('Control+Z');
  await storedAs(page, ['p 企业甲', 'p 企业乙', 'p 公司丙']);
});

test('undo and redo go on after the focus was elsewhere', async () => {
  const page = await NarrativePage.open(app);
  await page.type('第一句');
  await page.press('Enter');
  await page.type('第二句');
  await app.page.getByRole('heading', { level: 1 }).click();
  await page.text.click();
  await page.press('Control+Z', 'Control+Z', 'Control+Z');
  await storedAs(page, []);
  await page.press('Control+Y', 'Control+Y', 'Control+Y');
  await storedAs(page, ['p 第一句', 'p 第二句']);
});

test('a text that was changed elsewhere is shown while it is open, what is typed meanwhile goes on', async () => {
  const page = await NarrativePage.open(app);
  const { draftId } = page;
  await app.page.getByRole('button', { name: /一、企业基本情况/ }).click();
  const [overview, technology] = ['profileOverview', 'profileTechnology'].map((field) =>
    app.page.locator(`#narrative-${field}`),
  );
  await technology?.click();
  await page.type('研发队伍');
  await expect
    .poll(
      async () => (await bridgeCall(app, 'openDraft', { draftId })).content.answers.profileTechnology,
      POLL,
    )
    .toEqual(lines('研发队伍'));
  const { revision } = (await bridgeCall(app, 'openDraft', { draftId })).summary;
  const changes = [
    { kind: 'answer' as const, field: 'profileTechnology', value: lines('研发队伍 20 人', '专利 8 项') },
  ];
  await bridgeCall(app, 'saveDraft', { draftId, revision, changes });
  await overview?.click();
  await page.type('主营食品机械');
  await expect
    .poll(() => technology?.locator('p').allTextContents(), POLL)
    .toEqual(['研发队伍 20 人', '专利 8 项']);
  expect(await overview?.textContent()).toBe('主营食品机械');
  await technology?.click();
  await page.press('Control+End');
  await page.type('。');
  await expect
    .poll(
      async () => (await bridgeCall(app, 'openDraft', { draftId })).content.answers.profileTechnology,
      POLL,
    )
    .toEqual(lines('研发队伍 20 人', '专利 8 项。'));
});

test('the keyboard comes out of a table and a list', async () => {
  const page = await NarrativePage.open(app);
  await page.type('- 项');
  await page.press('Escape', 'Tab');
  expect(await page.text.evaluate((element) => element === document.activeElement)).toBe(false);
});

test('kill −9 amid typing: what was said to be saved is there, and of the rest all but its very end', async () => {
  const page = await NarrativePage.open(app);
  const applicant = await page.applicant();
  const typed = '改造项目分三期实施，'.repeat(20);
  await page.type(typed);
  // From here on it must be safe.
  await app.page.locator('.save-state[data-phase="saved"]').waitFor();
  const keys: { key: string; at: number }[] = [];
  for (const began = performance.now(); performance.now() - began < 2_000; ) {
    const key = String(keys.length % 10);
    await page.type(key);
    keys.push({ key, at: performance.now() });
  }
  const killedAt = performance.now();
  const { data } = app;
  await app.kill();
  app = await RunningApp.start({ data, size: { width: 1280, height: 720 } });
  await NarrativePage.goTo(app, applicant);
  const shown = app.page.locator('#narrative-transformationNarrative');
  await expect.poll(() => shown.textContent(), POLL).toContain(typed);
  const kept = (await shown.textContent()) ?? '';
  expect(`${typed}${keys.map(({ key }) => key).join('')}`).toContain(kept);
  const [lost] = keys.slice(kept.length - typed.length);
  const missing = lost === undefined ? 0 : killedAt - lost.at;
  // On a machine that is at rest 500 ms at most (docs/reliability.md); how long a busy one takes is no test's business.
  console.log(`kill −9: the last ${Math.round(missing)} ms of typing are missing`);
  // Unbroken typing puts no save off: one that waits for a pause would have kept none of it.
  expect(kept.length).toBeGreaterThan(typed.length);
});
