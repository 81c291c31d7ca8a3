import { expect, test } from 'vitest';
import { printOptions, printOutcome } from './print-job.ts';

test('the dialog is shown, with the copies one after the other on both sides of A4', () => {
  expect(printOptions(2)).toEqual({
    silent: false,
    printBackground: true,
    color: true,
    copies: 2,
    collate: true,
    duplexMode: 'longEdge',
    pageSize: 'A4',
  });
});

test.each([
  [true, '', 'printed'],
  [false, 'Print job canceled', 'cancelled'],
  [false, 'cancelled', 'cancelled'],
  [false, 'Print job failed', 'failed'],
  [false, 'Invalid printer settings', 'failed'],
  [false, '', 'failed'],
] as const)('%s with “%s” is %s', (success, reason, outcome) => {
  expect(printOutcome(success, reason)).toBe(outcome);
});
