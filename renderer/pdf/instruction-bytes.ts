import { MOST_CROSSINGS, MOST_LINE_NUMBERS } from './page-limits.ts';

/** What an instruction takes until it is drawn, measured by how the window grows: several objects, here and in the worker. */
const BYTES_AN_INSTRUCTION = 1_500;
/** In a list: letters of a text, gaps of a dash. */
const BYTES_AN_ENTRY = 16;
/** Of a longer list no more is looked at one by one. */
const MOST_ENTRIES = 1_000;
/** Instructions, what each is given, the parts of that. */
const DEEPEST = 2;

/** @param given to each instruction @returns bytes that they take until they are drawn */
export function bytesOfInstructions(given: readonly unknown[]): number {
  return given.length * BYTES_AN_INSTRUCTION + bytesIn(given, 0);
}

/** Numbers behind each word of a line, by its number: begin, straight, curve, quadratic curve, close. */
const NUMBERS_BEHIND = [2, 2, 6, 4, 0];

/** Whether one of the instructions is a line so long that a browser would draw it for seconds, and at once. */
export function hasLongLine(given: readonly unknown[]): boolean {
  return given.some((each) => {
    if (!Array.isArray(each) || !Array.isArray(each[1])) return false;
    const [line, box]: [unknown, unknown] = [each[1][0], each[2]];
    if (!(line instanceof Float32Array) || !ArrayBuffer.isView(box)) return false;
    return line.length > MOST_LINE_NUMBERS || crossings(line, box) > MOST_CROSSINGS;
  });
}

/** How often a line goes from one side of its box to the other: many short pieces are quickly drawn, long ones are not. */
function crossings(line: Float32Array, box: ArrayBufferView): number {
  // A line of few pieces is never long.
  if (line.length < MOST_CROSSINGS * 2) return 0;
  const [left = 0, top = 0, right = 0, bottom = 0] = new Float32Array(box.buffer, box.byteOffset, 4);
  const edge = Math.max(right - left, bottom - top, Number.MIN_VALUE);
  let [length, x, y] = [0, 0, 0];
  for (let at = 0; at < line.length; ) {
    const word = line[at] ?? 0;
    const behind = NUMBERS_BEHIND[word] ?? 0;
    at += 1 + behind;
    if (behind === 0) continue;
    const [nextX, nextY] = [line[at - 2] ?? 0, line[at - 1] ?? 0];
    if (word !== 0) length += Math.max(Math.abs(nextX - x), Math.abs(nextY - y));
    [x, y] = [nextX, nextY];
  }
  return length / edge;
}

function bytesIn(value: unknown, depth: number): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return 0;
  if (!Array.isArray(value)) {
    // A small picture comes with its points.
    const points: unknown = Reflect.get(value, 'data');
    return ArrayBuffer.isView(points) ? points.byteLength : 0;
  }
  const looked: unknown[] = value.slice(0, MOST_ENTRIES);
  return looked.reduce((sum: number, each) => sum + bytesIn(each, depth + 1), value.length * BYTES_AN_ENTRY);
}
