import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import { stopIfCancelled } from '../package/file-errors.ts';
import type { Point } from './geometry.ts';
import { type PageCode, readPageCode, sameCode } from './page-code.ts';
import { evenGrey } from './paper.ts';
import { cropPixels, hasRed, type Pixels, redOf, toGrey } from './pixels.ts';

/** A page's code as it was found in a picture. */
export interface FoundCode {
  code: PageCode;
  /** Upper left, upper right, lower right, lower left as the code stands upright, in the picture's pixels. */
  corners: readonly [Point, Point, Point, Point];
}

let ready: Promise<unknown> | undefined;

/** Without its bytes the library would fetch them from a server. */
async function prepare(): Promise<void> {
  ready ??= (async () => {
    const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    const bytes = await readFile(path);
    const wasmBinary = new Uint8Array(bytes).buffer;
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  })();
  await ready;
}

const OPTIONS: ReaderOptions = { formats: ['QRCode'], tryHarder: true, tryRotate: true, tryInvert: false };

/** A part of the picture on its own, so large that the modules of a small code become distinct. */
interface Try {
  box: (width: number, height: number) => { left: number; top: number; width: number; height: number };
  enlarge: number;
  even: boolean;
}

const whole: Try['box'] = (width, height) => ({ left: 0, top: 0, width, height });
/** A page has its code near a corner, whichever way it lies. */
const corner =
  (right: boolean, low: boolean): Try['box'] =>
  (width, height) => {
    const [w, h] = [Math.ceil(width * 0.45), Math.ceil(height * 0.45)];
    return { left: right ? width - w : 0, top: low ? height - h : 0, width: w, height: h };
  };
const CORNERS = [corner(false, true), corner(true, true), corner(false, false), corner(true, false)];

/** From the quick to the thorough; the first that finds anything ends the search. */
const TRIES: readonly Try[] = [
  { box: whole, enlarge: 1, even: false },
  { box: whole, enlarge: 1, even: true },
  { box: whole, enlarge: 0.6, even: true },
  ...CORNERS.map((box): Try => ({ box, enlarge: 2, even: true })),
];

/** Where a seal lies over the code; its ink is as bright as paper in red light. */
const RED_TRIES: readonly Try[] = TRIES.filter(({ even }) => even);

/**
 * The page codes in a picture, each once; codes that are none of ours do not count. In a picture in colour
 * a code is read through a red seal, too.
 *
 * @param grey the same picture, which who looks on has need of, too
 * @throws cancelled
 */
export async function readCodes(picture: Pixels, grey: Pixels, signal?: AbortSignal): Promise<FoundCode[]> {
  await prepare();
  const found = await readFirst(grey, TRIES, signal);
  return found.length === 0 && hasRed(picture) ? readFirst(redOf(picture), RED_TRIES, signal) : found;
}

async function readFirst(
  picture: Pixels,
  tries: readonly Try[],
  signal: AbortSignal | undefined,
): Promise<FoundCode[]> {
  for (const each of tries) {
    stopIfCancelled(signal);
    const found = await readOnce(picture, each);
    if (found.length > 0) return found;
  }
  return [];
}

async function readOnce(grey: Pixels, { box, enlarge, even }: Try): Promise<FoundCode[]> {
  const cut = box(grey.width, grey.height);
  const part =
    cut.width === grey.width && enlarge === 1 ? grey : await toGrey(await cropPixels(grey, cut, enlarge));
  const { data, width, height } = even ? evenGrey(part) : part;
  // As a PGM file: as pixels the library wants four channels, and makes them one again.
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`);
  const results = await readBarcodes(Buffer.concat([head, data]), OPTIONS);
  const found: FoundCode[] = [];
  for (const result of results) {
    const code = result.isValid && !result.isMirrored ? readPageCode(result.text) : undefined;
    if (code === undefined || found.some((other) => sameCode(other.code, code))) continue;
    found.push({ code, corners: cornersOf(result, (point) => placeIn(cut, enlarge, point)) });
  }
  return found;
}

function placeIn({ left, top }: { left: number; top: number }, enlarge: number, { x, y }: Point): Point {
  return { x: left + x / enlarge, y: top + y / enlarge };
}

function cornersOf({ position }: ReadResult, place: (point: Point) => Point): FoundCode['corners'] {
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  return [place(topLeft), place(topRight), place(bottomRight), place(bottomLeft)];
}
