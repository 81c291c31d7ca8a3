import type { Rule } from '../../form/definition.ts';

/**
 * Rules that 附件1 and 附件3 share word for word. Codes and levels: research/peers-features.md (c);
 * deadlines only warn, because they get extended.
 */

/** Words that stand for something still to be written; repeats are bounded, so that no text makes them slow. Left-over samples of the form are found by the form's own hints. */
const UNIT_NOUNS = '公司|企业|单位|集团|工厂|厂|大学|学院|研究院|协会|部门|项目|系统|平台|产品|品牌';
const PLACE_NOUNS = '省|市|区|县|镇|街道|路|号';
const MEASURES = '年|月|日|万元|亿元|元|%|％|个|人|项|台|套|家|件|次|吨|天|小时|倍|名|条';
const PLACEHOLDER_PATTERNS = [
  '^[ \\t\\u3000]{0,9}例[，,](?!如)',
  '^例[：:][ \\t\\u3000]{0,9}\\d',
  '(?:^|[（(：:])[ \\t\\u3000]{0,9}请(?:注明|说明|填写|输入)[ \\t\\u3000]{0,9}(?:$|[）)])',
  '此处(?:填写|输入|插入|补充)',
  '[×╳✕]{2,}',
  // A single × or X stands for a number only where none stands before it: 3×5年 and X射线 are honest.
  '(?<![\\dA-Za-z）)] ?)[×╳✕](?=公司|企业|年|月|日|万元|%|％)',
  '(?<![A-Za-z0-9] ?)[XxＸ](?=年|月|万元|亿元|%|％|个百分点)',
  '20(?:[\\dXxＸ][XxＸ×]|[XxＸ]\\d)年',
  '(?<![A-Za-z0-9])[XxＸ]{3,}(?![A-Za-z0-9])',
  `(?<![A-Za-z0-9])[XxＸ]{2}(?=${UNIT_NOUNS}|${PLACE_NOUNS}|${MEASURES})`,
  `某某(?=${UNIT_NOUNS}|省|市|区|县|镇|[^，。；、：\\s]{1,12}(?:公司|企业|集团|工厂))`,
  `\\*{2,}(?=${UNIT_NOUNS}|省|市|区|县|${MEASURES}|[^，。；、：*\\s]{1,12}(?:公司|企业|集团|工厂))`,
  `[○◯●]{2,}(?=${UNIT_NOUNS}|省|市|区|县|${MEASURES})`,
  '年[ \\u3000_]{2,9}月[ \\u3000_]{2,9}日',
  '[（(【\\[] ?(?:待补充|待填写|待定|待核实) ?[）)】\\]]',
  '^[ \\t\\u3000]{0,9}(?:待补充|待填写|待完善|待定|待核实)[。…]{0,2}[ \\t\\u3000]{0,9}$',
  '(?<![A-Za-z0-9_“‘"])_{2,}(?![A-Za-z0-9_])|_{4,}',
  '(?<![A-Za-z])(?:TODO|TBD|[Ll]orem ipsum)(?![A-Za-z])',
  '^[ \\t\\u3000]{0,9}[（(【]?草稿[）)】]?[ \\t\\u3000]{0,9}$',
];

/** Another year's call: this one is of 2025. */
const OTHER_YEAR_PATTERNS = [
  '20(?:1\\d|2[0-46-9])年度?(?:重庆市)?(?:中小企业|数字化转型|标杆企业|“?小快轻准)[^。；\\n]{0,20}申报',
  '申报20(?:1\\d|2[0-46-9])年度?(?:重庆市)?(?:中小企业|数字化转型|标杆企业|“?小快轻准)',
];

/** One rule as a line of data. */
export const rule = (
  code: string,
  kind: string,
  level: Rule['level'],
  clause: string,
  parameters: Rule['parameters'] = {},
): Rule => ({ code, kind, level, clause, parameters });

/** Who applies and when: R01, R02, R06. `table` is the part of the annex that asks for it. */
export function identityRules(annex: string, table: string): Rule[] {
  const dates = `${annex} 封面“申报日期”、真实性承诺、“成立时间”`;
  return [
    rule('R01', 'creditCode', 'block', `${table}“统一社会信用代码”；GB 32100—2015`, { field: 'creditCode' }),
    rule('R01', 'creditCodeUnusual', 'warn', `${table}“统一社会信用代码”；GB 32100—2015`, {
      field: 'creditCode',
    }),
    rule('R02', 'unitName', 'warn', table, { field: 'applicantName' }),
    rule('R02', 'personConfirms', 'hint', table, {
      key: 'sameName',
      field: 'applicantName',
      message: '请确认单位名称与公章、营业执照、发票、合同上的名称完全一致。',
      remedy: '逐字核对后勾选；更名的，请附更名证明。',
    }),
    rule('R03', 'phoneNumber', 'warn', `${table}“联系电话”`, { field: 'contactPhone' }),
    rule('R06', 'dateReadable', 'block', dates, {
      fields: ['applicationDate', 'commitmentDate', 'establishedOn'],
    }),
    rule('R06', 'dateNotAfter', 'block', `${table}“成立时间”`, {
      field: 'establishedOn',
      notAfter: 'applicationDate',
    }),
    rule('R06', 'dateWithinDeadline', 'warn', '通知四（一）', {
      field: 'applicationDate',
      deadline: 'district',
    }),
    rule('R06', 'dateWithinDeadline', 'warn', '通知四（一）', {
      field: 'commitmentDate',
      deadline: 'district',
    }),
    rule('R06', 'dateNotInFuture', 'warn', dates, {
      fields: ['applicationDate', 'commitmentDate', 'establishedOn'],
    }),
    rule('R06', 'dateNotBefore', 'warn', `${annex} 封面“申报日期”`, {
      field: 'applicationDate',
      earliest: '2025-09-28',
      because: '通知印发之日',
    }),
    rule('R06', 'dateNotBefore', 'warn', `${table}“成立时间”`, {
      field: 'establishedOn',
      earliest: '1900-01-01',
      because: '年份不合常理',
    }),
  ];
}

/** Commitment and the notice's conditions: R14 to R17. */
export function commitmentRules(annex: string, conditions: { rule: string; clause: string }[]): Rule[] {
  return [
    rule('R14', 'personConfirms', 'hint', `${annex} 真实性承诺“要求字迹及公章清晰”`, {
      key: 'signed',
      section: 'commitment',
      message: '请确认打印后的真实性承诺已由单位负责人签字、加盖公章、写明日期，字迹及公章清晰。',
      remedy: '打印、签字、盖章后勾选；扫描件放回成册 PDF 对应的一页。',
    }),
    rule('R14', 'personConfirms', 'hint', `${annex} 封面“申报单位（盖章）”`, {
      key: 'coverSealed',
      section: 'cover',
      message: '请确认打印后的封面已加盖公章。',
      remedy: '盖章后勾选。',
    }),
    ...conditions.map((each) =>
      rule(each.rule, 'conditionsMet', 'block', each.clause, { rule: each.rule, section: 'commitment' }),
    ),
  ];
}

/** What holds for every text, file and picture: R04, R27, R36, R37, R39, R40, R42, R43. */
export function textAndFileRules(annex: string, evidence: string): Rule[] {
  return [
    rule('R04', 'wordLimit', 'block', `${annex} 各部分字数要求`, { when: 'over' }),
    rule('R04', 'wordLimit', 'warn', `${annex} 各部分字数要求`, { when: 'near', nearShare: 0.95 }),
    rule('R04', 'lineLength', 'block', annex),
    rule('R10', 'numberDecimals', 'warn', annex),
    rule('R27', 'figureQuality', 'warn', '通知四（一）“装订成册”', {
      leastDpi: 150,
      boxWidthMm: 156,
      boxHeightMm: 123,
    }),
    rule('R36', 'noneContradicted', 'warn', evidence),
    rule('R36', 'distinctFiles', 'warn', evidence),
    rule('R37', 'filesReadable', 'block', evidence),
    rule('R37', 'pageQuality', 'warn', evidence, {
      leastDpi: 200,
      largestWidthMm: 216,
      largestHeightMm: 303,
    }),
    rule('R39', 'formSample', 'block', `${annex} 表内示例和提示文字`),
    rule('R39', 'placeholders', 'block', `${annex} 填写要求`, {
      patterns: PLACEHOLDER_PATTERNS,
      remedy: '请换成实际内容，或删去。',
    }),
    rule('R39', 'formWording', 'warn', `${annex} 各部分标题和说明`),
    rule('R39', 'printableText', 'warn', `${annex} 填写要求`),
    rule('R39', 'singleLine', 'warn', `${annex} 填写要求`),
    rule('R39', 'fileComments', 'warn', evidence),
    rule('R40', 'alikeTexts', 'warn', annex, { share: 0.4, leastCharacters: 60 }),
    rule('R40', 'foreignWords', 'warn', '通知标题', {
      patterns: OTHER_YEAR_PATTERNS,
      problem: '不是本次（2025年）申报',
      remedy: '请核对年份，删去其他年度材料的文字。',
    }),
    rule('R42', 'fileNames', 'warn', '通知四（一）“电子版（含PDF、Word）”'),
    rule('R43', 'mailSize', 'warn', '通知四（一）“电子版（含PDF、Word）”', { limitMegabytes: 50 }),
  ];
}
