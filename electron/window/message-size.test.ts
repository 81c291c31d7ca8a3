import { expect, test } from 'vitest';
import { LARGEST_CHUNK } from '../../shared/contract/evidence.ts';
import { LONGEST_TEXT } from '../../shared/form/draft.ts';
import { MESSAGE_LIMITS, tooLarge } from './message-size.ts';

const invoice = {
  ...{
    content: '*软件*制造执行系统软件',
    number: '24502000000000000001',
    code: null,
    amount: 1,
    total: 1.13,
  },
  ...{
    issuedOn: '2024-05-20',
    category: '软件购置',
    seller: '甲公司',
    buyerName: '乙公司',
    cityFunded: false,
  },
};

test.each([
  ['nothing', undefined],
  ['the longest text that is an answer', { value: 'x'.repeat(LONGEST_TEXT) }],
  ['the largest piece of a file', { bytes: new Uint8Array(LARGEST_CHUNK) }],
  ['a ledger of 20,000 invoices', { invoices: Array.from({ length: 20_000 }, () => ({ ...invoice })) }],
])('%s may pass', (_what, message) => {
  expect(tooLarge(message)).toBeUndefined();
});

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

test.each([
  ['size', { value: 'x'.repeat(MESSAGE_LIMITS.size + 1) }],
  ['size', { bytes: new Uint8Array(MESSAGE_LIMITS.size + 1) }],
  ['size', Object.fromEntries([['k'.repeat(MESSAGE_LIMITS.size + 1), 1]])],
  ['size', Array.from({ length: 9 }, () => 'x'.repeat(1_000_000))],
  ['values', Array.from({ length: MESSAGE_LIMITS.values + 1 }, () => 0)],
  ['values', Array.from({ length: 1000 }, () => Array.from({ length: 1000 }, () => 0))],
  ['depth', nested(MESSAGE_LIMITS.depth + 1)],
  // Far beyond what recursion would bear.
  ['depth', nested(200_000)],
])('a message that exceeds %s is refused', (limit, message) => {
  expect(tooLarge(message)).toBe(limit);
});

test('a message that holds itself comes to an end', () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(tooLarge(loop)).toBe('depth');
});
