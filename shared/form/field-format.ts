import { z } from 'zod';
import { checkCreditCode, firstStrangeCharacter, normaliseCreditCode } from '../reference/credit-code.ts';
import { readDay, readMonth } from '../rules/calendar.ts';
import { isDiallable } from '../rules/telephone.ts';
import { excerpt, formatNumber, shortLabel } from '../rules/wording.ts';
import type { Field, Rule } from './definition.ts';
import { isTypedField, readNumber, type TypedField } from './typed-text.ts';

/**
 * Whether what stands in one box has the form that its field takes. Whether anything must stand there
 * is none of its business, nor how it goes with other answers: that is the check's (`shared/rules`).
 */

export interface FormatContext {
  /** Local day, YYYY-MM-DD. */
  today: string;
  /** The form's rules: they tell which day lies in the past by its nature. */
  rules: readonly Rule[];
}

/** What a number may be. */
export interface NumberBounds {
  name: string;
  unit: string;
  decimals: number;
  /** Undefined where it may be below zero. */
  minimum: number | undefined;
}

const CREDIT_CODE_LENGTH = 18;

/** What is wrong with a typed number and what to do; undefined when nothing is. */
export function numberProblem(
  text: string,
  { name, unit, decimals, minimum }: NumberBounds,
): string | undefined {
  if (text.trim() === '') return undefined;
  const value = readNumber(text, unit);
  if (value === undefined)
    return `“${name}”填写的“${excerpt(text.trim())}”不是数字。请只填数字，单位为${unit}。`;
  const written = `${formatNumber(value, 10)} ${unit}`;
  if (minimum !== undefined && value < minimum)
    return `“${name}”为 ${written}，不能小于 ${formatNumber(minimum)}。请核对。`;
  if (decimals === 0 && !Number.isInteger(value)) return `“${name}”为 ${written}，应为整数。请去掉小数。`;
  const rounded = Number(value.toFixed(decimals));
  if (rounded !== value)
    return `“${name}”为 ${written}，最多 ${decimals} 位小数。请改为 ${formatNumber(rounded)}，并与佐证材料一致。`;
  return undefined;
}

/** A day that lies in the past by its nature: the form forbids it after another day of the form (成立时间). */
function isOfThePast(field: string, rules: readonly Rule[]): boolean {
  return rules.some((rule) => rule.kind === 'dateNotAfter' && rule.parameters.field === field);
}

function dateProblem(field: TypedField, text: string, { today, rules }: FormatContext): string | undefined {
  const name = shortLabel(field.label);
  const day = readDay(text);
  if (day === undefined) {
    const month = readMonth(text);
    return month === undefined
      ? `“${name}”填写的“${excerpt(text.trim())}”不是有效日期。请按 2015-03-18 的格式填写，或用右侧的日历选择。`
      : `“${name}”只写到了月份。请写到日，如 ${month}-18。`;
  }
  if (day > today && isOfThePast(field.id, rules))
    return `“${name}”${day} 晚于今天（${today}）。请与营业执照核对。`;
  return undefined;
}

/** What is wrong with the text in a box and what to do; undefined when nothing is, or nothing stands there. */
export function formatProblem(field: TypedField, text: string, context: FormatContext): string | undefined {
  if (text.trim() === '') return undefined;
  const name = shortLabel(field.label);
  switch (field.kind) {
    case 'number': {
      const { unit, decimals, minimum = 0 } = field;
      return numberProblem(text, { name, unit, decimals, minimum });
    }
    case 'date':
      return dateProblem(field, text, context);
    case 'phone':
      return isDiallable(text)
        ? undefined
        : `“${excerpt(text.trim())}”不像能拨通的电话号码。手机为 11 位；固定电话请连区号填写，如 023-12345678。`;
    case 'creditCode': {
      const check = checkCreditCode(text.slice(0, 200));
      return check.valid ? undefined : check.message;
    }
    case 'text': {
      const { length } = [...text.trim()];
      return length > field.maxCharacters
        ? `“${name}”最多 ${field.maxCharacters} 个字符，现为 ${length} 个。请删减 ${length - field.maxCharacters} 个。`
        : undefined;
    }
  }
}

/** The format of a box as a schema, for forms. */
export function fieldFormat(field: TypedField, context: FormatContext): z.ZodType<string, string> {
  return z.string().superRefine((text, check) => {
    const problem = formatProblem(field, text, context);
    if (problem !== undefined) check.addIssue({ code: 'custom', message: problem });
  });
}

/** The formats of all typed boxes among some fields, by field id. */
export function typedFormats(
  fields: readonly Field[],
  context: FormatContext,
): z.ZodObject<Record<string, z.ZodType<string, string>>> {
  return z.object(
    Object.fromEntries(
      fields.filter(isTypedField).map((field) => [field.id, fieldFormat(field, context)] as const),
    ),
  );
}

/** How far a credit code is while it is being typed. */
export interface CreditCodeProgress {
  typed: number;
  length: number;
  /** Wrong already, whatever follows; or, once all is there, what the check character says. */
  problem: string | undefined;
}

export function creditCodeProgress(text: string): CreditCodeProgress {
  const code = normaliseCreditCode(text).slice(0, 200);
  const { length: typed } = [...code];
  const strange = firstStrangeCharacter(code)?.message;
  const check = typed >= CREDIT_CODE_LENGTH ? checkCreditCode(code) : undefined;
  const problem = strange ?? (check?.valid === false ? check.message : undefined);
  return { typed, length: CREDIT_CODE_LENGTH, problem };
}
