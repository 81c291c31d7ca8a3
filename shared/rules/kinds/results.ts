import { z } from 'zod';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, formatNumber, shortLabel } from '../wording.ts';

/** A number, in digits or Chinese numerals with a measure: 12.5, 三成, 两倍, 百分之二十. */
const NUMBER = /[0-9０-９]|[一二两三四五六七八九十百千万亿半][成倍个项条台套人家次天月年万亿]|百分之/;
/** A number with a unit, so that years and list numbers alone do not pass for a result. Bounded, hence linear. */
const MEASURED =
  /[0-9０-９][\d,.，．０-９]{0,20}\s{0,3}(?:%|％|‰|个?百分点|[万亿]?元|万|亿|倍|成|小时|分钟|秒|天|日|个月|人|台|套|件|吨|千瓦时|度|次|家|项|条|种|kW|MW|t\b|kg|h\b|min)|[一二两三四五六七八九十半]+[成倍]|百分之/i;

const SHOWN = 20;

/** R28: sentences whose claim is a vague word without any number in it or its paragraph. */
export const vagueResults = ruleKind(
  z.strictObject({ fields: z.array(z.string()), words: z.array(z.string()) }),
  (context, { fields, words }) =>
    context
      .texts()
      .filter(({ field }) => fields.includes(field))
      .flatMap(({ field, section, name, text }) => {
        const vague = text.split('\n').flatMap((line, index) => {
          const word = NUMBER.test(line) ? undefined : words.find((each) => line.includes(each));
          return word === undefined ? [] : [{ line, index, word }];
        });
        const remarks: Remark[] = vague.slice(0, SHOWN).map(({ line, index, word }) => ({
          key: `vague:${field}:${index}`,
          field,
          section,
          message: `“${name}”中“${excerpt(line.trim())}”用了“${word}”，没有数字。`,
          remedy: '请写明数字、单位和与改造前的对比，如“由 12 天缩短到 7 天”。',
        }));
        if (vague.length <= SHOWN) return remarks;
        const message = `“${name}”另有 ${formatNumber(vague.length - SHOWN)} 段有同样的问题。`;
        return [
          ...remarks,
          { key: `vague:${field}:more`, field, section, message, remedy: '请逐段补充数据。' },
        ];
      }),
);

/** R28: a section of results without a single measured one. */
export const resultsMeasured = ruleKind(z.strictObject({ field: z.string() }), (context, { field }) => {
  const written = context.texts().find((text) => text.field === field);
  if (written === undefined || MEASURED.test(written.text)) return [];
  return [
    {
      key: `measured:${field}`,
      field,
      message: `“${shortLabel(context.label(field))}”没有量化的成效。`,
      remedy: '通知要求“量化描述需提供数据支撑”：请写明数字、单位和对比。',
    },
  ];
});
