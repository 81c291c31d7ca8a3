import type { Content } from 'pdfmake/interfaces.js';
import { BENCHMARK_APPLICANT } from '../applicants.ts';
import { picture, qrCode, toPng } from '../drawing/svg.ts';
import {
  body,
  head,
  line,
  longDate,
  makePaper,
  money,
  pictureContent,
  right,
  ruledTable,
  sealed,
  signature,
  title,
} from '../paper/paper.ts';
import { BENCHMARK_INDICATORS } from './answers.ts';
import { BALANCE_SHEET, CASH_FLOW, INCOME_STATEMENT } from './statements.ts';

const FIRM = '重庆示例会计师事务所';
const NAME = BENCHMARK_APPLICANT.name;

/** An auditor's report with statements and notes, six pages; figures in 元. */
export async function auditReport(year: '2023' | '2024'): Promise<Buffer> {
  const before = year === '2023' ? '2022' : '2023';
  const issuedOn = year === '2023' ? '2024-03-22' : '2025-03-28';
  const number = `渝示会审字〔${issuedOn.slice(0, 4)}〕第${year === '2023' ? '0127' : '0146'}号`;
  const code = await toPng(picture(220, 220, qrCode(0, 0, 220, `示例 ${number}`)));
  const yuan = (value: number): string => money(value * 10_000);
  const statement = (rows: typeof BALANCE_SHEET, heads: [string, string, string], totals: RegExp): Content =>
    ruledTable([heads, ...rows.map(([label, values]) => [label, yuan(values[year]), yuan(values[before])])], {
      widths: ['*', 118, 118],
      numbers: [1, 2],
      size: 9.5,
      strong: rows.flatMap(([label], index) => (totals.test(label) ? [index + 1] : [])),
    });
  const signed = async (): Promise<Content> =>
    sealed(
      NAME,
      { dx: 150, dy: -38 },
      { text: '', margin: [0, 12, 0, 0] },
      line('单位负责人：陈示范        主管会计工作负责人：何示理        会计机构负责人：唐示计'),
    );
  const years = [year, before] as const;
  const people = BENCHMARK_INDICATORS[year].employees;
  const content: Content[] = [
    title('审 计 报 告', { size: 26 }),
    right(number),
    line(`${NAME}全体股东：`),
    head('一、审计意见'),
    body(
      `我们审计了${NAME}（以下简称贵公司）财务报表，包括${year}年12月31日的资产负债表，${year}年度的利润表、现金流量表以及相关财务报表附注。我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了贵公司${year}年12月31日的财务状况以及${year}年度的经营成果和现金流量。`,
    ),
    head('二、形成审计意见的基础'),
    body(
      '我们按照中国注册会计师审计准则的规定执行了审计工作。按照中国注册会计师职业道德守则，我们独立于贵公司，并履行了职业道德方面的其他责任。我们相信，我们获取的审计证据是充分、适当的，为发表审计意见提供了基础。',
    ),
    head('三、管理层和治理层对财务报表的责任'),
    body(
      '管理层负责按照企业会计准则的规定编制财务报表，使其实现公允反映，并设计、执行和维护必要的内部控制，以使财务报表不存在由于舞弊或错误导致的重大错报。治理层负责监督贵公司的财务报告过程。',
    ),
    head('四、注册会计师对财务报表审计的责任'),
    body(
      '我们的目标是对财务报表整体是否不存在由于舞弊或错误导致的重大错报获取合理保证，并出具包含审计意见的审计报告。合理保证是高水平的保证，但并不能保证按照审计准则执行的审计在某一重大错报存在时总能发现。错报可能由舞弊或错误所导致，如果合理预期错报单独或汇总起来可能影响财务报表使用者依据财务报表作出的经济决策，则通常认为错报是重大的。',
    ),
    blockStart(head('（本页为签章页）')),
    body(
      '我们与治理层就计划的审计范围、时间安排和重大审计发现等事项进行沟通，包括沟通我们在审计中识别出的值得关注的内部控制缺陷。',
    ),
    pictureContent(code, 104),
    {
      text: `报告编码：渝示${issuedOn.slice(2, 4)}K${year === '2023' ? '7Q2MX4' : '9R8TW6'}（示例）`,
      alignment: 'center',
      fontSize: 10,
    },
    {
      text: '可在注册会计师行业统一监管平台凭报告编码查验',
      alignment: 'center',
      fontSize: 10,
      margin: [0, 0, 0, 40],
    },
    await sealed(
      FIRM,
      { dx: 40, dy: -30 },
      {
        columns: [
          { text: `${FIRM}\n（普通合伙）\n（盖章）`, lineHeight: 1.5 },
          {
            stack: [
              { text: ['中国注册会计师：', signature('周示华')], margin: [0, 0, 0, 22] },
              { text: ['中国注册会计师：', signature('吴示范')] },
            ],
          },
        ],
      },
    ),
    { columns: [{ text: '中国·重庆' }, { text: longDate(issuedOn) }], margin: [0, 60, 0, 0] },
    title('资产负债表', { pageBreak: 'before' }),
    line(`编制单位：${NAME}        ${year}年12月31日        单位：人民币元`),
    statement(BALANCE_SHEET, ['项    目', '期末余额', '年初余额'], /合计|总计/),
    await signed(),
    title('利润表', { pageBreak: 'before' }),
    line(`编制单位：${NAME}        ${year}年度        单位：人民币元`),
    statement(INCOME_STATEMENT, ['项    目', '本年金额', '上年金额'], /^[一二三四]、/),
    await signed(),
    title('现金流量表（主要项目）', { pageBreak: 'before' }),
    line(`编制单位：${NAME}        ${year}年度        单位：人民币元`),
    statement(CASH_FLOW, ['项    目', '本年金额', '上年金额'], /^[一二三四五]、/),
    await signed(),
    title('财务报表附注', { pageBreak: 'before' }),
    head('一、公司基本情况'),
    body(
      `${NAME}（虚构企业，仅作示例）成立于${longDate(BENCHMARK_APPLICANT.establishedOn)}，统一社会信用代码${BENCHMARK_APPLICANT.creditCode}，注册地址为${BENCHMARK_APPLICANT.address}，主要从事食品加工专用设备的研发、制造和销售。${year}年末在职员工${people}人。`,
    ),
    head('二、财务报表的编制基础'),
    body(
      '财务报表以持续经营为基础，根据实际发生的交易和事项，按照企业会计准则的规定进行确认和计量，并在此基础上编制。会计年度自公历1月1日起至12月31日止，记账本位币为人民币。',
    ),
    head('三、主要会计政策'),
    body(
      '存货按成本与可变现净值孰低计量，发出存货采用加权平均法。固定资产采用年限平均法计提折旧，房屋及建筑物20年，机器设备10年，电子设备3至5年。外购软件计入无形资产，按5年摊销。研究阶段支出于发生时计入当期损益。收入在客户取得相关商品控制权时确认。',
    ),
    head('四、主要项目注释'),
    ruledTable(
      [
        ['项目', `${year}年`, `${before}年`],
        ['研发费用', ...years.map((each) => yuan(find('研发费用', each)))],
        ['固定资产', ...years.map((each) => yuan(find('固定资产', each)))],
        ['无形资产', ...years.map((each) => yuan(find('无形资产', each)))],
        ['短期借款', ...years.map((each) => yuan(find('短期借款', each)))],
      ],
      { widths: ['*', 118, 118], numbers: [1, 2] },
    ),
    body(
      year === '2023'
        ? '2023年度用于信息系统、网络及数据采集设备的支出合计968,000.00元（含税），已按性质分别计入无形资产、固定资产和管理费用。'
        : '2024年度用于信息系统、网络及数据采集设备的支出合计2,418,900.00元（含税），已按性质分别计入无形资产、固定资产和管理费用；股东以货币资金增资4,000,000.00元，已完成变更登记。',
    ),
    head('五、或有事项、承诺事项和资产负债表日后事项'),
    body('截至报告日，公司不存在需要披露的重大或有事项、重大承诺事项和资产负债表日后事项。'),
    await signed(),
  ];
  return makePaper(content, { title: `${NAME}${year}年度审计报告（示例）`, foot: number });
}

function find(label: string, year: '2022' | '2023' | '2024'): number {
  const found = [...BALANCE_SHEET, ...INCOME_STATEMENT].find(([each]) => each === label);
  if (found === undefined) throw new Error(`no line ${label}`);
  return found[1][year];
}

function blockStart(content: Content): Content {
  return { stack: [content], pageBreak: 'before' };
}
