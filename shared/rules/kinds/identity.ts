import { z } from 'zod';
import { checkCreditCode } from '../../reference/credit-code.ts';
import { findDistrict } from '../../reference/districts.ts';
import { ruleKind } from '../rule-kind.ts';
import { excerpt, shortLabel } from '../wording.ts';

/** R01: 统一社会信用代码 with its check character (GB 32100—2015). An empty one is R03's. */
export const creditCode = ruleKind(z.strictObject({ field: z.string() }), (context, { field }) => {
  const written = context.text(field);
  if (written === '') return [];
  const check = checkCreditCode(written.slice(0, 200));
  if (check.valid) return [];
  return [
    { key: field, field, message: check.message, remedy: '请与营业执照上的统一社会信用代码逐位核对。' },
  ];
});

/** R01 as a warning: a valid code that is unusual for an applicant. */
export const creditCodeUnusual = ruleKind(z.strictObject({ field: z.string() }), (context, { field }) => {
  const written = context.text(field);
  const check = checkCreditCode(written.slice(0, 200));
  if (written === '' || !check.valid) return [];
  return check.warnings.map(({ kind, message }) => ({
    key: `${field}:${kind}`,
    field,
    message,
    remedy: '请与营业执照核对；确认无误的可以不改。',
  }));
});

/** Endings of the names of those who apply: companies, works, institutes, individual businesses. */
const UNIT_ENDING =
  /(公司|集团|厂|中心|院|所|社|店|部|行|合伙|合伙\)|企业|大学|学院|学校|协会|联盟|工作室|场|矿|站|队|局)$/;

/** R02 as a warning: a unit's name that cannot be the full one of its licence and seal. */
export const unitName = ruleKind(z.strictObject({ field: z.string() }), (context, { field }) => {
  const name = context.text(field);
  if (name === '' || name.length > 500) return [];
  const label = shortLabel(context.label(field));
  const remedy = '请与营业执照、公章上的全称逐字核对。';
  const remark = (key: string, message: string) => [{ key: `${key}:${field}`, field, message, remedy }];
  if (/[\s\u200b\ufeff]/.test(name)) return remark('space', `“${label}”中间有空格或换行。`);
  const plain = name.normalize('NFKC');
  if (!UNIT_ENDING.test(plain) || [...plain].length < 5)
    return remark('short', `“${label}”填写的“${excerpt(name)}”不像单位全称。`);
  if (/[()]/.test(name)) return remark('brackets', `“${label}”用了半角括号，营业执照上一般为全角（）。`);
  return [];
});

/** R07: a district of the list, the notice's three areas included. An empty one is R03's, unless `required`. */
export const districtListed = ruleKind(
  z.strictObject({ field: z.string(), section: z.string(), required: z.boolean() }),
  (context, { field, section, required }) => {
    const isTopLevel = field === 'destinationDistrict';
    const written = isTopLevel ? (context.draft.destinationDistrict ?? '').trim() : context.text(field);
    const label = isTopLevel ? '报送区县' : shortLabel(context.label(field));
    const remedy = '请从列表中选择生产经营所在地的区县；两江新区、西部科学城重庆高新区、万盛经开区单独列出。';
    if (written === '')
      return required ? [{ key: field, field, section, message: `“${label}”还没有选择。`, remedy }] : [];
    if (findDistrict(written.slice(0, 100)) !== undefined) return [];
    return [{ key: field, field, section, message: `“${excerpt(written)}”不在重庆市区县名单内。`, remedy }];
  },
);

/** R07 as a warning: the file goes to the district where the applicant produces. */
export const sameDistrict = ruleKind(
  z.strictObject({ field: z.string(), section: z.string() }),
  (context, { field, section }) => {
    const destination = findDistrict((context.draft.destinationDistrict ?? '').slice(0, 100));
    const own = findDistrict(context.text(field).slice(0, 100));
    if (destination === undefined || own === undefined || destination.name === own.name) return [];
    return [
      {
        key: 'destinationDistrict',
        field: 'destinationDistrict',
        section,
        message: `报送区县为${destination.name}，与“${shortLabel(context.label(field))}”${own.name}不同。`,
        remedy: '材料应报送至生产经营所在地的区县经信部门，请核对。',
      },
    ];
  },
);
