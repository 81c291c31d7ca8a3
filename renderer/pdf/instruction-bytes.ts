import { MOST_LINE_NUMBERS } from './page-limits.ts';

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

/** Whether one of the instructions is a line of so many corners that a browser would draw it for seconds, and at once. */
export function hasLongLine(given: readonly unknown[]): boolean {
  return given.some((each) => {
    const line: unknown = Array.isArray(each) && Array.isArray(each[1]) ? each[1][0] : undefined;
    return line instanceof Float32Array && line.length > MOST_LINE_NUMBERS;
  });
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
