import { expect, test } from 'vitest';
import { evidenceSectionOf } from '../../../shared/form/definition.ts';
import { NOTICE } from '../../../shared/notices/cq-2025-40/notice.ts';
import { likelySlot, rankSlots } from './rank-slots.ts';

const { items } = evidenceSectionOf(NOTICE.forms.benchmark);
const product = evidenceSectionOf(NOTICE.forms.product).items;

test.each([
  ['示例公司-营业执照副本.jpg', 'businessLicence'],
  ['2023年度审计报告.pdf', 'audit2023'],
  ['2023 财务审计报告（盖章）.pdf', 'audit2023'],
  ['审计报告2024.pdf', 'audit2024'],
  ['审计报告.pdf', 'audit2024'],
  ['2024年资产负债表.pdf', 'statements2024'],
  ['2023年参保人数证明.pdf', 'socialInsurance2023'],
  ['社保缴费-2024.pdf', 'socialInsurance2024'],
  ['发票清单.xlsx', 'investmentDetail'],
  ['MES软件发票扫描件.pdf', 'invoiceScans'],
  ['专精特新证书.jpg', 'honourProof'],
])('%s belongs to %s', (name, slot) => {
  expect(likelySlot(items, name)?.id).toBe(slot);
});

test('a photo of the phone points nowhere', () => {
  expect(likelySlot(items, 'IMG_20240315_101112.jpg')).toBeUndefined();
  expect(rankSlots(items, ['IMG_1.jpg']).map(({ slot }) => slot.id)).toEqual(
    items.flatMap((item) => item.slots.map(({ id }) => id)),
  );
});

test('a product has slots of its own', () => {
  expect(likelySlot(product, '软件著作权登记证书.pdf')?.id).toBe('patentProof');
  expect(likelySlot(product, 'ＩＳＯ27001证书.pdf')?.id).toBe('honoursProof');
});
