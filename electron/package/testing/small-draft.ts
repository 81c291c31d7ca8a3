import type { Draft } from '../../../shared/form/draft.ts';

/** A draft with an answer of most kinds, one figure and one evidence file; far from finished. */
export function smallDraft(): Draft {
  return {
    formatVersion: 1,
    notice: 'cq-2025-40',
    programme: 'benchmark',
    destinationDistrict: '渝北区',
    answers: {
      applicantName: '重庆示例机械有限公司',
      creditCode: '91350100M000100Y43',
      applicationDate: '2025-10-15',
      honours: ['创新型中小企业'],
      indicators: { '2023': { revenue: 1200.5 }, '2024': { revenue: 1300 } },
      profileOverview: '第一段\n第二段',
      transformationNarrative: {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: '平台架构见图。' }] },
          { type: 'figure', attrs: { file: 'figures/架构.png', caption: '平台架构图' } },
        ],
      },
      scenarios: [{ scenario: '产品设计', level: 2, description: '用三维软件设计。', proof: '见图1' }],
      investmentLedger: {
        invoices: [
          { content: '*软件*ERP', number: '25502000000087654321', total: 1500000, issuedOn: '2025-03-04' },
        ],
      },
    },
    evidence: {
      businessLicence: { files: [{ path: 'evidence/营业执照.pdf' }] },
      otherProof: { none: { reason: '没有其他材料' } },
    },
  };
}

export const SMALL_DRAFT_FILES = {
  'figures/架构.png': 'picture',
  'evidence/营业执照.pdf': 'licence',
} as const;
