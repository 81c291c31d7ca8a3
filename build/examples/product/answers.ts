import type { Draft } from '../../../shared/form/draft.ts';
import { APPLICATION_DATE, PRODUCT_APPLICANT } from '../applicants.ts';
import { CASES } from './cases.ts';
import { ADOPTION, FEATURES, HONOURS, INNOVATION, PROFILE, PROMOTION, SECURITY, STANDARDS } from './texts.ts';

export const PRODUCT_NAME = '示例云工轻量化制造执行系统（SaaS）V3.0';

/** Figures of 2024 that the operating data of the evidence repeat. */
export const PRODUCT_FIGURES = {
  staffTotal: 86,
  staffChongqing: 72,
  staffResearch: 38,
  staffService: 21,
  revenueTotal: 3268.45,
  revenueChongqing: 2217.6,
  ipClassOne: 3,
  inventionPatents: 3,
  ipClassTwo: 12,
  softwareCopyrights: 12,
};

export const PRODUCT_ANSWERS: Draft['answers'] = {
  applicationDate: APPLICATION_DATE,
  commitmentDate: APPLICATION_DATE,
  applicantName: PRODUCT_APPLICANT.name,
  creditCode: PRODUCT_APPLICANT.creditCode,
  establishedOn: PRODUCT_APPLICANT.establishedOn,
  contactName: PRODUCT_APPLICANT.contactName,
  contactPhone: PRODUCT_APPLICANT.contactPhone,
  address: PRODUCT_APPLICANT.address,
  ownership: '民营',
  servedIndustries: ['3670', '3525', '3484'],
  ...PRODUCT_FIGURES,
  standards: STANDARDS,
  honours: HONOURS,
  profile: PROFILE,
  productName: PRODUCT_NAME,
  applicationScenarios: ['计划排程类', '生产管控类', '质量管理类', '设备管理类', '仓储物流类'],
  applicableIndustries: ['3670', '3525', '3392'],
  implementationMonths: 2,
  purchaseMode: '订阅',
  price: 4.8,
  deployment: ['B/S'],
  features: FEATURES,
  innovation: INNOVATION,
  security: SECURITY,
  adoption: ADOPTION,
  cases: CASES,
  promotionMeasures: PROMOTION,
};

export const PRODUCT_DECLARATIONS: Draft['declarations'] = {
  operatesInChongqing: 'yes',
  soundFinances: 'yes',
  noMajorAccident: 'yes',
  notBlacklisted: 'yes',
  ownTechnology: 'yes',
  oneProduct: 'yes',
};
