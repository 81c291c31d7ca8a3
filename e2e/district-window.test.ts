import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import { allBlocks, type ReadBlock } from '../electron/book/docx/read-blocks.ts';
import { readDocx } from '../electron/book/docx/read-docx.ts';
import { readPdf } from '../electron/book/pdf/read-pdf.ts';
import { applicantNumber, makePackage } from '../electron/intake/testing/made-packages.ts';
import { NOTICE } from '../shared/notices/cq-2025-40/notice.ts';
import { bridgeCall } from './bridge-call.ts';
import { dropFromDisk } from './drop-files.ts';
import { lookAt } from './look-at.ts';
import { watchPage } from './page-watch.ts';
import { photograph } from './photograph.ts';
import { RunningApp } from './running-app.ts';
import { SOUND, writeDistrictPackages, zipPackage } from './testing/district-packages.ts';

/** 区县汇总 as an officer does it in a week: a batch, packages in, first check, papers out. One program, one way through. */

const root = path.resolve(import.meta.dirname, '..');
const place = mkdtempSync(path.join(tmpdir(), 'dossier-district-'));
const inPlace = (name: string) => path.join(place, name);
const RECOMMENDER = '重庆市渝北区经济和信息化委员会';
let app: RunningApp;
let page: Page;
let complaints: string[];

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const row = (text: string) => page.getByRole('row').filter({ hasText: text });
const told = () => page.getByRole('region', { name: '收取结果' });
const company = (number: number) => applicantNumber(number).applicant;
const sheet = () => page.getByRole('dialog').first();
const toast = (text: string | RegExp) => page.locator('.toast').filter({ hasText: text });

const squeeze = (text: string) => text.replace(/\s/gu, '');

/** The first table of a Word file, cell by cell. */
async function wordCells(file: string): Promise<string[][]> {
  const { blocks } = await readDocx(readFileSync(file));
  const table = [...allBlocks(blocks)].find((block) => block.kind === 'table');
  const textOf = (inside: readonly ReadBlock[]) =>
    inside.map((block) => ('text' in block ? block.text : '')).join('');
  return table?.rows.map((cells) => cells.map((cell) => textOf(cell.blocks))) ?? [];
}

async function choose(box: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: box }).click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
}

beforeAll(async () => {
  expect(ensureBuilt(root)).toBeUndefined();
  await writeDistrictPackages(inPlace('收件'));
  app = await RunningApp.start({ size: { width: 1280, height: 720 } });
  page = app.page;
  page.setDefaultTimeout(60_000);
  complaints = await watchPage(page);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    console.error(app?.log().slice(-2_000));
    await photograph(page, 'district-failed').catch(() => undefined);
  }
  expect(complaints).toEqual([]);
  expect(app.complaints.join('')).toBe('');
});
afterAll(async () => {
  await app?.stop();
  rmSync(place, { recursive: true, force: true });
});

test('a new batch takes a folder of packages in, tells the sound from the others, and takes nothing twice', async () => {
  await button('区县汇总').click();
  await button(/^新建一批/).waitFor();
  await lookAt(page, 'district-none');
  await button(/^新建一批/).click();
  await page.getByRole('combobox', { name: '本区县' }).click();
  await page.keyboard.type('渝北区');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '推荐单位' }).fill(RECOMMENDER);
  await page.getByRole('textbox', { name: '联系人' }).fill('王科');
  await page.getByRole('textbox', { name: '联系方式' }).fill('023-67800000');
  await lookAt(page, 'district-new');
  await button('建好，去收取材料').click();
  await page.getByRole('heading', { name: '收取企业的申报包' }).waitFor();
  await lookAt(page, 'district-empty');

  await page.getByRole('textbox', { name: '收到日期' }).fill('2025.10.20');
  await app.answerDialogs([inPlace('收件')]);
  await button('收文件夹…').click();
  await told().getByText('收好 27 份，已收过 1 份，没有收 2 份').waitFor();
  const reasons = (await told().textContent()) ?? '';
  expect(reasons).toMatch(/越界\.zip：.*跑出去\.txt.*没有保存其中任何文件/);
  expect(reasons).toMatch(/重庆损坏有限公司.*：不是有效的 zip 文件/);
  expect(existsSync(inPlace('跑出去.txt'))).toBe(false);
  await lookAt(page, 'district-taken');
  await told().getByRole('button', { name: '知道了' }).click();

  await row(company(1)).getByText('完好').waitFor();
  const search = page.getByRole('searchbox', { name: '查找材料' });
  await search.fill('示例第2');
  await row(company(21)).getByText('有改动').waitFor();
  await row(company(22)).getByText('有改动').waitFor();
  await row(company(23)).getByText('未完成').waitFor();
  await expect.poll(() => row(company(24)).getByText('同一企业多份').count()).toBe(2);
  await row(company(26)).getByText('不是本区县').waitFor();
  await row(company(27)).getByText(/须改/).waitFor();
  await lookAt(page, 'district-odd');
  await search.fill('');
  await button(/小快轻准”申报 1/).click();
  await search.fill('管理系统');
  await expect.poll(() => row(company(125)).getByText('第二个产品').count()).toBe(2);
  await search.fill('');
  await button(/^类别不明 2/).click();
  await row('越界.zip').getByText('已拒收').waitFor();
  await row('重庆损坏有限公司').getByText('读不了').waitFor();

  // A zip and a folder that are dropped, a package and another zip in it; they came after the day.
  const late = await makePackage(inPlace('后来'), applicantNumber(28));
  const zip = await zipPackage(late, inPlace('后来.zip'));
  await makePackage(inPlace('拖入/乡镇'), applicantNumber(29));
  await zipPackage(await makePackage(inPlace('后来'), applicantNumber(30)), inPlace('拖入/附件.zip'));
  await page.getByRole('textbox', { name: '收到日期' }).fill('2025-10-23');
  await dropFromDisk(page.getByRole('region', { name: '收取材料' }), [zip, inPlace('拖入')]);
  await told().getByText('收好 3 份。').waitFor();
  await button(/^标杆企业申报 1/).click();
  for (const number of [28, 29, 30]) {
    await search.fill(company(number));
    await row(company(number)).getByText('逾期').waitFor();
    await row(company(number)).getByText('完好').waitFor();
  }
  await search.fill('');
  await told().getByRole('button', { name: '知道了' }).click();

  // Stopped midway: what was taken whole is there, and nothing of the one that was on its way.
  await makePackage(inPlace('半路'), applicantNumber(31));
  const large = await makePackage(inPlace('半路'), applicantNumber(32));
  const scan = path.join(large, '04-佐证材料', '很大的扫描件.pdf');
  writeFileSync(scan, '');
  truncateSync(scan, 1_000_000_000);
  await app.answerDialogs([inPlace('半路')]);
  await button('收文件夹…').click();
  await page.getByText('收取申报包 2/2 份').waitFor();
  await button('取消').click();
  await told().getByText('已停下：收好 1 份。').waitFor();
  await told().getByRole('button', { name: '知道了' }).click();
  await search.fill('示例第3');
  await row(company(31)).getByText('完好').waitFor();
  expect(await row(company(32)).count()).toBe(0);
  await search.fill('');
});

test('the first check: the list beside the pages, one version of two, a word and its reasons; all of it stays', async () => {
  await page.getByRole('searchbox', { name: '查找材料' }).fill('示例第24');
  const newer = row(company(24)).nth(1);
  await newer.getByRole('gridcell').nth(2).click();
  await page.keyboard.press('Enter');
  await sheet().getByRole('region', { name: '初核清单' }).waitFor();
  await sheet().getByText('同一企业还有 1 份').waitFor();
  const line = sheet()
    .getByRole('button', { name: /^看第 \d+ 页/ })
    .nth(3);
  const wanted = Number(/第 (\d+) 页/.exec((await line.textContent()) ?? '')?.[1]);
  await line.click();
  await sheet()
    .getByText(new RegExp(`^第 ${wanted} / \\d+ 页$`))
    .waitFor();
  await lookAt(page, 'district-entry');
  await page.emulateMedia({ colorScheme: 'dark' });
  await lookAt(page, 'district-entry-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  // Its documents are stand-ins: the costly check reads them, and says so.
  await sheet().getByRole('button', { name: '复核 Word 和 PDF' }).click();
  await sheet()
    .getByText(/有 \d+ 处不一致/)
    .waitFor();
  await sheet().getByText('文档不一致').waitFor();
  await sheet().getByRole('region', { name: '复核文档' }).scrollIntoViewIfNeeded();
  await lookAt(page, 'district-deep');
  await sheet().getByRole('button', { name: '以这份为准，移出其余' }).click();
  await toast('移出同一企业的另外 1 份').getByRole('button', { name: '撤销' }).click();
  await sheet().getByText('同一企业还有 1 份').waitFor();
  await sheet().getByRole('button', { name: '以这份为准，移出其余' }).click();
  await sheet().getByText('同一企业还有 1 份').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await button('移出的材料（1）').waitFor();

  await page.getByRole('searchbox', { name: '查找材料' }).fill('示例第27');
  await row(company(27)).getByRole('rowheader').getByText(company(27)).click();
  const first = sheet().getByRole('checkbox').nth(1);
  await first.check();
  await sheet()
    .getByRole('button', { name: /^写备注/ })
    .first()
    .click();
  await sheet().getByRole('textbox', { name: /^备注/ }).fill('公章不清晰');
  await sheet().getByText('退回修改').first().click();
  await sheet().getByRole('textbox', { name: '理由' }).fill('10月24日前改好');
  await page.keyboard.press('Escape');
  await row(company(27)).getByText('10月24日前改好').waitFor();

  await app.loadPageAnew();
  complaints = await watchPage(page);
  await button('区县汇总').click();
  await button('2025 年推荐').click();
  await page.getByRole('searchbox', { name: '查找材料' }).fill('示例第24');
  await row(company(24)).getByText('文档不一致').waitFor();
  await page.getByRole('searchbox', { name: '查找材料' }).fill('示例第27');
  await row(company(27)).getByRole('rowheader').getByText(company(27)).click();
  await sheet().getByRole('region', { name: '初核清单' }).waitFor();
  expect(await sheet().getByRole('checkbox').nth(1).isChecked()).toBe(true);
  expect(await sheet().getByRole('textbox', { name: /^备注/ }).inputValue()).toBe('公章不清晰');
  await app.answerDialogs([inPlace('退回单.docx')]);
  await sheet().getByRole('button', { name: '退回单（Word）…' }).click();
  await toast('已导出退回单').waitFor();
  const slip = JSON.stringify(await readDocx(readFileSync(inPlace('退回单.docx'))));
  for (const words of [company(27), '公章不清晰', '10月24日前改好']) expect(slip).toContain(words);
  await page.keyboard.press('Escape');
});

test('words by the keyboard, an application by hand, and papers that hold exactly what is recommended', async () => {
  await button('手工登记…').click();
  await page.getByRole('textbox', { name: '企业名称' }).fill('重庆纸质件有限公司');
  await page.getByRole('textbox', { name: '企业联系人' }).fill('=2+3');
  await page.getByRole('textbox', { name: '联系方式' }).fill('023-1');
  await lookAt(page, 'district-hand');
  await button('登记').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const search = page.getByRole('searchbox', { name: '查找材料' });
  await search.fill('纸质件');
  await row('重庆纸质件有限公司').getByRole('gridcell').nth(2).click();
  await page.keyboard.press('3');
  await row('重庆纸质件有限公司').getByText('不推荐').waitFor();
  await toast('不推荐').getByRole('button', { name: '撤销' }).click();
  await row('重庆纸质件有限公司').getByText('未定').waitFor();
  // The message that went gave the focus back to its line.
  await page.keyboard.press('1');
  await row('重庆纸质件有限公司')
    .getByText(/● 推荐$/)
    .waitFor();

  // The sound and undecided ones at once.
  for (const [shelf, words] of [
    [/^标杆企业申报 \d/, '示例第'],
    [/小快轻准”申报 \d/, '排程系统'],
  ] as const) {
    await button(shelf).click();
    await choose('按材料状态筛选', '完好');
    await choose('按结论筛选', '未定');
    await search.fill(words);
    await page.getByRole('checkbox', { name: '选中所列各行' }).check();
    await page
      .getByRole('toolbar', { name: '对选中的' })
      .getByRole('button', { name: '推荐', exact: true })
      .click();
    await button('显示全部').click();
  }
  await lookAt(page, 'district-list');

  await button('报送市级').click();
  const table2 = page.getByRole('region', { name: '附件2' });
  await table2.getByText('重庆纸质件有限公司').waitFor();
  await table2.getByRole('button', { name: '第 2 行上移' }).click();
  await table2.getByRole('row').nth(1).getByText(company(2), { exact: true }).waitFor();
  await button('修改文字').click();
  const words = page.getByRole('textbox', { name: '推荐意见的正文，一行一段' });
  await words.fill(`${await words.inputValue()}\n特此推荐，共【推荐总数】家。`);
  await button('改好了').click();
  await page.getByText(/特此推荐，共 ?\d+ ?家/).waitFor();
  await lookAt(page, 'district-papers');

  for (const name of ['出', '报送', 'U盘']) mkdirSync(inPlace(name));
  await app.answerDialogs([inPlace('出')]);
  await button('汇总表（Word、PDF、Excel）…').click();
  await toast('已导出汇总表').waitFor();
  const [made = ''] = readdirSync(inPlace('出'));
  const files = readdirSync(inPlace(`出/${made}`)).sort();
  expect(files.map((name) => path.extname(name)).sort()).toEqual([
    '.docx',
    '.docx',
    '.pdf',
    '.pdf',
    '.xlsx',
    '.xlsx',
  ]);
  const { batches } = await bridgeCall(app, 'listBatches', { bin: false });
  const batchId = batches[0]?.batch.batchId ?? '';
  const papers = await bridgeCall(app, 'readPapers', { batchId });
  for (const { annex, title, headLine, columns, rows } of papers.tables) {
    const workbook = files.find((name) => name.startsWith(annex) && name.endsWith('.xlsx')) ?? '';
    const sheetRows = await readSheet(readFileSync(inPlace(`出/${made}/${workbook}`)));
    const cells = sheetRows.map((each) => each.map((cell) => (cell === null ? '' : cell)));
    expect(cells[1]?.[0]).toBe(title);
    expect(String(cells[2]?.[0]).trim()).toBe(headLine.trim());
    expect(cells[3]).toEqual(columns.map(({ label }) => label));
    expect(cells.slice(4)).toEqual(rows.map((each) => each.cells));
    const named = (extension: string) =>
      inPlace(`出/${made}/${files.find((name) => name.startsWith(annex) && name.endsWith(extension))}`);
    expect(await wordCells(named('.docx'))).toEqual([
      columns.map(({ label }) => label),
      ...rows.map((each) => each.cells),
    ]);
    const { pages } = await readPdf(readFileSync(named('.pdf')));
    const printed = squeeze(pages.map(({ text }) => text).join(''));
    const heading = squeeze(columns.map(({ label }) => label).join(''));
    // The head of the table stands on each page; between two heads nothing but rows.
    expect(printed.split(heading).slice(1).join('')).toBe(
      squeeze(rows.map((each) => each.cells.join('')).join('')),
    );
    expect(printed).toContain(squeeze(title + headLine));
    expect(NOTICE.forms[annex === '附件2' ? 'benchmark' : 'product'].summary.title).toBe(title);
  }
  const [marked, products] = papers.tables;
  expect(marked?.rows.at(-1)?.cells).toEqual([
    String(marked?.rows.length),
    '渝北区',
    '重庆纸质件有限公司',
    '=2+3',
    '023-1',
  ]);
  expect(products?.rows).toHaveLength(SOUND);

  await app.answerDialogs([inPlace('推荐意见.docx')]);
  await button('推荐意见（Word）…').click();
  await toast('已导出推荐意见').waitFor();
  const opinion = JSON.stringify(await readDocx(readFileSync(inPlace('推荐意见.docx'))));
  expect(opinion).toContain(RECOMMENDER);
  expect(opinion).toMatch(new RegExp(`特此推荐，共${(marked?.rows.length ?? 0) + SOUND}家`));

  await button('打包报送…').click();
  await page.getByRole('checkbox', { name: '另存一个压缩包' }).check();
  await page.getByRole('checkbox', { name: '另写成邮件草稿' }).check();
  await page.getByText(/一个文件超过 33 MB/).waitFor();
  await app.answerDialogs([inPlace('报送')]);
  await button('选择位置，开始打包…').click();
  await page.getByRole('region', { name: '已打包' }).waitFor();
  await page.getByText('没有电子件，请另外附上：重庆纸质件有限公司。').waitFor();
  await lookAt(page, 'district-parcel');
  const parcel = readdirSync(inPlace('报送')).sort();
  expect(parcel).toEqual([
    expect.stringMatching(/^渝北区-推荐资料-\d{8}$/),
    expect.stringMatching(/-邮件$/),
    expect.stringMatching(/\.zip$/),
  ]);
  expect(readdirSync(inPlace(`报送/${parcel[1]}`)).map((name) => path.extname(name))).toEqual([
    '.eml',
    '.zip',
  ]);
  const inside = readdirSync(inPlace(`报送/${parcel[0]}`));
  expect(inside).toEqual(
    expect.arrayContaining(['寄送标签.pdf', '上报邮件.eml', '推荐意见.docx', 'manifest.json']),
  );
  const copies = readdirSync(inPlace(`报送/${parcel[0]}/申报材料`)).sort();
  expect(copies).toHaveLength((marked?.rows.length ?? 0) - 1 + SOUND);
  expect(copies[0]).toContain(`附件2-01-${company(2)}`);
  await button('写入 U 盘…').click();
  await app.answerDialogs([inPlace('U盘')]);
  await button('选择其他位置…').click();
  await page.getByText('已写入 U 盘').waitFor();
  expect(readdirSync(inPlace('U盘'))).toEqual([parcel[0]]);
  expect(await app.foreignRequests()).toEqual([]);
});
