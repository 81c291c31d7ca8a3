import type { Rule } from '../../form/definition.ts';
import { commitmentRules, identityRules, rule, textAndFileRules } from './shared-rules.ts';

/** R01 to R43 as far as they hold for 附件3. Source: research/peers-features.md (c). */

const TABLE = '附件3 一、基本信息';
const PRODUCT = '附件3 二、申报产品或解决方案情况';
const EVIDENCE = '附件3 四、佐证资料';
const CASES = '通知三（三）；附件3 二、“应用情况”';
/** Asked by R30 and R31, not by R03. */
const CHOSEN_FIELDS = [
  'implementationMonths',
  'purchaseMode',
  'purchaseModeOther',
  'price',
  'deployment',
  'deploymentOther',
];

export const PRODUCT_RULES: Rule[] = [
  ...identityRules('附件3', TABLE),
  ...commitmentRules('附件3', [
    { rule: 'R15', clause: '通知三（一）、三（三）' },
    { rule: 'R17', clause: '通知三（四）' },
  ]),
  rule('R15', 'fileSuggested', 'warn', '通知三（一）', {
    slot: 'otherProof',
    words: ['信用报告', '信用信息报告', '信用信息'],
    message: '材料中没有信用报告。',
    remedy: '建议在“信用中国”下载近三年（36 个月）的信用报告，放入其他佐证材料。',
  }),
  rule('R03', 'answered', 'block', '附件3', { except: ['applicationScenarios', ...CHOSEN_FIELDS] }),
  rule('R07', 'districtListed', 'block', '通知四（一）', {
    field: 'destinationDistrict',
    section: 'cover',
    required: true,
  }),
  rule('R07', 'personConfirms', 'hint', '通知四（一）', {
    key: 'placeOfProduction',
    section: 'cover',
    field: 'destinationDistrict',
    message: '请确认报送区县是生产经营所在地；材料报送到该区县经信部门，不直接报市里。',
    remedy: '核对后勾选。',
  }),
  rule(
    'R08',
    'industryCode',
    'block',
    '附件3“对照《国民经济行业分类与代码（GB/T 4754—2017）》填写小类代码”',
    {
      fields: ['servedIndustries', 'applicableIndustries'],
    },
  ),
  rule('R08', 'atMost', 'block', '附件3“列举不超过三个主营聚焦行业”“列举不超过3个主要应用行业”', {
    fields: ['servedIndustries', 'applicableIndustries'],
  }),
  rule('R08', 'distinctEntries', 'warn', '附件3“主要服务行业”“适用行业”', {
    fields: ['servedIndustries', 'applicableIndustries'],
  }),
  rule('R09', 'notGreater', 'warn', `${TABLE}`, {
    pairs: [
      { sumOf: ['staffResearch', 'staffService'], notGreaterThan: 'staffChongqing' },
      { sumOf: ['staffChongqing'], notGreaterThan: 'staffTotal' },
      { sumOf: ['revenueChongqing'], notGreaterThan: 'revenueTotal' },
      { sumOf: ['inventionPatents'], notGreaterThan: 'ipClassOne' },
      { sumOf: ['softwareCopyrights'], notGreaterThan: 'ipClassTwo' },
    ],
  }),
  rule('R10', 'numberPossible', 'block', TABLE, { except: ['implementationMonths', 'price'] }),
  rule('R10', 'perHead', 'warn', TABLE, {
    revenue: 'revenueTotal',
    heads: 'staffTotal',
    least: 1,
    most: 1000,
  }),
  rule('R10', 'unusuallyLarge', 'warn', `${PRODUCT}“产品价格”（万元）`, {
    field: 'price',
    most: 1000,
    besides: ['revenueTotal'],
  }),
  rule('R11', 'amongOptions', 'block', `${TABLE}“单位性质”`, { fields: ['ownership'] }),
  rule('R13', 'proofWhenStated', 'block', `${TABLE}“荣誉资质”（提供佐证材料）`, {
    field: 'honours',
    slots: ['honoursProof'],
  }),
  rule('R13', 'proofWhenStated', 'block', `${TABLE}“标准制定”（提供佐证材料）`, {
    field: 'standards',
    slots: ['standardsProof'],
  }),
  rule('R29', 'caseNumbers', 'block', CASES, {
    cases: 'cases',
    since: '2024-01',
    minimum: 5,
    inChongqing: 2,
  }),
  rule('R29', 'caseElements', 'block', CASES, { cases: 'cases' }),
  rule('R29', 'caseProof', 'block', '附件3 四（四）“对应合同关键页等”', {
    cases: 'cases',
    slot: 'caseProof',
  }),
  rule('R29', 'caseOddities', 'warn', CASES, { cases: 'cases', since: '2024-01', until: 'applicationDate' }),
  rule('R30', 'chosenAtLeast', 'block', `${PRODUCT}“应用场景”`, {
    field: 'applicationScenarios',
    minimum: 1,
  }),
  rule('R30', 'amongOptions', 'block', `${PRODUCT}“应用场景”`, { fields: ['applicationScenarios'] }),
  rule('R31', 'answered', 'block', PRODUCT, { fields: CHOSEN_FIELDS }),
  rule('R31', 'numberPossible', 'block', `${PRODUCT}“实施周期”“产品价格”`, {
    fields: ['implementationMonths', 'price'],
  }),
  rule('R31', 'amongOptions', 'block', `${PRODUCT}“购置方式”“部署架构”`, {
    fields: ['purchaseMode', 'deployment'],
  }),
  rule('R31', 'otherExplained', 'block', `${PRODUCT}“其他（请说明）”`, {
    fields: ['purchaseModeOther', 'deploymentOther'],
  }),
  rule('R32', 'anyAboveZero', 'warn', '通知三（三）“具有核心技术和自主知识产权”', {
    fields: ['ipClassOne', 'ipClassTwo'],
    what: 'I类和II类知识产权总数',
    remedy: '申报的产品须有自主知识产权，请核对。',
  }),
  rule('R32', 'personConfirms', 'hint', '附件3 四（三）', {
    key: 'patentOwner',
    section: 'evidence',
    evidence: 'patentProof',
    whenFiles: ['patentProof'],
    message: '请确认专利、软件著作权的权利人是申报单位，件数与“知识产权”一栏一致。',
    remedy: '逐件核对后勾选；权利人曾更名的，请附更名证明。',
  }),
  rule('R33', 'personConfirms', 'hint', '附件3 四（五）', {
    key: 'reportValid',
    section: 'evidence',
    evidence: 'securityProof',
    whenFiles: ['securityProof'],
    message: '请确认认证证书、测试报告在申报之日有效。',
    remedy: '核对有效期后勾选。',
  }),
  rule('R34', 'evidencePresent', 'block', '附件3 四（七）', { slots: ['concessionCommitment'] }),
  rule('R34', 'personConfirms', 'hint', '附件3 四（七）；附件3 三、“推广举措”', {
    key: 'samePromise',
    section: 'evidence',
    evidence: 'concessionCommitment',
    whenFiles: ['concessionCommitment'],
    message: '请确认让利承诺已盖章，所承诺的内容与“推广举措”一致。',
    remedy: '核对后勾选。',
  }),
  rule('R35', 'personConfirms', 'hint', `${TABLE}“荣誉资质”`, {
    key: 'isoNumber',
    section: 'basicInformation',
    field: 'honours',
    whenFiles: ['honoursProof'],
    message: '申报书提示文字印作“ISO17001信息安全认证”，一般指 ISO/IEC 27001；请确认按证书上的编号填写。',
    remedy: '核对证书编号后勾选。',
  }),
  rule('R36', 'evidencePresent', 'block', EVIDENCE, { except: ['concessionCommitment'] }),
  ...textAndFileRules('附件3', EVIDENCE),
  rule('R40', 'foreignUnits', 'warn', '附件3 真实性承诺', {
    fields: ['profile', 'honours', 'standards', 'features', 'innovation', 'promotionMeasures'],
    applicant: 'applicantName',
    cases: 'cases',
  }),
];
