import type { Pixels } from './pixels.ts';

/** Side of the tiles in which the paper's own brightness is looked for, as a share of the longer edge. */
const TILE_SHARE = 1 / 36;
/** Of a tile's pixels this share is darker than what counts as its paper. */
const PAPER_RANK = 0.85;
/** A tile darker than this share of its brightest neighbours is ink or a picture, not paper in shadow. */
const LEAST_OF_NEIGHBOURS = 0.6;

/** How bright the bare paper is, tile by tile, one figure for each channel. */
export interface Paper {
  columns: number;
  rows: number;
  tile: number;
  /** Row by row, channel by channel. */
  levels: Float32Array;
  channels: number;
}

/**
 * Estimates how the bare paper looks over the page: bright in the light, grey in the shadow of a hand.
 * Ink, stamps and pictures do not count; where a tile holds nothing else, its neighbours speak for it.
 */
export function findPaper(pixels: Pixels): Paper {
  const { width, height, channels } = pixels;
  const tile = Math.max(8, Math.round(Math.max(width, height) * TILE_SHARE));
  const columns = Math.ceil(width / tile);
  const rows = Math.ceil(height / tile);
  const levels = new Float32Array(columns * rows * channels);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      for (let channel = 0; channel < channels; channel += 1)
        levels[(row * columns + column) * channels + channel] = tileLevel(
          pixels,
          { left: column * tile, top: row * tile, side: tile },
          channel,
        );
  return smooth(fillDark({ columns, rows, tile, levels, channels }));
}

function tileLevel(
  { data, width, height, channels }: Pixels,
  { left, top, side }: { left: number; top: number; side: number },
  channel: number,
): number {
  const counts = new Uint32Array(256);
  let total = 0;
  const step = side > 40 ? 3 : 1;
  for (let y = top; y < Math.min(height, top + side); y += step)
    for (let x = left; x < Math.min(width, left + side); x += step) {
      const level = data[(y * width + x) * channels + channel] ?? 0;
      counts[level] = (counts[level] ?? 0) + 1;
      total += 1;
    }
  let seen = 0;
  for (const [level, count] of counts.entries()) {
    seen += count;
    if (seen >= total * PAPER_RANK) return Math.max(1, level);
  }
  return 255;
}

/** Each tile with the mean of what `of` gives for it and its eight neighbours. */
function overNeighbours(
  paper: Paper,
  of: (own: number, around: readonly number[]) => number,
): Float32Array<ArrayBuffer> {
  const { columns, rows, levels, channels } = paper;
  const result = new Float32Array(levels.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      for (let channel = 0; channel < channels; channel += 1) {
        const around: number[] = [];
        for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
          for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
            around.push(levels[(y * columns + x) * channels + channel] ?? 0);
        const at = (row * columns + column) * channels + channel;
        result[at] = of(levels[at] ?? 0, around);
      }
  return result;
}

/** From the edges of a picture inwards, tile by tile. */
const MOST_ROUNDS = 24;

function fillDark(paper: Paper): Paper {
  let current = paper;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let filled = 0;
    const levels = overNeighbours(current, (own, around) => {
      const brightest = Math.max(...around);
      if (own >= brightest * LEAST_OF_NEIGHBOURS) return own;
      filled += 1;
      return brightest * 0.99;
    });
    if (filled === 0) break;
    current = { ...current, levels };
  }
  return current;
}

function smooth(paper: Paper): Paper {
  const mean = (_own: number, around: readonly number[]) =>
    around.reduce((sum, level) => sum + level, 0) / around.length;
  return { ...paper, levels: overNeighbours(paper, mean) };
}

/**
 * Gives the paper's level for every value of a row of pixels, between the middles of the tiles around.
 *
 * @returns a function of the row; what it gives is written over by the next
 */
function paperByRow({ width, channels }: Pixels, paper: Paper): (y: number) => Float32Array {
  const { columns, rows, tile, levels } = paper;
  const stride = columns * channels;
  const [tiles, line] = [new Float32Array(stride), new Float32Array(width * channels)];
  const [lefts, across] = [new Int32Array(width), new Float32Array(width)];
  for (let x = 0; x < width; x += 1) {
    const u = Math.min(columns - 1, Math.max(0, (x + 0.5) / tile - 0.5));
    const left = Math.min(columns - 2, u | 0);
    lefts[x] = Math.max(0, left) * channels;
    across[x] = columns > 1 ? u - left : 0;
  }
  return (y) => {
    const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / tile - 0.5));
    const top = v | 0;
    const next = Math.min(rows - 1, top + 1);
    for (let at = 0; at < stride; at += 1) {
      const upper = levels[top * stride + at] ?? 0;
      tiles[at] = upper + ((levels[next * stride + at] ?? 0) - upper) * (v - top);
    }
    for (let x = 0, to = 0; x < width; x += 1) {
      const left = lefts[x] ?? 0;
      const share = across[x] ?? 0;
      for (let channel = 0; channel < channels; channel += 1, to += 1) {
        const first = tiles[left + channel] ?? 0;
        const second = tiles[left + channels + channel] ?? first;
        line[to] = first + (second - first) * share;
      }
    }
    return line;
  };
}

/** How much ink each pixel carries against the paper around it: 0 bare to 255 black. One channel. */
export function inkOf(grey: Pixels): Pixels {
  const even = evenGrey(grey);
  return { ...even, data: even.data.map((value) => 255 - value) };
}

/** The picture on even, white paper: shadows gone, ink as it was. One channel. */
export function evenGrey(grey: Pixels): Pixels {
  const { width, height, data } = grey;
  const levels = paperByRow(grey, findPaper(grey));
  const even = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    const line = levels(y);
    for (let x = 0; x < width; x += 1) {
      const value = (255 * (data[y * width + x] ?? 0)) / (line[x] ?? 255);
      even[y * width + x] = value > 255 ? 255 : value;
    }
  }
  return { ...grey, data: even };
}

/** Paper brighter than this, after evening, would eat the fine strokes. */
const BRIGHTEST = 250;
const MOST_GAIN = 2.2;
/** Some of a shadow stays: a page that is all white no longer looks like a scan of one. */
const EVENED_SHARE = 0.92;

/**
 * Evens out shadow and the colour of the light, in place. Each pixel grows by what the paper around it
 * lacks, so that a red stamp stays as red as its paper is white.
 */
export function evenOut(pixels: Pixels): void {
  const { data, height } = pixels;
  const stride = pixels.width * pixels.channels;
  const levels = paperByRow(pixels, findPaper(pixels));
  for (let y = 0; y < height; y += 1) {
    const line = levels(y);
    for (let x = 0; x < stride; x += 1) {
      const gain = Math.min(MOST_GAIN, Math.max(1, BRIGHTEST / (line[x] ?? 255)));
      const value = (data[y * stride + x] ?? 0) * (1 + (gain - 1) * EVENED_SHARE);
      data[y * stride + x] = value > 255 ? 255 : value;
    }
  }
}
