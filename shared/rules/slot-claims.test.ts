import { expect, test } from 'vitest';
import type { Draft } from '../form/draft.ts';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { RuleContext } from './context.ts';
import { claimsOfSlot } from './slot-claims.ts';

function claims(programme: Draft['programme'], slot: string, answers: Draft['answers']): string[] {
  const draft: Draft = { formatVersion: 1, notice: NOTICE.id, programme, answers, evidence: {} };
  return claimsOfSlot(new RuleContext(NOTICE, draft, {}, '2025-10-01'), slot);
}

test('the honours of a benchmark: those that are ticked, and each that 其他 names', () => {
  const answers = { honours: ['创新型中小企业', '其他'], honoursOther: '高新技术企业、瞪羚企业' };
  expect(claims('benchmark', 'honourProof', answers)).toEqual(['创新型中小企业', '高新技术企业', '瞪羚企业']);
  expect(claims('benchmark', 'businessLicence', answers)).toEqual([]);
});

test('the enterprises of the cases, and the standards as they are listed, of a product', () => {
  const cases = [{ enterprise: '重庆甲机械有限公司' }, { enterprise: ' ' }, {}];
  expect(claims('product', 'caseProof', { cases })).toEqual(['重庆甲机械有限公司']);
  expect(
    claims('product', 'standardsProof', { standards: '1. GB/T 39116—2020；2、团体标准 T/CQ 001' }),
  ).toEqual(['GB/T 39116—2020', '团体标准 T/CQ 001']);
});

test('prose and 无 name nothing', () => {
  const profileHonours = '公司重视荣誉，2024年获评专精特新中小企业。';
  expect(claims('benchmark', 'otherProof', { profileHonours })).toEqual([]);
  expect(claims('product', 'standardsProof', { standards: '无' })).toEqual([]);
});
