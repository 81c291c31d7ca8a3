import type { Content } from 'pdfmake/interfaces.js';
import type { Applicant } from '../applicants.ts';
import { body, head, line, makePaper, right, ruledTable, sealed, title } from './paper.ts';

/** 公共信用信息报告: nothing adverse in three years. */
export async function creditReport(applicant: Applicant, honours: string): Promise<Buffer> {
  const office = '重庆示例信用信息中心';
  const content: Content[] = [
    title('企业公共信用信息报告'),
    line(`主体名称：${applicant.name}`),
    line(`统一社会信用代码：${applicant.creditCode}`),
    line('查询区间：2022年10月8日至2025年10月8日（36个月）'),
    head('信用信息概览'),
    ruledTable(
      [
        ['信息类别', '条数', '说明'],
        ['严重失信主体名单', '0', '无'],
        ['经营异常名录', '0', '无'],
        ['行政处罚', '0', '无'],
        ['安全、质量、环境事故记录', '0', '无较大及以上事故'],
        ['网络安全和数据安全事件', '0', '无重大及以上事件'],
        ['欠税公告', '0', '无'],
        ['守信激励', '3', honours],
      ],
      { widths: [170, 50, '*'] },
    ),
    body('本报告为程序示例，主体与内容均为虚构，不具有任何证明效力。'),
    { text: '', margin: [0, 30, 0, 0] },
    await sealed(office, { dx: 350, dy: -36 }, right(office), right('2025年10月8日')),
  ];
  return makePaper(content, { title: '企业公共信用信息报告（示例）' });
}
