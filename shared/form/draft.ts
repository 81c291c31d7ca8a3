import { z } from 'zod';
import { narrativeAnswerSchema } from '../text/narrative.ts';
import type { Field, Form, Programme } from './definition.ts';
import { evidenceSectionOf, fieldsOf } from './definition.ts';

/**
 * A draft: one applicant's work under one programme. Two schemas are derived from the form's data:
 * lenient for work in progress (anything may be missing), strict for submission (nothing required is).
 * Both refuse unknown fields, so that a misspelt id never loses an answer in silence.
 */

/** Newest format of `draft.json`. A draft without remarks is written as the first, which older programs read. */
export const DRAFT_FORMAT_VERSION = 2;
export const FIRST_DRAFT_VERSION = 1;
/** A text longer than this is no answer to any field; it is refused when the file is read. Characters. */
export const LONGEST_TEXT = 6_000_000;

const text = z.string().max(LONGEST_TEXT);
const optionalText = text.nullish();
const yuan = z.number().min(-1e12).max(1e12);

export const invoiceSchema = z.strictObject({
  /** 发票内容 (货物或应税劳务名称). */
  content: text,
  /** 发票号: 数电发票号码 of 20 digits, else the 8-digit number. */
  number: text,
  /** 发票代码 of 10 or 12 digits; only tax-control invoices have one. */
  code: optionalText,
  /** 金额 without tax, 元. */
  amount: yuan.nullish(),
  /** 价税合计, 元. */
  total: yuan.nullish(),
  /** 开票时间, YYYY-MM-DD (a time of day may follow). */
  issuedOn: text,
  /** 类别 of the spending: the notice's words. */
  category: z.enum(['软件购置', '网络建设', '云服务', '数据采集传输设备', '其他']).nullish(),
  seller: optionalText,
  buyerName: optionalText,
  buyerCreditCode: optionalText,
  /** 发票状态 as the tax platform exports it. */
  status: z.enum(['正常', '已红冲-全额', '已红冲-部分', '已作废']).nullish(),
  /** Has had 市级财政资金; then it does not count (真实性承诺). */
  cityFunded: z.boolean().nullish(),
});
export type Invoice = z.infer<typeof invoiceSchema>;

export const ledgerSchema = z.strictObject({
  /** Which figure is summed; the notice does not say. `total` (价税合计) unless the applicant chooses. */
  basis: z.enum(['total', 'amount']).nullish(),
  invoices: z.array(invoiceSchema).max(20_000),
});
export type Ledger = z.infer<typeof ledgerSchema>;

export const scenarioAnswerSchema = z.strictObject({
  /** Name of one of the 16 scenarios, without 类. */
  scenario: text,
  /** 应用水平, 1 to 4. */
  level: z.number().int().nullish(),
  /** 应用描述. */
  description: narrativeAnswerSchema.nullish(),
  /** 佐证, in words: what proves it and where it is found. */
  proof: optionalText,
});
export type ScenarioAnswer = z.infer<typeof scenarioAnswerSchema>;

export const caseAnswerSchema = z.strictObject({
  enterprise: optionalText,
  /** Where the enterprise is, e.g. 重庆市璧山区. */
  place: optionalText,
  inChongqing: z.boolean().nullish(),
  /** YYYY-MM or YYYY-MM-DD: when the case went live; 2024 or later counts. */
  completedOn: optionalText,
  needs: optionalText,
  content: optionalText,
  period: optionalText,
  cost: optionalText,
  effect: optionalText,
});
export type CaseAnswer = z.infer<typeof caseAnswerSchema>;

export const evidenceFileSchema = z.strictObject({
  /** Path inside the draft file, `evidence/…`, with `/` on every system. */
  path: z.string().min(1).max(500),
  /** Name to show and print; the file's own name without it. */
  name: z.string().max(300).nullish(),
  /** 64 hex digits; where present, the file must have it. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullish(),
  /** Turn clockwise before printing, degrees, on top of what the file says of itself. */
  rotate: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).nullish(),
  /** What the file proves: an honour, a standard, a case's enterprise. */
  about: z.array(z.string().max(300)).max(50).nullish(),
});
export type EvidenceFile = z.infer<typeof evidenceFileSchema>;

export const evidenceAnswerSchema = z.strictObject({
  files: z.array(evidenceFileSchema).max(500).nullish(),
  /** “无”, with the reason; only where the notice allows it. */
  none: z.strictObject({ reason: z.string().max(500) }).nullish(),
});
export type EvidenceAnswer = z.infer<typeof evidenceAnswerSchema>;

export type YearTableAnswer = Record<string, Record<string, number | null | undefined>>;
export type AnswerValue =
  | string
  | number
  | string[]
  | YearTableAnswer
  | z.infer<typeof narrativeAnswerSchema>
  | ScenarioAnswer[]
  | CaseAnswer[]
  | Ledger
  | null
  | undefined;

/** An officer's remark as it travels with the draft (since format 2): no part of the content or the twin code. */
const draftRemarkSchema = z.strictObject({
  text: z.string().min(1).max(200_000),
  place: z.string().max(200).nullish(),
  state: z.enum(['open', 'changed', 'explained']),
  answer: z.string().max(2_000).nullish(),
  /** Twin code of what the officer had before him. */
  twinCode: z.string().max(9).nullish(),
});
export type DraftRemark = z.infer<typeof draftRemarkSchema>;

export interface Draft {
  formatVersion: typeof FIRST_DRAFT_VERSION | typeof DRAFT_FORMAT_VERSION;
  /** Which draft this is, so that a file that comes back is known again. No part of the content or the twin code. */
  uid?: string | null | undefined;
  /** When it was last changed, ISO 8601 in UTC: tells two states of one draft apart. No part of the content either. */
  changedAt?: string | null | undefined;
  notice: string;
  programme: Programme;
  /** 报送区县; for 附件1 the same as 所属区县 unless said otherwise. */
  destinationDistrict?: string | null | undefined;
  answers: Record<string, AnswerValue>;
  evidence: Record<string, EvidenceAnswer | undefined>;
  /** Answers to the notice's conditions, by condition id. */
  declarations?: Record<string, 'yes' | 'no' | 'unsure'> | null | undefined;
  /** Findings of level `hint` that a person has ticked, by finding key. */
  confirmations?: Record<string, boolean> | null | undefined;
  /** In the officer's order. */
  remarks?: readonly DraftRemark[] | null | undefined;
}

/** The lenient schema of one field's answer: the right kind of value, or nothing yet. */
function answerSchema(field: Field): z.ZodType {
  const described = (schema: z.ZodType) => schema.describe(field.label);
  switch (field.kind) {
    case 'text':
    case 'date':
    case 'phone':
    case 'creditCode':
    case 'district':
    case 'industry':
    case 'choice':
      return described(text);
    case 'number':
      return described(z.number());
    case 'industries':
    case 'choices':
      return described(z.array(z.string().max(300)).max(200));
    case 'yearTable': {
      const row = Object.fromEntries(
        field.rows.map((each) => [each.id, z.number().nullish().describe(each.label)]),
      );
      const years = Object.fromEntries(
        field.years.map((year) => [year, z.strictObject(row).optional().describe(`${year}年`)]),
      );
      return described(z.strictObject(years));
    }
    case 'narrative':
      return described(narrativeAnswerSchema);
    case 'scenarioBoard':
      return described(z.array(scenarioAnswerSchema).max(200));
    case 'caseList':
      return described(z.array(caseAnswerSchema).max(200));
    case 'ledger':
      return described(ledgerSchema);
  }
}

/** The strict schema of one field's answer: what a finished application must hold at the least. */
function submissionAnswerSchema(field: Field): z.ZodType {
  const described = (schema: z.ZodType) => schema.describe(field.label);
  const filled = z.string().max(LONGEST_TEXT).regex(/\S/);
  switch (field.kind) {
    case 'text':
    case 'phone':
      return described(filled);
    case 'date':
      return described(z.iso.date());
    case 'creditCode':
      return described(z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/));
    case 'district':
      return described(filled);
    case 'industry':
      return described(z.string().regex(field.level === 'division' ? /^\d{2}$/ : /^\d{4}$/));
    case 'industries':
      return described(
        z
          .array(z.string().regex(/^\d{4}$/))
          .min(1)
          .max(field.maximum),
      );
    case 'choice':
      return described(z.enum(field.options));
    case 'choices':
      return described(z.array(z.enum(field.options)).min(field.minimum ?? 0));
    case 'number':
      return described(
        field.decimals === 0
          ? z
              .number()
              .int()
              .min(field.minimum ?? 0)
          : z.number().min(field.minimum ?? 0),
      );
    case 'yearTable': {
      const row = Object.fromEntries(field.rows.map((each) => [each.id, z.number().describe(each.label)]));
      const years = Object.fromEntries(
        field.years.map((year) => [year, z.strictObject(row).describe(`${year}年`)]),
      );
      return described(z.strictObject(years));
    }
    case 'narrative':
      return described(narrativeAnswerSchema);
    case 'scenarioBoard':
      return described(
        z.array(scenarioAnswerSchema.extend({ level: z.number().int().min(1).max(4) })).min(1),
      );
    case 'caseList':
      return described(z.array(caseAnswerSchema).min(1));
    case 'ledger':
      return described(ledgerSchema.extend({ invoices: ledgerSchema.shape.invoices.min(1) }));
  }
}

function envelope(form: Form, noticeId: string, answers: z.ZodType): z.ZodType {
  const slots = evidenceSectionOf(form).items.flatMap((item) => item.slots);
  const evidence = Object.fromEntries(
    slots.map((slot) => [slot.id, evidenceAnswerSchema.nullish().describe(slot.label)]),
  );
  const declarations = Object.fromEntries(
    form.conditions.map((condition) => [
      condition.id,
      z.enum(['yes', 'no', 'unsure']).optional().describe(condition.question),
    ]),
  );
  return z.strictObject({
    formatVersion: z.literal([FIRST_DRAFT_VERSION, DRAFT_FORMAT_VERSION]),
    uid: z.string().max(100).nullish().describe('草稿编号'),
    changedAt: z.iso.datetime().nullish().describe('最后修改时间'),
    notice: z.literal(noticeId),
    programme: z.literal(form.programme),
    destinationDistrict: text.nullish().describe('报送区县'),
    answers,
    evidence: z.strictObject(evidence).prefault({}),
    declarations: z.strictObject(declarations).nullish().describe('申报条件自查'),
    confirmations: z.record(z.string().max(200), z.boolean()).nullish().describe('人工确认项'),
    remarks: z.array(draftRemarkSchema).max(2_000).nullish().describe('退回意见'),
  });
}

/** Schema for work in progress: every answer may be missing, none may be of the wrong kind or unknown. */
export function draftSchema(form: Form, noticeId: string): z.ZodType<Draft> {
  const answers = Object.fromEntries(
    fieldsOf(form).map((field) => [field.id, answerSchema(field).nullish()]),
  );
  return envelope(form, noticeId, z.strictObject(answers)) as z.ZodType<Draft>;
}

/** Schema for submission: every required answer is there and of the form that the notice asks. */
export function submissionSchema(form: Form, noticeId: string): z.ZodType<Draft> {
  const answers = Object.fromEntries(
    fieldsOf(form).map((field) => {
      const schema = submissionAnswerSchema(field);
      const mayBeMissing = field.optional === true || field.askedWhen !== undefined;
      return [field.id, mayBeMissing ? answerSchema(field).nullish() : schema];
    }),
  );
  return envelope(form, noticeId, z.strictObject(answers)) as z.ZodType<Draft>;
}
