import { z } from 'zod';
import type { Field } from '../../form/definition.ts';
import { fieldsOf } from '../../form/definition.ts';
import type { RuleContext } from '../context.ts';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { isDiallable } from '../telephone.ts';
import { excerpt, formatNumber, shortLabel } from '../wording.ts';

/** Fields that the form asks and that another rule does not already demand (rows, cases, ledger). */
const ANSWERED_BY_OTHER_RULES: readonly Field['kind'][] = ['scenarioBoard', 'caseList', 'ledger'];

/**
 * R03, R31: no required answer is empty; “无” and 0 are answers. Either the fields named, or all of the
 * form but those excepted. Conditional fields count while they are asked.
 */
export const answered = ruleKind(
  z.strictObject({ fields: z.array(z.string()).optional(), except: z.array(z.string()).optional() }),
  (context, { fields, except }) =>
    fieldsOf(context.form)
      .filter((field) => !ANSWERED_BY_OTHER_RULES.includes(field.kind))
      .filter((field) =>
        fields === undefined ? except?.includes(field.id) !== true : fields.includes(field.id),
      )
      .filter((field) => field.optional !== true && context.isAsked(field))
      .flatMap((field) =>
        field.kind === 'yearTable' ? emptyCells(context, field) : emptyField(context, field),
      ),
);

/** What to do about an empty field, by its kind. A name, a code or a date is never “无”. */
const REMEDIES: Partial<Record<Field['kind'], string>> = {
  narrative: '请填写；确实没有的写“无”。',
  date: '请填写日期，如 2025-10-15。',
  district: '请从列表中选择。',
  industry: '请按代码或名称从行业列表中选择。',
  industries: '请按代码或名称从行业列表中选择。',
  choice: '请选择。',
  choices: '请勾选。',
};
const CHOSEN_KINDS: readonly Field['kind'][] = ['choice', 'choices', 'district', 'industry', 'industries'];

/** 0 is offered only where it would be taken. */
function numberRemedy({ unit, minimum = 0 }: Extract<Field, { kind: 'number' }>): string {
  return minimum <= 0
    ? '请填写数字；确实没有的填 0。'
    : `请填写数字（${unit}），不小于 ${formatNumber(minimum)}。`;
}

/** “附件1 一、企业基本情况”: the part of the form that asks for a field. */
function clauseOf(context: RuleContext, field: string): string {
  return `${context.form.annex} ${context.sectionOf(field)?.title ?? ''}`.trim();
}

function emptyField(context: RuleContext, field: Field): Remark[] {
  if (!context.isEmpty(field.id)) return [];
  return [
    {
      key: field.id,
      field: field.id,
      clause: clauseOf(context, field.id),
      message: `“${shortLabel(field.label)}”还没有${CHOSEN_KINDS.includes(field.kind) ? '选择' : '填写'}。`,
      remedy: field.kind === 'number' ? numberRemedy(field) : (REMEDIES[field.kind] ?? '请填写。'),
    },
  ];
}

function emptyCells(context: RuleContext, field: Extract<Field, { kind: 'yearTable' }>): Remark[] {
  return field.years.flatMap((year) =>
    field.rows.flatMap((row) => {
      const place = `${field.id}.${year}.${row.id}`;
      if (context.number(place) !== undefined) return [];
      return [
        {
          key: place,
          field: place,
          clause: clauseOf(context, field.id),
          message: `${year} 年“${row.label}”还没有填写。`,
          remedy: `请填写数字（${row.unit}）；确实没有的填 0。`,
        },
      ];
    }),
  );
}

/** R04: a single-line answer that no cell of the form can hold. */
export const lineLength = ruleKind(z.strictObject({}), (context) =>
  fieldsOf(context.form).flatMap((field) => {
    if (field.kind !== 'text') return [];
    const length = [...context.text(field.id)].length;
    if (length <= field.maxCharacters) return [];
    return [
      {
        key: `line:${field.id}`,
        field: field.id,
        message: `“${shortLabel(field.label)}”有 ${formatNumber(length)} 个字符，表格内最多 ${formatNumber(field.maxCharacters)} 个。`,
        remedy: '请只填写本栏要求的内容，其余写到正文中。',
      },
    ];
  }),
);

/** R03 as a warning: a telephone number that could not be dialled. Several may stand side by side. */
export const phoneNumber = ruleKind(z.strictObject({ field: z.string() }), (context, { field }) => {
  const written = context.text(field);
  if (written === '' || written.length > 200 || isDiallable(written)) return [];
  return [
    {
      key: `phone:${field}`,
      field,
      message: `“${shortLabel(context.label(field))}”填写的“${excerpt(written, 40)}”不像电话号码。`,
      remedy: '请核对位数：手机为 11 位；座机为区号加 7 至 8 位（重庆 023 为 8 位）。',
    },
  ];
});
