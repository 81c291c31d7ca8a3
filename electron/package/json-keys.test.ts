import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repeatedKey } from './json-keys.ts';

test('a key that stands twice in one object is found, at any depth and however it is written', () => {
  expect(repeatedKey('{"answers":{},"answers":{}}')).toBe('answers');
  expect(repeatedKey('{"a":[{"b":1,"c":{"d":"}","d":2}}]}')).toBe('d');
  expect(repeatedKey('{"名称":1,"\\u540d\\u79f0":2}')).toBe('名称');
  expect(repeatedKey('{"a\\"":1 , "a\\"" : 2}')).toBe('a"');
});

test('the same key in different objects, and text that looks like a key, are no repetition', () => {
  expect(repeatedKey('{"a":{"a":"a"},"b":["a","a"],"c":"\\"a\\":1"}')).toBeUndefined();
  expect(repeatedKey('[{"a":1},{"a":2},"a","a"]')).toBeUndefined();
});

test('no value that JSON writes has a repeated key', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(repeatedKey(JSON.stringify(value))).toBeUndefined();
    }),
  );
});
