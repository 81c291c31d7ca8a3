import fc from 'fast-check';
import { HOSTILE_TEXTS } from '../../electron/book/fixtures/hostile-texts.ts';

/** Pieces that readers stumble over, put anywhere into a file: lengths, ends, entities, deep nests. */
const PIECES: readonly Buffer[] = [
  ...Object.values(HOSTILE_TEXTS).map((text) => Buffer.from(text)),
  Buffer.from([0xff, 0xff, 0xff, 0xff]),
  Buffer.from([0x00, 0x00, 0x00, 0x00]),
  Buffer.from([0x7f, 0xff, 0xff, 0xff]),
  Buffer.from([0x80, 0x00, 0x00, 0x00]),
  Buffer.from('PK\x05\x06'),
  Buffer.from('PK\x01\x02'),
  Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'),
  Buffer.from('&b;&#x110000;&#0;&amp'),
  Buffer.from('<a>'.repeat(300)),
  Buffer.from('<table><tr><td>'.repeat(80)),
  Buffer.from('['.repeat(2_000)),
  Buffer.from('{"a":'.repeat(500)),
  Buffer.from('99999999999999999999'),
  Buffer.from('-1'),
  Buffer.from('1e999'),
  Buffer.from('NaN'),
  Buffer.from('1 0 R'),
  Buffer.from('<< /Length 999999999 >> stream'),
  Buffer.from('/Kids [1 0 R 1 0 R 1 0 R]'),
  Buffer.from('"__proto__":{"x":1},'),
];

type Mutation =
  | { kind: 'set'; at: number; value: number }
  | { kind: 'cut'; at: number; length: number }
  | { kind: 'end'; at: number }
  | { kind: 'repeat'; at: number; length: number; times: number }
  | { kind: 'move'; at: number; length: number; to: number }
  | { kind: 'insert'; at: number; piece: number };

/** Places as parts of the whole, so that a plan fits a file of any length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.integer({ min: 1, max: 400 });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('set' as const), at: place, value: fc.nat({ max: 255 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: place, length }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), at: place }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('repeat' as const),
      at: place,
      length,
      times: fc.integer({ min: 2, max: 60 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), at: place, length, to: place }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('insert' as const),
      at: place,
      piece: fc.nat({ max: PIECES.length - 1 }),
    }),
  },
);

function applied(bytes: Buffer, plan: Mutation): Buffer {
  const at = Math.floor(plan.at * bytes.length);
  const before = bytes.subarray(0, at);
  switch (plan.kind) {
    case 'set': {
      const copy = Buffer.from(bytes);
      if (at < copy.length) copy[at] = plan.value;
      return copy;
    }
    case 'cut':
      return Buffer.concat([before, bytes.subarray(at + plan.length)]);
    case 'end':
      return Buffer.from(before);
    case 'repeat': {
      const piece = bytes.subarray(at, at + plan.length);
      return Buffer.concat([before, ...Array.from({ length: plan.times }, () => piece), bytes.subarray(at)]);
    }
    case 'move': {
      const rest = Buffer.concat([before, bytes.subarray(at + plan.length)]);
      const to = Math.floor(plan.to * rest.length);
      return Buffer.concat([rest.subarray(0, to), bytes.subarray(at, at + plan.length), rest.subarray(to)]);
    }
    case 'insert':
      return Buffer.concat([before, PIECES[plan.piece] ?? Buffer.alloc(0), bytes.subarray(at)]);
  }
}

/** Changes to a file, from none to a dozen. */
export const mutations: fc.Arbitrary<(bytes: Uint8Array) => Buffer> = fc
  .array(mutation, { minLength: 1, maxLength: 12 })
  .map((plans) => (bytes) => plans.reduce(applied, Buffer.from(bytes)));
