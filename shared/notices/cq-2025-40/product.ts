import type { EvidenceItem, Field, Form, TableCell } from '../../form/definition.ts';
import { PRODUCT_RULES } from './product-rules.ts';

/** 附件3, to the letter. Source: source/通知原文.txt. */

const label = (...lines: string[]): TableCell => ({ lines, role: 'label', align: 'center' });
const value = (line: string, columnSpan?: number): TableCell => ({
  lines: [line],
  role: 'value',
  ...(columnSpan === undefined ? {} : { columnSpan }),
});
const heading = (line: string) => ({
  cells: [{ lines: [line], role: 'heading' as const, columnSpan: 5 }],
  headsNext: true,
});
const longRow = (name: string, ...lines: string[]) => ({
  cells: [label(name), { lines, role: 'value' as const, columnSpan: 4 }],
  flows: true,
});

const SCENARIO_CLASSES = [
  ['产品设计类', '工艺设计类', '营销管理类', '售后服务类'],
  ['计划排程类', '生产管控类', '质量管理类', '设备管理类'],
  ['安全生产类', '能耗管理类', '采购管理类', '仓储物流类'],
  ['财务管理类', '人力资源类', '协同办公类', '决策支持类'],
];

const HINT = {
  servedIndustries:
    '列举不超过三个主营聚焦行业（对照《国民经济行业分类与代码（GB/T 4754—2017）》填写小类代码，如3612 新能源车整车制造）',
  standards: '围绕智能制造、工业互联网、数字化转型等领域，制修订的已批准发布标准数量和名称（提供佐证材料）。',
  honours:
    '获得相关资质荣誉，如CMM/CMMI认证级别、ISO17001信息安全认证、高新技术企业、专精特新企业、其他国家/省级称号等（提供佐证材料）。',
  profile:
    '包括主要业务领域、主导产品、研发投入、核心竞争力以及重庆地区业务开展等情况（尽量用数据描述，不超过500字）。',
  applicableIndustries:
    '列举不超过3个主要应用行业（对照《国民经济行业分类与代码（GB/T 4754—2017）》填写小类代码，如3612 新能源车整车制造）',
  features:
    '详细描述产品主要功能、解决问题、实现原理及核心竞争力、技术专利对产品的保护作用，以及跨平台互操、二次开发等情况。',
  innovation: '介绍产品在技术创新、功能创新以及合作模式创新等方面情况。',
  security: '介绍产品安全可靠，具备数据加密技术、备份机制以及安全认证等方面情况。',
  adoption:
    '详细介绍2024年以来产品整体推广情况，以及典型应用案例情况，其中典型应用案例介绍不少于5个（至少包含2个重庆案例），典型应用案例应包括企业改造需求、实施内容、实施周期、项目费用、改造成效等内容。',
  promotionMeasures:
    '如入选“小快轻准”数字化产品和解决方案，该产品和方案在产品价格让利、合作模式、培训与售后服务等方面支持中小企业数字化转型的推广举措。',
};

const count = (id: string, name: string, unit: '人' | '项' | '个', guidance?: string): Field => ({
  kind: 'number',
  id,
  label: name,
  unit,
  decimals: 0,
  minimum: 0,
  ...(guidance === undefined ? {} : { guidance }),
});
const narrative = (id: keyof typeof HINT, name: string, limit?: number): Field => ({
  kind: 'narrative',
  id,
  label: name,
  hint: HINT[id],
  ...(limit === undefined ? {} : { limit }),
});

const evidenceItem = (
  id: string,
  number: string,
  text: string,
  shortName: string,
  expects: string,
  keywords: string[],
): EvidenceItem => ({
  id,
  number,
  label: text,
  printed: `${number}${text}；`,
  shortName,
  slots: [{ id, label: shortName, expects, presence: 'required', keywords }],
});

export const PRODUCT_FORM: Form = {
  programme: 'product',
  programmeName: '小快轻准申报',
  shownName: '“小快轻准”申报',
  supportClause: '通知一（二）',
  annex: '附件3',
  title: '重庆市“小快轻准”数字化产品和解决方案申报书',
  rules: PRODUCT_RULES,
  conditions: [
    {
      id: 'operatesInChongqing',
      clause: '通知三（一）',
      question: '申报主体为在重庆市内有实际生产经营活动的单位？',
      rule: 'R15',
    },
    { id: 'soundFinances', clause: '通知三（一）', question: '具备健全的财务管理机构和制度？', rule: 'R15' },
    {
      id: 'noMajorAccident',
      clause: '通知三（一）',
      question:
        '近三年未发生较大及以上安全、质量和环境污染等事故，未发生重大及以上网络安全事件和数据安全事件？',
      rule: 'R15',
    },
    {
      id: 'notBlacklisted',
      clause: '通知三（一）',
      question: '未列入经营异常名录或严重失信名单？',
      rule: 'R15',
    },
    {
      id: 'ownTechnology',
      clause: '通知三（三）',
      question: '申报的产品和解决方案由本单位主研开发，具有核心技术和自主知识产权，无知识产权纠纷？',
      rule: 'R15',
    },
    {
      id: 'oneProduct',
      clause: '通知三（四）',
      question: '本单位此次只申报这1个“小快轻准”数字化产品或解决方案？',
      rule: 'R17',
    },
  ],
  summary: {
    annex: '附件4',
    title: '2025年重庆市优秀“小快轻准”数字化产品和解决方案申报汇总表',
    titleLines: ['2025年重庆市优秀“小快轻准”数字化产品和解决方案', '申报汇总表'],
    headLine: ['推荐单位（盖章）：', '联系人：', '联系方式：'],
    headGaps: [23, 18],
    columns: [
      { id: 'number', label: '序号' },
      { id: 'applicantName', label: '企业名称' },
      { id: 'productName', label: '产品和解决方案名称' },
      { id: 'applicationScenarios', label: '应用场景类别' },
      { id: 'contactName', label: '企业联系人' },
      { id: 'contactPhone', label: '联系方式' },
    ],
    sample: { applicationScenarios: '产品设计、计划排程、质量管理……' },
    blankRows: 4,
  },
  sections: [
    {
      kind: 'cover',
      id: 'cover',
      title: '封面',
      printedTitle: ['重庆市“小快轻准”数字化产品和解决方案', '申报书'],
      lines: [
        { label: '申报单位（盖章）：', value: '{applicantName}', seal: true },
        { label: '联系人及电话：', value: '{contactName} {contactPhone}' },
        { label: '申  报  日  期 ：', value: '{applicationDate|    年     月     日}' },
      ],
      issuer: ['重庆市经济和信息化委员会制', '2025年'],
      fields: [
        {
          kind: 'date',
          id: 'applicationDate',
          label: '申报日期',
          guidance: '填写递交申报书的日期。通知要求10月22日前报送至生产经营所在地的区县经信部门。',
        },
      ],
    },
    {
      kind: 'commitment',
      id: 'commitment',
      title: '真实性承诺',
      printedTitle: '真实性承诺',
      paragraphs: [
        '我单位承诺：此次申报的“小快轻准”数字化产品和解决方案，系我单位主研开发，无知识产权纠纷，且我单位所提交的材料及附件资料均真实、合法，如有不实之处，我单位愿承担相应的法律责任及由此产生的一切后果。我单位经营良好，无重大经营风险，未被列入信用中国（重庆）失信名单，如有不实，愿承担相应的责任。',
        '特此承诺！',
      ],
      signature: [
        { line: '单位负责人（签字）：', mark: 'sign' },
        { line: '申报单位（盖章）：', mark: 'seal' },
        { line: '{commitmentDate|年   月   日}', mark: 'date' },
        { line: '（要求字迹及公章清晰）', mark: 'note' },
      ],
      fields: [
        {
          kind: 'date',
          id: 'commitmentDate',
          label: '承诺日期',
          optional: true,
          guidance: '可留空，打印后与签字、盖章一起手写。',
        },
      ],
    },
    {
      kind: 'table',
      id: 'basicInformation',
      title: '一、基本信息',
      table: {
        columns: [18.8, 35, 14, 10.2, 22],
        rows: [
          heading('一、基本信息'),
          { cells: [label('单位名称'), value('{applicantName}', 4)] },
          {
            cells: [
              label('统一社会', '信用代码'),
              value('{creditCode}'),
              label('成立时间'),
              value('{establishedOn}', 2),
            ],
          },
          { cells: [label('联系人'), value('{contactName}'), label('联系电话'), value('{contactPhone}', 2)] },
          { cells: [label('单位地址'), value('{address}', 4)] },
          {
            cells: [
              label('单位性质'),
              value(
                '{ownership=国有}国有     {ownership=民营}民营     {ownership=合资}合资     {ownership=外资}外资',
                4,
              ),
            ],
          },
          { cells: [label('主要服务行业'), value(`{servedIndustries|${HINT.servedIndustries}}`, 4)] },
          {
            cells: [
              label('从业人员：', '{staffTotal|       }人'),
              value(
                '其中：重庆地区从业人员：{staffChongqing|     }人，其中研发人员：{staffResearch|      }人、技术服务人员：{staffService|       }人。',
                4,
              ),
            ],
          },
          {
            cells: [
              { lines: ['2024年营业收入{revenueTotal|        }万元'], role: 'label', columnSpan: 2 },
              value('其中：重庆地区营业收入{revenueChongqing|        }万元', 3),
            ],
          },
          {
            cells: [
              label('知识产权'),
              {
                lines: [
                  'I类知识产权总数{ipClassOne|       }项，其中：发明专利{inventionPatents|     }个。',
                  'II类知识产权总数{ipClassTwo|      }项，其中：软件著作权{softwareCopyrights|    }个。',
                ],
                role: 'value',
                columnSpan: 4,
              },
            ],
          },
          longRow('标准制定', `{standards|${HINT.standards}}`),
          longRow('荣誉资质', `{honours|${HINT.honours}}`),
          longRow('单位简介', `{profile|${HINT.profile}}`),
        ],
      },
      fields: [
        {
          kind: 'text',
          id: 'applicantName',
          label: '单位名称',
          maxCharacters: 100,
          guidance: '与营业执照和公章完全一致的全称。',
        },
        { kind: 'creditCode', id: 'creditCode', label: '统一社会信用代码' },
        { kind: 'date', id: 'establishedOn', label: '成立时间', guidance: '按营业执照上的成立日期填写。' },
        { kind: 'text', id: 'contactName', label: '联系人', maxCharacters: 50 },
        { kind: 'phone', id: 'contactPhone', label: '联系电话' },
        { kind: 'text', id: 'address', label: '单位地址', maxCharacters: 200 },
        { kind: 'choice', id: 'ownership', label: '单位性质', options: ['国有', '民营', '合资', '外资'] },
        {
          kind: 'industries',
          id: 'servedIndustries',
          label: '主要服务行业',
          level: 'class',
          maximum: 3,
          hint: HINT.servedIndustries,
        },
        count('staffTotal', '从业人员', '人'),
        count('staffChongqing', '重庆地区从业人员', '人'),
        count('staffResearch', '研发人员', '人'),
        count('staffService', '技术服务人员', '人'),
        {
          kind: 'number',
          id: 'revenueTotal',
          label: '2024年营业收入',
          unit: '万元',
          decimals: 2,
          minimum: 0,
        },
        {
          kind: 'number',
          id: 'revenueChongqing',
          label: '重庆地区营业收入',
          unit: '万元',
          decimals: 2,
          minimum: 0,
        },
        count('ipClassOne', 'I类知识产权总数', '项'),
        count('inventionPatents', '发明专利', '个'),
        count('ipClassTwo', 'II类知识产权总数', '项'),
        count('softwareCopyrights', '软件著作权', '个'),
        narrative('standards', '标准制定'),
        narrative('honours', '荣誉资质'),
        narrative('profile', '单位简介', 500),
      ],
    },
    {
      kind: 'table',
      id: 'productInformation',
      title: '二、申报产品或解决方案情况',
      continuesTable: true,
      table: {
        columns: [18.8, 35, 14, 10.2, 22],
        rows: [
          heading('二、申报产品或解决方案情况'),
          { cells: [{ lines: ['申报产品或解决方案名称：{productName}'], role: 'value', columnSpan: 5 }] },
          {
            cells: [
              label('应用场景'),
              {
                lines: SCENARIO_CLASSES.map((row) =>
                  row.map((name) => `{applicationScenarios=${name}}${name}`).join('  '),
                ),
                role: 'value',
                columnSpan: 4,
              },
            ],
          },
          { cells: [label('适用行业'), value(`{applicableIndustries|${HINT.applicableIndustries}}`, 4)] },
          { cells: [label('实施周期'), value('{implementationMonths|                }月', 4)] },
          {
            cells: [
              label('购置方式'),
              value('{purchaseMode|订阅/按需购买/一次性购买/其他（请说明）}'),
              { lines: ['产品价格（万元）'], role: 'label', align: 'center', columnSpan: 2 },
              value('{price}'),
            ],
          },
          {
            cells: [
              label('部署架构'),
              value(
                '{deployment=PC单机}PC单机  {deployment=C/S}C/S  {deployment=B/S}B/S  {deployment=其他}其他：{deploymentOther|（请说明）}',
                4,
              ),
            ],
          },
          longRow('功能特点', `{features|${HINT.features}}`),
          longRow('技术创新', `{innovation|${HINT.innovation}}`),
          longRow('安全性能', `{security|${HINT.security}}`),
          longRow('应用情况', `{adoption|${HINT.adoption}}`, '{cases}'),
        ],
      },
      fields: [
        { kind: 'text', id: 'productName', label: '申报产品或解决方案名称', maxCharacters: 100 },
        {
          kind: 'choices',
          id: 'applicationScenarios',
          label: '应用场景',
          options: SCENARIO_CLASSES.flat(),
          minimum: 1,
        },
        {
          kind: 'industries',
          id: 'applicableIndustries',
          label: '适用行业',
          level: 'class',
          maximum: 3,
          hint: HINT.applicableIndustries,
        },
        {
          kind: 'number',
          id: 'implementationMonths',
          label: '实施周期',
          unit: '月',
          decimals: 0,
          minimum: 1,
        },
        {
          kind: 'choice',
          id: 'purchaseMode',
          label: '购置方式',
          options: ['订阅', '按需购买', '一次性购买', '其他'],
          hint: '订阅/按需购买/一次性购买/其他（请说明）',
        },
        {
          kind: 'text',
          id: 'purchaseModeOther',
          label: '其他购置方式',
          maxCharacters: 100,
          askedWhen: { field: 'purchaseMode', equals: '其他' },
          hint: '请说明',
        },
        { kind: 'number', id: 'price', label: '产品价格', unit: '万元', decimals: 2, minimum: 0 },
        {
          kind: 'choices',
          id: 'deployment',
          label: '部署架构',
          options: ['PC单机', 'C/S', 'B/S', '其他'],
          minimum: 1,
        },
        {
          kind: 'text',
          id: 'deploymentOther',
          label: '其他部署架构',
          maxCharacters: 100,
          askedWhen: { field: 'deployment', equals: '其他' },
          hint: '请说明',
        },
        narrative('features', '功能特点'),
        narrative('innovation', '技术创新'),
        narrative('security', '安全性能'),
        narrative('adoption', '应用情况'),
        {
          kind: 'caseList',
          id: 'cases',
          label: '典型应用案例',
          guidance: '2024年以来不少于5个，至少包含2个重庆案例；五项内容逐项填写。',
          elements: [
            { id: 'needs', label: '企业改造需求' },
            { id: 'content', label: '实施内容' },
            { id: 'period', label: '实施周期' },
            { id: 'cost', label: '项目费用' },
            { id: 'effect', label: '改造成效' },
          ],
        },
      ],
    },
    {
      kind: 'table',
      id: 'promotion',
      title: '三、下一步推广计划',
      continuesTable: true,
      table: {
        columns: [18.8, 35, 14, 10.2, 22],
        rows: [
          heading('三、下一步推广计划'),
          longRow('推广举措', `{promotionMeasures|${HINT.promotionMeasures}}`),
        ],
      },
      fields: [narrative('promotionMeasures', '推广举措')],
    },
    {
      kind: 'evidence',
      id: 'evidence',
      title: '四、佐证资料',
      heading: '四、佐证资料',
      fields: [],
      items: [
        evidenceItem(
          'businessLicence',
          '（一）',
          '营业执照复印件',
          '营业执照复印件',
          '最新的营业执照扫描件，名称、信用代码、住所清晰可读。',
          ['营业执照', '执照'],
        ),
        evidenceItem(
          'operatingData',
          '（二）',
          '2024年度企业营业收入、研发投入、从业人数、本地服务人员规模等数据佐证材料',
          '2024年度经营数据佐证',
          '2024年度审计报告或财务报表、研发投入明细、参保人数证明、重庆本地服务人员名单。',
          ['审计', '营业收入', '研发投入', '参保', '社保', '人员'],
        ),
        evidenceItem(
          'patentProof',
          '（三）',
          '产品自主专利技术证明',
          '自主专利技术证明',
          '专利证书、软件著作权登记证书，权利人与申报单位一致。',
          ['专利', '著作权', '软著'],
        ),
        evidenceItem(
          'caseProof',
          '（四）',
          '应用典型案例佐证（对应合同关键页等）',
          '应用典型案例佐证',
          '每个案例的合同关键页（双方名称、内容、金额、签章、日期）。',
          ['合同', '案例', '验收'],
        ),
        evidenceItem(
          'securityProof',
          '（五）',
          '产品经过相关认证、第三方测试报告佐证的安全性能佐证',
          '安全性能佐证',
          '等级保护、安全认证证书或第三方测试报告，在有效期内。',
          ['测试报告', '等保', '安全', '认证'],
        ),
        evidenceItem(
          'compatibilityProof',
          '（六）',
          '产品兼容性佐证（跨平台兼容情况，二次开发便捷性）',
          '产品兼容性佐证',
          '兼容性测试报告、互认证明或二次开发接口说明。',
          ['兼容', '互认', '接口', '二次开发'],
        ),
        evidenceItem(
          'concessionCommitment',
          '（七）',
          '产品推广价格让利承诺',
          '产品推广价格让利承诺',
          '加盖公章的让利承诺，与“推广举措”写的一致。',
          ['让利', '承诺'],
        ),
        {
          id: 'otherProof',
          number: '（八）',
          label:
            '其他能够证明符合申报条件的佐证材料，包括但不限于产品照片、软件截图、产品或解决方案功能说明书等证明材料，以及获得荣誉、资质、专利情况等证明材料',
          printed:
            '（八）其他能够证明符合申报条件的佐证材料，包括但不限于产品照片、软件截图、产品或解决方案功能说明书等证明材料，以及获得荣誉、资质、专利情况等证明材料。',
          shortName: '其他佐证材料',
          slots: [
            {
              id: 'standardsProof',
              label: '标准制定佐证',
              expects: '“标准制定”所列每项标准的封面、前言页；没有的选“无”并说明。',
              presence: 'required',
              noneAllowed: true,
              keywords: ['标准'],
            },
            {
              id: 'honoursProof',
              label: '荣誉资质佐证',
              expects: '“荣誉资质”所列每项的证书或公布文件；没有的选“无”并说明。',
              presence: 'required',
              noneAllowed: true,
              keywords: ['荣誉', '资质', 'CMMI', '高新', '专精特新', 'ISO'],
            },
            {
              id: 'otherProof',
              label: '产品照片、软件截图、功能说明书等',
              expects: '产品照片、软件截图、产品或解决方案功能说明书等；没有的选“无”并说明。',
              presence: 'required',
              noneAllowed: true,
              keywords: ['截图', '说明书', '照片', '其他'],
            },
          ],
        },
      ],
    },
  ],
};
