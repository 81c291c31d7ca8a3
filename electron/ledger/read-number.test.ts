import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumberCell } from './read-number.ts';

const text = (written: string) => readNumberCell({ text: written, isNumber: false });
const stored = (written: string) => readNumberCell({ text: written, isNumber: true });

test.each([
  ['24502000000012345679', '24502000000012345679'],
  [" '2450 2000 0000 1234 5679 ", '24502000000012345679'],
  ['２４５０２０００００００１２３４５６７９', '24502000000012345679'],
  ['01234567', '01234567'],
  ['12345678.0', '12345678'],
  ['-', ''],
  ['——', ''],
  ['/', ''],
  ['', ''],
])('the text %j is the number %j', (written, number) => {
  expect(text(written)).toEqual({ text: number, isRuined: false });
});

test.each(['2.6E+19', '2.45020000000123e+19', '2.6E19'])('%s has lost its digits', (written) => {
  expect([text(written).isRuined, stored(written).isRuined]).toEqual([true, true]);
});

test('a short number that was stored is whole, also in the form of a number', () => {
  expect(stored('12345678')).toEqual({ text: '12345678', isRuined: false });
  expect(stored('1.2345678E7')).toEqual({ text: '12345678', isRuined: false });
  expect(stored('5000234130')).toEqual({ text: '5000234130', isRuined: false });
});

test('no number of 20 digits that went through a floating-point number passes for whole', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 19n, max: 10n ** 20n - 1n }), (digits) => {
      const float = Number(digits);
      // As JavaScript, Java and Python print it; as C does; as Excel stores and shows it.
      for (const printed of [
        String(float),
        BigInt(float).toString(),
        float.toExponential(14),
        float.toPrecision(15),
      ])
        expect(stored(printed).isRuined).toBe(true);
    }),
  );
});

test('digits that are not a floating-point number’s are the invoice’s, though stored as a number', () => {
  expect(stored('24502000000012345679')).toEqual({ text: '24502000000012345679', isRuined: false });
});
