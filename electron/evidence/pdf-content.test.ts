import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanContent } from './pdf-content.ts';

const scan = (text: string) => scanContent([Buffer.from(text, 'latin1')]);

test('counts saves and restores that do not match, past strings, comments, dictionaries and pictures', () => {
  expect(scan('q Q q')).toMatchObject({ surplusRestores: 0, unclosedSaves: 1 });
  expect(scan('Q q Q Q')).toMatchObject({ surplusRestores: 2, unclosedSaves: 0 });
  expect(scan('(q \\) q (q) q) Tj % q q\nq <71 51> Tj /q gs << /q 1 >> Q')).toMatchObject({
    surplusRestores: 0,
    unclosedSaves: 0,
  });
  expect(scan('q BI /W 9 ID q q Q\x00 EIq q EI Q')).toMatchObject({ unclosedSaves: 0, draws: true });
});

test('a token never spans two streams', () => {
  expect(scanContent([Buffer.from('q'), Buffer.from('Q')])).toMatchObject({
    unclosedSaves: 0,
    surplusRestores: 0,
  });
});

test('knows blanks from text, drawing from clipping, and where pictures stand', () => {
  expect(scan('BT ( ) Tj <0003> Tj [(  ) 20 <0020>] TJ ET').writes).toBe(false);
  expect(scan('BT (a) Tj ET').writes).toBe(true);
  expect(scan('0 0 9 9 re W n').draws).toBe(false);
  expect(scan('0 0 9 9 re f*').draws).toBe(true);
  expect(scan('q 2 0 0 3 5 6 cm q 10 0 0 10 1 1 cm /Im0 Do Q Q /Im1 Do').shown).toEqual([
    { name: 'Im0', matrix: [20, 0, 0, 30, 7, 9] },
    { name: 'Im1', matrix: [1, 0, 0, 1, 0, 0] },
  ]);
});

test('any bytes are read to their end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const { surplusRestores, unclosedSaves } = scanContent([bytes]);
      expect(Math.min(surplusRestores, unclosedSaves)).toBeGreaterThanOrEqual(0);
    }),
  );
});
