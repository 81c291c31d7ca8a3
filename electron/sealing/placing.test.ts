import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, type Homography, scaling } from './geometry.ts';
import { type LookedAt, lookAtPage, lookAtScans, type ScanAnswer } from './look-at-scans.ts';
import { PdfFile } from './pdf-file.ts';
import { decodePicture, type Pixels } from './pixels.ts';
import { placePages } from './placement.ts';
import { ReferencePages } from './reference.ts';
import { encodePage, PRINT_PIXELS_PER_MM, straighten } from './straighten.ts';
import { bindExample } from './testing/example-book.ts';
import { anyRecipe, makeScan, PLAIN, type ScanRecipe, seeded, worstCorner } from './testing/scan-maker.ts';

/** Scans made from the real bound book of the example: its cover, its 真实性承诺, a table, text, scanned evidence. */
const CODE = 'JA3Q-2KZJ';
const DRAWN = 1754;
/** As scans are read (`openScan`). */
const LONGEST = 3000;
let root = '';
let file: PdfFile;
let pages: ReferencePages;
let count = 0;
const drawn = new Map<number, Pixels>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-placing-'));
  const target = join(root, 'bound.pdf');
  count = (await bindExample(CODE, target)).pages;
  file = await PdfFile.open(target);
  pages = await ReferencePages.open(file);
});
afterAll(async () => {
  await pages.end();
  await file.close();
  await rm(root, { recursive: true });
});

async function pageOf(number: number): Promise<Pixels> {
  const known = drawn.get(number) ?? (await pages.draw(number, DRAWN, true));
  drawn.set(number, known);
  return known;
}

async function scanOf(page: number, recipe: Partial<ScanRecipe>, seed = 1) {
  return makeScan(await pageOf(page), { ...PLAIN, dpi: 150, ...recipe }, seeded(seed));
}

let files = 0;
async function look(jpegs: Uint8Array[], answers: ScanAnswer[] = [], twinCode = CODE): Promise<LookedAt[]> {
  const scans: string[] = [];
  for (const jpeg of jpegs) {
    files += 1;
    scans.push(join(root, `scan-${files}.jpg`));
    await writeFile(scans.at(-1) ?? '', jpeg);
  }
  const book = { twinCode, pages: count };
  return lookAtScans({ scans, book, pages, candidates: [1, 2, 3], answers });
}

function placed(looked: LookedAt[], answers: ScanAnswer[] = [], twinCode = CODE) {
  const said = new Map(answers.map(({ scan, answer }) => [scan, answer]));
  return placePages(
    looked.map(({ seen }) => seen),
    { twinCode, pages: count },
    said,
  );
}

/** A picture turned by quarters, and where the page lies in it then. */
async function turned({ data, width, height }: Pixels, map: Homography, turns: number) {
  const way: Homography[] = [
    scaling(1),
    [0, -1, height, 1, 0, 0, 0, 0, 1],
    [-1, 0, width, 0, -1, height, 0, 0, 1],
    [0, 1, 0, -1, 0, width, 0, 0, 1],
  ];
  const raw = { raw: { width, height, channels: 3 } } as const;
  const picture = sharp(data, raw)
    .rotate(turns * 90)
    .removeAlpha();
  const { data: bytes, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const pixels: Pixels = { data: bytes, width: info.width, height: info.height, channels: 3 };
  return { picture: pixels, truth: chain(map, way[turns] ?? scaling(1)) };
}

test('of 100 scans none goes to a wrong page, 95 % need no question, and each lies within 1.5 mm', async () => {
  const kinds = [1, 2, 5, count];
  let right = 0;
  for (let scan = 0; scan < 25; scan += 1) {
    const page = kinds[scan % kinds.length] ?? 1;
    const random = seeded(4000 + scan);
    const any = anyRecipe(random, scan % 3 === 0);
    const recipe = scan === 1 ? { ...any, dpi: 300 } : any;
    const made = await makeScan(await pageOf(page), recipe, random);
    const decoded = await decodePicture(sharp(made.jpeg), LONGEST);
    const size = await sharp(made.jpeg).metadata();
    const shrunk = scaling(decoded.width / size.width, decoded.height / size.height);
    for (const turns of [0, 1, 2, 3]) {
      const { picture, truth } = await turned(decoded, chain(made.map, shrunk), turns);
      const book = { twinCode: CODE, pages: count };
      const { seen, map } = await lookAtPage(picture, undefined, { book, pages, candidates: [1, 2] });
      const [placement] = placePages([seen], book, new Map());
      const what = `${scan}.${turns} of page ${page}: ${JSON.stringify(recipe)}`;
      if (placement?.state === 'placed') {
        expect(placement.page, what).toBe(page);
        expect(worstCorner(map ?? scaling(1), truth), what).toBeLessThan(1.5);
        right += 1;
      } else expect(placement?.state, what).toBe('question');
    }
  }
  expect(right).toBeGreaterThanOrEqual(95);
});

async function decide(jpegs: Uint8Array[], answers: ScanAnswer[] = [], twinCode = CODE) {
  return placed(await look(jpegs, answers, twinCode), answers, twinCode);
}
const answer = (scan: number, to: ScanAnswer['answer']): ScanAnswer => ({ scan, page: 0, answer: to });

/** A scan of a page whose code somebody covered. */
async function withoutCode(number: number, recipe: Partial<ScanRecipe>): Promise<Buffer> {
  const page = await pageOf(number);
  const data = Uint8Array.from(page.data);
  data.fill(255, Math.floor(page.height * 0.87) * page.width * 3);
  return (await makeScan({ ...page, data }, { ...PLAIN, dpi: 150, ...recipe }, seeded(1))).jpeg;
}

test('a page of another version is refused with both codes and what to do', async () => {
  const { jpeg } = await scanOf(1, { turn: 180 });
  const [other] = await decide([jpeg], [], '7K3M-9QXZ');
  expect(other).toMatchObject({ state: 'refused', why: 'otherVersion' });
  expect(other).toHaveProperty('text', expect.stringMatching(/JA3Q-2KZJ.*7K3M-9QXZ.*重新打印/u));
});

test('a code that cannot be read is asked about with the page it looks like; a person’s word is checked', async () => {
  const hidden = await withoutCode(2, { turn: 181.5, light: [1, 0.7, 0.8, 1] });
  expect(await decide([hidden])).toMatchObject([{ state: 'question', why: 'noCode', likely: 2 }]);
  const [seen] = await look([hidden], [answer(0, 2)]);
  expect(placed(seen === undefined ? [] : [seen], [answer(0, 2)])).toEqual([
    { state: 'placed', page: 2, by: 'person' },
  ]);
  expect(await decide([hidden], [answer(0, 1)])).toMatchObject([{ state: 'refused', why: 'unlike' }]);
  expect(await decide([hidden], [answer(0, 'leave')])).toMatchObject([{ state: 'left' }]);
});

test('a back side is left out unasked; a meaningless picture is asked about and proposes nothing', async () => {
  const white = { create: { width: 1240, height: 1754, channels: 3, background: '#f4f2ee' } } as const;
  const blank = await sharp(white).jpeg().toBuffer();
  const random = seeded(3);
  const grains = Uint8Array.from({ length: 600 * 850 * 3 }, () => random() * 256);
  const noise = await sharp(grains, { raw: { width: 600, height: 850, channels: 3 } })
    .jpeg()
    .toBuffer();
  const [first, second] = await decide([blank, noise]);
  expect(first).toMatchObject({ state: 'left', text: expect.stringContaining('空白页') });
  expect(second).toMatchObject({ state: 'question', why: 'noCode' });
  expect(second).not.toHaveProperty('likely');
});

test('two pages on one picture are a question until a person chooses; the same page twice too', async () => {
  const [one, two] = [(await scanOf(1, {})).jpeg, (await scanOf(2, {})).jpeg];
  const { width = 0, height = 0 } = await sharp(one).metadata();
  const both = await sharp({ create: { width: width * 2, height, channels: 3, background: '#777' } })
    .composite([
      { input: one, left: 0, top: 0 },
      { input: two, left: width, top: 0 },
    ])
    .jpeg({ quality: 90 })
    .toBuffer();
  const [asked] = await decide([both]);
  expect(asked).toMatchObject({ state: 'question', why: 'severalCodes' });
  expect(asked).not.toHaveProperty('likely');
  expect(await decide([both], [answer(0, 2)])).toEqual([{ state: 'placed', page: 2, by: 'person' }]);
  const again = (await scanOf(1, { turn: 90 }, 5)).jpeg;
  expect(await decide([one, again])).toMatchObject([
    { state: 'question', why: 'twice' },
    { state: 'question', why: 'twice' },
  ]);
  expect(await decide([one, again], [answer(1, 1)])).toMatchObject([
    { state: 'left' },
    { state: 'placed', page: 1, by: 'person' },
  ]);
});

/** What is left of a scan within shares of its width and height. */
async function cutTo(jpeg: Uint8Array, left: number, top: number, right: number, bottom: number) {
  const { width, height } = await sharp(jpeg).metadata();
  const [x, y] = [Math.round(width * left), Math.round(height * top)];
  const size = { width: Math.round(width * right) - x, height: Math.round(height * bottom) - y };
  return sharp(jpeg)
    .extract({ left: x, top: y, ...size })
    .jpeg()
    .toBuffer();
}

test('half a page is not put in place of a page; white margins that a scanner of Letter paper cuts off are', async () => {
  const { jpeg } = await scanOf(1, {});
  const [half, noTop, noSide, letter] = await decide([
    await cutTo(jpeg, 0, 0, 0.5, 1),
    await cutTo(jpeg, 0, 0.4, 1, 1),
    await cutTo(jpeg, 0, 0, 0.89, 1),
    await cutTo(jpeg, 0, 0, 1, 279.4 / 297),
  ]);
  expect(half).toMatchObject({ state: 'refused', why: 'cut' });
  expect(half).toHaveProperty('text', expect.stringMatching(/第 1 页.*右侧缺约 10\d mm.*重新扫描/u));
  expect(noTop).toMatchObject({ state: 'refused', why: 'cut' });
  // Nothing printed is lost, but who knows of the seal.
  expect(noSide).toMatchObject({ state: 'question', why: 'cut', likely: 1 });
  expect(letter).toMatchObject({ state: 'placed', page: 1 });
  const side = await cutTo(jpeg, 0, 0, 0.89, 1);
  expect(await decide([side], [answer(0, 1)])).toEqual([{ state: 'placed', page: 1, by: 'person' }]);
  expect(await decide([await cutTo(jpeg, 0, 0, 0.5, 1)], [answer(0, 1)])).toMatchObject([{ why: 'cut' }]);
});

test('a sheet that lies over part of the page is told beside its place', async () => {
  const { jpeg } = await scanOf(1, {});
  const { width, height } = await sharp(jpeg).metadata();
  const sheet = {
    create: { width, height: Math.round(height * 0.4), channels: 3, background: '#eee' },
  } as const;
  const covered = await sharp(jpeg)
    .composite([{ input: sheet, left: 0, top: 0 }])
    .jpeg()
    .toBuffer();
  expect(await decide([covered])).toMatchObject([
    { state: 'placed', page: 1, note: expect.stringMatching(/约有 [23]\d% 看不到/u) },
  ]);
});

test('a seal over the code, a photograph from the side and a fax at half its lines are placed unasked', async () => {
  // What is put in the book is read again there, seal and all.
  const sealed = await look([(await scanOf(2, { seal: { x: 172, y: 268 }, noise: 8 })).jpeg]);
  const picture = await decodePicture(sharp(join(root, `scan-${files}.jpg`)), LONGEST);
  const flat = await encodePage(straighten(picture, sealed[0]?.map ?? scaling(1)));
  expect(await decide([flat])).toEqual([{ state: 'placed', page: 2, by: 'code' }]);

  const bend = [
    { x: 27, y: 9 },
    { x: -27, y: 9 },
  ];
  const { jpeg: aside } = await scanOf(5, { dpi: 200, bend, margin: 15, table: 60, noise: 12 });
  const { jpeg } = await scanOf(1, { dpi: 200, noise: 10 });
  const { width, height } = await sharp(jpeg).metadata();
  const low = sharp(jpeg)
    .greyscale()
    .resize({ width, height: Math.round(height / 2), fit: 'fill' });
  const fax = await low.threshold(140).png().toBuffer();
  expect(await decide([aside, fax])).toEqual([
    { state: 'placed', page: 5, by: 'code' },
    { state: 'placed', page: 1, by: 'code' },
  ]);
});

test('a page that was scanned before it was sealed is told, and one that is sealed, signed or marked is not', async () => {
  const book = { twinCode: CODE, pages: count };
  const isUnsealed = async (jpeg: Uint8Array) => {
    const picture = await decodePicture(sharp(jpeg), LONGEST);
    const { seen } = await lookAtPage(picture, undefined, { book, pages, candidates: [], toSeal: [2] });
    const [placement] = placePages([seen], book, new Map());
    expect(placement).toMatchObject({ state: 'placed', page: 2 });
    return placement !== undefined && 'note' in placement;
  };
  const photo = { light: [1, 0.6, 0.8, 1], noise: 14, turn: 91, margin: 8, table: 90 } as const;
  const { jpeg } = await scanOf(2, { noise: 6 });
  const { width, height } = await sharp(jpeg).metadata();
  const name = `<path d="M0 20c20-40 30 60 50 0s20 40 60-10" fill="none" stroke="#223" stroke-width="3"/>`;
  const signed = await sharp(jpeg)
    .composite([
      {
        input: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="50">${name}</svg>`),
        ...{ left: Math.round(width * 0.62), top: Math.round(height * 0.45) },
      },
    ])
    .jpeg()
    .toBuffer();
  expect(await isUnsealed((await scanOf(2, photo)).jpeg)).toBe(true);
  expect(await isUnsealed(jpeg)).toBe(true);
  expect(await isUnsealed(signed)).toBe(false);
  expect(await isUnsealed((await scanOf(2, { ...photo, seal: { x: 140, y: 175 } })).jpeg)).toBe(false);
});

test('the code of one page on the picture of another is refused', async () => {
  const { jpeg } = await scanOf(5, {});
  const { width = 0, height = 0 } = await sharp(jpeg).metadata();
  const box = { left: Math.round(width * 0.1), width: Math.round(width * 0.18) };
  const foot = { top: Math.round(height * 0.87), height: Math.round(height * 0.09) };
  const code = await sharp((await scanOf(1, {})).jpeg)
    .extract({ ...box, ...foot })
    .toBuffer();
  const forged = await sharp(jpeg)
    .composite([{ input: code, left: box.left, top: foot.top }])
    .jpeg()
    .toBuffer();
  expect(await decide([forged])).toMatchObject([{ state: 'refused', why: 'unlike' }]);
});

test('straightened, a page is upright and even, its seal stays red, and it is not heavy', async () => {
  const seal = { x: 150, y: 170 };
  const recipe = { turn: 268, seal, light: [1, 0.6, 0.5, 0.9], noise: 8 } as const;
  const { jpeg } = await scanOf(2, { ...recipe, bend: [{ x: 3, y: -2 }] });
  const [seen] = await look([jpeg]);
  const picture = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const { width, height } = picture.info;
  const scan: Pixels = { data: picture.data, width, height, channels: 3 };
  const flat = straighten(scan, seen?.map ?? scaling(1));
  const at = (x: number, y: number) => {
    const place =
      (Math.round(y * PRINT_PIXELS_PER_MM) * flat.width + Math.round(x * PRINT_PIXELS_PER_MM)) * 3;
    return [...flat.data.subarray(place, place + 3)];
  };
  const [red = 0, green = 255, blue = 255] = at(seal.x, seal.y);
  expect(red).toBeGreaterThan(160);
  expect(Math.max(green, blue)).toBeLessThan(90);
  // Bare paper near all four corners.
  for (const [x, y] of [
    [12, 12],
    [198, 12],
    [198, 285],
    [12, 285],
  ] as const)
    expect(Math.min(...at(x, y))).toBeGreaterThan(215);
  const encoded = await encodePage(flat);
  expect(encoded.length).toBeLessThan(600_000);
  const { pages: found } = { pages: await look([encoded]) };
  expect(placed(found)).toEqual([{ state: 'placed', page: 2, by: 'code' }]);
});

test('cancelled, it stops; an answer about a page that is not there is told', async () => {
  const { jpeg } = await scanOf(1, {});
  const path = join(root, 'one.jpg');
  await writeFile(path, jpeg);
  const input = { scans: [path], book: { twinCode: CODE, pages: count }, pages, candidates: [] };
  const signal = AbortSignal.abort();
  await expect(lookAtScans({ ...input, answers: [], signal })).rejects.toMatchObject({ code: 'cancelled' });
  const answers = [{ scan: 0, page: 4, answer: 1 }];
  await expect(lookAtScans({ ...input, answers })).rejects.toThrow(/只有 1 页，没有第 5 页/u);
});
