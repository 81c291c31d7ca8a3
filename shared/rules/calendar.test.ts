import { expect, test } from 'vitest';
import { readDay, readMonth } from './calendar.ts';

test.each([
  ['2024-05-20', '2024-05-20'],
  ['2024-5-2', '2024-05-02'],
  ['2024/05/20 11:33:22', '2024-05-20'],
  ['2024-05-20T11:33:22', '2024-05-20'],
  ['2024.5.20', '2024-05-20'],
  ['2024年5月20日', '2024-05-20'],
  ['20240520', '2024-05-20'],
  ['２０２４-０５-２０', '2024-05-20'],
  ['2024-02-29', '2024-02-29'],
  ['2023-02-29', undefined],
  ['2024-13-01', undefined],
  ['2024-05-20x', undefined],
  ['45432', undefined],
  ['', undefined],
])('the day of %j is %s', (written, day) => {
  expect(readDay(written)).toBe(day);
});

test.each([
  ['2024-06', '2024-06'],
  ['2024年6月', '2024-06'],
  ['2024-06-30', '2024-06'],
  ['2024-00', undefined],
  ['2024', undefined],
])('the month of %j is %s', (written, month) => {
  expect(readMonth(written)).toBe(month);
});
