import type { Content } from 'pdfmake/interfaces.js';
import { PRODUCT_APPLICANT } from '../applicants.ts';
import {
  body,
  head,
  line,
  makePaper,
  money,
  right,
  ruledTable,
  sealed,
  signature,
  title,
} from '../paper/paper.ts';
import { PRODUCT_FIGURES } from './answers.ts';

const NAME = PRODUCT_APPLICANT.name;
const gap = (height: number): Content => ({ text: '', margin: [0, height, 0, 0] });

/** 2024年度经营数据: special audit of revenue and research, staff and local service. */
export async function operatingData(): Promise<Buffer> {
  const firm = '重庆示例会计师事务所';
  const local = PRODUCT_FIGURES.revenueChongqing;
  const content: Content[] = [
    title('2024年度营业收入与研发投入专项审计报告'),
    right('渝示会专字〔2025〕第0058号'),
    line(`${NAME}：`),
    body('我们接受委托，对贵公司2024年度营业收入、研发投入情况进行了专项审计，结果如下。'),
    head('一、营业收入（元）'),
    ruledTable(
      [
        ['项目', '全部', '其中：重庆地区', '占比'],
        ['订阅服务收入', '19,055,100.00', '12,984,000.00', '68.14%'],
        ['实施服务收入', '9,128,400.00', '6,302,500.00', '69.04%'],
        ['采集设备及其他', '4,501,000.00', '2,889,500.00', '64.20%'],
        ['合计', money(PRODUCT_FIGURES.revenueTotal * 10_000), money(local * 10_000), '67.85%'],
      ],
      { widths: ['*', 110, 110, 60], numbers: [1, 2, 3], strong: [4] },
    ),
    head('二、研发投入（元）'),
    ruledTable(
      [
        ['费用项目', '2024年度'],
        ['人员人工费用', '5,216,000.00'],
        ['直接投入费用', '612,500.00'],
        ['折旧与摊销', '438,700.00'],
        ['委托外部研发', '396,000.00'],
        ['其他费用', '228,800.00'],
        ['合计', '6,892,000.00'],
      ],
      { widths: ['*', 150], numbers: [1], strong: [6] },
    ),
    gap(24),
    await sealed(
      firm,
      { dx: 40, dy: -30 },
      {
        columns: [
          { text: `${firm}\n（普通合伙）（盖章）`, lineHeight: 1.5 },
          {
            stack: [
              { text: ['中国注册会计师：', signature('周示华')] },
              { text: ['中国注册会计师：', signature('吴示范')] },
              line('2025年3月18日'),
            ],
          },
        ],
      },
    ),
    title('从业人员与本地服务人员情况证明', { pageBreak: 'before' }),
    body(`截至2024年12月31日，${NAME}在册从业人员${PRODUCT_FIGURES.staffTotal}人，按岗位和工作地分布如下。`),
    ruledTable(
      [
        ['岗位', '重庆地区（人）', '其他地区（人）', '合计（人）'],
        ['研发人员', '38', '0', '38'],
        ['技术服务人员', '21', '9', '30'],
        ['营销与运营', '8', '5', '13'],
        ['管理与财务', '5', '0', '5'],
        ['合计', '72', '14', '86'],
      ],
      { widths: ['*', 100, 100, 100], numbers: [1, 2, 3], strong: [5] },
    ),
    body(
      '重庆地区技术服务人员21人分驻渝北、璧山、江津、永川4个服务点，均与本公司签订劳动合同并缴纳社会保险。',
    ),
    gap(40),
    await sealed(NAME, { dx: 345, dy: -36 }, right(NAME), right('2025年9月28日')),
  ];
  return makePaper(content, { title: '2024年度经营数据佐证（示例）' });
}
