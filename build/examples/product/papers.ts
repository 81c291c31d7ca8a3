import type { Content } from 'pdfmake/interfaces.js';
import { PRODUCT_APPLICANT } from '../applicants.ts';
import { toPng } from '../drawing/svg.ts';
import {
  body,
  head,
  line,
  makePaper,
  pictureContent,
  right,
  sealed,
  signature,
  title,
} from '../paper/paper.ts';
import { PRODUCT_NAME } from './answers.ts';
import { architecture, rollout } from './figures.ts';
import { board, mobile } from './screens.ts';
import { STANDARD_NAMES } from './texts.ts';

const NAME = PRODUCT_APPLICANT.name;
const gap = (height: number): Content => ({ text: '', margin: [0, height, 0, 0] });

/** 让利承诺: the promises of 推广举措, word for word in substance. */
export async function concession(): Promise<Buffer> {
  const content: Content[] = [
    title('产品推广价格让利承诺书', { size: 22 }),
    gap(16),
    body(
      `如我单位申报的“${PRODUCT_NAME}”入选“小快轻准”数字化产品和解决方案，自公布之日起两年内，面向重庆市中小企业承诺如下：`,
    ),
    body('一、小微企业首年订阅费七折，其他中小企业首年订阅费八折，三年签约再按八折计费，不收取接口授权费。'),
    body('二、基础版（生产管控应用包、5个账号）免费开放200家，免费期12个月。'),
    body('三、渝东北、渝东南地区企业免收现场实施差旅费，每年提供不少于50家采集盒免费借用名额。'),
    body('四、系统升级免费，每季度上门或远程巡检1次，7×24小时热线15分钟响应。'),
    body('五、价格和优惠政策公开透明，不设置隐性收费；未兑现承诺的，接受主管部门取消入选资格的处理。'),
    body('特此承诺。'),
    gap(60),
    { text: ['单位负责人（签字）：', signature('李示新')], alignment: 'right' },
    gap(20),
    await sealed(NAME, { dx: 330, dy: -40 }, right(`承诺单位（盖章）：${NAME}`), right('2025年10月12日')),
  ];
  return makePaper(content, { title: '产品推广价格让利承诺书（示例）', size: 14 });
}

/** Cover and foreword of each standard. */
export async function standardsProof(): Promise<Buffer> {
  const content = STANDARD_NAMES.flatMap((name, index): Content[] => [
    {
      stack: [
        { text: '团  体  标  准', bold: true, fontSize: 26, alignment: 'center', margin: [0, 40, 0, 60] },
        right(name.slice(0, name.indexOf('《'))),
        title(name.slice(name.indexOf('《') + 1, -1), { size: 22 }),
        gap(200),
        {
          text: `${index === 0 ? '2024-06-18 发布    2024-07-01 实施' : '2025-03-20 发布    2025-04-01 实施'}`,
          alignment: 'center',
        },
        { text: '重庆示例中小企业数字化促进会  发布', alignment: 'center', margin: [0, 12, 0, 0] },
      ],
      ...(index === 0 ? {} : { pageBreak: 'before' as const }),
    },
    title('前    言', { pageBreak: 'before' }),
    body('本文件按照GB/T 1.1—2020《标准化工作导则  第1部分：标准化文件的结构和起草规则》的规定起草。'),
    body('本文件由重庆示例中小企业数字化促进会提出并归口。'),
    body(`本文件起草单位：${NAME}、重庆示例工业互联网研究院、重庆示例精密压铸有限公司。`),
    body('本文件主要起草人：李示新、龚䶮、赵示标。'),
  ]);
  return makePaper(content, { title: '标准制定佐证（示例）', size: 14 });
}

/** 产品功能说明书, shortened. */
export async function manual(): Promise<Buffer> {
  const content: Content[] = [
    title(`${PRODUCT_NAME}功能说明书`, { size: 16 }),
    line(`编制单位：${NAME}        版本：2025年9月`),
    head('一、总体架构'),
    pictureContent(await toPng(architecture(), 0.75), 400),
    head('二、实施流程'),
    pictureContent(await toPng(rollout(), 0.75), 400),
    {
      stack: [
        head('三、生产看板'),
        pictureContent(await toPng(board(), 0.75), 430),
        body('看板汇总工单进度、设备运行、每小时产量和停机原因，数据每5秒刷新。'),
      ],
      unbreakable: true,
    },
    {
      stack: [
        head('四、移动端'),
        pictureContent(await toPng(mobile(), 0.75), 430),
        body('工人扫工单二维码报工，机修扫设备码点检，任何人扫产品码查看批次档案。'),
      ],
      unbreakable: true,
    },
  ];
  return makePaper(content, { title: '产品功能说明书（示例）' });
}
