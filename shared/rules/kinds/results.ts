import { z } from 'zod';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, formatNumber, shortLabel } from '../wording.ts';

const UNITS =
  '%|％|‰|个?百分点|个点|[万亿元倍]|成(?!本)|个?小时|分钟|毫?秒|[天日周吨升台套件度次家项条种批页包辆户名]|个?工作日|个月|人|份|单(?![元位机])|分(?![厂析别期类公布级项批阶])|公斤|千克|千瓦|[立平]方米|毫?米|ppm|kW|MW|t\\b|kg|h\\b|min';
const NUMERALS = '一二两三四五六七八九十百千';
/** A number with a unit, or one that something comes to; repeats are bounded, hence linear. */
const MEASURED = new RegExp(
  [
    `[0-9０-９][\\d,.，．０-９]{0,20}\\s{0,3}[余多]?(?:${UNITS})`,
    '(?:[到至达为]|超过|[降升减少增加长]了)\\s{0,3}约?\\s{0,3}[0-9０-９]',
    `[${NUMERALS}]{1,6}倍|(?<![统唯同单不逐])[${NUMERALS}]{1,6}成(?![本品熟立果为功长员不])`,
    `[百千万]分之[${NUMERALS}点零]`,
    `[${NUMERALS}]{1,9}(?:个?百分点|个?小时|分钟|秒|个?工作日|天|个月|[万亿]元|万?吨)`,
    '翻了?[一两]?番|减半',
  ].join('|'),
  'i',
);
/** What has digits and measures nothing: years, days of the calendar, list numbers. */
const NOT_MEASURING =
  /20\d{2}\s?(?:年|[—–~～-]\s?20\d{2}\s?年)(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?|\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])|20\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?|第\s?\d{1,4}\s?[项条次批页名]|^\s{0,9}[（(]?\d{1,3}[）)、.．]/gm;

/** “效果明显，见下表”: the table has the numbers. */
const REFERS_TO_TABLE = /[见如][下上附]?表/;

/** True for a sentence or a text that states a number with its unit: “由 12 天缩短到 7 天”, “三成”. */
function isMeasured(text: string): boolean {
  return MEASURED.test(text.replace(NOT_MEASURING, ' '));
}

/** Sentences; a line that ends in a colon belongs to what it announces. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[。！？!?；;])|(?<![：:]\s{0,3})\n/).filter((sentence) => sentence.trim() !== '');
}

const SHOWN = 20;

/** R28: sentences whose claim is a vague word without any measured number beside it. */
export const vagueResults = ruleKind(
  z.strictObject({ fields: z.array(z.string()), words: z.array(z.string()) }),
  (context, { fields, words }) =>
    context
      .texts()
      .filter(({ field }) => fields.includes(field))
      .flatMap(({ field, section, name, text }) => {
        const vague = sentencesOf(text).flatMap((sentence, index) => {
          const word = words.find((each) => sentence.includes(each));
          return word === undefined || isMeasured(sentence) || REFERS_TO_TABLE.test(sentence)
            ? []
            : [{ sentence, index, word }];
        });
        const remarks: Remark[] = vague.slice(0, SHOWN).map(({ sentence, index, word }) => ({
          key: `vague:${field}:${index}`,
          field,
          section,
          message: `“${name}”中“${excerpt(sentence.trim())}”用了“${word}”，没有写出数据。`,
          remedy: '请写明数字、单位和与改造前的对比，如“由 12 天缩短到 7 天”。',
        }));
        if (vague.length <= SHOWN) return remarks;
        const message = `“${name}”另有 ${formatNumber(vague.length - SHOWN)} 句有同样的问题。`;
        return [
          ...remarks,
          { key: `vague:${field}:more`, field, section, message, remedy: '请逐句补充数据。' },
        ];
      }),
);

/** R28: a section of results without a single measured one. */
export const resultsMeasured = ruleKind(z.strictObject({ field: z.string() }), (context, { field }) => {
  const written = context.texts().find((text) => text.field === field);
  if (written === undefined || isMeasured(written.text)) return [];
  return [
    {
      key: `measured:${field}`,
      field,
      message: `“${shortLabel(context.label(field))}”没有量化的成效。`,
      remedy: '通知要求“量化描述需提供数据支撑”：请写明数字、单位和对比。',
    },
  ];
});
