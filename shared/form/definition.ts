import { z } from 'zod';

/**
 * What a notice and its forms are made of, as plain data: no functions, so that next year's
 * notice is a folder of data and this year's survives `JSON.parse(JSON.stringify(…))`.
 */

/** Id of a field, section or evidence slot: English, camelCase, stable for ever once drafts carry it. */
const identifier = z.string().regex(/^[a-z][A-Za-z0-9]*$/);

const fieldBase = {
  id: identifier,
  /** The form's own wording, as printed. */
  label: z.string(),
  /** The form's hint or sample inside the field; printed only while the field is empty (design.md 13). */
  hint: z.string().optional(),
  /** May stay empty in a finished application. */
  optional: z.boolean().optional(),
  /** Asked, and then required, only while another field holds this value (or, for several choices, includes it). */
  askedWhen: z.object({ field: identifier, equals: z.string() }).optional(),
  /** What Dossier says to the person who fills it in; never printed. */
  guidance: z.string().optional(),
  /** Kept with the draft but not printed by the form (报送区县 of 附件3, the region of 垫江县). */
  notPrinted: z.boolean().optional(),
};

const textField = z.object({
  ...fieldBase,
  kind: z.literal('text'),
  /** Upper limit in characters of a single-line answer; keeps a pasted novel out of a form cell. */
  maxCharacters: z.number().int().positive(),
});
const numberField = z.object({
  ...fieldBase,
  kind: z.literal('number'),
  unit: z.enum(['万元', '人', '月', '项', '个']),
  /** 0 for counts of people, months and rights; 2 for 万元. */
  decimals: z.number().int().min(0).max(2),
  minimum: z.number().optional(),
});
const dateField = z.object({ ...fieldBase, kind: z.literal('date') });
const phoneField = z.object({ ...fieldBase, kind: z.literal('phone') });
const creditCodeField = z.object({ ...fieldBase, kind: z.literal('creditCode') });
const districtField = z.object({ ...fieldBase, kind: z.literal('district') });
const industryField = z.object({
  ...fieldBase,
  kind: z.literal('industry'),
  /** 大类 (two digits) or 小类 (four digits) of GB/T 4754—2017. */
  level: z.enum(['division', 'class']),
});
const industriesField = z.object({
  ...fieldBase,
  kind: z.literal('industries'),
  level: z.literal('class'),
  maximum: z.number().int().positive(),
});
const choiceField = z.object({
  ...fieldBase,
  kind: z.literal('choice'),
  options: z.array(z.string()).min(2),
});
const choicesField = z.object({
  ...fieldBase,
  kind: z.literal('choices'),
  options: z.array(z.string()).min(2),
  /** Options that stand for “none of these”, if any field needs one. */
  minimum: z.number().int().nonnegative().optional(),
});
const yearTableField = z.object({
  ...fieldBase,
  kind: z.literal('yearTable'),
  years: z.array(z.string()),
  rows: z.array(
    z.object({
      id: identifier,
      label: z.string(),
      unit: z.enum(['万元', '人']),
      decimals: z.number().int().min(0).max(2),
      /** Profit may be below zero; nothing else may. */
      mayBeNegative: z.boolean().optional(),
    }),
  ),
});
const narrativeField = z.object({
  ...fieldBase,
  kind: z.literal('narrative'),
  /** Limit in 字 for this field alone. A limit of a whole section stands on the section. */
  limit: z.number().int().positive().optional(),
});
const scenarioBoardField = z.object({ ...fieldBase, kind: z.literal('scenarioBoard') });
const caseListField = z.object({
  ...fieldBase,
  kind: z.literal('caseList'),
  /** The five elements the notice names, in its order and words. */
  elements: z.array(
    z.object({ id: z.enum(['needs', 'content', 'period', 'cost', 'effect']), label: z.string() }),
  ),
});
const ledgerField = z.object({ ...fieldBase, kind: z.literal('ledger') });

export const fieldSchema = z.discriminatedUnion('kind', [
  textField,
  numberField,
  dateField,
  phoneField,
  creditCodeField,
  districtField,
  industryField,
  industriesField,
  choiceField,
  choicesField,
  yearTableField,
  narrativeField,
  scenarioBoardField,
  caseListField,
  ledgerField,
]);

/**
 * A line of printed wording with places for answers:
 * `{field}` prints the answer, or nothing; `{field|blank}` prints `blank` while there is none;
 * `{field=option}` prints ☑ where the option is chosen and □ where not;
 * `{table.2024.revenue}` prints one number of a year table.
 */
const template = z.string();

const cellSchema = z.object({
  /** One entry a printed line; an entry that is one whole `{narrative}` place is laid out as blocks. */
  lines: z.array(template),
  columnSpan: z.number().int().positive().optional(),
  rowSpan: z.number().int().positive().optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
  /** 黑体 for a row that heads a part of the table (“一、基本信息”). */
  role: z.enum(['label', 'value', 'heading']),
});

const tableLayoutSchema = z.object({
  /** Column widths as shares of the text width; they add up to 100. */
  columns: z.array(z.number().positive()),
  rows: z.array(
    z.object({
      cells: z.array(cellSchema),
      /** The row's content may be longer than a page and flows on. */
      flows: z.boolean().optional(),
      /** The row heads what follows and never stands alone at a page's foot. */
      headsNext: z.boolean().optional(),
    }),
  ),
});

const sectionBase = {
  id: identifier,
  /** Name in the walk, the checks and the bookmarks. */
  title: z.string(),
  /** The notice's own instruction for the section, for the panel beside it. */
  instruction: z.string().optional(),
  fields: z.array(fieldSchema),
  /** Limit in 字 for all that the applicant writes in the section, together. */
  limit: z.number().int().positive().optional(),
};

const coverSection = z.object({
  ...sectionBase,
  kind: z.literal('cover'),
  printedTitle: z.array(z.string()),
  lines: z.array(z.object({ label: z.string(), value: template, seal: z.boolean().optional() })),
  issuer: z.array(z.string()),
});
const commitmentSection = z.object({
  ...sectionBase,
  kind: z.literal('commitment'),
  printedTitle: z.string(),
  paragraphs: z.array(template),
  signature: z.array(z.object({ line: template, mark: z.enum(['sign', 'seal', 'date', 'note']) })),
});
const tableSection = z.object({
  ...sectionBase,
  kind: z.literal('table'),
  /** Title above the table; absent where the section goes on in the table of the section before it. */
  printedTitle: z.string().optional(),
  continuesTable: z.boolean().optional(),
  table: tableLayoutSchema,
  footnote: z.string().optional(),
});
const narrativeSection = z.object({
  ...sectionBase,
  kind: z.literal('narrative'),
  /** The heading as printed, with its “（500字内）”. */
  heading: z.string(),
  /** In the form's order: a printed prompt (always printed), then the field below it. */
  parts: z.array(z.object({ prompt: z.string().optional(), field: identifier })),
});
const scenariosSection = z.object({
  ...sectionBase,
  kind: z.literal('scenarios'),
  heading: z.string(),
  countField: identifier,
  boardField: identifier,
  /** Words before and after the number, and the headings of the 明细表. */
  countLine: template,
  columns: z.object({
    number: z.string(),
    name: z.string(),
    level: z.string(),
    description: z.string(),
    proof: z.string(),
  }),
});

const evidenceSlotSchema = z.object({
  id: identifier,
  label: z.string(),
  /** What is expected in it, in plain words. */
  expects: z.string(),
  /** `required`: a file or, where `noneAllowed`, “无” with a reason. `optional`: nothing need be said. */
  presence: z.enum(['required', 'optional']),
  noneAllowed: z.boolean().optional(),
  /** Required only while the other slot says “无” (财务报表 in place of the audit of 2024). */
  requiredWhenNone: identifier.optional(),
  /** Words in a file name that point to this slot. */
  keywords: z.array(z.string()),
  /** The answer printed in this slot's place: the invoice ledger. */
  ledgerField: identifier.optional(),
});
const evidenceItemSchema = z.object({
  id: identifier,
  /** “（一）” */
  number: z.string(),
  /** The notice's wording, without the number and the closing mark. */
  label: z.string(),
  /** The line as the notice prints it. */
  printed: z.string(),
  /** Short name for folders, contents and divider pages. */
  shortName: z.string(),
  slots: z.array(evidenceSlotSchema).min(1),
});
const evidenceSection = z.object({
  ...sectionBase,
  kind: z.literal('evidence'),
  heading: z.string(),
  items: z.array(evidenceItemSchema).min(1),
});

export const sectionSchema = z.discriminatedUnion('kind', [
  coverSection,
  commitmentSection,
  tableSection,
  narrativeSection,
  scenariosSection,
  evidenceSection,
]);

/** A rule kind with its parameters; the kinds are implemented in `shared/rules/kinds`. */
export const ruleSchema = z.object({
  /** R01 … R43 of the research list. */
  code: z.string().regex(/^R\d\d$/),
  kind: z.string(),
  level: z.enum(['block', 'warn', 'hint']),
  clause: z.string(),
  parameters: z.record(z.string(), z.json()),
});

export const formSchema = z.object({
  programme: z.enum(['benchmark', 'product']),
  /** “标杆企业申报”, “小快轻准申报”: for folder names. */
  programmeName: z.string(),
  /** The same for screens, as the notice writes it: “小快轻准”申报. */
  shownName: z.string(),
  /** Where the notice says what the programme is for, “通知一（一）”. */
  supportClause: z.string(),
  /** “附件1” / “附件3”: the form's place in the notice, not part of the book. */
  annex: z.string(),
  title: z.string(),
  sections: z.array(sectionSchema),
  rules: z.array(ruleSchema),
  /** Questions asked before writing, each a condition of the notice. */
  conditions: z.array(
    z.object({
      id: identifier,
      clause: z.string(),
      question: z.string(),
      /** The rule that speaks when the answer is not “yes”. */
      rule: z.string().regex(/^R\d\d$/),
    }),
  ),
  summary: z.object({
    annex: z.string(),
    title: z.string(),
    /** The title in lines, where it is too long for one. */
    titleLines: z.array(z.string()).optional(),
    headLine: z.array(z.string()),
    /** Blanks that the notice leaves behind each part of the head line but the last, to write on. */
    headGaps: z.array(z.number().int().positive()),
    columns: z.array(z.object({ id: identifier, label: z.string() })),
    /** What the notice shows in the first blank row, by column. */
    sample: z.record(z.string(), z.string()).optional(),
    blankRows: z.number().int().positive(),
  }),
});

/** 推荐意见 as it stands before an officer words it: the notice asks for one and gives no form. */
const recommendationFrameSchema = z.object({
  titleLines: z.array(z.string()),
  /** A paragraph each; what they may leave open stands in shared/intake/recommendation.ts. */
  paragraphs: z.array(z.string()),
});

const clauseSchema = z.object({ number: z.string(), text: z.string() });

export const noticeSchema = z.object({
  id: z.string(),
  number: z.string(),
  issuer: z.string(),
  title: z.string(),
  titleLines: z.array(z.string()),
  addressees: z.string(),
  preamble: z.string(),
  /** 一、 to 四、 with their numbered clauses, to the letter. */
  parts: z.array(z.object({ heading: z.string(), clauses: z.array(clauseSchema) })),
  annexes: z.array(z.string()),
  signedBy: z.string(),
  signedOn: z.string(),
  published: z.string(),
  printedBy: z.string(),
  printedOn: z.string(),
  deadlines: z.object({
    /** Applicant to district, inclusive day. */
    district: z.object({ date: z.iso.date(), clause: z.string() }),
    /** District to city, local time. */
    city: z.object({ date: z.iso.date(), time: z.string(), clause: z.string() }),
  }),
  contacts: z.object({
    person: z.string(),
    phone: z.string(),
    address: z.string(),
    email: z.string(),
    advicePhone: z.string(),
    office: z.string(),
  }),
  copies: z.object({ paper: z.number().int(), clause: z.string() }),
  forms: z.object({ benchmark: formSchema, product: formSchema }),
  /** By what a batch collects. */
  recommendation: z.object({
    both: recommendationFrameSchema,
    benchmark: recommendationFrameSchema,
    product: recommendationFrameSchema,
  }),
});

export type Programme = 'benchmark' | 'product';
export type Notice = z.infer<typeof noticeSchema>;
export type Form = z.infer<typeof formSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type SectionOfKind<K extends Section['kind']> = Extract<Section, { kind: K }>;
export type Field = z.infer<typeof fieldSchema>;
export type FieldOfKind<K extends Field['kind']> = Extract<Field, { kind: K }>;
export type EvidenceItem = z.infer<typeof evidenceItemSchema>;
export type EvidenceSlot = z.infer<typeof evidenceSlotSchema>;
export type TableCell = z.infer<typeof cellSchema>;
export type Rule = z.infer<typeof ruleSchema>;

/** Every field of a form in the form's order. */
export function fieldsOf(form: Form): Field[] {
  return form.sections.flatMap((section) => section.fields);
}

/** The section that holds a field, or undefined for an id that the form does not know. */
export function sectionOfField(form: Form, fieldId: string): Section | undefined {
  return form.sections.find((section) => section.fields.some((field) => field.id === fieldId));
}

/** The one evidence section of a form (六、相关证明材料 / 四、佐证资料). */
export function evidenceSectionOf(form: Form): SectionOfKind<'evidence'> {
  const section = form.sections.find((candidate) => candidate.kind === 'evidence');
  if (section === undefined) throw new Error(`form ${form.programme} has no evidence section`);
  return section;
}
