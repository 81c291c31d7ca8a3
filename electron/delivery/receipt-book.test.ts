import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadBookFonts } from '../book/fonts.ts';
import { readPdf } from '../book/pdf/read-pdf.ts';
import { writePdf } from '../book/pdf/write-pdf.ts';
import { readDeliveryFacts } from './delivery-facts.ts';
import { openDeliverySource } from './delivery-source.ts';
import { composeReceipt } from './receipt-book.ts';
import { writeSmallPackage } from './testing/small-package.ts';

test('the receipt is one page, twice the same but for its keeper, however long the names are; the labels are another', async () => {
  const place = mkdtempSync(join(tmpdir(), 'dossier-receipt-'));
  try {
    const source = await openDeliverySource(await writeSmallPackage(place, { '01-申报书.docx': 1000 }));
    const facts = await readDeliveryFacts(source);
    const fonts = await loadBookFonts();
    const long = {
      ...facts,
      applicant: '重庆某某某某某某某某某某某某某某某某智能装备股份有限公司璧山分公司',
    };
    for (const each of [facts, long]) {
      const { bytes } = await writePdf(
        composeReceipt(each, { kind: 'mail', count: 3 }),
        new Map(),
        fonts,
        new Map(),
      );
      const { pages } = await readPdf(bytes);
      expect(pages).toHaveLength(2);
      const text = pages.map((page) => page.text.replace(/\s/g, ''));
      const counts = (words: string) => text.map((page) => page.split(words.replace(/\s/g, '')).length - 1);
      expect(counts('材料送达回执')).toEqual([2, 0]);
      expect(counts('申报单位留存')).toEqual([1, 0]);
      expect(counts('接收单位留存')).toEqual([1, 0]);
      expect(counts('沿此线裁开')).toEqual([1, 0]);
      expect(counts(each.applicant)).toEqual([2, 3]);
      expect(counts('纸质申报书（成册，已签字盖章）：2份，每份86页')).toEqual([2, 0]);
      expect(counts('□U盘☑电子邮件（3封）')).toEqual([2, 0]);
      expect(counts('张工023-68001234')).toEqual([2, 3]);
      expect(counts('7K3M-9QXT')[0]).toBeGreaterThanOrEqual(2);
    }
  } finally {
    rmSync(place, { recursive: true });
  }
});
