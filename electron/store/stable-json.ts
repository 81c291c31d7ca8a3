function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

/**
 * A value as it is stored: keys sorted, so that the same answer is always the same text and only
 * true changes reach the journal. “No answer” (undefined, null) is null, not a text.
 */
export function stableJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(sorted(value));
}
