import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../build/ensure-built.ts';
import type { Programme } from '../shared/form/definition.ts';
import { NOTICE } from '../shared/notices/cq-2025-40/notice.ts';
import { accessibilityFaults } from './accessible.ts';
import { RunningApp } from './running-app.ts';

/** The fields of both forms, filled in by a person's means: keyboard, clipboard, mouse. */

const SIZE = { width: 1280, height: 720 };
const NAME = { benchmark: '重庆试填机械有限公司', product: '重庆试填软件有限公司' } as const;
let data: string;
let app: RunningApp;
let page: Page;
const draftIds: Partial<Record<Programme, string>> = {};

async function start(): Promise<void> {
  app = await RunningApp.start({ data, size: SIZE });
  page = app.page;
}

/** A draft of nothing but a name to find it by. */
async function newDraft(programme: Programme, applicantName: string): Promise<string> {
  const answer = await page.evaluate(
    async ([each, name]) => {
      const made = await window.dossier.createDraft({ programme: each, declarations: {} });
      if (!made.ok) return made;
      const { draftId, revision } = made.value.draft;
      const named = await window.dossier.saveDraft({
        draftId,
        revision,
        changes: [{ kind: 'answer', field: 'applicantName', value: name }],
      });
      return named.ok ? made : named;
    },
    [programme, applicantName] as const,
  );
  if (!answer.ok) throw new Error(answer.error.message);
  if (!('draft' in answer.value)) throw new Error('no draft');
  return answer.value.draft.draftId;
}

/** Home anew, and from there into a draft by its name. */
async function openDraft(name: string): Promise<void> {
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.getByRole('button', { name: '申报匣', exact: true }).click();
  await page.getByText(name).first().click();
  await page.getByRole('navigation', { name: '申报书各部分' }).waitFor();
}

async function goToSection(title: string): Promise<void> {
  await page.getByRole('navigation', { name: '申报书各部分' }).getByRole('button', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** What is on the disk, once all is saved. */
async function saved(programme: Programme) {
  await page.locator('.save-state[data-phase="saved"]').waitFor();
  const draftId = draftIds[programme] ?? '';
  const answer = await page.evaluate((id) => window.dossier.openDraft({ draftId: id }), draftId);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.content;
}
async function savedAnswer(programme: Programme, field: string): Promise<unknown> {
  return (await saved(programme)).answers[field];
}

/** Copies a text as from another program. */
async function copy(text: string): Promise<void> {
  const focused = await page.evaluateHandle(() => document.activeElement);
  await page.evaluate((copied) => {
    const box = document.createElement('textarea');
    box.id = 'elsewhere';
    box.value = copied;
    document.body.append(box);
    box.select();
  }, text);
  await page.keyboard.press('Control+C');
  await page.evaluate((before) => {
    document.querySelector('#elsewhere')?.remove();
    if (before instanceof HTMLElement) before.focus();
  }, focused);
}
async function paste(text: string): Promise<void> {
  await copy(text);
  await page.keyboard.press('Control+V');
}

/** Asks again until it is so: saving and checking take their time. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 });

/** Types into the list of districts, and takes what it shows first. */
async function chooseDistrict(typed: string, name: string): Promise<void> {
  await page.keyboard.type(typed);
  await page.locator('.ant-select-item-option-active', { hasText: name }).waitFor();
  await page.keyboard.press('Enter');
}

const box = (label: string): Locator => page.getByRole('textbox', { name: label, exact: true });
const field = (id: string): Locator => page.locator(`[data-field="${id}"]`);
const focusedId = () => page.evaluate(() => document.activeElement?.id ?? '');

beforeAll(async () => {
  expect(ensureBuilt(path.resolve(import.meta.dirname, '..'))).toBeUndefined();
  data = mkdtempSync(path.join(tmpdir(), 'dossier-fields-'));
  await start();
});
afterAll(async () => app?.stop());

test('附件1 the table: typed and pasted, each box in its own way', async () => {
  draftIds.benchmark = await newDraft('benchmark', '待填标杆');
  await openDraft('待填标杆');
  await goToSection('申报表');
  await box('企业名称').focus();
  await page.keyboard.press('Control+A');
  await paste(`${NAME.benchmark.slice(0, 4)}\r\n${NAME.benchmark.slice(4)}\t`);
  await page.keyboard.press('Enter');
  await eventually(focusedId).toBe('place-creditCode');
  await paste(' 9150 0000-2028 6320 x6\n');
  await eventually(() => field('creditCode').innerText()).toContain('校验码相符');
  await page.keyboard.press('Enter');
  await page.keyboard.type('2015年3月18日');
  await page.keyboard.press('Enter');
  await page.keyboard.type('张三');
  await page.keyboard.press('Enter');
  await paste('０２３—６７８９０１２３');
  await page.keyboard.press('Enter');
  await page.keyboard.type('重庆市璧山区示例路1号');
  await page.keyboard.press('Tab');
  await chooseDistrict('山璧', '璧山区');

  // While nobody edits it, a code stands in groups of four and a day as it is kept.
  await eventually(() => box('统一社会信用代码').inputValue()).toBe('9150 0000 2028 6320 X6');
  await eventually(() => box('成立时间').inputValue()).toBe('2015-03-18');
  await eventually(() => field('district').innerText()).toContain('报送区县随之为璧山区');

  await page.getByRole('radio', { name: '民营' }).check();
  await page.getByRole('radio', { name: '小型' }).check();
  await page.getByRole('checkbox', { name: '创新型中小企业' }).check();
  expect(await box('其他荣誉称号').count()).toBe(0);
  await page.getByRole('checkbox', { name: '其他' }).check();
  await box('其他荣誉称号').fill('高新技术企业');

  const content = await saved('benchmark');
  expect(content.destinationDistrict).toBe('璧山区');
  expect(content.answers).toMatchObject({
    applicantName: NAME.benchmark,
    creditCode: '9150000020286320X6',
    establishedOn: '2015-03-18',
    contactName: '张三',
    contactPhone: '023-67890123',
    address: '重庆市璧山区示例路1号',
    district: '璧山区',
    ownership: '民营',
    enterpriseSize: '小型',
    honours: ['创新型中小企业', '其他'],
    honoursOther: '高新技术企业',
  });
});

test('what is no longer asked is no longer there, and comes back with the tick', async () => {
  await page.getByRole('checkbox', { name: '其他' }).uncheck();
  await eventually(() => savedAnswer('benchmark', 'honoursOther')).toBeUndefined();
  await page.getByRole('checkbox', { name: '其他' }).check();
  await eventually(() => box('其他荣誉称号').inputValue()).toBe('高新技术企业');
  await eventually(() => savedAnswer('benchmark', 'honoursOther')).toBe('高新技术企业');
});

test('垫江县 asks for its region', async () => {
  const district = page.getByRole('combobox', { name: '所属区县' });
  await district.click();
  await chooseDistrict('垫', '垫江县');
  await page.getByRole('radiogroup', { name: '垫江县所属区域' }).waitFor();
  await district.focus();
  await page.keyboard.press('Control+Z');
  await page.getByRole('radiogroup', { name: '垫江县所属区域' }).waitFor({ state: 'detached' });
  await eventually(() => saved('benchmark')).toMatchObject({
    destinationDistrict: '璧山区',
    answers: { district: '璧山区' },
  });
});

test('an industry is found by its code and by words; the 大类 follows and says so; undone together', async () => {
  const inner = page.getByRole('combobox', { name: '具体细分领域名称' });
  await inner.click();
  await page.keyboard.type('新能源 整车');
  await page.getByRole('menuitemcheckbox', { name: '3612 新能源车整车制造' }).click();
  await eventually(() => field('industryClass').innerText()).toContain('制造业 > 汽车制造业 > 汽车整车制造');
  await eventually(() => field('industryDivision').innerText()).toContain('自动填写');
  await eventually(() => saved('benchmark')).toMatchObject({
    answers: { industryClass: '3612', industryDivision: '36' },
  });

  await inner.focus();
  await page.keyboard.press('Control+Z');
  await eventually(() => savedAnswer('benchmark', 'industryDivision')).toBeUndefined();
  expect(await savedAnswer('benchmark', 'industryClass')).toBeUndefined();

  await inner.click();
  await page.keyboard.type('3532');
  await page.getByRole('menuitemcheckbox', { name: '3532 农副食品加工专用设备制造' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await eventually(() => saved('benchmark')).toMatchObject({
    answers: { industryClass: '3532', industryDivision: '35' },
  });
});

test('the tree of industries is walked by the keyboard alone', async () => {
  const outer = page.getByRole('combobox', { name: '所属行业大类' });
  await outer.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'C 制造业' }).waitFor();
  // It opens where the answer is: 制造业 > 专用设备制造业.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await eventually(() => savedAnswer('benchmark', 'industryDivision')).toBe('36');
  await outer.focus();
  await page.keyboard.press('Control+Z');
  await eventually(() => savedAnswer('benchmark', 'industryDivision')).toBe('35');
});

test('the table of years: a block from Excel, arrows, Enter, profit below zero, undo', async () => {
  const cell = (name: string) => page.getByRole('textbox', { name });
  await cell('2023年总资产（万元）').focus();
  await paste('11,286.42\t12,934.76\r\n4,967.15\t5,412.08\r\n10,658.90\t12,846.35\r\n178\t186\r\n');
  await eventually(() => savedAnswer('benchmark', 'indicators')).toEqual({
    '2023': { totalAssets: 11286.42, totalLiabilities: 4967.15, revenue: 10658.9, employees: 178 },
    '2024': { totalAssets: 12934.76, totalLiabilities: 5412.08, revenue: 12846.35, employees: 186 },
  });
  await page.keyboard.press('Control+Z');
  await eventually(() => savedAnswer('benchmark', 'indicators')).toBeUndefined();
  await page.keyboard.press('Control+Y');
  await cell('2023年员工人数（人）').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('-36.5');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('1568000');
  await page.keyboard.press('Enter');
  // Down the column, then the head of the next one.
  await eventually(focusedId).toBe('place-indicators.2024.totalAssets');
  await eventually(() => cell('2023年利润总额（万元）').inputValue()).toBe('-36.50');
  await page.getByRole('button', { name: '换算为 156.80 万元' }).click();
  await eventually(() => cell('2023年数字化转型投入（万元）').inputValue()).toBe('156.80');
  await cell('2023年总负债（万元）').fill('-1');
  await page.keyboard.press('Tab');
  await eventually(() => field('indicators').innerText()).toContain('不能小于 0');
  await cell('2023年总负债（万元）').focus();
  await page.keyboard.press('Control+Z');
  await eventually(() => field('indicators').innerText()).not.toContain('不能小于 0');
  await eventually(() => savedAnswer('benchmark', 'indicators')).toMatchObject({
    '2023': { totalLiabilities: 4967.15, totalProfit: -36.5, digitalInvestment: 156.8 },
  });
});

test('a credit code: no word of error while it is typed first, then which place is wrong', async () => {
  // Anew, as on the next day.
  await goToSection('封面');
  await goToSection('申报表');
  const code = box('统一社会信用代码');
  await code.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('91500000');
  expect(await field('creditCode').getByRole('alert').count()).toBe(0);
  await page.keyboard.type('20I86320X6');
  await page.keyboard.press('Tab');
  expect(await field('creditCode').getByRole('alert').innerText()).toContain('第11位是字母“I”');
  expect(await code.getAttribute('aria-invalid')).toBe('true');
  await code.focus();
  await page.keyboard.press('Control+A');
  await paste('9150000020286320X6');
  await eventually(() => field('creditCode').getByRole('alert').count()).toBe(0);
});

test('words that a box has to say wait until the mouse is up: what is pressed is what was aimed at', async () => {
  // Anew, as on the next day.
  await goToSection('封面');
  await goToSection('申报表');
  const code = box('统一社会信用代码');
  await code.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('9150000020I86320X6');
  const choice = page.getByRole('radiogroup', { name: '单位性质' }).getByRole('radio', { name: '国有' });
  await choice.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await choice.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  // As long as a person presses: the page is drawn and the check has come back.
  await saved('benchmark');
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  expect(await field('creditCode').getByRole('alert').count()).toBe(0);
  await page.mouse.up();
  await eventually(() => choice.isChecked()).toBe(true);
  await field('creditCode').getByRole('alert').waitFor();
  await choice.focus();
  await page.keyboard.press('Control+Z');
  await code.focus();
  await page.keyboard.press('Control+A');
  await paste('9150000020286320X6');
  await eventually(() => field('creditCode').getByRole('alert').count()).toBe(0);
});

test('a date from the calendar, and 报送区县 on the cover of its own', async () => {
  await goToSection('封面');
  const printed = page.getByRole('figure', { name: '封面' });
  expect(await printed.innerText()).toContain(NAME.benchmark);
  await field('applicationDate').locator('input[type="date"]').fill('2025-10-15');
  await eventually(() => box('申报日期').inputValue()).toBe('2025-10-15');
  await eventually(() => printed.innerText()).toContain('2025年10月15日');
  const destination = page.getByRole('combobox', { name: '报送区县' });
  await destination.click();
  await chooseDistrict('江北', '江北区');
  await eventually(() => saved('benchmark')).toMatchObject({
    destinationDistrict: '江北区',
    answers: { district: '璧山区' },
  });
  await destination.focus();
  await page.keyboard.press('Control+Z');
  await eventually(() => saved('benchmark')).toMatchObject({ destinationDistrict: '璧山区' });
});

test('a scenario: its level by the official judgement, description and proof; the number counts itself', async () => {
  await goToSection('三、数字化经营应用场景');
  await page.getByRole('button', { name: '质量管理 未应用' }).click();
  await page.getByRole('radio', { name: '二级（规范级）' }).check();
  await page.getByRole('textbox', { name: '质量管理的应用描述' }).click();
  await page.keyboard.type('用QMS记录检验结果。');
  await box('佐证').fill('附件五第3页系统截图');
  await page.getByRole('button', { name: '产品设计 未应用' }).click();
  await page.getByRole('radio', { name: '一级（初始级）' }).check();
  await eventually(() => field('scenarioCount').innerText()).toMatch(/2\s*个/);
  await eventually(() => saved('benchmark')).toMatchObject({
    answers: {
      scenarioCount: 2,
      scenarios: [
        { scenario: '产品设计', level: 1 },
        { scenario: '质量管理', level: 2, proof: '附件五第3页系统截图' },
      ],
    },
  });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '质量管理 二级' }).click();
  await page.getByRole('radio', { name: '未应用' }).check();
  await eventually(() => savedAnswer('benchmark', 'scenarioCount')).toBe(1);
  await page.locator('.toast').getByRole('button', { name: '撤销', exact: true }).click();
  await eventually(() => savedAnswer('benchmark', 'scenarioCount')).toBe(2);
  // Off the board and on again: what was written is there.
  await page.getByRole('radio', { name: '未应用' }).check();
  await page.getByRole('radio', { name: '三级（集成级）' }).check();
  await eventually(() => box('佐证').inputValue()).toBe('附件五第3页系统截图');
  expect(await page.getByRole('textbox', { name: '质量管理的应用描述' }).innerText()).toContain('QMS');
});

test('附件3: people, choices, cases', async () => {
  draftIds.product = await newDraft('product', '待填产品');
  await openDraft('待填产品');
  await goToSection('一、基本信息');
  await box('单位名称').fill(NAME.product);
  await box('从业人员').focus();
  for (const count of ['86', '72', '38', '21']) {
    await page.keyboard.type(count);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.type('3268.45');
  await page.keyboard.press('Enter');
  await eventually(() => box('2024年营业收入').inputValue()).toBe('3,268.45');
  const add = page.getByRole('combobox', { name: '添加主要服务行业' });
  for (const code of ['3670', '3525']) {
    await add.click();
    await page.keyboard.type(code);
    await page.getByRole('menuitemcheckbox', { name: code }).click();
  }
  await page.getByRole('button', { name: '移除 3670' }).click();
  await goToSection('二、申报产品或解决方案情况');
  await page.getByRole('radio', { name: '其他' }).check();
  await box('其他购置方式').fill('租赁');
  await box('产品价格').fill('98000');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: '换算为 9.80 万元' }).click();
  await page.getByRole('checkbox', { name: '仓储物流类' }).check();
  await page.getByRole('checkbox', { name: '计划排程类' }).check();
  await eventually(() => saved('product')).toMatchObject({
    answers: {
      staffTotal: 86,
      staffChongqing: 72,
      staffResearch: 38,
      staffService: 21,
      revenueTotal: 3268.45,
      servedIndustries: ['3525'],
      purchaseMode: '其他',
      purchaseModeOther: '租赁',
      price: 9.8,
      applicationScenarios: ['计划排程类', '仓储物流类'],
    },
  });
});

const enterprises = async () =>
  ((await savedAnswer('product', 'cases')) as { enterprise?: string }[] | null)?.map(
    ({ enterprise }) => enterprise,
  );

test('cases are added, counted, moved by keyboard and mouse, removed and put back', async () => {
  const cases = field('cases');
  for (const [name, place, day] of [
    ['甲公司', '重庆市江津区', '2024/6'],
    ['乙公司', '四川省成都市', '2024年8月15日'],
    ['丙公司', '渝北区', '2023-12'],
  ] as const) {
    await cases.getByRole('button', { name: '添加案例' }).click();
    // The new case's first box has the focus.
    await eventually(focusedId).toMatch(/^place-cases\.\d\.enterprise$/);
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page.keyboard.type(day);
    await page.keyboard.press('Enter');
    await page.keyboard.type(place);
    await page.keyboard.press('Tab');
  }
  await eventually(() => cases.innerText()).toContain('已填 2 个（至少 5 个），其中重庆 1 个（至少 2 个）');
  await eventually(() => savedAnswer('product', 'cases')).toMatchObject([
    { enterprise: '甲公司', completedOn: '2024-06' },
    { enterprise: '乙公司', completedOn: '2024-08-15' },
    { enterprise: '丙公司', completedOn: '2023-12' },
  ]);
  await cases.getByRole('button', { name: '上移案例 3' }).click();
  await eventually(enterprises).toEqual(['甲公司', '丙公司', '乙公司']);
  const opened = cases.locator('.case-title[aria-expanded="true"]');
  while ((await opened.count()) > 0) await opened.first().click();
  await cases.getByRole('button', { name: '移动案例 1' }).focus();
  await page.keyboard.press('Space');
  await eventually(() => cases.locator('.case-card-dragged').count()).toBe(1);
  // Where it lies has been measured; a key that comes before moves nothing.
  await page.getByText('移到第 1 位').waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  // Told to readers, too.
  await page.getByText('移到第 2 位').waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  await eventually(enterprises).toEqual(['丙公司', '甲公司', '乙公司']);
  const last = await cases.getByRole('button', { name: '移动案例 3' }).boundingBox();
  await cases.getByRole('button', { name: '移动案例 1' }).hover();
  await page.mouse.down();
  await page.mouse.move((last?.x ?? 0) + 8, (last?.y ?? 0) + 30, { steps: 10 });
  await page.mouse.up();
  await eventually(enterprises).toEqual(['甲公司', '乙公司', '丙公司']);
  await cases.getByRole('button', { name: '删除案例 2' }).click();
  await eventually(enterprises).toEqual(['甲公司', '丙公司']);
  await page.getByRole('status').getByRole('button', { name: '撤销' }).click();
  await eventually(enterprises).toEqual(['甲公司', '乙公司', '丙公司']);
  await cases.getByRole('button', { name: '移动案例 1' }).focus();
  await page.keyboard.press('Control+Z');
  await eventually(enterprises).toEqual(['甲公司', '丙公司']);
  await page.keyboard.press('Control+Y');
  await eventually(enterprises).toEqual(['甲公司', '乙公司', '丙公司']);
});

test('whether a case counts as one of Chongqing follows from its place and can be corrected', async () => {
  const cases = field('cases');
  await cases.locator('.case-title').nth(1).click();
  const local = cases.getByRole('checkbox', { name: '计为重庆案例' });
  expect(await local.isChecked()).toBe(false);
  await local.check();
  await eventually(() => savedAnswer('product', 'cases')).toMatchObject([{}, { inChongqing: true }, {}]);
  await cases.getByRole('button', { name: '按所在地' }).click();
  await eventually(() => local.isChecked()).toBe(false);
});

test('an unfinished Chinese word is not kept; the finished one once', async () => {
  await goToSection('一、基本信息');
  const name = box('联系人');
  await name.focus();
  const session = await page.context().newCDPSession(page);
  for (const text of ['z', 'zh', 'zhang']) {
    await session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
    expect(await name.inputValue()).toBe(text);
  }
  expect(await savedAnswer('product', 'contactName')).toBeUndefined();
  await session.send('Input.insertText', { text: '张' });
  await session.send('Input.imeSetComposition', { text: 'san', selectionStart: 3, selectionEnd: 3 });
  await eventually(() => savedAnswer('product', 'contactName')).toBe('张');
  await session.send('Input.insertText', { text: '三' });
  expect(await name.inputValue()).toBe('张三');
  await eventually(() => savedAnswer('product', 'contactName')).toBe('张三');
  await session.detach();
});

test('a finding leads to its box, each time', async () => {
  const guidance = page.getByRole('complementary', { name: '本部分要求与检查' });
  const finding = guidance.getByRole('listitem').filter({ hasText: '成立时间' }).first();
  await guidance.getByText(/^还没有填写的/).click();
  for (let time = 0; time < 2; time += 1) {
    await finding.getByRole('button', { name: '去修改' }).click();
    await eventually(focusedId).toBe('place-establishedOn');
    await box('单位名称').focus();
  }
  // Sent there, the field says itself what it lacks.
  await eventually(() => field('establishedOn').innerText()).toContain('还没有填写');
  await goToSection('二、申报产品或解决方案情况');
  const unfilled = guidance.locator('details:not([open]) summary');
  if ((await unfilled.count()) > 0) await unfilled.click();
  await guidance
    .getByRole('listitem')
    .filter({ hasText: '第 3 个案例' })
    .filter({ hasText: '改造成效' })
    .getByRole('button', { name: '去修改' })
    .click();
  await eventually(focusedId).toBe('place-cases.2.effect');
});

test('the history of a field opens from the field', async () => {
  await box('产品价格').focus();
  await page.keyboard.press('Alt+H');
  await page
    .getByRole('navigation', { name: '申报书各部分' })
    .getByRole('button', { name: '历史版本' })
    .and(page.locator('[aria-current="page"]'))
    .waitFor();
});

test('after a restart everything is there, in both forms', async () => {
  expect(await app.quit()).toBe(0);
  await start();
  await openDraft(NAME.benchmark);
  await goToSection('申报表');
  expect(await box('企业名称').inputValue()).toBe(NAME.benchmark);
  expect(await box('统一社会信用代码').inputValue()).toBe('9150 0000 2028 6320 X6');
  expect(await box('联系电话').inputValue()).toBe('023-67890123');
  expect(await page.getByRole('radio', { name: '民营' }).isChecked()).toBe(true);
  expect(await field('industryClass').innerText()).toContain('3532 农副食品加工专用设备制造');
  expect(await page.getByRole('textbox', { name: '2024年营业收入（万元）' }).inputValue()).toBe('12,846.35');
  await goToSection('三、数字化经营应用场景');
  await page.getByRole('button', { name: '质量管理 三级' }).waitFor();
  await openDraft(NAME.product);
  await goToSection('一、基本信息');
  expect(await box('联系人').inputValue()).toBe('张三');
  expect(await box('从业人员').inputValue()).toBe('86');
  await goToSection('二、申报产品或解决方案情况');
  expect(await field('cases').locator('.case-name').allInnerTexts()).toEqual([
    '案例 1：甲公司',
    '案例 2：乙公司',
    '案例 3：丙公司',
  ]);
  expect(app.complaints.join('')).toBe('');
});

const SIZES = [{ width: 1093, height: 560 }, SIZE, { width: 1920, height: 1080 }];

test.each(['benchmark', 'product'] as const)(
  'every section of the %s example fits each window and has no barrier',
  async (programme) => {
    const made = await page.evaluate((each) => window.dossier.createExample({ programme: each }), programme);
    if (!made.ok) throw new Error(made.error.message);
    const shots = path.resolve(import.meta.dirname, '../out/screenshots/fields');
    mkdirSync(shots, { recursive: true });
    await openDraft(made.value.draft.applicantName);
    for (const { id, title } of NOTICE.forms[programme].sections) {
      await goToSection(title);
      if (id === 'scenarios') await page.getByRole('button', { name: /^产品设计 / }).click();
      if (id === 'productInformation') await field('cases').locator('.case-title').first().click();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await page.locator('.section-pane').waitFor();
        const spare = await page
          .locator('.walk-middle')
          .evaluate((middle) => middle.clientWidth - middle.scrollWidth);
        expect(spare, `${title} at ${size.width}`).toBeGreaterThanOrEqual(0);
        await page.screenshot({ path: path.join(shots, `${programme}-${id}-${size.width}.png`) });
      }
      await page.setViewportSize(SIZE);
      expect(await accessibilityFaults(page, '.walk-middle'), title).toEqual([]);
    }
  },
);
