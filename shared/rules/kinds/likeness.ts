import { z } from 'zod';
import type { Remark } from '../rule-kind.ts';
import { ruleKind } from '../rule-kind.ts';
import { comparable, excerpt, formatNumber } from '../wording.ts';
import type { WrittenText } from '../written.ts';

/** Characters of a shingle: long enough that shared phrases of the trade do not make texts alike. */
const SHINGLE = 8;
/** What is compared of one text and of all, in characters; keeps 5 MB of text linear and quick. */
const LONGEST = 20_000;
const LONGEST_TOGETHER = 400_000;

interface Shingled {
  written: WrittenText;
  shingles: Set<string>;
}

function shingled(texts: readonly WrittenText[], least: number): Shingled[] {
  let budget = LONGEST_TOGETHER;
  return texts.flatMap((written) => {
    const text = comparable(written.text.slice(0, LONGEST)).replace(/[\p{P}\p{S}]/gu, '');
    if (text.length < least || budget <= 0) return [];
    budget -= text.length;
    const shingles = new Set<string>();
    for (let start = 0; start + SHINGLE <= text.length; start++)
      shingles.add(text.slice(start, start + SHINGLE));
    return [{ written, shingles }];
  });
}

/** How many shingles each pair of texts shares; `a * texts + b` with a < b. */
function sharedByPair(texts: readonly Shingled[]): Map<number, number> {
  const holders = new Map<string, number[]>();
  texts.forEach(({ shingles }, index) => {
    for (const shingle of shingles) {
      const known = holders.get(shingle);
      if (known === undefined) holders.set(shingle, [index]);
      // A phrase that stands in very many texts is the form's or the trade's, not a copy.
      else if (known.length < 12) known.push(index);
    }
  });
  const shared = new Map<number, number>();
  for (const indexes of holders.values())
    for (const [position, a] of indexes.entries())
      for (const b of indexes.slice(position + 1)) {
        const pair = a * texts.length + b;
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
  return shared;
}

/** R40: two long texts of which the shorter stands by `share` or more in the other. */
export const alikeTexts = ruleKind(
  z.strictObject({ share: z.number().positive().max(1), leastCharacters: z.number().int().min(20) }),
  (context, { share, leastCharacters }) => {
    const texts = shingled(
      context.texts().filter(({ form }) => form === 'long'),
      leastCharacters,
    );
    return [...sharedByPair(texts)].flatMap(([pair, common]): Remark[] => {
      const [a, b] = [texts[Math.floor(pair / texts.length)], texts[pair % texts.length]];
      if (a === undefined || b === undefined) return [];
      const part = common / Math.min(a.shingles.size, b.shingles.size);
      if (part < share) return [];
      return [
        {
          key: `alike:${a.written.field}:${b.written.field}`,
          field: b.written.field,
          section: b.written.section,
          message: `“${b.written.name}”与“${a.written.name}”约有 ${formatNumber(part * 100, 0)} % 的文字相同。`,
          remedy: '请各写各的内容，删去重复的段落。',
        },
      ];
    });
  },
);

/** R40: a year or a name left from another application; patterns are data of the notice. */
export const foreignWords = ruleKind(
  z.strictObject({ patterns: z.array(z.string()), problem: z.string(), remedy: z.string() }),
  (context, { patterns, problem, remedy }) => {
    const expressions = patterns.map((pattern) => new RegExp(pattern, 'u'));
    return context.texts().flatMap((written) => {
      const match = expressions
        .map((expression) => expression.exec(written.text))
        .find((each) => each !== null);
      if (match === undefined || match === null) return [];
      return [
        {
          key: `foreign:${written.field}`,
          field: written.field,
          section: written.section,
          message: `“${written.name}”中的“${excerpt(match[0])}”${problem}。`,
          remedy,
        },
      ];
    });
  },
);

/** The stretch before “公司” that can be a unit's name; longer runs are cut, as names are not that long. */
const UNIT = /[\p{Script=Han}A-Za-z0-9（）()·]{2,30}?公司/gu;
/** Words after which a name may begin in running text. */
const BEFORE_NAME =
  /^.*(?:与|和|及|由|向|为|是|在|对|从|被|请|给|同|购买|采购|引进|选用|合作|委托|联合|客户|供应商|如|即)/u;
const PLAIN_WORDS = /(我|本|该|贵|各|分|子|母|总|全|公司|家|个|关联|控股|上市|集团)公司$/;

/**
 * R40: where the applicant speaks of itself (“我公司”, “我单位” with a name in brackets or at the
 * beginning of a section), another unit's name. Fields named only; partners and clients of the ledger
 * and the cases are known.
 */
export const foreignUnits = ruleKind(
  z.strictObject({
    fields: z.array(z.string()),
    applicant: z.string(),
    ledger: z.string().optional(),
    cases: z.string().optional(),
  }),
  (context, { fields, applicant, ledger, cases }) => {
    const own = comparable(context.text(applicant));
    if (own === '') return [];
    const known = new Set(
      [
        ...(ledger === undefined ? [] : (context.ledger(ledger)?.invoices ?? []).map(({ seller }) => seller)),
        ...(cases === undefined ? [] : context.cases(cases).map(({ enterprise }) => enterprise)),
      ].flatMap((name) => (name ? [comparable(name)] : [])),
    );
    return context.texts().flatMap((written): Remark[] => {
      if (!fields.includes(written.field)) return [];
      const strange = new Set<string>();
      for (const [stretch] of written.text.slice(0, LONGEST_TOGETHER).matchAll(UNIT)) {
        const name = comparable(stretch);
        if (!/(有限|股份|集团)\S{0,4}公司$/.test(name)) continue;
        if (PLAIN_WORDS.test(name) || name.endsWith(own) || own.endsWith(name)) continue;
        if ([...known].some((each) => name.endsWith(each))) continue;
        strange.add(stretch.replace(BEFORE_NAME, ''));
      }
      if (strange.size === 0) return [];
      const names = [...strange].slice(0, 5).map((name) => `“${excerpt(name)}”`);
      return [
        {
          key: `units:${written.field}`,
          field: written.field,
          section: written.section,
          message: `“${written.name}”中出现其他单位名称：${names.join('、')}${strange.size > 5 ? ' 等' : ''}。`,
          remedy: '请确认不是从其他单位的材料中带入；确为合作方的可以保留。',
        },
      ];
    });
  },
);
