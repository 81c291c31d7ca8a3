import type { Form, TableCell } from '../../form/definition.ts';
import { BENCHMARK_RULES } from './benchmark-rules.ts';

/** 附件1, to the letter. Source: source/通知原文.txt; the automatic numbers 三、 and 四、, lost in its text, are restored. */

const label = (...lines: string[]): TableCell => ({ lines, role: 'label', align: 'center' });
const value = (line: string, columnSpan?: number): TableCell => ({
  lines: [line],
  role: 'value',
  ...(columnSpan === undefined ? {} : { columnSpan }),
});
/** 生产经营指标: label over two of the form's five columns, one number for each year. */
const indicatorRow = (id: string, name: string) => ({
  cells: [
    { lines: [name], role: 'label' as const, align: 'center' as const },
    { lines: [`{indicators.2023.${id}}`], role: 'value' as const, align: 'center' as const, columnSpan: 2 },
    { lines: [`{indicators.2024.${id}}`], role: 'value' as const, align: 'center' as const },
  ],
});

export const BENCHMARK_FORM: Form = {
  programme: 'benchmark',
  programmeName: '标杆企业申报',
  shownName: '标杆企业申报',
  supportClause: '通知一（一）',
  annex: '附件1',
  title: '2025年重庆市中小企业数字化转型标杆企业申报书',
  rules: BENCHMARK_RULES,
  conditions: [
    {
      id: 'operatesInChongqing',
      clause: '通知二（一）',
      question: '申报主体在重庆市内有实际生产经营活动，且属于中小企业（符合《中小企业划型标准规定》）？',
      rule: 'R15',
    },
    { id: 'soundFinances', clause: '通知二（一）', question: '运营和财务状况良好？', rule: 'R15' },
    {
      id: 'noMajorAccident',
      clause: '通知二（一）',
      question:
        '近三年未发生较大及以上安全、质量和环境污染等事故，未发生重大及以上网络安全事件和数据安全事件？',
      rule: 'R15',
    },
    {
      id: 'notBlacklisted',
      clause: '通知二（一）',
      question: '未列入经营异常名录或严重失信名单？',
      rule: 'R15',
    },
    {
      id: 'notCityFunded',
      clause: '通知二（二）',
      question: '所列数字化转型投入未获得过市级财政资金支持？',
      rule: 'R16',
    },
    {
      id: 'noPlantSupport',
      clause: '通知二（四）',
      question:
        '未获得2024年、2025年数字化车间（基础级智能工厂）、先进级智能工厂等智能化改造类市级项目资金支持？',
      rule: 'R16',
    },
  ],
  summary: {
    annex: '附件2',
    title: '2025年重庆市中小企业数字化转型标杆企业申报汇总表',
    headLine: ['推荐单位（盖章）：', '联系人：', '联系方式：'],
    headGaps: [33, 12],
    columns: [
      { id: 'number', label: '序号' },
      { id: 'district', label: '所属区县' },
      { id: 'applicantName', label: '企业名称' },
      { id: 'contactName', label: '企业联系人' },
      { id: 'contactPhone', label: '联系方式' },
    ],
    blankRows: 7,
  },
  sections: [
    {
      kind: 'cover',
      id: 'cover',
      title: '封面',
      printedTitle: ['2025年重庆市中小企业数字化转型', '标杆企业申报书'],
      lines: [
        { label: '申报单位（盖章）：', value: '{applicantName}', seal: true },
        { label: '联 系 人 及 电 话：', value: '{contactName} {contactPhone}' },
        { label: '申  报  日  期：', value: '{applicationDate|    年     月     日}' },
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
        '我单位承诺：此次申报所提交的材料及附件资料均真实、合法，且所提供的2024年以来数字化转型投入发票，未获市级财政资金支持，2024—2025年企业未获得数字化车间、先进级智能工厂等智能化改造类市级项目资金支持。如有不实之处，我单位愿承担相应的法律责任及由此产生的一切后果。我单位经营良好，无重大经营风险，如有不实，愿承担相应的责任。',
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
      id: 'applicationForm',
      title: '申报表',
      printedTitle: '中小企业数字化转型标杆企业申报表',
      instruction: '*对照《国民经济行业分类与代码（GB/T 4754—2017）》填写',
      footnote: '*对照《国民经济行业分类与代码（GB/T 4754—2017）》填写',
      table: {
        columns: [28.5, 34.5, 13.5, 5, 18.5],
        rows: [
          { cells: [label('企业名称'), value('{applicantName}', 4)] },
          {
            cells: [
              label('统一社会信用代码'),
              value('{creditCode}'),
              label('成立时间'),
              value('{establishedOn}', 2),
            ],
          },
          { cells: [label('联系人'), value('{contactName}'), label('联系电话'), value('{contactPhone}', 2)] },
          { cells: [label('企业地址'), value('{address}'), label('所属区县'), value('{district}', 2)] },
          {
            cells: [
              label('单位性质'),
              value(
                '{ownership=国有}国有  {ownership=民营}民营  {ownership=合资}合资  {ownership=外资}外资',
                4,
              ),
            ],
          },
          {
            cells: [
              label('企业规模'),
              value('{enterpriseSize=中型}中型 {enterpriseSize=小型}小型 {enterpriseSize=微型}微型', 4),
            ],
          },
          { cells: [label('所属行业大类*'), value('{industryDivision|例，36 汽车制造业}', 4)] },
          { cells: [label('具体细分领域名称*'), value('{industryClass|例，3612 新能源车整车制造}', 4)] },
          {
            cells: [
              label('荣誉称号（可多选）'),
              {
                lines: [
                  '{honours=创新型中小企业}创新型中小企业        {honours=专精特新中小企业}专精特新中小企业',
                  '{honours=专精特新“小巨人”企业}专精特新“小巨人”企业  {honours=重庆市制造业单项冠军}重庆市制造业单项冠军',
                  '{honours=国家制造业单项冠军}国家制造业单项冠军    {honours=其他}其他：{honoursOther|请注明       }',
                ],
                role: 'value',
                columnSpan: 4,
              },
            ],
          },
          {
            cells: [
              { lines: ['生产经营指标'], role: 'label', align: 'center', rowSpan: 7 },
              { lines: [''], role: 'label', align: 'center' },
              { lines: ['2023年'], role: 'label', align: 'center', columnSpan: 2 },
              { lines: ['2024年'], role: 'label', align: 'center' },
            ],
          },
          indicatorRow('totalAssets', '总资产（万元）'),
          indicatorRow('totalLiabilities', '总负债（万元）'),
          indicatorRow('revenue', '营业收入（万元）'),
          indicatorRow('employees', '员工人数（人）'),
          indicatorRow('totalProfit', '利润总额（万元）'),
          indicatorRow('digitalInvestment', '数字化转型投入（万元）'),
        ],
      },
      fields: [
        {
          kind: 'text',
          id: 'applicantName',
          label: '企业名称',
          maxCharacters: 100,
          guidance: '与营业执照和公章完全一致的全称。',
        },
        { kind: 'creditCode', id: 'creditCode', label: '统一社会信用代码' },
        { kind: 'date', id: 'establishedOn', label: '成立时间', guidance: '按营业执照上的成立日期填写。' },
        { kind: 'text', id: 'contactName', label: '联系人', maxCharacters: 50 },
        { kind: 'phone', id: 'contactPhone', label: '联系电话' },
        { kind: 'text', id: 'address', label: '企业地址', maxCharacters: 200 },
        {
          kind: 'district',
          id: 'district',
          label: '所属区县',
          guidance: '生产经营所在地的区县；两江新区、西部科学城重庆高新区、万盛经开区单独列出。',
        },
        {
          kind: 'choice',
          id: 'dianjiangRegion',
          label: '垫江县所属区域',
          options: ['渝东北', '主城都市区'],
          askedWhen: { field: 'district', equals: '垫江县' },
          notPrinted: true,
          guidance:
            '2020年的“一区两群”把垫江县列入渝东北，2024年公布的国土空间规划列入主城都市区；通知没有写明。请向区县经信部门核实后选择：渝东北门槛为75万元，主城都市区为150万元。',
        },
        { kind: 'choice', id: 'ownership', label: '单位性质', options: ['国有', '民营', '合资', '外资'] },
        { kind: 'choice', id: 'enterpriseSize', label: '企业规模', options: ['中型', '小型', '微型'] },
        {
          kind: 'industry',
          id: 'industryDivision',
          label: '所属行业大类',
          level: 'division',
          hint: '例，36 汽车制造业',
        },
        {
          kind: 'industry',
          id: 'industryClass',
          label: '具体细分领域名称',
          level: 'class',
          hint: '例，3612 新能源车整车制造',
        },
        {
          kind: 'choices',
          id: 'honours',
          label: '荣誉称号（可多选）',
          optional: true,
          options: [
            '创新型中小企业',
            '专精特新中小企业',
            '专精特新“小巨人”企业',
            '重庆市制造业单项冠军',
            '国家制造业单项冠军',
            '其他',
          ],
        },
        {
          kind: 'text',
          id: 'honoursOther',
          label: '其他荣誉称号',
          maxCharacters: 200,
          askedWhen: { field: 'honours', equals: '其他' },
          hint: '请注明',
        },
        {
          kind: 'yearTable',
          id: 'indicators',
          label: '生产经营指标',
          years: ['2023', '2024'],
          rows: [
            { id: 'totalAssets', label: '总资产', unit: '万元', decimals: 2 },
            { id: 'totalLiabilities', label: '总负债', unit: '万元', decimals: 2 },
            { id: 'revenue', label: '营业收入', unit: '万元', decimals: 2 },
            { id: 'employees', label: '员工人数', unit: '人', decimals: 0 },
            { id: 'totalProfit', label: '利润总额', unit: '万元', decimals: 2, mayBeNegative: true },
            { id: 'digitalInvestment', label: '数字化转型投入', unit: '万元', decimals: 2 },
          ],
        },
      ],
    },
    {
      kind: 'narrative',
      id: 'enterpriseProfile',
      title: '一、企业基本情况',
      heading: '一、企业基本情况（500字内）',
      limit: 500,
      parts: [
        {
          prompt: '（一）申报单位概况：主营产品、发展历程、财务状况、经营情况等；',
          field: 'profileOverview',
        },
        { prompt: '（二）技术水平：研发队伍、科研成果、知识产权等情况；', field: 'profileTechnology' },
        { prompt: '（三）获得相关荣誉资质及认定情况（需提供佐证）', field: 'profileHonours' },
      ],
      fields: [
        {
          kind: 'narrative',
          id: 'profileOverview',
          label: '（一）申报单位概况：主营产品、发展历程、财务状况、经营情况等；',
        },
        {
          kind: 'narrative',
          id: 'profileTechnology',
          label: '（二）技术水平：研发队伍、科研成果、知识产权等情况；',
        },
        {
          kind: 'narrative',
          id: 'profileHonours',
          label: '（三）获得相关荣誉资质及认定情况（需提供佐证）',
        },
      ],
    },
    {
      kind: 'narrative',
      id: 'transformation',
      title: '二、数字化改造项目实施情况',
      heading: '二、数字化改造项目实施情况（2000字内）',
      limit: 2000,
      instruction:
        '2024年以来，企业在数字化转型方面所开展的主要工作与实施的改造项目。针对重点业务场景进行数字化改造的具体举措、运用的数字化技术产品、采取的数字化解决方案、改造的资金和人力投入、实施周期等。需后附该场景的实际图片，比如平台与软件系统截图、架构图、流程图、现场实际照片等。',
      parts: [{ field: 'transformationNarrative' }],
      fields: [
        {
          kind: 'narrative',
          id: 'transformationNarrative',
          label: '数字化改造项目实施情况',
          hint: '2024年以来，企业在数字化转型方面所开展的主要工作与实施的改造项目。针对重点业务场景进行数字化改造的具体举措、运用的数字化技术产品、采取的数字化解决方案、改造的资金和人力投入、实施周期等。需后附该场景的实际图片，比如平台与软件系统截图、架构图、流程图、现场实际照片等。',
        },
      ],
    },
    {
      kind: 'scenarios',
      id: 'scenarios',
      title: '三、数字化经营应用场景',
      heading: '三、数字化经营应用场景（1500字内）',
      limit: 1500,
      instruction:
        '数字化经营应用场景数量及对应具体明细表。（参考《中小企业数字化水平评测指标（2024年版）数字化经营维度16项业务场景指标判定表，列举自身应用场景名称、应用水平并展开应用描述及佐证）',
      countField: 'scenarioCount',
      boardField: 'scenarios',
      countLine: '数字化经营应用场景数量：{scenarioCount|    }个',
      columns: {
        number: '序号',
        name: '应用场景名称',
        level: '应用水平',
        description: '应用描述',
        proof: '佐证',
      },
      fields: [
        {
          kind: 'number',
          id: 'scenarioCount',
          label: '数字化经营应用场景数量',
          unit: '个',
          decimals: 0,
          minimum: 1,
        },
        {
          kind: 'scenarioBoard',
          id: 'scenarios',
          label: '数字化经营应用场景明细表',
          hint: '例：1.产品设计（达二级应用水平）：应用信息化系统开展产品设计，实现产品设计过程或版本的数字化……',
        },
      ],
    },
    {
      kind: 'narrative',
      id: 'outcomes',
      title: '四、数字化转型成效',
      heading: '四、数字化转型成效（1000字内）',
      limit: 1000,
      instruction:
        '分条提炼解决的具体问题和取得的具体成效，如在提质、降本、增效、绿色、安全等方面的情况，量化描述需提供数据支撑。',
      parts: [{ field: 'outcomesNarrative' }],
      fields: [
        {
          kind: 'narrative',
          id: 'outcomesNarrative',
          label: '数字化转型成效',
          hint: '分条提炼解决的具体问题和取得的具体成效，如在提质、降本、增效、绿色、安全等方面的情况，量化描述需提供数据支撑。',
        },
      ],
    },
    {
      kind: 'narrative',
      id: 'influence',
      title: '五、行业影响及示范作用',
      heading: '五、行业影响及示范作用（1000字内）',
      limit: 1000,
      instruction:
        '企业数字化转型后对行业和区域的影响和带动作用，与国内外先进水平、行业领军企业比较，具备的先进性等。围绕数字化改造实施，总结提炼可复制、可推广的典型解决方案、应用场景、模式经验等。',
      parts: [{ field: 'influenceNarrative' }],
      fields: [
        {
          kind: 'narrative',
          id: 'influenceNarrative',
          label: '行业影响及示范作用',
          hint: '企业数字化转型后对行业和区域的影响和带动作用，与国内外先进水平、行业领军企业比较，具备的先进性等。围绕数字化改造实施，总结提炼可复制、可推广的典型解决方案、应用场景、模式经验等。',
        },
      ],
    },
    {
      kind: 'evidence',
      id: 'evidence',
      title: '六、相关证明材料',
      heading: '六、相关证明材料',
      fields: [
        {
          kind: 'ledger',
          id: 'investmentLedger',
          label: '企业2024—2025年数字化转型投入明细表及发票清单（列述发票内容、发票号、金额、开票时间）',
          guidance:
            '通知没有写明金额是否含税：两种金额都请填写，默认按价税合计累计。已获市级财政资金支持的发票不计入。',
        },
      ],
      items: [
        {
          id: 'businessLicence',
          number: '（一）',
          label: '营业执照复印件',
          printed: '（一）营业执照复印件；',
          shortName: '营业执照复印件',
          slots: [
            {
              id: 'businessLicence',
              label: '营业执照复印件',
              expects: '最新的营业执照扫描件，名称、信用代码、住所清晰可读。',
              presence: 'required',
              keywords: ['营业执照', '执照'],
            },
          ],
        },
        {
          id: 'auditReports',
          number: '（二）',
          label:
            '2023—2024年经会计师事务所审计的财务审计报告原件复印件，审计报告正文（含会计师事务所盖章和注册会计师签字）、财务报表、报表附注（如2024年审计报告未出具，需提供公司财务报表并加盖公司公章）',
          printed:
            '（二）2023—2024年经会计师事务所审计的财务审计报告原件复印件，审计报告正文（含会计师事务所盖章和注册会计师签字）、财务报表、报表附注（如2024年审计报告未出具，需提供公司财务报表并加盖公司公章）；',
          shortName: '2023—2024年审计报告',
          slots: [
            {
              id: 'audit2023',
              label: '2023年财务审计报告',
              expects: '正文（事务所盖章、注册会计师签字）、财务报表、报表附注，一份完整的扫描件。',
              presence: 'required',
              keywords: ['2023年审计', '2023审计', '2023年度审计', '审计报告2023'],
            },
            {
              id: 'audit2024',
              label: '2024年财务审计报告',
              expects: '正文（事务所盖章、注册会计师签字）、财务报表、报表附注；未出具的选“无”并说明原因。',
              presence: 'required',
              noneAllowed: true,
              keywords: ['2024年审计', '2024审计', '2024年度审计', '审计报告2024', '审计'],
            },
            {
              id: 'statements2024',
              label: '2024年公司财务报表（加盖公司公章）',
              expects: '仅在2024年审计报告未出具时需要：资产负债表、利润表、现金流量表，加盖公章。',
              presence: 'optional',
              requiredWhenNone: 'audit2024',
              keywords: ['财务报表', '资产负债表', '利润表'],
            },
          ],
        },
        {
          id: 'investment',
          number: '（三）',
          label: '企业2024—2025年数字化转型投入明细表及发票清单（列述发票内容、发票号、金额、开票时间）',
          printed:
            '（三）企业2024—2025年数字化转型投入明细表及发票清单（列述发票内容、发票号、金额、开票时间）；',
          shortName: '数字化转型投入明细表及发票清单',
          slots: [
            {
              id: 'investmentDetail',
              label: '数字化转型投入明细表及发票清单',
              expects: '在本程序的发票清单中填写或导入，自动打印成表。',
              presence: 'required',
              keywords: ['明细表', '发票清单'],
              ledgerField: 'investmentLedger',
            },
            {
              id: 'invoiceScans',
              label: '发票扫描件及合同',
              expects: '与清单逐张对应的发票（PDF 或扫描件），可按清单顺序合并成一个文件。',
              presence: 'optional',
              keywords: ['发票', '合同', '付款', '凭证'],
            },
          ],
        },
        {
          id: 'socialInsurance',
          number: '（四）',
          label: '2023—2024年企业参保人数证明',
          printed: '（四）2023—2024年企业参保人数证明；',
          shortName: '2023—2024年参保人数证明',
          slots: [
            {
              id: 'socialInsurance2023',
              label: '2023年企业参保人数证明',
              expects: '社保部门出具的2023年参保人数证明。',
              presence: 'required',
              keywords: ['2023年参保', '参保2023', '2023社保'],
            },
            {
              id: 'socialInsurance2024',
              label: '2024年企业参保人数证明',
              expects: '社保部门出具的2024年参保人数证明。',
              presence: 'required',
              keywords: ['2024年参保', '参保2024', '参保', '社保'],
            },
          ],
        },
        {
          id: 'otherProof',
          number: '（五）',
          label: '其他证明材料',
          printed: '（五）其他证明材料。',
          shortName: '其他证明材料',
          slots: [
            {
              id: 'honourProof',
              label: '荣誉资质及认定证明',
              expects: '申报表中每一项荣誉称号的证书或公布文件。',
              presence: 'optional',
              keywords: ['专精特新', '小巨人', '单项冠军', '创新型', '荣誉', '证书', '认定'],
            },
            {
              id: 'otherProof',
              label: '其他证明材料',
              expects: '场景应用、转型成效等的佐证；没有的选“无”并说明。',
              presence: 'required',
              noneAllowed: true,
              keywords: ['其他', '佐证', '专利', '截图'],
            },
          ],
        },
      ],
    },
  ],
};
