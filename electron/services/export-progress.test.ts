import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExportProgress } from './export-progress.ts';

test('the percentage never goes back, and the time left is told only when it can be known', () => {
  const step = fc.record({ percent: fc.integer({ min: 0, max: 100 }), pause: fc.nat(20_000) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), (steps) => {
      let now = 0;
      let last = 0;
      const progress = new ExportProgress(() => now);
      for (const { percent, pause } of steps) {
        now += pause;
        const told = progress.next({ stage: '合并材料', percent });
        expect(told.percent).toBeGreaterThanOrEqual(last);
        last = told.percent;
        if (told.percent < 10) expect(told.remainingSeconds).toBeNull();
        if (told.percent === 100 && told.remainingSeconds !== null) expect(told.remainingSeconds).toBe(0);
      }
    }),
  );
});

test.each([
  [3_000, 10, 30],
  [10_000, 25, 30],
  [30_000, 60, 20],
  [57_000, 95, 3],
  [600_000, 30, 1_400],
  [1_000, 50, null],
  [60_000, 9, null],
])('after %d ms at %d per cent, %s seconds are left', (elapsed, percent, seconds) => {
  let now = 0;
  const progress = new ExportProgress(() => now);
  progress.next({ stage: '整理内容', percent: 0 });
  now = elapsed;
  expect(progress.next({ stage: '合并材料', percent, done: 38, total: 120 })).toEqual({
    ...{ stage: '合并材料', percent, done: 38, total: 120 },
    remainingSeconds: seconds,
  });
});
