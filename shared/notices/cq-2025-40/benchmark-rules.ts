import type { Rule } from '../../form/definition.ts';
import { commitmentRules, identityRules, rule, textAndFileRules } from './shared-rules.ts';

/** R01 to R43 as far as they hold for 附件1. Source: research/peers-features.md (c). */

const TABLE = '附件1 申报表';
const EVIDENCE = '附件1 六、相关证明材料';
const LEDGER = { ledger: 'investmentLedger', from: '2024-01-01', until: 'applicationDate' };
const SIZE = {
  size: 'enterpriseSize',
  industry: 'industryClass',
  employees: 'indicators.2024.employees',
  revenue: 'indicators.2024.revenue',
  assets: 'indicators.2024.totalAssets',
};
const HONOUR_SLOTS = ['honourProof', 'otherProof'];

export const BENCHMARK_RULES: Rule[] = [
  ...identityRules('附件1', TABLE),
  ...commitmentRules('附件1', [
    { rule: 'R15', clause: '通知二（一）' },
    { rule: 'R16', clause: '通知二（二）、二（四）' },
  ]),
  rule('R15', 'fileSuggested', 'warn', '通知二（一）', {
    slot: 'otherProof',
    words: ['信用报告', '信用信息报告', '信用信息'],
    message: '材料中没有信用报告。',
    remedy: '建议在“信用中国”下载近三年（36 个月）的信用报告，放入其他证明材料。',
  }),
  rule('R03', 'answered', 'block', TABLE),
  rule('R07', 'districtListed', 'block', `${TABLE}“所属区县”；通知四（一）`, {
    field: 'district',
    section: 'applicationForm',
    required: false,
  }),
  rule('R07', 'districtListed', 'block', '通知四（一）', {
    field: 'destinationDistrict',
    section: 'cover',
    required: false,
  }),
  rule('R07', 'sameDistrict', 'warn', '通知四（一）', { field: 'district', section: 'cover' }),
  rule('R07', 'personConfirms', 'hint', '通知四（一）', {
    key: 'placeOfProduction',
    section: 'applicationForm',
    field: 'district',
    message: '请确认所属区县是生产经营所在地；材料报送到该区县经信部门，不直接报市里。',
    remedy: '核对后勾选。',
  }),
  rule('R08', 'industryCode', 'block', `${TABLE}“*对照《国民经济行业分类与代码（GB/T 4754—2017）》填写”`, {
    fields: ['industryDivision', 'industryClass'],
  }),
  rule('R08', 'industryWithin', 'block', `${TABLE}“所属行业大类”“具体细分领域名称”`, {
    division: 'industryDivision',
    class: 'industryClass',
  }),
  rule('R09', 'notGreater', 'warn', `${TABLE}“生产经营指标”`, {
    pairs: [
      { sumOf: ['indicators.*.totalLiabilities'], notGreaterThan: 'indicators.*.totalAssets' },
      { sumOf: ['indicators.*.totalProfit'], notGreaterThan: 'indicators.*.revenue' },
    ],
  }),
  rule('R10', 'numberPossible', 'block', `${TABLE}“生产经营指标”`, { except: ['scenarioCount'] }),
  rule('R10', 'perHead', 'warn', `${TABLE}“生产经营指标”`, {
    revenue: 'indicators.*.revenue',
    heads: 'indicators.*.employees',
    least: 1,
    most: 1000,
  }),
  rule('R10', 'unusuallyLarge', 'warn', `${TABLE}“数字化转型投入”`, {
    field: 'indicators.*.digitalInvestment',
    besides: ['indicators.*.revenue', 'indicators.*.totalAssets'],
  }),
  rule('R10', 'yearJump', 'warn', `${TABLE}“生产经营指标”`, {
    table: 'indicators',
    rows: ['totalAssets', 'totalLiabilities', 'revenue', 'employees'],
    factor: 10,
  }),
  rule('R11', 'amongOptions', 'block', `${TABLE}“单位性质”“企业规模”`, {
    fields: ['ownership', 'enterpriseSize', 'dianjiangRegion'],
  }),
  rule('R12', 'enterpriseSize', 'block', '通知二（一）；工信部联企业〔2011〕300号', SIZE),
  rule('R12', 'enterpriseSizeUnsettled', 'warn', '通知二（一）；工信部联企业〔2011〕300号', SIZE),
  rule('R13', 'amongOptions', 'block', `${TABLE}“荣誉称号”`, { fields: ['honours'] }),
  rule('R13', 'otherExplained', 'block', `${TABLE}“荣誉称号”“其他：请注明”`, { fields: ['honoursOther'] }),
  rule('R13', 'honoursProven', 'block', '附件1 一（三）“需提供佐证”', {
    field: 'honours',
    other: 'honoursOther',
    slots: HONOUR_SLOTS,
    words: {
      创新型中小企业: ['创新型企业'],
      专精特新中小企业: ['专精特新企业', '专精特新证书', '市级专精特新', '重庆市专精特新'],
      '专精特新“小巨人”企业': ['小巨人'],
      重庆市制造业单项冠军: ['市级单项冠军', '重庆市单项冠军'],
      国家制造业单项冠军: ['国家级制造业单项冠军', '国家级单项冠军', '国家单项冠军', '全国制造业单项冠军'],
    },
  }),
  rule('R13', 'proofWhenStated', 'block', '附件1 一（三）“需提供佐证”', {
    field: 'profileHonours',
    slots: HONOUR_SLOTS,
  }),
  rule('R18', 'investmentThreshold', 'block', '通知二（二）', {
    ...LEDGER,
    district: 'district',
    chosenRegion: 'dianjiangRegion',
    thresholdWan: 150,
    relaxedShare: 0.5,
    relaxedRegions: ['渝东北', '渝东南'],
  }),
  rule('R19', 'ledgerMatchesTable', 'warn', `${TABLE}“数字化转型投入”；附件1 六（三）`, {
    ...LEDGER,
    table: 'indicators',
    row: 'digitalInvestment',
    years: ['2024'],
    toleranceWan: 0.01,
  }),
  rule('R20', 'invoiceComplete', 'block', '附件1 六（三）“列述发票内容、发票号、金额、开票时间”', LEDGER),
  rule('R20', 'invoiceNumber', 'block', '附件1 六（三）“发票号”', LEDGER),
  rule('R20', 'invoiceUnique', 'block', '附件1 六（三）“发票号”', LEDGER),
  rule('R20', 'invoiceInWindow', 'block', '通知二（二）“2024年以来”；附件1 六（三）', LEDGER),
  rule('R20', 'invoicesNotCounted', 'warn', '通知二（二）；附件1 六（三）', LEDGER),
  rule('R20', 'invoiceOdd', 'warn', '附件1 六（三）', LEDGER),
  rule('R21', 'invoiceKind', 'warn', '通知二（二）“数字化转型投入包括软件购置费、网络建设费、云服务费等”', {
    ...LEDGER,
    categories: ['软件购置', '网络建设', '云服务', '数据采集传输设备'],
    questionedWords: ['二手', '旧设备', '电脑', '计算机整机', '打印机', '复印机', '投影', '办公家具'],
  }),
  rule('R16', 'cityFundingStated', 'warn', '通知二（二）；附件1 真实性承诺', LEDGER),
  rule('R22', 'evidencePresent', 'block', '附件1 六（二）', {
    slots: ['audit2023', 'audit2024', 'statements2024'],
  }),
  rule('R22', 'personConfirms', 'hint', '附件1 六（二）', {
    key: 'auditComplete',
    section: 'evidence',
    evidence: 'audit2023',
    whenFiles: ['audit2023', 'audit2024'],
    message: '请确认审计报告含正文、财务报表、报表附注，有会计师事务所盖章和注册会计师签字。',
    remedy: '逐页核对后勾选。',
  }),
  rule('R22', 'personConfirms', 'hint', '附件1 六（二）', {
    key: 'statementsSealed',
    section: 'evidence',
    evidence: 'statements2024',
    whenFiles: ['statements2024'],
    message: '请确认2024年财务报表已加盖公司公章。',
    remedy: '核对后勾选。',
  }),
  rule('R23', 'personConfirms', 'hint', '附件1 六（二）', {
    key: 'auditCode',
    section: 'evidence',
    evidence: 'audit2023',
    whenFiles: ['audit2023', 'audit2024'],
    message: '请确认审计报告带有注册会计师行业统一监管平台的赋码（二维码）。',
    remedy: '扫码核验后勾选；没有赋码的请联系会计师事务所。',
  }),
  rule('R24', 'personConfirms', 'hint', `${TABLE}“生产经营指标”；附件1 六（二）`, {
    key: 'auditedFigures',
    section: 'applicationForm',
    field: 'indicators',
    message: '请确认总资产、总负债、营业收入、利润总额与审计报告（财务报表）一致。',
    remedy: '逐项核对后勾选；注意元与万元的换算。',
  }),
  rule('R25', 'personConfirms', 'hint', `${TABLE}“员工人数”；附件1 六（四）`, {
    key: 'insuredHeads',
    section: 'evidence',
    evidence: 'socialInsurance2024',
    whenFiles: ['socialInsurance2023', 'socialInsurance2024'],
    message: '请确认参保人数与“员工人数”相差不超过 10 %，或已附说明。',
    remedy: '核对后勾选；相差较大的，请在其他证明材料中说明（如退休返聘、劳务派遣）。',
  }),
  rule('R26', 'scenarioRows', 'block', '附件1 三、数字化经营应用场景', { board: 'scenarios' }),
  rule('R26', 'scenarioCount', 'block', '附件1 三、数字化经营应用场景', {
    count: 'scenarioCount',
    board: 'scenarios',
  }),
  rule('R26', 'numberPossible', 'block', '附件1 三、数字化经营应用场景', { fields: ['scenarioCount'] }),
  rule('R27', 'figuresAtLeast', 'block', '附件1 二、数字化改造项目实施情况“需后附该场景的实际图片”', {
    field: 'transformationNarrative',
    minimum: 1,
  }),
  rule('R28', 'vagueResults', 'warn', '附件1 四、数字化转型成效“量化描述需提供数据支撑”', {
    fields: ['outcomesNarrative', 'influenceNarrative'],
    words: [
      '显著',
      '明显',
      '大幅',
      '大大',
      '极大',
      '有效提升',
      '进一步提升',
      '填补国内空白',
      '填补空白',
      '国内领先',
      '国际领先',
      '行业领先',
      '世界一流',
    ],
  }),
  rule('R28', 'resultsMeasured', 'warn', '附件1 四、数字化转型成效“量化描述需提供数据支撑”', {
    field: 'outcomesNarrative',
  }),
  rule('R36', 'evidencePresent', 'block', EVIDENCE, { except: ['audit2023', 'audit2024', 'statements2024'] }),
  ...textAndFileRules('附件1', EVIDENCE),
  rule('R40', 'foreignUnits', 'warn', '附件1 真实性承诺', {
    fields: ['profileOverview', 'profileTechnology', 'profileHonours', 'outcomesNarrative'],
    applicant: 'applicantName',
    ledger: 'investmentLedger',
  }),
];
