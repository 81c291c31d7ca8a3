import { expect, test } from 'vitest';
import { NOTICE } from '../notices/cq-2025-40/notice.ts';
import { clauseText } from './notice-clause.ts';

test('every condition and every programme names a clause whose words can be shown', () => {
  for (const { conditions, supportClause } of Object.values(NOTICE.forms))
    for (const clause of [supportClause, ...conditions.map((condition) => condition.clause)])
      expect(clauseText(NOTICE, clause), clause).toMatch(/^[^（].{10,}。$/);
  expect(clauseText(NOTICE, '通知三（四）')).toBe('同一申报主体最多申报1个“小快轻准”数字化产品或解决方案。');
});

test.each(['附件1 六（二）', '通知九（一）', '通知二（九）', '通知二', ''])('%s is none', (clause) => {
  expect(clauseText(NOTICE, clause)).toBeUndefined();
});
