import { BENCHMARK_APPLICANT } from '../applicants.ts';
import type { Example } from '../example.ts';
import { certificatePage } from '../paper/certificate.ts';
import { creditReport } from '../paper/credit.ts';
import { type Insured, insuranceProof } from '../paper/insurance.ts';
import { businessLicence } from '../paper/licence.ts';
import { drawingToJpeg, photographDrawing, scanToPdf } from '../paper/scan.ts';
import { makeWorkbook } from '../paper/workbooks.ts';
import { BENCHMARK_ANSWERS, BENCHMARK_DECLARATIONS, OTHER_HONOUR } from './answers.ts';
import { auditReport } from './audit.ts';
import { equipment } from './equipment.ts';
import { architecture, outcomes, process } from './figures.ts';
import { invoicePages } from './invoices.ts';
import { mesBoard } from './mes-board.ts';
import { acceptanceReport, HONOUR_CERTIFICATES, scenarioProof } from './proofs.ts';
import { qualityTrace } from './quality-trace.ts';
import { workshop } from './workshop.ts';

const INSURED_2023: Insured = {
  year: '2023',
  months: [168, 169, 170, 170, 171, 172, 173, 174, 175, 176, 177, 178],
  issuedOn: '2024-01-16',
};
const INSURED_2024: Insured = {
  year: '2024',
  months: [178, 179, 179, 180, 181, 182, 182, 183, 184, 185, 185, 186],
  issuedOn: '2025-01-16',
};

/** 参保人数汇总: both years by month, and the people by department at the end of 2024. */
function insuredWorkbook(): Promise<Buffer> {
  return makeWorkbook([
    {
      name: '参保人数汇总',
      title: `${BENCHMARK_APPLICANT.name}2023—2024年参保人数汇总（示例）`,
      head: ['月份', '2023年（人）', '2024年（人）', '同比增减（人）'],
      rows: INSURED_2024.months.map((count, index) => {
        const before = INSURED_2023.months[index] ?? 0;
        return [`${index + 1}月`, before, count, count - before];
      }),
      widths: [14, 18, 18, 18],
    },
    {
      name: '2024年末部门分布',
      title: '2024年12月参保人员部门分布（示例）',
      head: ['部门', '人数', '备注'],
      rows: [
        ['技术中心', 32, '机械、电气、软件三个专业室'],
        ['生产部', 98, '下料、机加、焊接、装配、调试'],
        ['质量部', 14, ''],
        ['采购与仓储', 13, ''],
        ['销售与售后', 17, ''],
        ['财务与综合', 12, '含信息化专职3人'],
        ['合计', 186, '与12月参保人数一致'],
      ],
      widths: [18, 12, 36],
    },
  ]);
}

export const BENCHMARK_EXAMPLE: Example = {
  programme: 'benchmark',
  destinationDistrict: BENCHMARK_APPLICANT.district,
  answers: BENCHMARK_ANSWERS,
  declarations: BENCHMARK_DECLARATIONS,
  figures: {
    architecture,
    process,
    'mes-board': mesBoard,
    'quality-trace': qualityTrace,
    equipment,
    workshop,
    outcomes,
  },
  evidence: [
    {
      slot: 'businessLicence',
      name: '示例食品机械-营业执照副本.jpg',
      make: () => drawingToJpeg(businessLicence(BENCHMARK_APPLICANT)),
    },
    { slot: 'audit2023', name: '示例食品机械-2023年度审计报告.pdf', make: () => auditReport('2023') },
    {
      slot: 'audit2024',
      name: '示例食品机械-2024年度审计报告(扫描件).pdf',
      make: async () => scanToPdf(await auditReport('2024'), '2024年度审计报告扫描件（示例）'),
    },
    { slot: 'invoiceScans', name: '示例食品机械-数字化转型投入发票30张.pdf', make: invoicePages },
    {
      slot: 'socialInsurance2023',
      name: '示例食品机械-2023年参保人数证明.pdf',
      make: () => insuranceProof(BENCHMARK_APPLICANT, INSURED_2023, false),
    },
    {
      slot: 'socialInsurance2024',
      name: '示例食品机械-2024年参保人数证明(横版).pdf',
      make: () => insuranceProof(BENCHMARK_APPLICANT, INSURED_2024, true),
    },
    { slot: 'socialInsurance2024', name: '示例食品机械-参保人数汇总.xlsx', make: insuredWorkbook },
    ...Object.entries(HONOUR_CERTIFICATES).map(([honour, certificate]) => ({
      slot: 'honourProof',
      name: `示例食品机械-${honour}证书.jpg`,
      about: [honour],
      make: () => drawingToJpeg(certificatePage(certificate)),
    })),
    { slot: 'otherProof', name: '示例食品机械-数字化经营应用场景佐证.pdf', make: scenarioProof },
    {
      slot: 'otherProof',
      name: '示例食品机械-阶段验收报告(扫描件).pdf',
      make: async () => scanToPdf(await acceptanceReport(), '阶段验收报告扫描件（示例）'),
    },
    {
      slot: 'otherProof',
      name: '示例食品机械-工位扫码报工现场照片.jpg',
      make: () => photographDrawing(workshop(), { left: 330, top: 150, width: 680, height: 850 }),
    },
    {
      slot: 'otherProof',
      name: '示例食品机械-信用报告.pdf',
      make: () => creditReport(BENCHMARK_APPLICANT, `纳税信用A级、专精特新中小企业、${OTHER_HONOUR}`),
    },
  ],
};
