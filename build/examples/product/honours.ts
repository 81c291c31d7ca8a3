import { PRODUCT_APPLICANT } from '../applicants.ts';
import type { Certificate } from '../paper/certificate.ts';
import { HONOUR_NAMES } from './texts.ts';

const NAME = PRODUCT_APPLICANT.name;

/** Certificates in the order of `HONOUR_NAMES`. */
export const PRODUCT_CERTIFICATES: Certificate[] = [
  {
    title: '高新技术企业证书',
    number: 'SL202351100417',
    words: ['经认定，你单位为高新技术企业，有效期三年。', '特发此证（示例证书，不具有效力）。'],
    issuer: '重庆示例高企认定机构',
    issuedOn: '2023-10-16',
    validUntil: '2026-10-15',
  },
  {
    title: '专精特新中小企业证书',
    number: 'SL-ZJTX-2024-0231',
    words: ['经审核公示，认定你单位为重庆市', '专精特新中小企业。', '特发此证（示例证书，不具有效力）。'],
    issuer: '重庆示例认定机构',
    issuedOn: '2024-07-05',
    validUntil: '2027-07-04',
  },
  {
    title: '软件能力成熟度评估证书',
    number: 'SL-CMMI3-2024-0079',
    words: ['经评估，你单位软件开发与服务过程', '达到CMMI成熟度3级。', '特发此证（示例证书，不具有效力）。'],
    issuer: '示例评估机构',
    issuedOn: '2024-05-22',
    validUntil: '2027-05-21',
  },
  {
    title: '信息安全管理体系认证证书',
    number: 'SL-ISMS-2024-0315',
    words: [
      '你单位信息安全管理体系符合',
      'ISO/IEC 27001:2022标准要求。',
      '范围：工业软件的开发、运维和技术服务。',
      '特发此证（示例证书，不具有效力）。',
    ],
    issuer: '示例认证有限公司',
    issuedOn: '2024-09-10',
    validUntil: '2027-09-09',
  },
].map((each) => ({ ...each, holder: `${NAME}：` }));

if (PRODUCT_CERTIFICATES.length !== HONOUR_NAMES.length) throw new Error('each honour needs its certificate');
