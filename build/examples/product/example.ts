import { PRODUCT_APPLICANT } from '../applicants.ts';
import { picture, toPng } from '../drawing/svg.ts';
import type { Example, ExampleEvidence } from '../example.ts';
import { certificatePage } from '../paper/certificate.ts';
import { creditReport } from '../paper/credit.ts';
import { businessLicence } from '../paper/licence.ts';
import { drawingToJpeg, photographPage, scanToJpeg, scanToPdf } from '../paper/scan.ts';
import { makeWorkbook } from '../paper/workbooks.ts';
import { PRODUCT_ANSWERS, PRODUCT_DECLARATIONS } from './answers.ts';
import { CASES } from './cases.ts';
import { compatibilityProof, securityProof } from './conformity.ts';
import { contractPages } from './contracts.ts';
import { architecture, growth, rollout, security } from './figures.ts';
import { PRODUCT_CERTIFICATES } from './honours.ts';
import { operatingData } from './operating-data.ts';
import { concession, manual, standardsProof } from './papers.ts';
import { patentProof } from './rights.ts';
import { board, mobile } from './screens.ts';
import { HONOUR_NAMES, STANDARD_NAMES } from './texts.ts';

/** 研发投入明细: adds up to the 6,892,000 元 of the special audit. */
function researchWorkbook(): Promise<Buffer> {
  return makeWorkbook([
    {
      name: '2024年研发投入明细',
      title: `${PRODUCT_APPLICANT.name}2024年研发投入明细（示例 单位：元）`,
      head: ['研发项目', '人员人工', '直接投入', '折旧摊销', '委外与其他', '小计'],
      rows: [
        ['云工轻量化MES V3.0', 2_486_000, 286_400, 196_500, 268_300, 3_237_200],
        ['边缘采集与协议解析', 1_324_000, 198_600, 124_800, 176_500, 1_823_900],
        ['轻量排程引擎', 812_000, 64_500, 68_200, 92_000, 1_036_700],
        ['低代码与开放接口', 594_000, 63_000, 49_200, 88_000, 794_200],
        ['合计', 5_216_000, 612_500, 438_700, 624_800, 6_892_000],
      ],
      widths: [24, 15, 15, 15, 15, 15],
    },
  ]);
}

/** Both screens one above the other: an upright page. */
const screens = (): string =>
  picture(1600, 2060, `${board()}<g transform="translate(0 1080)">${mobile()}</g>`);

/** How the papers of each case reached the applicant's file: as PDF, from the scanner, from a phone. */
const CASE_MEDIA: { suffix: string; make: (index: number) => Promise<Buffer> }[] = [
  { suffix: '.pdf', make: contractPages },
  {
    suffix: '(扫描件).pdf',
    make: async (index) => scanToPdf(await contractPages(index), '合同关键页扫描件（示例）'),
  },
  { suffix: '.pdf', make: contractPages },
  { suffix: '(手机拍照).jpg', make: async (index) => photographPage(await contractPages(index), 0) },
  { suffix: '.pdf', make: contractPages },
  {
    suffix: '(扫描件).pdf',
    make: async (index) => scanToPdf(await contractPages(index), '合同关键页扫描件（示例）'),
  },
];

const cases = CASES.map((each, index): ExampleEvidence => {
  const medium = CASE_MEDIA[index];
  const enterprise = each.enterprise ?? '';
  if (medium === undefined) throw new Error(`no papers for case ${index}`);
  return {
    slot: 'caseProof',
    name: `案例${index + 1}-${enterprise}-合同关键页${medium.suffix}`,
    about: [enterprise],
    make: () => medium.make(index),
  };
});

const honours = PRODUCT_CERTIFICATES.map((certificate, index): ExampleEvidence => {
  const honour = HONOUR_NAMES[index] ?? '';
  return {
    slot: 'honoursProof',
    name: `示例云工-${certificate.title}.jpg`,
    about: [honour],
    make: () => drawingToJpeg(certificatePage(certificate)),
  };
});

export const PRODUCT_EXAMPLE: Example = {
  programme: 'product',
  destinationDistrict: PRODUCT_APPLICANT.district,
  answers: PRODUCT_ANSWERS,
  declarations: PRODUCT_DECLARATIONS,
  figures: { architecture, board, mobile, security, growth, rollout },
  evidence: [
    {
      slot: 'businessLicence',
      name: '示例云工-营业执照副本.jpg',
      make: () => drawingToJpeg(businessLicence(PRODUCT_APPLICANT)),
    },
    { slot: 'operatingData', name: '示例云工-2024年度经营数据佐证.pdf', make: operatingData },
    { slot: 'operatingData', name: '示例云工-2024年研发投入明细.xlsx', make: researchWorkbook },
    { slot: 'patentProof', name: '示例云工-专利与软件著作权证书.pdf', make: patentProof },
    ...cases,
    { slot: 'securityProof', name: '示例云工-第三方测试报告与等保测评结论.pdf', make: securityProof },
    { slot: 'compatibilityProof', name: '示例云工-兼容性测试与接口说明.pdf', make: compatibilityProof },
    {
      slot: 'concessionCommitment',
      name: '示例云工-产品推广价格让利承诺书(扫描件).jpg',
      make: async () => scanToJpeg(await concession(), 0.7),
    },
    {
      slot: 'standardsProof',
      name: '示例云工-团体标准封面与前言.pdf',
      about: STANDARD_NAMES,
      make: standardsProof,
    },
    ...honours,
    { slot: 'otherProof', name: '示例云工-产品功能说明书.pdf', make: manual },
    { slot: 'otherProof', name: '示例云工-生产看板与移动端截图.png', make: () => toPng(screens(), 1.1) },
    {
      slot: 'otherProof',
      name: '示例云工-信用报告.pdf',
      make: () => creditReport(PRODUCT_APPLICANT, '纳税信用A级、专精特新中小企业、高新技术企业'),
    },
  ],
};
