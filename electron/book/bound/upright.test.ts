import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markedPdf, markedPicture, type PageRecipe } from '../../evidence/sample-evidence.ts';
import {
  BLACK,
  BLUE,
  bookWith,
  colourAt,
  corners,
  GREEN,
  openWorkshop,
  pageText,
  RED,
  render,
  SIDEWAYS,
  UPRIGHT,
  type Workshop,
} from './sample-binding.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const recipes: [string, PageRecipe, string[]][] = [
  ['portrait', {}, UPRIGHT],
  ['/Rotate 90', { size: [841.89, 595.28], rotate: 90 }, [BLUE, RED, BLACK, GREEN]],
  ['/Rotate 180', { rotate: 180 }, [BLACK, BLUE, GREEN, RED]],
  ['A3', { size: [841.89, 1190.55] }, UPRIGHT],
  ['offset crop box', { size: [1000, 1200], crop: { x: 250, y: 100, width: 500, height: 700 } }, UPRIGHT],
  [
    'crop box and /Rotate 270',
    { size: [1000, 1200], crop: { x: 50, y: 300, width: 700, height: 500 }, rotate: 270 },
    SIDEWAYS,
  ],
  ['landscape A4, turned with its head to the left', { size: [841.89, 595.28] }, SIDEWAYS],
  ['an invoice of 240 × 140 mm, kept as it reads', { size: [680, 397] }, UPRIGHT],
  ['unclosed q with a matrix', { before: 'q 2 0 0 2 30 30 cm', after: '', blank: false }, []],
  ['a Q too many', { before: 'Q Q', after: 'Q' }, UPRIGHT],
  ['state left behind', { after: 'q 0.1 0 0 0.1 300 300 cm q 5 w' }, UPRIGHT],
];
test('PDF pages are upright and whole, whatever their boxes, turns and operators', async () => {
  const document = await markedPdf(recipes.map(([, recipe]) => recipe));
  const { path, plan } = await workshop.bind(
    bookWith([{ item: 'a', entries: await workshop.fileEntries({ 'recipes.pdf': await document.save() }) }]),
  );
  const first = plan.items[0]?.files[0]?.page ?? 0;
  for (const [index, [name, , marks]] of recipes.entries()) {
    if (marks.length > 0) expect([name, await corners(path, first + index)]).toEqual([name, marks]);
    const text = await pageText(path, first + index);
    expect(text.replace(/\s/g, '')).toContain(`—${first + index}—`);
    const shown = await render(path, first + index);
    // Nothing of the page stands in the footer's strip, and the QR code does.
    expect([name, colourAt(shown, 0.5, 1 - 10 / 297)]).toEqual([name, '111']);
  }
});

test('turned by hand on top of what the file says; a page turned by hand stays as turned', async () => {
  const turns = { 90: [BLUE, RED, BLACK, GREEN], 180: [BLACK, BLUE, GREEN, RED], 270: SIDEWAYS } as const;
  const pdf = await (await markedPdf([{}])).save();
  const picture = await markedPicture(600, 400).jpeg({ quality: 95 }).toBuffer();
  for (const [turn, marks] of Object.entries(turns)) {
    const rotate = Number(turn) as 90 | 180 | 270;
    const entries = await workshop.fileEntries({ [`t${turn}.pdf`]: pdf, [`t${turn}.jpg`]: picture }, rotate);
    const { path } = await workshop.bind(bookWith([{ item: 'a', entries }]));
    expect([turn, await corners(path, 4)]).toEqual([turn, marks]);
    expect([turn, await corners(path, 5)]).toEqual([turn, marks]);
  }
});

test('pictures: EXIF, CMYK, TIFF pages, a long screenshot in parts', async () => {
  const upright = await markedPicture(600, 800).png().toBuffer();
  const files = {
    'turned.jpg': await sharp(upright)
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .jpeg({ quality: 95 })
      .toBuffer(),
    'cmyk.jpg': await sharp(upright).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
    'plain.jpg': await sharp(upright).jpeg({ quality: 95 }).toBuffer(),
    'grey.jpg': await sharp(upright).greyscale().toColourspace('b-w').jpeg({ quality: 95 }).toBuffer(),
    'drawing.png': upright,
    'two.tif': await sharp([upright, upright], { join: { animated: true } })
      .tiff()
      .toBuffer(),
    'long.png': await markedPicture(500, 3000).png().toBuffer(),
  };
  const { path, plan } = await workshop.bind(
    bookWith([{ item: 'a', entries: await workshop.fileEntries(files) }]),
  );
  const pageOf = (name: string) => plan.items[0]?.files.find((each) => each.file.name === name)?.page ?? 0;
  for (const name of ['turned.jpg', 'plain.jpg', 'drawing.png', 'two.tif']) {
    expect([name, await corners(path, pageOf(name))]).toEqual([name, UPRIGHT]);
  }
  expect(await corners(path, pageOf('two.tif') + 1)).toEqual(UPRIGHT);
  expect((await corners(path, pageOf('cmyk.jpg')))[3]).toBe(BLACK);
  expect((await corners(path, pageOf('grey.jpg')))[3]).toBe(BLACK);
  // The first part shows the head of the screenshot, the last its foot.
  expect((await corners(path, pageOf('long.png')))[0]).toBe(RED);
  expect((await corners(path, plan.pageCount))[3]).toBe(BLACK);
});
