import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sequenceSteps } from './sequence-difference.ts';

const steps = (expected: readonly string[], found: readonly string[]) =>
  sequenceSteps(
    expected,
    found,
    (text) => text,
    (left, right) => left[0] === right[0],
  );

test('one lost, one moved and one changed thing are told apart', () => {
  expect(steps(['a', 'b', 'c'], ['a', 'c']).filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'missing', expected: 'b' },
  ]);
  expect(steps(['a', 'b'], ['b', 'a']).map(({ kind }) => kind)).toEqual(['missing', 'same', 'extra']);
  expect(steps(['a', 'x1'], ['a', 'x2'])[1]).toEqual({ kind: 'changed', expected: 'x1', found: 'x2' });
});

test('the steps hold both sequences, whole and in order', () => {
  const sequence = fc.array(fc.constantFrom('a', 'b', 'c1', 'c2', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(sequence, sequence, (expected, found) => {
      const all = steps(expected, found);
      expect(all.flatMap((step) => (step.kind === 'extra' ? [] : [step.expected]))).toEqual(expected);
      expect(all.flatMap((step) => (step.kind === 'missing' ? [] : [step.found]))).toEqual(found);
      expect(all.every((step) => step.kind !== 'same' || step.expected === step.found)).toBe(true);
    }),
  );
});

test('sequences too long for the exact way still report every difference', () => {
  const expected = Array.from({ length: 3000 }, (_, index) => `e${index}`);
  const found = expected.map((text) => `${text}!`);
  expect(steps(expected, found).filter(({ kind }) => kind === 'changed').length).toBe(3000);
  expect(steps(expected, expected).every(({ kind }) => kind === 'same')).toBe(true);
});
