import type { Content } from 'pdfmake/interfaces.js';
import { BENCHMARK_APPLICANT } from '../applicants.ts';
import { toPng } from '../drawing/svg.ts';
import type { Certificate } from '../paper/certificate.ts';
import {
  body,
  head,
  line,
  makePaper,
  pictureContent,
  right,
  ruledTable,
  sealed,
  signature,
  title,
} from '../paper/paper.ts';
import { equipment } from './equipment.ts';
import { architecture } from './figures.ts';
import { qualityTrace } from './quality-trace.ts';

const NAME = BENCHMARK_APPLICANT.name;

/** Honour by its words in the form, with the certificate that proves it. */
export const HONOUR_CERTIFICATES: Record<string, Certificate> = {
  创新型中小企业: {
    title: '创新型中小企业证书',
    number: 'SL-CX-2025-0312',
    holder: `${NAME}：`,
    words: [
      '经评价公示，认定你单位为创新型中小企业。',
      '2022年首次认定，2025年复核通过。',
      '特发此证（示例证书，不具有效力）。',
    ],
    issuer: '重庆示例评价机构',
    issuedOn: '2025-07-18',
    validUntil: '2028-07-17',
  },
  专精特新中小企业: {
    title: '专精特新中小企业证书',
    number: 'SL-ZJTX-2023-0186',
    holder: `${NAME}：`,
    words: ['经审核公示，认定你单位为重庆市', '专精特新中小企业。', '特发此证（示例证书，不具有效力）。'],
    issuer: '重庆示例认定机构',
    issuedOn: '2023-06-30',
    validUntil: '2026-06-29',
  },
  高新技术企业: {
    title: '高新技术企业证书',
    number: 'SL202451100268',
    holder: `${NAME}：`,
    words: ['经重新认定，你单位为高新技术企业，', '有效期三年。', '特发此证（示例证书，不具有效力）。'],
    issuer: '重庆示例高企认定机构',
    issuedOn: '2024-10-28',
    validUntil: '2027-10-27',
  },
};

/** 项目验收报告: the acceptance of the first two phases, for the scanner. */
export async function acceptanceReport(): Promise<Buffer> {
  const content: Content[] = [
    title('数字化改造项目阶段验收报告'),
    line(`建设单位：${NAME}`),
    line('验收范围：一期、二期（PLM、MES、WMS、QMS、工业网络及数据采集）'),
    line('验收日期：2025年1月10日'),
    head('一、验收内容与结论'),
    ruledTable(
      [
        ['序号', '验收内容', '约定指标', '实测结果', '结论'],
        ['1', 'PLM图样与变更在线审签', '覆盖率100%', '100%', '合格'],
        ['2', 'MES工位扫码报工', '68个工位，及时率≥95%', '68个，98.1%', '合格'],
        ['3', 'QMS关键特性采集与拦截', '23项，误判率≤1%', '23项，0.3%', '合格'],
        ['4', 'WMS库位与账物一致', '差异率≤1%', '0.6%', '合格'],
        ['5', '工业网络可用率', '≥99.5%', '99.93%', '合格'],
        ['6', '系统试运行', '满1个月', '2024年12月1日至31日', '合格'],
      ],
      { widths: [32, 136, 124, '*', 40] },
    ),
    head('二、遗留问题'),
    body('仓库东区2个无线接入点信号偏弱，由实施单位于2025年1月25日前增补天线，不影响验收结论。'),
    head('三、验收意见'),
    body(
      '验收组现场核对了系统功能、试运行记录和指标数据，资料齐全，功能和性能达到合同约定，同意通过验收，转入正式运行。',
    ),
    {
      text: ['验收组组长：', signature('陈示范'), '    成员：', signature('何示理'), signature('张㛃')],
      margin: [0, 16, 0, 30],
    },
    await sealed(NAME, { dx: 340, dy: -36 }, right(NAME), right('2025年1月10日')),
  ];
  return makePaper(content, { title: '数字化改造项目阶段验收报告（示例）' });
}

/** 应用场景佐证: screens of the systems with what they show. */
export async function scenarioProof(): Promise<Buffer> {
  const shown: [string, string, string][] = [
    [
      '系统架构与集成关系',
      architecture(),
      '各系统经接口平台交换数据，统一物料、客户、设备、人员四类主数据。',
    ],
    [
      '质量管理场景：整机追溯',
      qualityTrace(),
      '扫描整机二维码查看各工序检验数据和保压曲线，数据由采集仪直接入库。',
    ],
    ['设备管理场景：联网监控', equipment(), '42台主要设备状态、运行时序和设备综合效率。'],
  ];
  const content: Content[] = [
    title('数字化经营应用场景佐证'),
    line(`编制单位：${NAME}        2025年9月30日`),
  ];
  for (const [name, svg, words] of shown) {
    content.push({
      stack: [head(name), pictureContent(await toPng(svg, 0.75), 395), body(words)],
      unbreakable: true,
    });
  }
  content.push(await sealed(NAME, { dx: 340, dy: -20 }, { text: '', margin: [0, 20, 0, 0] }, right(NAME)));
  return makePaper(content, { title: '数字化经营应用场景佐证（示例）' });
}
