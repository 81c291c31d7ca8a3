import { z } from 'zod';
import type { IndustryLevel } from '../../reference/industries.ts';
import { industryByCode } from '../../reference/industries.ts';
import type { RuleContext } from '../context.ts';
import { ruleKind } from '../rule-kind.ts';
import { comparable, excerpt, formatNumber, shortLabel } from '../wording.ts';

const LEVEL_NAMES: Partial<Record<IndustryLevel, string>> = {
  division: '大类（两位代码）',
  class: '小类（四位代码）',
};

/** The code and, where one was written behind it, the name. */
function readIndustry(written: string): { code: string; name: string } {
  const match = /^\s*[A-Ta-t]?(\d*)\s*([\s\S]*)$/.exec(written.slice(0, 200).normalize('NFKC'));
  return { code: match?.[1] ?? '', name: match?.[2] ?? '' };
}

function codesOf(
  context: RuleContext,
  field: string,
): { level: 'division' | 'class'; codes: string[] } | undefined {
  const definition = context.field(field);
  if (definition?.kind !== 'industry' && definition?.kind !== 'industries') return undefined;
  return { level: definition.level, codes: context.choices(field) };
}

/** R08: each code stands in GB/T 4754—2017, on the level the form asks, and a name behind it is its name. */
export const industryCode = ruleKind(z.strictObject({ fields: z.array(z.string()) }), (context, { fields }) =>
  fields.flatMap((field) => {
    const asked = codesOf(context, field);
    if (asked === undefined) return [];
    const label = shortLabel(context.label(field));
    return asked.codes.flatMap((written, index) => {
      const { code, name } = readIndustry(written);
      const industry = industryByCode(code);
      const place = context.field(field)?.kind === 'industries' ? `${field}.${index}` : field;
      const remark = (message: string) => [
        { key: place, field: place, message, remedy: '请在行业列表中按代码或名称重新选择。' },
      ];
      if (industry === undefined)
        return remark(`“${label}”的“${excerpt(written)}”不是《国民经济行业分类》（GB/T 4754—2017）的代码。`);
      if (industry.level !== asked.level)
        return remark(`“${label}”应填${LEVEL_NAMES[asked.level]}，“${code}”不是。`);
      if (name !== '' && comparable(name) !== comparable(industry.name))
        return remark(`“${label}”的名称“${excerpt(name)}”与代码 ${code} 不符，应为“${industry.name}”。`);
      return [];
    });
  }),
);

/** R08: the first two digits of the 小类 are the 大类. */
export const industryWithin = ruleKind(
  z.strictObject({ division: z.string(), class: z.string() }),
  (context, { division, class: classField }) => {
    const outer = readIndustry(context.text(division)).code;
    const inner = readIndustry(context.text(classField)).code;
    if (industryByCode(outer)?.level !== 'division' || industryByCode(inner)?.level !== 'class') return [];
    if (inner.startsWith(outer)) return [];
    return [
      {
        key: `within:${classField}`,
        field: classField,
        message: `细分领域 ${inner} ${industryByCode(inner)?.name ?? ''} 不属于所填大类 ${outer} ${industryByCode(outer)?.name ?? ''}。`,
        remedy: '请先确定小类，再填写它所属的大类。',
      },
    ];
  },
);

/** R08: no more entries than the form allows (“不超过三个”). */
export const atMost = ruleKind(z.strictObject({ fields: z.array(z.string()) }), (context, { fields }) =>
  fields.flatMap((field) => {
    const definition = context.field(field);
    if (definition?.kind !== 'industries') return [];
    const { length } = context.choices(field);
    if (length <= definition.maximum) return [];
    return [
      {
        key: `atMost:${field}`,
        field,
        message: `“${shortLabel(definition.label)}”填写了 ${formatNumber(length)} 个，最多 ${definition.maximum} 个。`,
        remedy: `请保留最主要的 ${definition.maximum} 个。`,
      },
    ];
  }),
);

/** R08 as a warning: the same entry twice. */
export const distinctEntries = ruleKind(
  z.strictObject({ fields: z.array(z.string()) }),
  (context, { fields }) =>
    fields.flatMap((field) => {
      const seen = new Set<string>();
      const repeated = context.choices(field).find((entry) => {
        const plain = comparable(entry.slice(0, 300));
        if (seen.has(plain)) return true;
        seen.add(plain);
        return false;
      });
      if (repeated === undefined) return [];
      return [
        {
          key: `distinct:${field}`,
          field,
          message: `“${shortLabel(context.label(field))}”中“${excerpt(repeated)}”重复。`,
          remedy: '请删去重复的一项。',
        },
      ];
    }),
);
