function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * The same content in one spelling: keys sorted by UTF-16 units, entries that hold nothing (null, '',
 * [], {}) left out of objects. In a list, position has meaning, so an empty entry stays, as null.
 */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((each: unknown) => {
      const entry = canonical(each);
      return isEmpty(entry) ? null : entry;
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, each]) => [key, canonical(each)] as const)
    .filter(([, each]) => !isEmpty(each))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** JSON of the canonical form. JSON.stringify writes lone surrogates as escapes, so every text has one encoding. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value) ?? null);
}
