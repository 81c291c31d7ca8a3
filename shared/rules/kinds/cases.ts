import { z } from 'zod';
import type { CaseAnswer } from '../../form/draft.ts';
import { isInChongqing } from '../../reference/districts.ts';
import { isEmptyNarrative, toNarrativeDocument } from '../../text/narrative-text.ts';
import { readMonth } from '../calendar.ts';
import type { RuleContext } from '../context.ts';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { comparable, excerpt } from '../wording.ts';
import { saysOnlyNone } from './choices.ts';
import { provesAny } from './proof.ts';

function isBlank(text: string | null | undefined): boolean {
  return isEmptyNarrative(toNarrativeDocument(text));
}
function called(row: CaseAnswer, index: number): string {
  return `第 ${index + 1} 个案例${isBlank(row.enterprise) ? '' : `“${excerpt(row.enterprise ?? '')}”`}`;
}
function isSince(row: CaseAnswer, since: string): boolean {
  const month = readMonth(row.completedOn ?? '');
  return month !== undefined && month >= since;
}
/** The applicant's own word, else what the place says. */
export function countsAsChongqing(row: CaseAnswer): boolean {
  return row.inChongqing ?? isInChongqing((row.place ?? '').slice(0, 300));
}

/** Cases that count towards the notice's numbers: completed in the month `since` (YYYY-MM) or later. */
export function countCases(
  rows: readonly CaseAnswer[],
  since: string,
): { eligible: number; inChongqing: number } {
  const eligible = rows.filter((row) => isSince(row, since));
  return { eligible: eligible.length, inChongqing: eligible.filter(countsAsChongqing).length };
}

export const caseNumbersParameters = z.strictObject({
  cases: z.string(),
  since: z.string().regex(/^\d{4}-\d{2}$/),
  minimum: z.number().int(),
  inChongqing: z.number().int(),
});

/** R29: enough cases since the notice's year, and enough of them in Chongqing. */
export const caseNumbers = ruleKind(
  caseNumbersParameters,
  (context, { cases, since, minimum, inChongqing }) => {
    const counted = countCases(context.cases(cases), since);
    const remark = (key: string, message: string, remedy: string): Remark => ({
      key,
      field: cases,
      message,
      remedy,
    });
    const year = since.slice(0, 4);
    return [
      ...(counted.eligible >= minimum
        ? []
        : [
            remark(
              'number',
              `${year} 年以来的典型应用案例有 ${counted.eligible} 个，至少需要 ${minimum} 个。`,
              '请补充案例，或补填各案例的完成时间。',
            ),
          ]),
      ...(counted.inChongqing >= inChongqing
        ? []
        : [
            remark(
              'chongqing',
              `${year} 年以来的重庆案例有 ${counted.inChongqing} 个，至少需要 ${inChongqing} 个。`,
              '请补充重庆案例，或核对各案例的所在地。',
            ),
          ]),
    ];
  },
);

/** R29: each case names its enterprise, place and time, and has all the elements that the notice lists. */
export const caseElements = ruleKind(z.strictObject({ cases: z.string() }), (context, { cases }) => {
  const field = context.field(cases);
  if (field?.kind !== 'caseList') return [];
  const parts = [
    { id: 'enterprise' as const, label: '企业名称' },
    { id: 'place' as const, label: '所在地' },
    { id: 'completedOn' as const, label: '完成时间' },
    ...field.elements,
  ];
  return context.cases(cases).flatMap((row, index) =>
    parts.flatMap(({ id, label }): Remark[] => {
      const remark = (message: string, remedy: string): Remark[] => [
        { key: `${index}.${id}`, field: `${cases}.${index}.${id}`, message, remedy },
      ];
      if (isBlank(row[id])) return remark(`${called(row, index)}还没有填写“${label}”。`, '请填写。');
      if (id !== 'completedOn' && saysOnlyNone(row[id] ?? ''))
        return remark(
          `${called(row, index)}的“${label}”填写的是“${excerpt((row[id] ?? '').trim())}”。`,
          id === 'cost' ? '请写明金额；没有收费的写“免费”。' : '请写明具体内容；没有的，请换一个案例。',
        );
      if (id === 'completedOn' && readMonth(row[id] ?? '') === undefined)
        return remark(
          `${called(row, index)}的完成时间“${excerpt(row[id] ?? '')}”不是有效日期。`,
          '请按 2024-06 的格式填写。',
        );
      return [];
    }),
  );
});

/** R29: a file for each case, known by `about` or by the enterprise in its name. */
export const caseProof = ruleKind(
  z.strictObject({ cases: z.string(), slot: z.string() }),
  (context, { cases, slot }) => {
    const files = context.files([slot]);
    return context.cases(cases).flatMap((row, index): Remark[] => {
      if (isBlank(row.enterprise)) return [];
      const enterprise = (row.enterprise ?? '').trim().slice(0, 200);
      if (files.some((file) => provesAny(file, [enterprise, shortName(enterprise)]))) return [];
      return [
        {
          key: `proof:${index}`,
          field: `${cases}.${index}.enterprise`,
          evidence: slot,
          message: `${called(row, index)}还没有合同等佐证文件。`,
          remedy: '请上传合同关键页，并在文件上注明对应的企业名称。',
        },
      ];
    });
  },
);

/** 重庆甲乙机械有限公司 → 甲乙机械: what file names usually keep of it. */
function shortName(enterprise: string): string {
  const core = enterprise
    .replace(/^重庆市?/, '')
    .replace(/[（(][^（）()]*[）)]/g, '')
    .replace(/(股份|集团|有限|责任)*公司$/, '');
  return [...core].length >= 4 ? core : enterprise;
}

function oddities(context: RuleContext, rows: CaseAnswer[], since: string, until: string) {
  const seen = new Map<string, number>();
  const applicant = comparable(context.text('applicantName'));
  return rows.flatMap((row, index): [number, string, string, string][] => {
    const found: [number, string, string, string][] = [];
    const month = readMonth(row.completedOn ?? '');
    const enterprise = comparable((row.enterprise ?? '').slice(0, 300));
    const before = seen.get(enterprise);
    if (enterprise !== '' && before === undefined) seen.set(enterprise, index);
    if (month !== undefined && month < since)
      found.push([
        index,
        'completedOn',
        `完成时间早于 ${since.slice(0, 4)} 年，不计入案例数`,
        '请核对时间，或换成其后的案例。',
      ]);
    if (month !== undefined && month > until.slice(0, 7))
      found.push([
        index,
        'completedOn',
        '完成时间晚于申报日期',
        '请核对时间；未完成的项目不宜作为典型案例。',
      ]);
    if (enterprise !== '' && before !== undefined)
      found.push([index, 'enterprise', `与第 ${before + 1} 个案例是同一企业`, '请确认是两个不同的项目。']);
    if (enterprise !== '' && enterprise === applicant)
      found.push([index, 'enterprise', '就是申报单位自己', '请换成服务其他企业的案例。']);
    if (typeof row.inChongqing === 'boolean' && !isBlank(row.place)) {
      const says = isInChongqing((row.place ?? '').slice(0, 300));
      if (row.inChongqing && !says)
        found.push([
          index,
          'place',
          `标为重庆案例，所在地“${excerpt(row.place ?? '')}”看不出在重庆`,
          '请核对所在地。',
        ]);
    }
    return found;
  });
}

/** R29 as a warning: cases that are there but look wrong. */
export const caseOddities = ruleKind(
  z.strictObject({ cases: z.string(), since: z.string().regex(/^\d{4}-\d{2}$/), until: z.string() }),
  (context, { cases, since, until }) => {
    const rows = context.cases(cases);
    return oddities(context, rows, since, context.text(until) || context.today).map(
      ([index, part, problem, remedy]) => ({
        key: `odd:${index}.${part}:${problem.slice(0, 8)}`,
        field: `${cases}.${index}.${part}`,
        message: `${called(rows[index] ?? {}, index)}${problem}。`,
        remedy,
      }),
    );
  },
);
