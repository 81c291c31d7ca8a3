/**
 * Finds a key that stands twice in one object. JSON.parse keeps the last and loses the first in silence:
 * a draft put together by hand or by a script would lose answers. Takes a text that JSON.parse accepts;
 * linear, with a stack of its own.
 *
 * @returns the key, or undefined where none is repeated
 */
export function repeatedKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text.charCodeAt(at);
    if (sign === OPEN_OBJECT) open.push(new Set());
    else if (sign === OPEN_ARRAY) open.push(undefined);
    else if (sign === CLOSE_OBJECT || sign === CLOSE_ARRAY) open.pop();
    else if (sign === QUOTE) {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys !== undefined && isFollowedByColon(text, end)) {
        const key: unknown = JSON.parse(text.slice(at, end));
        if (typeof key === 'string' && keys.has(key)) return key;
        keys.add(String(key));
      }
      at = end;
      continue;
    }
    at += 1;
  }
  return undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** Position behind the closing mark of the string that begins at `from`. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === COLON;
}
