import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { evidenceSectionOf, type Field, type Form, type Section } from '../shared/form/definition.ts';
import {
  caseAnswerSchema,
  type Draft,
  draftSchema,
  ledgerSchema,
  scenarioAnswerSchema,
} from '../shared/form/draft.ts';
import { NOTICE } from '../shared/notices/cq-2025-40/notice.ts';
import { scenarioLevelName } from '../shared/reference/scenarios.ts';
import { narrativeAnswerSchema } from '../shared/text/narrative.ts';
import { figuresOf, toNarrativeDocument } from '../shared/text/narrative-text.ts';
import { narrativeHtml } from './narrative-html.ts';
import type { RunningApp } from './running-app.ts';

const examples = path.resolve(import.meta.dirname, '../shared/notices/cq-2025-40/examples');

/** An example's answers, for a person who has them on paper. */
export function readExample(programme: 'benchmark' | 'product'): {
  form: Form;
  draft: Draft;
  folder: string;
} {
  const folder = path.join(examples, programme);
  const form = NOTICE.forms[programme];
  const text: unknown = JSON.parse(readFileSync(path.join(folder, 'draft.json'), 'utf8'));
  return { form, draft: draftSchema(form, NOTICE.id).parse(text), folder };
}

/** Somebody at the keyboard who fills in what an example holds. */
export class Person {
  readonly #app: RunningApp;
  readonly #page: Page;
  readonly #form: Form;
  readonly #draft: Draft;
  readonly #folder: string;

  constructor(app: RunningApp, programme: 'benchmark' | 'product') {
    const { form, draft, folder } = readExample(programme);
    this.#app = app;
    this.#page = app.page;
    this.#form = form;
    this.#draft = draft;
    this.#folder = folder;
  }

  /** From the empty home screen: the choice, the conditions, the first section. */
  async begin(choice: string): Promise<void> {
    await this.#page.getByRole('button', { name: choice }).click();
    for (const { id, question } of this.#form.conditions) {
      const answer = { yes: '是', no: '否', unsure: '不确定' }[this.#draft.declarations?.[id] ?? 'yes'];
      await this.#page
        .getByRole('radiogroup', { name: question })
        .getByRole('radio', { name: answer, exact: true })
        .check();
    }
    await this.#page.getByRole('button', { name: '开始填写' }).click();
    await this.heading(this.#form.sections[0]?.title ?? '').waitFor();
  }

  heading(title: string): Locator {
    return this.#page.getByRole('heading', { name: title, level: 1 });
  }

  get sections(): readonly Section[] {
    return this.#form.sections;
  }

  /** Fills in the section that is open. */
  async fill(section: Section): Promise<void> {
    await this.heading(section.title).waitFor();
    for (const field of section.fields) {
      // The number of scenes counts itself.
      if (section.kind === 'scenarios' && field.id === section.countField) continue;
      if (this.#isAsked(field)) await this.#answer(field);
    }
    // 附件3 has no 所属区县 that it could follow from (design.md 14).
    if (section.kind === 'cover' && this.#form.programme === 'product')
      await this.#chooseDistrict('报送区县', this.#draft.destinationDistrict ?? '');
    if (section.kind === 'evidence') await this.#attach();
  }

  /** On to the next section by the keyboard. */
  async goOn(): Promise<void> {
    await this.#page.keyboard.press('Alt+ArrowDown');
  }

  #isAsked({ askedWhen }: Field): boolean {
    if (askedWhen === undefined) return true;
    const other = this.#draft.answers[askedWhen.field];
    return Array.isArray(other)
      ? other.some((each) => each === askedWhen.equals)
      : other === askedWhen.equals;
  }

  async #answer(field: Field): Promise<void> {
    const value = this.#draft.answers[field.id];
    const page = this.#page;
    switch (field.kind) {
      case 'text':
      case 'date':
      case 'phone':
      case 'creditCode':
      case 'number': {
        const box = page.getByRole('textbox', { name: field.label, exact: true });
        await box.click();
        await page.keyboard.type(String(value));
        return page.keyboard.press('Tab');
      }
      case 'district':
        return this.#chooseDistrict(field.label, String(value));
      case 'industry':
        // 大类 fills itself from 小类.
        if (field.level === 'division') return;
        return this.#pickIndustry(field.label, String(value));
      case 'industries':
        for (const code of z.array(z.string()).parse(value))
          await this.#pickIndustry(`添加${field.label}`, code);
        return;
      case 'choice':
        return page
          .getByRole('radiogroup', { name: field.label })
          .getByRole('radio', { name: String(value), exact: true })
          .check();
      case 'choices':
        for (const option of z.array(z.string()).parse(value))
          await page
            .getByRole('group', { name: field.label })
            .getByRole('checkbox', { name: option, exact: true })
            .check();
        return;
      case 'yearTable': {
        const table = z.record(z.string(), z.record(z.string(), z.number())).parse(value);
        const block = field.rows.map(({ id }) => field.years.map((year) => table[year]?.[id]).join('\t'));
        const first = page.getByRole('group', { name: field.label }).getByRole('textbox').first();
        return this.#paste(first, { 'text/plain': `${block.join('\r\n')}\r\n` });
      }
      case 'narrative':
        return this.#write(page.getByRole('textbox', { name: field.label, exact: true }), value);
      case 'scenarioBoard':
        for (const row of z.array(scenarioAnswerSchema).parse(value)) await this.#chooseScenario(row);
        return;
      case 'caseList':
        for (const [index, row] of z.array(caseAnswerSchema).parse(value).entries())
          await this.#addCase(field, row, index);
        return;
      case 'ledger':
        // With the evidence, where its slot is.
        return;
    }
  }

  async #chooseDistrict(label: string, name: string): Promise<void> {
    await this.#page.getByRole('combobox', { name: label }).click();
    await this.#page.keyboard.type(name);
    await this.#page.keyboard.press('Enter');
    await this.#listIsGone();
  }

  async #pickIndustry(label: string, code: string): Promise<void> {
    await this.#page.getByRole('combobox', { name: label }).click();
    await this.#page.keyboard.type(code);
    await this.#page.getByRole('menuitemcheckbox', { name: code }).click();
    await this.#listIsGone();
  }

  /** Nobody clicks on before the list of a box has gone. */
  async #listIsGone(): Promise<void> {
    await this.#page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' });
  }

  /** What another program put on the clipboard, pasted. */
  async #paste(box: Locator, data: Readonly<Record<string, string>>): Promise<void> {
    await box.click();
    await box.evaluate((element, given) => {
      const clipboardData = new DataTransfer();
      for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, data);
  }

  async #write(box: Locator, value: unknown): Promise<void> {
    const document = toNarrativeDocument(narrativeAnswerSchema.parse(value));
    const html = narrativeHtml(document);
    await this.#paste(box, { 'text/html': html, 'text/plain': html.replace(/<[^>]*>/g, '\n') });
    const label = await box.getAttribute('aria-label');
    const tools = this.#page.getByRole('toolbar', { name: `${label}：文字工具` });
    for (const [index, { attrs }] of figuresOf(document).entries()) {
      await this.#app.answerDialogs([path.join(this.#folder, attrs.file)]);
      await tools.getByRole('button', { name: '图片' }).click();
      const caption = box.getByRole('textbox', { name: '图题' }).nth(index);
      await caption.waitFor();
      await caption.fill(attrs.caption);
    }
  }

  async #chooseScenario(row: z.infer<typeof scenarioAnswerSchema>): Promise<void> {
    const page = this.#page;
    await page.getByRole('button', { name: new RegExp(`^${row.scenario} `) }).click();
    const level = scenarioLevelName(row.level ?? 0) ?? '';
    await page.getByRole('group', { name: '应用水平' }).getByRole('radio', { name: level }).check();
    await this.#write(page.getByRole('textbox', { name: `${row.scenario}的应用描述` }), row.description);
    await page.getByRole('textbox', { name: '佐证', exact: true }).fill(row.proof ?? '');
    await page.getByRole('button', { name: '收起' }).click();
  }

  async #addCase(
    field: Extract<Field, { kind: 'caseList' }>,
    row: z.infer<typeof caseAnswerSchema>,
    index: number,
  ): Promise<void> {
    await this.#page.getByRole('button', { name: '添加案例' }).click();
    const parts = ['enterprise', 'place', 'completedOn', ...field.elements.map(({ id }) => id)] as const;
    for (const part of parts)
      await this.#page.locator(`[id="place-${field.id}.${index}.${part}"]`).fill(row[part] ?? '');
  }

  async #attach(): Promise<void> {
    const page = this.#page;
    for (const { slots } of evidenceSectionOf(this.#form).items) {
      for (const slot of slots) {
        if (slot.ledgerField !== undefined) await this.#enterLedger(slot.ledgerField);
        const place = page.getByRole('region', { name: slot.label, exact: true }).last();
        const { files, none } = this.#draft.evidence[slot.id] ?? {};
        if (none != null) {
          await place.getByRole('checkbox', { name: /本项无/ }).check();
          await place.getByRole('textbox').fill(none.reason);
          await page.keyboard.press('Tab');
        }
        if (files == null || files.length === 0) continue;
        await this.#app.answerDialogs(files.map((file) => path.join(this.#folder, file.path)));
        await place.getByRole('button', { name: '添加文件' }).click();
        for (const file of files)
          await place
            .getByText(file.name ?? path.basename(file.path))
            .first()
            .waitFor();
      }
    }
  }

  /** As a table copied in Excel. */
  async #enterLedger(field: string): Promise<void> {
    const ledger = ledgerSchema.parse(this.#draft.answers[field]);
    const heads = [
      '发票内容',
      '发票号',
      '金额',
      '价税合计',
      '开票时间',
      '类别',
      '销方',
      '购方',
      '购方信用代码',
    ];
    const rows = ledger.invoices.map((invoice) => [
      invoice.content,
      invoice.number,
      invoice.amount,
      invoice.total,
      invoice.issuedOn,
      invoice.category,
      invoice.seller,
      invoice.buyerName,
      invoice.buyerCreditCode,
    ]);
    const table = [heads, ...rows].map((row) => row.map((cell) => cell ?? '').join('\t')).join('\n');
    const page = this.#page;
    await page.getByRole('button', { name: '从 Excel 粘贴' }).click();
    await page.getByRole('textbox', { name: '粘贴的表格' }).fill(table);
    await page.getByRole('button', { name: `读取 ${rows.length + 1} 行` }).click();
    await page.getByRole('button', { name: `打开发票清单（${rows.length} 张）` }).click();
    await page.getByRole('button', { name: `其余 ${rows.length} 张均未获市级资金` }).click();
    await page.getByRole('button', { name: '关闭' }).last().click();
  }
}
