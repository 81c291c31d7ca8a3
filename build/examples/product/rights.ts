import type { Content } from 'pdfmake/interfaces.js';
import { PRODUCT_APPLICANT } from '../applicants.ts';
import { body, line, longDate, makePaper, right, ruledTable, sealed, title } from '../paper/paper.ts';

const NAME = PRODUCT_APPLICANT.name;
const gap = (height: number): Content => ({ text: '', margin: [0, height, 0, 0] });

const PATENTS: [string, string, string][] = [
  ['一种工业设备通信协议自适应解析方法及系统', 'ZL 2019 1 0SL01.2', '2021-08-17'],
  ['一种边缘采集数据断网续传与时序对齐方法', 'ZL 2020 1 0SL02.6', '2022-11-08'],
  ['一种基于齐套约束的离散制造轻量排程方法', 'ZL 2021 1 0SL03.9', '2023-12-05'],
];
const SOFTWARE: [string, string][] = [
  ['云工生产管控软件 V3.0', '2024-01-16'],
  ['云工计划排程软件 V3.0', '2024-01-16'],
  ['云工质量管理软件 V3.0', '2024-02-20'],
  ['云工设备管理软件 V3.0', '2024-02-20'],
  ['云工仓储物流软件 V3.0', '2024-03-12'],
  ['云工计件工资软件 V2.0', '2022-06-14'],
  ['云工边缘采集软件 V2.5', '2023-04-18'],
  ['云工低代码表单软件 V1.5', '2023-07-25'],
  ['云工报表设计软件 V1.2', '2023-09-19'],
  ['云工开放接口平台 V2.0', '2023-11-07'],
  ['云工移动端软件 V3.0', '2024-03-26'],
  ['云工租户运维软件 V1.8', '2022-10-11'],
];

/** A list of all rights, then each patent's and each copyright's certificate, shortened. */
export async function patentProof(): Promise<Buffer> {
  const content: Content[] = [
    title('产品自主知识产权清单'),
    line(`权利人：${NAME}`),
    ruledTable(
      [
        ['序号', '类别', '名称', '专利号或登记号', '授权或登记日期'],
        ...PATENTS.map(([name, number, date], index) => [String(index + 1), '发明专利', name, number, date]),
        ...SOFTWARE.map(([name, date], index) => [
          String(index + 4),
          '软件著作权',
          name,
          registration(date, index),
          date,
        ]),
      ],
      { widths: [30, 62, '*', 104, 72], size: 9 },
    ),
    body(
      '以上I类知识产权3项（均为发明专利），II类知识产权12项（均为软件著作权），权利人均为申报单位，均处于有效状态。号码为示例，不对应任何真实权利。',
    ),
  ];
  const certificate = async (name: string, kind: string, number: string, date: string): Promise<Content> => ({
    pageBreak: 'before',
    stack: [
      title(kind, { size: 26 }),
      gap(30),
      line(`名        称：${name}`),
      line(`权  利  人：${NAME}`),
      line(`号        码：${number}`),
      line(`日        期：${longDate(date)}`),
      gap(20),
      body('经审查，符合有关法律规定，予以授权（登记），特发此证。本页为程序示例，不具有任何效力。'),
      gap(120),
      await sealed('示例登记机构', { dx: 330, dy: -40 }, right('示例登记机构'), right(longDate(date))),
    ],
  });
  for (const [name, number, date] of PATENTS)
    content.push(await certificate(name, '发明专利证书', number, date));
  for (const [index, [name, date]] of SOFTWARE.entries()) {
    content.push(await certificate(name, '计算机软件著作权登记证书', registration(date, index), date));
  }
  return makePaper(content, { title: '自主专利技术证明（示例）', size: 13 });
}

const registration = (date: string, index: number): string =>
  `${date.slice(0, 4)}SR0SL${String(index + 101)}`;
