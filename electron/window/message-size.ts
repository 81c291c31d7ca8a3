/** Limits on one message from the window, before any schema looks at it. */
export const MESSAGE_LIMITS = Object.freeze({
  /** UTF-16 units and bytes, together: the longest answer is 6 million characters. */
  size: 8_000_000,
  /** Values of any kind: a ledger of 20 000 invoices with a dozen cells each. */
  values: 400_000,
  /** A schema that calls itself would run out of stack long after this. */
  depth: 60,
});

/**
 * @returns what the message exceeds, or undefined. Walks without recursion, so that no message can
 * exhaust the stack here either.
 */
export function tooLarge(message: unknown): 'size' | 'values' | 'depth' | undefined {
  const waiting: { value: unknown; depth: number }[] = [{ value: message, depth: 0 }];
  let size = 0;
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    values += 1;
    if (values > MESSAGE_LIMITS.values) return 'values';
    if (depth > MESSAGE_LIMITS.depth) return 'depth';
    if (typeof value === 'string') size += value.length;
    else if (ArrayBuffer.isView(value)) size += value.byteLength;
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) size += key.length;
        waiting.push({ value: inner, depth: depth + 1 });
      }
    }
    if (size > MESSAGE_LIMITS.size) return 'size';
    if (waiting.length > MESSAGE_LIMITS.values) return 'values';
  }
  return undefined;
}
