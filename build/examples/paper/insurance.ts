import type { Content } from 'pdfmake/interfaces.js';
import type { Applicant } from '../applicants.ts';
import { body, line, longDate, makePaper, right, ruledTable, sealed, title } from './paper.ts';

const KINDS = ['基本养老保险', '基本医疗保险', '失业保险', '工伤保险'];

export interface Insured {
  year: string;
  /** Insured at the end of each month, January first. */
  months: number[];
  issuedOn: string;
}

/** 参保人数证明; the landscape form lists the twelve months in columns. */
export async function insuranceProof(
  applicant: Applicant,
  insured: Insured,
  landscape: boolean,
): Promise<Buffer> {
  const office = `重庆市${applicant.district}社会保险事务中心`;
  const last = insured.months.at(-1) ?? 0;
  const monthly = landscape
    ? ruledTable(
        [
          ['险种', ...insured.months.map((_, index) => `${index + 1}月`)],
          ...KINDS.map((kind) => [kind, ...insured.months.map(String)]),
        ],
        {
          widths: [104, ...insured.months.map((): '*' => '*')],
          numbers: insured.months.map((_, index) => index + 1),
        },
      )
    : ruledTable(
        [
          ['月份', ...KINDS],
          ...insured.months.map((count, index) => [
            `${insured.year}年${index + 1}月`,
            ...KINDS.map(() => `${count}人`),
          ]),
        ],
        { widths: ['*', 88, 88, 88, 88], numbers: [1, 2, 3, 4] },
      );
  const content: Content[] = [
    title(`${insured.year}年度企业参保人数证明`),
    line(`单位名称：${applicant.name}        统一社会信用代码：${applicant.creditCode}`),
    body(
      `经查询，该单位${insured.year}年度在本中心参加社会保险，按月参保缴费人数如下表；截至${insured.year}年12月参保缴费${last}人，无欠费记录。`,
    ),
    monthly,
    body('本证明仅作示例，企业与数据均为虚构；真实证明可凭验证码在社会保险网上经办平台查验。'),
    line(`验证码：SL${insured.year}${applicant.creditCode.slice(-6)}`),
    { text: '', margin: [0, 24, 0, 0] },
    await sealed(
      office,
      { dx: landscape ? 590 : 350, dy: -34 },
      right(office),
      right(longDate(insured.issuedOn)),
    ),
  ];
  return makePaper(content, {
    title: `${insured.year}年参保人数证明（示例）`,
    landscape,
    size: landscape ? 11 : 11.5,
  });
}
