import type { Content } from 'pdfmake/interfaces.js';
import { PRODUCT_APPLICANT } from '../applicants.ts';
import {
  body,
  head,
  line,
  longDate,
  makePaper,
  ruledTable,
  sealed,
  signature,
  title,
} from '../paper/paper.ts';
import { CASES } from './cases.ts';

/** Terms of each case's contract, in the order of the cases; sums in 万元 as the cases state them. */
const TERMS: { signedOn: string; signer: string; price: [item: string, sum: number][] }[] = [
  {
    signedOn: '2024-03-29',
    signer: '杨示铸',
    price: [
      ['3个应用包订阅费（3年，八折）', 11.52],
      ['通用采集盒', 2.6],
      ['实施与培训', 2.1],
    ],
  },
  {
    signedOn: '2024-06-21',
    signer: '郑示饰',
    price: [
      ['3个应用包及增加账号订阅费（3年，八折）', 14.4],
      ['手持终端', 1.9],
      ['实施与培训', 2.9],
    ],
  },
  {
    signedOn: '2024-11-18',
    signer: '马示模',
    price: [
      ['3个应用包订阅费（3年，八折）', 11.52],
      ['通用采集盒', 1.6],
      ['实施与培训', 1.8],
    ],
  },
  { signedOn: '2025-05-28', signer: '罗示农', price: [['2个应用包订阅费（首年，七折）', 2.52]] },
  {
    signedOn: '2024-08-26',
    signer: '冯示泵',
    price: [
      ['2个应用包订阅费（3年，八折）', 8.64],
      ['采集改造', 2.4],
      ['接口与实施', 3.3],
    ],
  },
  {
    signedOn: '2025-03-03',
    signer: '许示装',
    price: [
      ['3个应用包订阅费（3年，八折）', 11.52],
      ['通用采集盒', 1.9],
      ['实施与培训', 1.8],
    ],
  },
];

/** Key pages of a case's contract and its acceptance: what is supplied, the price, both seals. */
export async function contractPages(index: number): Promise<Buffer> {
  const each = CASES[index];
  const terms = TERMS[index];
  if (each?.enterprise == null || terms === undefined) throw new Error(`no case ${index}`);
  const sum = terms.price.reduce((total, [, price]) => total + price, 0);
  const number = `YG-${terms.signedOn.slice(0, 4)}-${String(index * 17 + 23).padStart(4, '0')}`;
  const parties = async (date: string): Promise<Content[]> => [
    await sealed(
      each.enterprise ?? '',
      { dx: 46, dy: -20 },
      {
        columns: [
          {
            stack: [
              line(`甲方（盖章）：`),
              line(each.enterprise ?? ''),
              { text: ['代表：', signature(terms.signer)] },
              line(longDate(date)),
            ],
          },
          {
            stack: [
              line('乙方（盖章）：'),
              line(PRODUCT_APPLICANT.name),
              { text: ['代表：', signature('李示新')] },
              line(longDate(date)),
            ],
          },
        ],
      },
    ),
    await sealed(PRODUCT_APPLICANT.name, { dx: 300, dy: -110 }),
  ];
  const content: Content[] = [
    title('软件订阅与实施服务合同（关键页）'),
    line(`合同编号：${number}        签订地点：重庆市渝北区`),
    line(`甲方：${each.enterprise}        所在地：${each.place}`),
    line(`乙方：${PRODUCT_APPLICANT.name}`),
    head('第一条  合同标的'),
    body(
      `乙方向甲方提供示例云工轻量化制造执行系统（SaaS）V3.0订阅服务及实施服务，内容为：${each.content ?? ''}`,
    ),
    head('第二条  合同价款（含税）'),
    ruledTable(
      [
        ['项目', '金额（万元）'],
        ...terms.price.map(([item, price]) => [item, price.toFixed(2)]),
        ['合计', sum.toFixed(2)],
      ],
      { widths: ['*', 120], numbers: [1], strong: [terms.price.length + 1] },
    ),
    head('第三条  实施周期与验收'),
    body(`实施周期为${each.period ?? ''}试运行期满且约定功能正常，甲方应在5个工作日内组织验收。`),
    head('第四条  数据与知识产权'),
    body(
      '甲方数据归甲方所有，乙方不得向第三方披露；合同终止后乙方应配合甲方导出全部数据并彻底清除。软件著作权归乙方所有。',
    ),
    { text: '', margin: [0, 16, 0, 0] },
    ...(await parties(terms.signedOn)),
    title('项目验收单', { pageBreak: 'before' }),
    line(`项目名称：${each.enterprise}轻量化制造执行系统项目`),
    line(`对应合同：${number}`),
    ruledTable(
      [
        ['验收项目', '验收结果'],
        ['合同约定功能', '全部可用，符合合同约定'],
        ['人员培训', '管理人员、班组长和操作人员培训完成，考核合格'],
        ['试运行', '连续试运行不少于7天，无中断'],
        ['运行成效', each.effect ?? ''],
        ['资料移交', '操作手册、账号清单、应急联系卡已移交'],
      ],
      { widths: [110, '*'] },
    ),
    body('甲方意见：系统运行正常，达到合同约定要求，同意验收。'),
    { text: '', margin: [0, 20, 0, 0] },
    ...(await parties(each.completedOn ?? terms.signedOn)),
  ];
  return makePaper(content, { title: `${each.enterprise}合同关键页与验收单（示例）`, foot: number });
}
