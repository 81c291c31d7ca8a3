import { z } from 'zod';
import { readDay } from '../calendar.ts';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, shortLabel } from '../wording.ts';

/** R06: a date that is written must be a day of the calendar, as `YYYY-MM-DD`. Empty ones are R03's. */
export const dateReadable = ruleKind(z.strictObject({ fields: z.array(z.string()) }), (context, { fields }) =>
  fields.flatMap((field) => {
    const written = context.text(field);
    if (written === '' || readDay(written) === written) return [];
    return [
      {
        key: `readable:${field}`,
        field,
        message: `“${shortLabel(context.label(field))}”填写的“${excerpt(written)}”不是有效日期。`,
        remedy: '请按 2025-10-15 的格式填写。',
      },
    ];
  }),
);

/** R06: one date is not after another. */
export const dateNotAfter = ruleKind(
  z.strictObject({ field: z.string(), notAfter: z.string() }),
  (context, { field, notAfter }) => {
    const [first, second] = [readDay(context.text(field)), readDay(context.text(notAfter))];
    if (first === undefined || second === undefined || first <= second) return [];
    const name = (id: string) => shortLabel(context.label(id));
    return [
      {
        key: `order:${field}`,
        field,
        message: `“${name(field)}”${first} 晚于“${name(notAfter)}”${second}。`,
        remedy: '请核对两个日期。',
      },
    ];
  },
);

/** R06 as a warning: past the notice's deadline. Never blocks: deadlines get extended. */
export const dateWithinDeadline = ruleKind(
  z.strictObject({ field: z.string(), deadline: z.enum(['district', 'city']) }),
  (context, { field, deadline }) => {
    const written = readDay(context.text(field));
    const last = context.notice.deadlines[deadline].date;
    if (written === undefined || written <= last) return [];
    return [
      {
        key: `deadline:${field}`,
        field,
        message: `“${shortLabel(context.label(field))}”${written} 晚于通知规定的报送日期 ${last}。`,
        remedy: '请向区县经信部门确认是否延期受理；不影响导出。',
      },
    ];
  },
);

/** R06 as a warning: dates that have not come yet. */
export const dateNotInFuture = ruleKind(
  z.strictObject({ fields: z.array(z.string()) }),
  (context, { fields }) =>
    fields.flatMap((field) => {
      const written = readDay(context.text(field));
      if (written === undefined || written <= context.today) return [];
      return [
        {
          key: `future:${field}`,
          field,
          message: `“${shortLabel(context.label(field))}”${written} 晚于今天（${context.today}）。`,
          remedy: '请核对日期；提前填写的，报送时请与实际日期一致。',
        },
      ];
    }),
);

/** R06 as a warning: a date too early to be right. */
export const dateNotBefore = ruleKind(
  z.strictObject({ field: z.string(), earliest: z.iso.date(), because: z.string() }),
  (context, { field, earliest, because }) => {
    const written = readDay(context.text(field));
    if (written === undefined || written >= earliest) return [];
    return [
      {
        key: `early:${field}`,
        field,
        message: `“${shortLabel(context.label(field))}”${written} 早于 ${earliest}（${because}）。`,
        remedy: '请核对年份。',
      },
    ];
  },
);
