import sharp from 'sharp';
import { SHEET } from '../align.ts';
import { chain, fitMap, type Homography, inverse, mapPoint, type Point, scaling } from '../geometry.ts';
import { type Pixels, warp } from '../pixels.ts';

/** What happened to a printed page on its way through stamping and scanning. */
export interface ScanRecipe {
  dpi: number;
  /** Clockwise degrees that the sheet lies by. */
  turn: number;
  /** Where the sheet's corners lie off their place, mm, from upper left clockwise; what perspective does. */
  bend: readonly Point[];
  /** What the picture shows around the sheet (or, below zero, leaves out of it), mm. */
  margin: number;
  /** Middle of a red seal, mm, and how dark its ink. */
  seal?: Point;
  /** Grey levels of the noise. */
  noise: number;
  /** Brightness at the four corners of the picture, from upper left clockwise: 1 is full light. */
  light: readonly [number, number, number, number];
  /** Colour around the sheet. */
  table: number;
  quality: number;
  blur: number;
}

export const PLAIN: ScanRecipe = {
  dpi: 200,
  turn: 0,
  bend: [],
  margin: 0,
  noise: 0,
  light: [1, 1, 1, 1],
  table: 255,
  quality: 85,
  blur: 0,
};

/** A generator that gives the same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** A round red seal of 42 mm with a star, as ink that lets the text below through. */
export async function stampPage(page: Pixels, { x, y }: Point): Promise<Pixels> {
  const perMm = page.width / SHEET.width;
  const side = Math.round(46 * perMm);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="-23 -23 46 46">
    <g fill="none" stroke="#d21f1f" stroke-width="1.2"><circle r="20.5"/></g>
    <path fill="#d21f1f" d="M0-7L1.65-2.27 6.66-2.16 2.66.87 4.11 5.66 0 2.8-4.11 5.66-2.66.87-6.66-2.16-1.65-2.27z"/>
    ${Array.from({ length: 14 }, (_, k) => `<rect x="-1.4" y="-18.6" width="2.8" height="3.4" fill="#d21f1f" transform="rotate(${k * 19 - 124})"/>`).join('')}
  </svg>`;
  const seal = await sharp(Buffer.from(svg)).png().toBuffer();
  const left = Math.round(x * perMm - side / 2);
  const top = Math.round(y * perMm - side / 2);
  const { data } = await sharp(page.data, {
    raw: { width: page.width, height: page.height, channels: page.channels },
  })
    .composite([{ input: seal, left, top, blend: 'multiply' }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...page, data };
}

/** Where the sheet's corners come to lie, in pixels of a picture that just holds them, and its size. */
function layOut({ dpi, turn, bend, margin }: ScanRecipe): { map: Homography; width: number; height: number } {
  const perMm = dpi / 25.4;
  const angle = (turn * Math.PI) / 180;
  const corners = [
    { x: 0, y: 0 },
    { x: SHEET.width, y: 0 },
    { x: SHEET.width, y: SHEET.height },
    { x: 0, y: SHEET.height },
  ];
  const moved = corners.map(({ x, y }, index) => {
    const [u, v] = [x + (bend[index]?.x ?? 0), y + (bend[index]?.y ?? 0)];
    return {
      x: (u * Math.cos(angle) - v * Math.sin(angle)) * perMm,
      y: (u * Math.sin(angle) + v * Math.cos(angle)) * perMm,
    };
  });
  const bounds = (of: (point: Point) => number) => {
    const values = moved.map(of);
    return { from: Math.min(...values) - margin * perMm, to: Math.max(...values) + margin * perMm };
  };
  const [across, down] = [bounds((point) => point.x), bounds((point) => point.y)];
  const pairs = corners.map((from, index) => {
    const { x = 0, y = 0 } = moved[index] ?? {};
    return { from, to: { x: x - across.from, y: y - down.from }, weight: 1 };
  });
  const map = fitMap('homography', pairs);
  if (map === undefined) throw new Error('the corners lie on a line');
  return { map, width: Math.round(across.to - across.from), height: Math.round(down.to - down.from) };
}

/**
 * A scan of a page as a JPEG, and where the page really lies in it.
 *
 * @param page colour, whole sheet
 * @returns map from the page's mm to the scan's pixels
 */
export async function makeScan(
  page: Pixels,
  recipe: ScanRecipe,
  random: () => number,
): Promise<{ jpeg: Buffer; map: Homography }> {
  const stamped = recipe.seal === undefined ? page : await stampPage(page, recipe.seal);
  const { map, width, height } = layOut(recipe);
  const toPage = inverse(map);
  const toPixels = scaling(stamped.width / SHEET.width, stamped.height / SHEET.height);
  const scan = warp(stamped, chain(toPage, toPixels), width, height, recipe.table);
  weather(scan, recipe, random);
  let picture = sharp(scan.data, { raw: { width, height, channels: 3 } });
  if (recipe.blur > 0) picture = picture.blur(recipe.blur);
  return { jpeg: await picture.jpeg({ quality: recipe.quality }).toBuffer(), map };
}

/** Light, shadow and noise, in place. */
function weather({ data, width, height }: Pixels, recipe: ScanRecipe, random: () => number): void {
  const [a, b, c, d] = recipe.light;
  // A few thousand random numbers, read from a different place in each row, are noise enough.
  const grains = Float32Array.from({ length: 8192 }, () => (random() + random() - 1) * recipe.noise);
  for (let y = 0, at = 0; y < height; y += 1) {
    const v = y / height;
    const left = a * (1 - v) + d * v;
    const step = (b * (1 - v) + c * v - left) / width;
    const offset = Math.floor(random() * grains.length);
    for (let x = 0; x < width; x += 1) {
      const light = left + step * x;
      const grain = grains[(offset + x) & 8191] ?? 0;
      for (let k = 0; k < 3; k += 1, at += 1) {
        const value = (data[at] ?? 0) * light + grain;
        data[at] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
}

/** How far a found map misses the true one at the sheet's four corners, mm, the worst. */
export function worstCorner(found: Homography, truth: Homography): number {
  const back = inverse(truth);
  return Math.max(
    ...[0, SHEET.width].flatMap((x) =>
      [0, SHEET.height].map((y) => {
        const seen = mapPoint(back, mapPoint(found, { x, y }));
        return Math.hypot(seen.x - x, seen.y - y);
      }),
    ),
  );
}

/** A recipe of the kind that offices make: any way round, a little askew, all resolutions, some photographs. */
export function anyRecipe(random: () => number, photograph: boolean): ScanRecipe {
  const within = (from: number, to: number) => from + (to - from) * random();
  const quarter = Math.floor(random() * 4) * 90;
  const bend = () => ({ x: within(-6, 6), y: within(-6, 6) });
  const light = () => (photograph ? within(0.45, 1) : within(0.85, 1));
  return {
    dpi: [150, 150, 150, 150, 150, 150, 150, 170, 200, 240][Math.floor(random() * 10)] ?? 150,
    turn: quarter + within(-5, 5),
    bend: photograph ? [bend(), bend(), bend(), bend()] : [],
    margin: photograph ? within(4, 20) : within(-2, 4),
    seal: { x: within(60, 170), y: within(60, 240) },
    noise: within(0, photograph ? 30 : 16),
    light: [light(), light(), light(), light()],
    table: photograph ? Math.floor(within(40, 200)) : 255,
    quality: Math.floor(within(45, 92)),
    blur: random() < 0.3 ? within(0.4, 1) : 0,
  };
}
