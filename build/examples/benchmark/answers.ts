import type { Draft } from '../../../shared/form/draft.ts';
import { APPLICATION_DATE, BENCHMARK_APPLICANT } from '../applicants.ts';
import { INFLUENCE } from './influence.ts';
import { LEDGER_INVOICES } from './ledger.ts';
import { OUTCOMES } from './outcomes.ts';
import { PROFILE_HONOURS, PROFILE_OVERVIEW, PROFILE_TECHNOLOGY } from './profile.ts';
import { SCENARIOS } from './scenarios.ts';
import { TRANSFORMATION } from './transformation.ts';

export const BENCHMARK_HONOURS = ['创新型中小企业', '专精特新中小企业'];
export const OTHER_HONOUR = '高新技术企业';

/** 万元 and people, as the audit reports and the insurance lists of the example carry them too. */
export const BENCHMARK_INDICATORS = {
  '2023': {
    totalAssets: 11286.42,
    totalLiabilities: 4967.15,
    revenue: 10658.9,
    employees: 178,
    totalProfit: 682.37,
    digitalInvestment: 96.8,
  },
  '2024': {
    totalAssets: 12934.76,
    totalLiabilities: 5412.08,
    revenue: 12846.35,
    employees: 186,
    totalProfit: 968.54,
    digitalInvestment: 241.89,
  },
};

export const BENCHMARK_ANSWERS: Draft['answers'] = {
  applicationDate: APPLICATION_DATE,
  commitmentDate: APPLICATION_DATE,
  applicantName: BENCHMARK_APPLICANT.name,
  creditCode: BENCHMARK_APPLICANT.creditCode,
  establishedOn: BENCHMARK_APPLICANT.establishedOn,
  contactName: BENCHMARK_APPLICANT.contactName,
  contactPhone: BENCHMARK_APPLICANT.contactPhone,
  address: BENCHMARK_APPLICANT.address,
  district: BENCHMARK_APPLICANT.district,
  ownership: '民营',
  enterpriseSize: '小型',
  industryDivision: '35',
  industryClass: '3532',
  honours: [...BENCHMARK_HONOURS, '其他'],
  honoursOther: OTHER_HONOUR,
  indicators: BENCHMARK_INDICATORS,
  profileOverview: PROFILE_OVERVIEW,
  profileTechnology: PROFILE_TECHNOLOGY,
  profileHonours: PROFILE_HONOURS,
  transformationNarrative: TRANSFORMATION,
  scenarioCount: SCENARIOS.length,
  scenarios: SCENARIOS,
  outcomesNarrative: OUTCOMES,
  influenceNarrative: INFLUENCE,
  investmentLedger: { basis: 'total', invoices: LEDGER_INVOICES },
};

export const BENCHMARK_DECLARATIONS: Draft['declarations'] = {
  operatesInChongqing: 'yes',
  soundFinances: 'yes',
  noMajorAccident: 'yes',
  notBlacklisted: 'yes',
  notCityFunded: 'yes',
  noPlantSupport: 'yes',
};
