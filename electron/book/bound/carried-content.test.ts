import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handmadePdf, markedPdf, type PageRecipe } from '../../evidence/sample-evidence.ts';
import { bookWith, colourAt, openWorkshop, pageText, RED, render, type Workshop } from './sample-binding.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

test('seals and signatures stay where they are seen, hidden marks stay hidden', async () => {
  for (const rotate of [0, 90, 270] as const) {
    const recipe: PageRecipe = {
      size: [700, 900],
      crop: { x: 60, y: 90, width: 400, height: 550 },
      rotate,
      sealed: true,
    };
    const name = `sealed${rotate}.pdf`;
    const bytes = await (await markedPdf([recipe])).save();
    const { path } = await workshop.bind(
      bookWith([{ item: 'a', entries: await workshop.fileEntries({ [name]: bytes }) }]),
    );
    const original = await render(join(workshop.folder, name), 1);
    const bound = await render(path, 4);
    const inks = (page: typeof bound, test_: (r: number, g: number, b: number) => boolean, limit: number) => {
      let count = 0;
      for (let at = 0; at < page.width * limit * 3; at += 3) {
        if (test_(page.data[at] ?? 0, page.data[at + 1] ?? 0, page.data[at + 2] ?? 0)) count += 1;
      }
      return count;
    };
    const magenta = (r: number, g: number, b: number) => r > 200 && g < 80 && b > 200;
    const cyan = (r: number, g: number, b: number) => r < 80 && g > 200 && b > 200;
    const red = (r: number, g: number, b: number) => r > 200 && g < 80 && b < 80;
    for (const colour of [magenta, red]) {
      const before = inks(original, colour, original.height);
      const after = inks(bound, colour, bound.height);
      expect(before).toBeGreaterThan(500);
      // 400 × 550 pt fits the area both ways without being scaled.
      expect(Math.abs(after - before) / before).toBeLessThan(0.08);
    }
    expect(inks(bound, cyan, bound.height)).toBe(0);
  }
});

test('answers typed into a form that shows them only in viewers are printed', async () => {
  const form = handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /NeedAppearances true >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Annots [5 0 R 6 0 R] >>',
    '<< >>',
    '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V <FEFF91CD5E86793A4F8B> /DA (/F1 14 Tf) /Rect [100 400 300 430] >>',
    '<< /Type /Annot /Subtype /Square /Rect [100 100 200 200] /C [1 0 0] /BS << /W 6 >> >>',
  ]);
  const { path } = await workshop.bind(
    bookWith([{ item: 'a', entries: await workshop.fileEntries({ 'form.pdf': form }) }]),
  );
  expect(await pageText(path, 4)).toContain('重庆示例');
});

test('scripts, actions and links of the evidence are not carried over', async () => {
  const active = handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /AA << /O << /S /JavaScript /JS (app.alert\\(2\\)) >> >> /Annots [5 0 R 6 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] >>',
    '<< /Type /Annot /Subtype /Link /Rect [0 0 50 50] /A << /S /Launch /F (calc.exe) >> >>',
    '<< /Type /Annot /Subtype /Square /Rect [100 100 200 200] /C [1 0 0] /BS << /W 20 >> /P 3 0 R /A << /S /JavaScript /JS (app.alert\\(3\\)) >> >>',
  ]);
  const { path, plan } = await workshop.bind(
    bookWith([{ item: 'a', entries: await workshop.fileEntries({ 'active.pdf': active }) }]),
  );
  expect(plan.pageCount).toBe(5);
  const raw = await readFile(path, 'latin1');
  expect(raw).not.toMatch(/app\.alert|calc\.exe|JavaScript|Launch/);
  // The square has no appearance: it stays a mark of the viewer's, at its place on the page.
  expect(raw).toMatch(/\/Subtype \/Square/);
  const { data } = await render(path, 4);
  let red = 0;
  for (let at = 0; at < data.length; at += 3)
    if ((data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 80) red += 1;
  expect(red).toBeGreaterThan(1000);
});

test('a layer that is switched off stays off', async () => {
  const layered = handmadePdf([
    '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Contents 4 0 R /Resources << /Properties << /L 6 0 R >> >> >>',
    '<< /Length 75 >>\nstream\n/OC /L BDC 0 1 1 rg 0 0 500 700 re f EMC 1 0 0 rg 100 300 200 200 re f      \nendstream',
    '<< >>',
    '<< /Type /OCG /Name (draft layer) >>',
  ]);
  const { path } = await workshop.bind(
    bookWith([{ item: 'a', entries: await workshop.fileEntries({ 'layered.pdf': layered }) }]),
  );
  const shown = await render(path, 4);
  expect(colourAt(shown, 0.75, 0.3)).toBe('111');
  expect(colourAt(shown, 0.4, 0.45)).toBe(RED);
});
