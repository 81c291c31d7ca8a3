import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenWaited } from './patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('only the time counts in which somebody looks on', () => {
  let isSeen = true;
  const late = vi.fn();
  whenWaited(20_000, late, () => isSeen);
  vi.advanceTimersByTime(15_000);
  isSeen = false;
  vi.advanceTimersByTime(600_000);
  expect(late).not.toHaveBeenCalled();
  isSeen = true;
  vi.advanceTimersByTime(4_000);
  expect(late).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(late).toHaveBeenCalledOnce();
});

test('what came in time is not late', () => {
  const late = vi.fn();
  const end = whenWaited(1_000, late, () => true);
  end();
  vi.advanceTimersByTime(60_000);
  expect(late).not.toHaveBeenCalled();
});
