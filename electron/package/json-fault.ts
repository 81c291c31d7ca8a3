/**
 * Finds where a text stops being JSON. V8 tells the position of only some faults, and a person who
 * wrote a draft by hand needs the line of each. Keeps its own stack: the text may nest without end.
 */

const WHITE = /[ \t\r\n]*/y;
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const KEY = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;

class Scanner {
  position = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  skipWhite(): void {
    this.take(WHITE);
  }
  take(pattern: RegExp): boolean {
    pattern.lastIndex = this.position;
    const found = pattern.test(this.#text);
    if (found) this.position = pattern.lastIndex;
    return found;
  }
  takeSign(sign: string): boolean {
    if (this.#text[this.position] !== sign) return false;
    this.position += 1;
    return true;
  }
}

/** Offset (UTF-16 units) of the first fault of a text that JSON.parse refuses. */
function faultOffset(text: string): number {
  const scan = new Scanner(text);
  const open: ('[' | '{')[] = [];
  let wantsKey = false;
  let mayClose = false;
  for (;;) {
    scan.skipWhite();
    const inside = open.at(-1);
    if (mayClose && inside !== undefined && scan.takeSign(inside === '{' ? '}' : ']')) open.pop();
    else {
      if (wantsKey) {
        if (!scan.take(KEY)) return scan.position;
        scan.skipWhite();
        if (!scan.takeSign(':')) return scan.position;
        scan.skipWhite();
      }
      const opened = scan.takeSign('{') ? '{' : scan.takeSign('[') ? '[' : undefined;
      if (opened !== undefined) {
        open.push(opened);
        wantsKey = opened === '{';
        mayClose = true;
        continue;
      }
      if (!scan.take(SCALAR)) return scan.position;
    }
    // A value is complete: what may follow is a comma or the end of what holds it.
    for (;;) {
      scan.skipWhite();
      const holder = open.at(-1);
      if (holder === undefined) return scan.position;
      if (scan.takeSign(',')) {
        wantsKey = holder === '{';
        mayClose = false;
        break;
      }
      if (!scan.takeSign(holder === '{' ? '}' : ']')) return scan.position;
      open.pop();
    }
  }
}

/** The place of the fault in Chinese: line and character counted from 1, or that the text breaks off. */
export function describeJsonFault(text: string): string {
  if (text.trim() === '') return '是空的';
  const offset = faultOffset(text);
  if (offset >= text.length) return '内容不完整，在末尾中断';
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = [...before.slice(before.lastIndexOf('\n') + 1)].length + 1;
  return `第 ${line} 行第 ${column} 个字符起不是有效的 JSON`;
}
