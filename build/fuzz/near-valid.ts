import fc from 'fast-check';
import { z } from 'zod';
import { HOSTILE_TEXTS } from '../../electron/book/fixtures/hostile-texts.ts';

/** What a JSON Schema from zod is made of here; further keywords are ignored, so that some values are just beside it. */
const nodeSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  propertyNames: z.unknown().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  $ref: z.string().optional(),
  $defs: z.record(z.string(), z.unknown()).optional(),
});

const hostileText = fc.oneof(
  fc.constantFrom(...Object.values(HOSTILE_TEXTS)),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const odd: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    ...[null, undefined, Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308, 2 ** 53, -1],
    ...['', '__proto__', [], {}, true, new Date(Number.NaN), 10n, new Map(), new Uint8Array(3)],
    Array.from({ length: 10_000 }, () => null),
    JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
  ),
  fc.object({ maxDepth: 3 }),
);

/**
 * Values that a schema takes, mostly, and values beside it.
 *
 * @param known strings that mean something where they are asked for: ids that were handed out
 */
export function nearValid(schema: z.ZodType, known: () => readonly string[]): fc.Arbitrary<unknown> {
  const root = nodeSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));

  const text = (pattern?: string): fc.Arbitrary<unknown> => {
    const given = fc.nat().map((at) => {
      const all = known();
      return all.length === 0 ? 'aaaaaaaaaa' : all[at % all.length];
    });
    const fitting: fc.Arbitrary<unknown> =
      pattern === undefined
        ? fc.constantFrom('例', '2025-10-10', '')
        : fc.stringMatching(new RegExp(pattern));
    return fc.oneof(
      { weight: 6, arbitrary: given },
      { weight: 3, arbitrary: fitting },
      { weight: 1, arbitrary: hostileText },
    );
  };

  const value = (raw: unknown, depth: number): fc.Arbitrary<unknown> => {
    const node = nodeSchema.safeParse(raw).data ?? {};
    if (node.$ref !== undefined) {
      const name = node.$ref.replace('#/$defs/', '');
      return depth > 5 ? fc.constant(null) : value(name === '#' ? root : root.$defs?.[name], depth + 1);
    }
    if (node.const !== undefined) return fc.constant(node.const);
    if (node.enum !== undefined) return fc.constantFrom(...node.enum);
    const ways = node.anyOf ?? node.oneOf;
    if (ways !== undefined) return fc.oneof(...ways.map((way) => value(way, depth + 1)));
    switch (node.type) {
      case 'string':
        return text(node.pattern);
      case 'integer':
        return fc.oneof(
          fc.nat({ max: 5 }),
          fc.integer({
            min: node.minimum ?? -5,
            max: Math.max(node.minimum ?? -5, Math.min(node.maximum ?? 1e6, 1e6)),
          }),
        );
      case 'number':
        return fc.double({ noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return fc.array(depth > 6 ? fc.constant(null) : value(node.items, depth + 1), {
          minLength: node.minItems ?? 0,
          maxLength: (node.minItems ?? 0) + 3,
        });
      case 'object': {
        const fields = Object.entries(node.properties ?? {});
        if (fields.length === 0 && typeof node.additionalProperties === 'object')
          return fc.dictionary(
            fc.constantFrom('applicantName', 'businessLicence', 'profileOverview', '2024', '__proto__'),
            value(node.additionalProperties, depth + 1),
            { maxKeys: 3 },
          );
        return fc.record(Object.fromEntries(fields.map(([name, each]) => [name, value(each, depth + 1)])), {
          requiredKeys: node.required ?? [],
        });
      }
      default:
        // `undefined` (a call without input) and bytes have no JSON.
        return fc.oneof(fc.constant(undefined), fc.uint8Array({ maxLength: 2_000 }));
    }
  };

  /** One place of the value becomes something else, goes, or gets a stranger beside it. */
  const spoilt = fc.tuple(value(root, 0), odd, fc.nat()).map(([whole, other, at]) => {
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return other;
    const names = Object.keys(whole);
    const name = names[at % Math.max(1, names.length)] ?? 'more';
    if (at % 3 === 0) return { ...whole, [name]: other };
    if (at % 3 === 1) return { ...whole, stranger: other };
    return Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name));
  });
  return fc.oneof(
    { weight: 6, arbitrary: value(root, 0) },
    { weight: 3, arbitrary: spoilt },
    { weight: 1, arbitrary: odd },
  );
}
