import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markedPdf } from '../../evidence/sample-evidence.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import { bookWith, openWorkshop, pageText, type Workshop } from './sample-binding.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

/** Pairs that share a glyph in one face or another, and that reading back must keep apart. */
const ALIKE = [
  ['hyphens', 'ISO\u20119001 A-B A\u2010B 5\u22123 1\u20132'],
  ['Greek and signs', 'Ω\u2126 µ\u03bc Å\u212b K\u212a Δ\u2206'],
  ['Cyrillic', 'АВЕКМНОРСТХ ABEKMHOPCTX'],
  ['ideographs and radicals', '一\u2f00 金\uf90a 车\uf902 人\u2f08'],
] as const;

test.each(ALIKE)(
  '%s in an evidence note are copied as they were written, and every page keeps its twin code',
  async (_, text) => {
    const files = await workshop.fileEntries({ 'one.pdf': await (await markedPdf([{}, {}])).save() });
    const none = { kind: 'none' as const, slotLabel: '说明', reason: text };
    const { path } = await workshop.bind(bookWith([{ item: 'a', entries: [none, ...files] }]));
    const { pages } = await readPdf(await readFile(path));
    expect(pages[2]?.text.replace(/\s/g, '')).toContain(text.replace(/\s/g, ''));
    for (const page of [3, 4, 5]) {
      expect(pages[page - 1]?.footer).toContain('7K3M-9QXA');
      expect(await pageText(path, page)).toContain('7K3M-9QXA');
    }
  },
);
