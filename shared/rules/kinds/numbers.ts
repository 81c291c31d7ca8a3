import { z } from 'zod';
import { fieldsOf } from '../../form/definition.ts';
import type { RuleContext } from '../context.ts';
import { ruleKind } from '../rule-kind.ts';
import { formatNumber, shortLabel } from '../wording.ts';

/** A number of the form with its place: a number field, or one cell of a year table. */
interface NumberCell {
  place: string;
  name: string;
  unit: string;
  decimals: number;
  minimum: number;
}

function numberCells(context: RuleContext): NumberCell[] {
  return fieldsOf(context.form).flatMap((field): NumberCell[] => {
    if (field.kind === 'number') {
      const { unit, decimals, minimum = 0 } = field;
      return [{ place: field.id, name: `“${shortLabel(field.label)}”`, unit, decimals, minimum }];
    }
    if (field.kind !== 'yearTable') return [];
    return field.years.flatMap((year) =>
      field.rows.map(({ id, label, unit, decimals, mayBeNegative }) => ({
        place: `${field.id}.${year}.${id}`,
        name: `${year} 年“${label}”`,
        unit,
        decimals,
        minimum: mayBeNegative === true ? Number.NEGATIVE_INFINITY : 0,
      })),
    );
  });
}

function nameOf(context: RuleContext, place: string): string {
  return numberCells(context).find((cell) => cell.place === place)?.name ?? place;
}
/** “8,000.5 万元”, by the unit of the place. */
function measure(context: RuleContext, place: string, value: number): string {
  const unit = numberCells(context).find((cell) => cell.place === place)?.unit ?? '';
  return `${formatNumber(value)} ${unit}`.trim();
}

/** No enterprise of this notice has more: 万元 resp. heads, months and rights. */
const ABSURD = { 万元: 1e8, other: 1e6 };

function impossible({ unit, decimals, minimum }: NumberCell, value: number): string | undefined {
  const written = `${formatNumber(value)} ${unit}`;
  if (!Number.isFinite(value)) return '不是数字';
  if (value < minimum) return `为 ${written}，不能小于 ${formatNumber(minimum)}`;
  if (decimals === 0 && !Number.isInteger(value)) return `为 ${written}，应为整数`;
  if (Math.abs(value) > (unit === '万元' ? ABSURD.万元 : ABSURD.other))
    return `为 ${written}，大得不合常理${unit === '万元' ? '，可能是以元填写的' : ''}`;
  return undefined;
}

/** R10, R31: numbers that cannot be: below their least, broken people or months, absurdly large. */
export const numberPossible = ruleKind(
  z.strictObject({ fields: z.array(z.string()).optional(), except: z.array(z.string()).optional() }),
  (context, { fields, except }) =>
    numberCells(context).flatMap((cell) => {
      const id = cell.place.split('.')[0] ?? '';
      if (fields === undefined ? except?.includes(id) === true : !fields.includes(id)) return [];
      const value = context.number(cell.place);
      const problem = value === undefined ? undefined : impossible(cell, value);
      if (problem === undefined) return [];
      return [
        {
          key: `possible:${cell.place}`,
          field: cell.place,
          message: `${cell.name}${problem}。`,
          remedy: `请核对数字和单位（${cell.unit}）。`,
        },
      ];
    }),
);

/** R10 as a warning: more decimal places than the form prints. */
export const numberDecimals = ruleKind(z.strictObject({}), (context) =>
  numberCells(context).flatMap((cell) => {
    const value = context.number(cell.place);
    if (value === undefined || cell.decimals === 0 || Math.abs(value) > ABSURD.万元) return [];
    const scaled = Number((value * 10 ** cell.decimals).toPrecision(15));
    if (Number.isInteger(scaled)) return [];
    return [
      {
        key: `decimals:${cell.place}`,
        field: cell.place,
        message: `${cell.name}为 ${formatNumber(value, 10)} ${cell.unit}，多于 ${cell.decimals} 位小数。`,
        remedy: `请四舍五入到 ${cell.decimals} 位小数，并与佐证材料一致。`,
      },
    ];
  }),
);

/** The years that a place with `*` stands for; one empty year for a plain place. */
function yearsOf(context: RuleContext, place: string): string[] {
  const field = context.field(place.split('.')[0] ?? '');
  return place.includes('*') && field?.kind === 'yearTable' ? field.years : [''];
}

/**
 * R09: the sum of some numbers is not greater than another. `*` in a place stands for each year of
 * its table, the same on both sides.
 */
export const notGreater = ruleKind(
  z.strictObject({
    pairs: z.array(z.strictObject({ sumOf: z.array(z.string()).min(1), notGreaterThan: z.string() })),
  }),
  (context, { pairs }) =>
    pairs.flatMap(({ sumOf, notGreaterThan }) =>
      yearsOf(context, notGreaterThan).flatMap((year) => {
        const bound = notGreaterThan.replace('*', year);
        const parts = sumOf.map((place) => place.replace('*', year));
        const limit = context.number(bound);
        const values = parts.map((place) => context.number(place));
        const known = values.filter((value) => value !== undefined);
        const sum = Number(known.reduce((total, value) => total + value, 0).toPrecision(15));
        const [first = ''] = parts;
        if (limit === undefined || known.length < parts.length || sum <= limit) return [];
        const names = parts.map((place) => nameOf(context, place)).join('与');
        return [
          {
            key: `greater:${first}`,
            field: first,
            message: `${names}${parts.length > 1 ? '合计' : ''}为 ${measure(context, first, sum)}，大于${nameOf(context, bound).replace(/^(?=\d)/, ' ')}的 ${measure(context, bound, limit)}。`,
            remedy: '请核对这几项数字和单位；确实如此的，请在正文中说明。',
          },
        ];
      }),
    ),
);

/**
 * R10 as a warning: an amount so large that its unit is in doubt, by itself or beside the applicant's own
 * revenue or assets. `*` in a place stands for each year of its table, the same in all places.
 */
export const unusuallyLarge = ruleKind(
  z.strictObject({ field: z.string(), most: z.number().positive().optional(), besides: z.array(z.string()) }),
  (context, { field, most, besides }) =>
    yearsOf(context, field).flatMap((year) => {
      const place = field.replace('*', year);
      const value = context.number(place);
      if (value === undefined) return [];
      const exceeded = besides
        .map((other) => other.replace('*', year))
        .find((other) => {
          const whole = context.number(other);
          return whole !== undefined && whole > 0 && value > whole;
        });
      if (exceeded === undefined && (most === undefined || value <= most)) return [];
      const bound =
        exceeded === undefined
          ? ` ${measure(context, place, most ?? 0)}`
          : `${nameOf(context, exceeded).replace(/^(?=\d)/, ' ')}的 ${measure(context, exceeded, context.number(exceeded) ?? 0)}`;
      return [
        {
          key: `large:${place}`,
          field: place,
          message: `${nameOf(context, place)}为 ${measure(context, place, value)}，大于${bound}，可能是以元填写的。`,
          remedy: '请核对单位是否为万元；无误的可以不改。',
        },
      ];
    }),
);

/** R10: revenue per head between two bounds, 万元 a head: catches 元 for 万元 and the reverse. */
export const perHead = ruleKind(
  z.strictObject({ revenue: z.string(), heads: z.string(), least: z.number(), most: z.number() }),
  (context, { revenue, heads, least, most }) =>
    yearsOf(context, revenue).flatMap((year) => {
      const place = revenue.replace('*', year);
      const [money, people] = [context.number(place), context.number(heads.replace('*', year))];
      if (money === undefined || people === undefined || people <= 0 || money <= 0) return [];
      const each = money / people;
      if (each >= least && each <= most) return [];
      return [
        {
          key: `perHead:${place}`,
          field: place,
          message: `${nameOf(context, place)}人均 ${formatNumber(each, 2)} 万元，不在常见的 ${formatNumber(least)} 至 ${formatNumber(most)} 万元之间。`,
          remedy: '请核对单位是否为万元、人数是否正确；无误的可以不改。',
        },
      ];
    }),
);

/** R10: a number that grows or shrinks by more than `factor` from one year of a table to the next. */
export const yearJump = ruleKind(
  z.strictObject({ table: z.string(), rows: z.array(z.string()), factor: z.number().min(1) }),
  (context, { table, rows, factor }) => {
    const field = context.field(table);
    if (field?.kind !== 'yearTable') return [];
    return field.years.slice(1).flatMap((year, index) =>
      rows.flatMap((row) => {
        const before = context.number(`${table}.${field.years[index]}.${row}`);
        const place = `${table}.${year}.${row}`;
        const after = context.number(place);
        if (before === undefined || after === undefined || before <= 0 || after <= 0) return [];
        if (after <= before * factor && after >= before / factor) return [];
        return [
          {
            key: `jump:${place}`,
            field: place,
            message: `${nameOf(context, place)}为 ${measure(context, place, after)}，上一年 ${measure(context, place, before)}，相差超过 ${formatNumber(factor)} 倍。`,
            remedy: '请核对两年的单位是否一致；确实如此的，请在正文中说明。',
          },
        ];
      }),
    );
  },
);

/** R32 as a warning: an applicant that states no intellectual property at all. */
export const anyAboveZero = ruleKind(
  z.strictObject({ fields: z.array(z.string()).min(1), what: z.string(), remedy: z.string() }),
  (context, { fields, what, remedy }) => {
    const values = fields.map((field) => context.number(field));
    const [first = ''] = fields;
    if (!values.every((value) => value === 0)) return [];
    return [{ key: `none:${first}`, field: first, message: `${what}都为 0。`, remedy }];
  },
);
