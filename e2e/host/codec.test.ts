import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode } from './codec.ts';

/** Everything that may cross, nested: what the contract's calls are made of, and the awkward ones of each kind. */
const carried = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(undefined, null, true, false, NaN, Infinity, -Infinity, -0, 0, '', '\u0000', '__proto__'),
    fc.double(),
    fc.string({ unit: 'binary' }),
    // Half of a pair, as an editor may leave it behind.
    fc.constantFrom('\ud83d', '\ude00x', '汉\ud800字'),
    fc.date(),
    fc.constant(new Date(Number.NaN)),
    fc.uint8Array({ maxLength: 200 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toJSON', '')),
      tie('value'),
      {
        maxKeys: 5,
      },
    ),
  ),
})).value;

test('what crosses is what structured clone gives', () => {
  fc.assert(
    fc.property(carried, (value) => {
      const here = decode(encode(value));
      expect(isDeepStrictEqual(here, structuredClone(value))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('nothing of it is shared with the sender', () => {
  const sent = { list: [{ name: 'a' }], bytes: new Uint8Array([1, 2]) };
  const got = decode(encode(sent)) as typeof sent;
  sent.bytes[0] = 9;
  (sent.list[0] as { name: string }).name = 'b';
  expect(got).toEqual({ list: [{ name: 'a' }], bytes: new Uint8Array([1, 2]) });
});

test('a view of bytes crosses as what it shows, not as all that lies behind it', () => {
  const behind = Uint8Array.from({ length: 1_000_000 }, (_, at) => at % 256);
  const got = decode(encode(behind.subarray(10, 14))) as Uint8Array;
  expect(got).toEqual(new Uint8Array([10, 11, 12, 13]));
  expect(got.buffer.byteLength).toBe(4);
});

test('a chunk of the largest size the contract has crosses whole', () => {
  const bytes = Uint8Array.from({ length: 1_048_576 }, (_, at) => (at * 7) % 256);
  expect(isDeepStrictEqual(decode(encode(bytes)), bytes)).toBe(true);
});

class Draft {
  name = 'a';
}
const itself: { within?: object } = {};
itself.within = itself;
const list: unknown[] = [];
list.push({ list });

/** Electron carries some of these and alters others in silence; here each of them is told. */
const refused: [string, unknown][] = [
  ['a Map', new Map([[1, 2]])],
  ['a Set', new Set([1])],
  ['a function', () => 1],
  ['a class', Draft],
  ['an instance of a class', new Draft()],
  ['an ArrayBuffer', new ArrayBuffer(4)],
  ['a SharedArrayBuffer', new SharedArrayBuffer(4)],
  ['a DataView', new DataView(new ArrayBuffer(4))],
  ['Float64Array', new Float64Array(2)],
  ['Uint16Array', new Uint16Array(2)],
  ['Uint8ClampedArray', new Uint8ClampedArray(2)],
  ["Node's Buffer", Buffer.from('a')],
  ['an Error', new Error('a')],
  ['a RegExp', /a/],
  ['a symbol', Symbol('a')],
  ['a bigint', 1n],
  ['a promise', Promise.resolve(1)],
  ['a WeakMap', new WeakMap()],
  ['a boxed number', Object(1)],
  ['an object that contains itself', itself],
  ['a list that contains itself', list],
  ['a list with holes', Object.assign(new Array(2), { 1: 1 })],
  ['a list with a name besides its places', Object.assign([1], { name: 'a' })],
  ['a URL', new URL('https://example.com')],
];

describe.each([
  ['', (value: unknown) => value],
  [' within an object', (value: unknown) => ({ a: { b: value } })],
  [' within a list', (value: unknown) => [1, [value]]],
])('refused%s', (_where, put) => {
  test.each(refused)('%s', (_what, value) => {
    let thrown: unknown;
    try {
      encode(put(value));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DOMException);
    expect((thrown as DOMException).name).toBe('DataCloneError');
  });
});

test('the same object at two places is no circle', () => {
  const shared = { a: 1 };
  expect(decode(encode([shared, { shared }]))).toEqual([{ a: 1 }, { shared: { a: 1 } }]);
});

test('a key of prototypes is a key like any other', () => {
  const sent = JSON.parse('{"__proto__":{"polluted":true},"a":1}');
  const got = decode(encode(sent)) as object;
  expect(Object.getPrototypeOf(got)).toBe(Object.prototype);
  expect(Object.keys(got)).toEqual(['__proto__', 'a']);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('functions cross only where a table holds them, and then as numbers', () => {
  const held: ((...given: unknown[]) => unknown)[] = [];
  const table = {
    hold: (given: (...given: unknown[]) => unknown) => held.push(given) - 1,
    stub:
      (at: number) =>
      (...given: unknown[]) => ['called', at, held[at]?.(...given)],
  };
  const text = encode({ listen: (name: unknown) => `heard ${name}` }, table);
  expect(() => decode(text)).toThrow(DOMException);
  const got = decode(text, table) as { listen: (name: string) => unknown };
  expect(got.listen('x')).toEqual(['called', 0, 'heard x']);
});
