import type { EvidenceItem, EvidenceSlot, Form, Notice, Section } from '../form/definition.ts';
import { evidenceSectionOf, fieldsOf } from '../form/definition.ts';
import type { Draft } from '../form/draft.ts';
import { printNumber } from '../form/print-answer.ts';
import { RuleContext } from '../rules/context.ts';
import type { Finding } from '../rules/finding.ts';
import { caseNumbersParameters, countCases } from '../rules/kinds/cases.ts';
import { investmentParameters, thresholdsFor } from '../rules/kinds/investment.ts';
import { formatNumber, formatWan } from '../rules/wording.ts';
import type { CheckItem } from './entry.ts';

/** Where things stand in the bound book, 1-based; null where it does not tell. */
export interface BookPages {
  heading(text: string): number | null;
  evidenceItem(item: EvidenceItem): number | null;
  /** The first file of a slot. */
  slot(slot: EvidenceSlot): number | null;
  /** Page of the cover, null where there is no bound book. */
  cover: number | null;
}

export interface CheckItemsInput {
  notice: Notice;
  form: Form;
  draft: Draft;
  /** What the rules say, in the form's order. */
  findings: readonly Finding[];
  pages: BookPages;
  /** Pages of the book whose sealed scans are back in place. */
  sealedPages: ReadonlySet<number>;
  /** Day of the check, for windows that end with it. */
  today: string;
}

/** An item before its findings are handed to it. */
interface Wanted {
  itemId: string;
  text: string;
  clause: string;
  page: number | null;
  /** Whether a finding speaks of this item; the first item that says so gets it. */
  takes: (finding: Finding) => boolean;
}

const LONGEST = 2_000;
const ANSWERS = { yes: '是', no: '否', unsure: '不确定' } as const;

function conditionItems({ form, draft, pages }: CheckItemsInput): Wanted[] {
  const commitment = form.sections.find((section) => section.kind === 'commitment');
  const page = commitment?.kind === 'commitment' ? pages.heading(commitment.printedTitle) : null;
  return form.conditions.map(({ id, question, clause }) => {
    const answer = draft.declarations?.[id];
    const said = answer === undefined ? '申报单位没有回答' : `申报单位答：${ANSWERS[answer]}`;
    return {
      itemId: `condition:${id}`,
      text: `${question}（${said}）`,
      clause,
      page,
      takes: ({ field }) => field === `declarations.${id}`,
    };
  });
}

const DONE = {
  sign: '已由单位负责人签字',
  seal: '已加盖单位公章，字迹及公章清晰',
  date: '已填写日期',
} as const;

function sealItems({ form, pages, sealedPages }: CheckItemsInput): Wanted[] {
  const shown = (page: number | null) =>
    page !== null && sealedPages.has(page) ? '；成册（已盖章）中有扫描件' : '';
  return form.sections.flatMap((section): Wanted[] => {
    if (section.kind === 'cover')
      return section.lines
        .filter((line) => line.seal === true)
        .map((line) => ({
          itemId: `seal:${section.id}`,
          text: `封面“${line.label.replace(/[：\s]/g, '')}”${DONE.seal}${shown(pages.cover)}`,
          clause: `${form.annex} 封面“${line.label.replace(/[：\s]/g, '')}”`,
          page: pages.cover,
          takes: (finding) => finding.key.endsWith(':coverSealed'),
        }));
    if (section.kind !== 'commitment') return [];
    const page = pages.heading(section.printedTitle);
    return section.signature.flatMap(({ line, mark }): Wanted[] => {
      if (mark === 'note') return [];
      const name = mark === 'date' ? '' : `“${line.replace(/[：\s]|\{[^}]*\}/g, '')}”`;
      return [
        {
          itemId: `${mark}:${section.id}`,
          text: `${section.printedTitle}${name}${DONE[mark]}${shown(page)}`,
          clause: `${form.annex} ${section.printedTitle}“要求字迹及公章清晰”`,
          page,
          takes: ({ key, field }) => (mark === 'date' ? field === 'commitmentDate' : key.endsWith(':signed')),
        },
      ];
    });
  });
}

/** Page of a section by the heading that it prints; one that prints none goes on in the section before it. */
function pageOfSection(
  { form, pages }: Pick<CheckItemsInput, 'form' | 'pages'>,
  section: Section | undefined,
): number | null {
  if (section === undefined) return null;
  if (section.kind === 'table') {
    if (section.printedTitle !== undefined) return pages.heading(section.printedTitle);
    const before = form.sections[form.sections.indexOf(section) - 1];
    return pages.heading(section.title) ?? pageOfSection({ form, pages }, before);
  }
  return (
    pages.heading('heading' in section ? section.heading : section.title) ?? pages.heading(section.title)
  );
}

/** Page of the section that holds a field. */
function pageOfField(input: CheckItemsInput, fieldId: string): number | null {
  const section = input.form.sections.find((each) => each.fields.some((field) => field.id === fieldId));
  return pageOfSection(input, section);
}

function takesRules(...codes: string[]): Wanted['takes'] {
  return ({ code, evidence }) => codes.includes(code) && evidence === undefined;
}

/** The numbers on which the notice's conditions turn. */
function numberItems(input: CheckItemsInput): Wanted[] {
  const { notice, form, draft, today } = input;
  const context = new RuleContext(notice, draft, {}, today);
  return form.rules.flatMap((rule): Wanted[] => {
    if (rule.kind === 'investmentThreshold') {
      const parameters = investmentParameters.parse(rule.parameters);
      const { ledger, from, until } = parameters;
      const { totalFen, rows } = context.assessment(ledger, from, until);
      const { least, most } = thresholdsFor(
        parameters,
        context.text(parameters.district),
        context.text(parameters.chosenRegion),
      );
      const asked = least === most ? formatNumber(least) : `${formatNumber(least)} 或 ${formatNumber(most)}`;
      const counted = rows.filter((row) => row.counted).length;
      return [
        {
          itemId: 'number:investment',
          text: `${from.slice(0, 4)}年以来数字化转型投入：清单 ${rows.length} 张发票，计入 ${counted} 张，合计 ${formatWan(totalFen)}；通知要求不低于 ${asked} 万元`,
          clause: rule.clause,
          page: pageOfField(input, ledger),
          takes: takesRules('R18', 'R19', 'R20', 'R21'),
        },
      ];
    }
    if (rule.kind === 'caseNumbers') {
      const { cases, since, minimum, inChongqing } = caseNumbersParameters.parse(rule.parameters);
      const counted = countCases(context.cases(cases), since);
      return [
        {
          itemId: 'number:cases',
          text: `${since.slice(0, 4)}年以来典型应用案例 ${counted.eligible} 个，其中重庆 ${counted.inChongqing} 个；通知要求不少于 ${minimum} 个，至少 ${inChongqing} 个重庆案例`,
          clause: rule.clause,
          page: pageOfField(input, cases),
          takes: takesRules('R29'),
        },
      ];
    }
    if (rule.kind === 'enterpriseSize') {
      const size = context.text('enterpriseSize');
      return [
        {
          itemId: 'number:size',
          text: `企业规模：${size === '' ? '没有填写' : size}（${sizeFigures(input)}）`,
          clause: rule.clause,
          page: pageOfField(input, 'enterpriseSize'),
          takes: takesRules('R12'),
        },
      ];
    }
    return [];
  });
}

/** The last year's figures by which an enterprise is small. */
function sizeFigures({ form, draft, notice, today }: CheckItemsInput): string {
  const context = new RuleContext(notice, draft, {}, today);
  const table = fieldsOf(form).find((field) => field.kind === 'yearTable');
  if (table?.kind !== 'yearTable') return '';
  const year = table.years.at(-1) ?? '';
  const figures = table.rows
    .filter(({ id }) => ['employees', 'revenue', 'totalAssets'].includes(id))
    .map(({ id, label, unit, decimals }) => {
      const value = context.number(`${table.id}.${year}.${id}`);
      return `${label} ${value === undefined ? '没有填写' : `${printNumber(value, decimals)} ${unit}`}`;
    });
  return `${year}年${figures.join('、')}`;
}

/** Each part of the form once, for what speaks of no number, seal or paper. */
function sectionItems(input: CheckItemsInput): Wanted[] {
  const { form } = input;
  return form.sections.flatMap((section): Wanted[] => {
    if (section.kind === 'cover' || section.kind === 'commitment' || section.kind === 'evidence') return [];
    return [
      {
        itemId: `section:${section.id}`,
        text: `${section.title}：填写完整，内容真实`,
        clause: `${form.annex} ${section.title}`,
        page: pageOfSection(input, section),
        takes: (finding) => finding.section === section.id && finding.evidence === undefined,
      },
    ];
  });
}

function slotText(slot: EvidenceSlot, item: EvidenceItem, draft: Draft, context: RuleContext): string {
  const name = `${item.number}${slot.label}`;
  if (slot.ledgerField !== undefined) {
    const invoices = context.ledger(slot.ledgerField)?.invoices.length ?? 0;
    return `${name}：${invoices === 0 ? '没有填写' : `印在申报书本项之下，共 ${invoices} 张发票`}`;
  }
  const files = context.files([slot.id]);
  const names = files.slice(0, 5).map((file) => file.name);
  if (files.length > 0)
    return `${name}：${files.length} 个文件（${names.join('、')}${files.length > 5 ? '等' : ''}）`;
  const reason = draft.evidence[slot.id]?.none?.reason.trim();
  return `${name}：${reason === undefined ? '没有提供' : `无（${reason === '' ? '没有说明原因' : reason}）`}`;
}

function slotItems(input: CheckItemsInput): Wanted[] {
  const { notice, form, draft, pages, findings, today } = input;
  const context = new RuleContext(notice, draft, {}, today);
  const section = evidenceSectionOf(form);
  const number = /^[一二三四五六七八九十]+/.exec(section.title)?.[0] ?? '';
  return section.items.flatMap((item) =>
    item.slots.flatMap((slot): Wanted[] => {
      const isSpokenOf = findings.some((finding) => finding.evidence === slot.id);
      const isThere = context.files([slot.id]).length > 0 || draft.evidence[slot.id]?.none != null;
      if (slot.presence === 'optional' && slot.ledgerField === undefined && !isThere && !isSpokenOf)
        return [];
      return [
        {
          itemId: `slot:${slot.id}`,
          text: slotText(slot, item, draft, context),
          clause: `${form.annex} ${number}${item.number}`,
          page:
            pages.slot(slot) ?? (isThere || slot.ledgerField !== undefined ? pages.evidenceItem(item) : null),
          takes: ({ evidence }) => evidence === slot.id,
        },
      ];
    }),
  );
}

/**
 * The officer's list of one application under a programme: the notice's conditions, its numbers, what is
 * signed and sealed, each part of the form, each line of the checklist, and the copies; each with its
 * clause, its page in the bound book, and what the rules say of it. Every finding is on exactly one item.
 */
export function checkItems(input: CheckItemsInput): CheckItem[] {
  const { notice, form, findings } = input;
  const copies: Wanted = {
    itemId: 'copies',
    text: `纸质件${notice.copies.paper === 2 ? '一式两份' : `${notice.copies.paper} 份`}，装订成册并盖章，对照码与电子版一致；电子版有 PDF 和 Word`,
    clause: notice.copies.clause,
    page: null,
    takes: () => false,
  };
  const wanted = [
    ...conditionItems(input),
    ...numberItems(input),
    ...sealItems(input),
    ...slotItems(input),
    ...sectionItems(input),
    copies,
  ];
  const given = new Map<string, Finding[]>(wanted.map(({ itemId }) => [itemId, []]));
  const rest: Finding[] = [];
  for (const finding of findings) {
    const item = wanted.find(({ takes }) => takes(finding));
    if (item === undefined) rest.push(finding);
    else given.get(item.itemId)?.push(finding);
  }
  const other: Wanted[] =
    rest.length === 0
      ? []
      : [{ itemId: 'other', text: '其他检查结果', clause: form.annex, page: null, takes: () => false }];
  given.set('other', rest);
  return [...wanted, ...other].map(({ itemId, text, clause, page }) => ({
    itemId,
    text: text.slice(0, LONGEST).toWellFormed(),
    clause: clause.slice(0, LONGEST),
    page,
    findings: (given.get(itemId) ?? []).map(({ level, message, remedy }) => ({ level, message, remedy })),
    ticked: false,
    remark: '',
  }));
}
