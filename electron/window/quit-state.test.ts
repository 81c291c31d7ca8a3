import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextQuitState, type QuitHappening, type QuitState } from './quit-state.ts';

const OPEN: QuitState = { phase: 'open' };
const wish = (requestId: string, more: Partial<Extract<QuitHappening, { kind: 'closeWished' }>> = {}) =>
  ({ kind: 'closeWished', quitting: false, windowAnswers: true, requestId, ...more }) as const;

function run(...happenings: QuitHappening[]) {
  let state = OPEN;
  const actions = happenings.map((happening) => {
    const next = nextQuitState(state, happening);
    state = next.state;
    return next.action;
  });
  return { state, actions };
}

test('a window closes only after it said that all is saved', () => {
  expect(run(wish('a'), { kind: 'flushed', requestId: 'a' }, wish('b'))).toEqual({
    state: { phase: 'flushed', quitting: false },
    actions: ['requestFlush', 'close', 'close'],
  });
});

test('a second wish waits for the same answer and does not close', () => {
  const { actions } = run(wish('a'), wish('b', { quitting: true }), wish('c'));
  expect(actions).toEqual(['requestFlush', 'stay', 'stay']);
});

test('a wish to quit that came during the flush is carried out after it', () => {
  const { state } = run(wish('a'), wish('b', { quitting: true }), { kind: 'flushed', requestId: 'a' });
  expect(state).toEqual({ phase: 'flushed', quitting: true });
});

test('the answer to another request, or to none, closes nothing', () => {
  expect(run({ kind: 'flushed', requestId: 'a' }).actions).toEqual([undefined]);
  expect(run(wish('a'), { kind: 'flushed', requestId: 'old' }).actions).toEqual(['requestFlush', undefined]);
});

test('no answer in time keeps the window open and tells; the next wish asks again', () => {
  expect(run(wish('a'), { kind: 'timedOut', requestId: 'a' }, wish('b')).actions).toEqual([
    'requestFlush',
    'tellNotSaved',
    'requestFlush',
  ]);
});

test('a clock that runs out after the answer, or for an earlier request, says nothing', () => {
  const late = run(wish('a'), { kind: 'flushed', requestId: 'a' }, { kind: 'timedOut', requestId: 'a' });
  expect(late.actions.at(-1)).toBeUndefined();
  const again = run(wish('a'), { kind: 'timedOut', requestId: 'a' }, wish('b'), {
    kind: 'timedOut',
    requestId: 'a',
  });
  expect(again.state).toMatchObject({ phase: 'flushing', requestId: 'b' });
});

test('a page that never came up, or died meanwhile, keeps nobody from closing', () => {
  expect(run(wish('a', { windowAnswers: false })).actions).toEqual(['close']);
  expect(run(wish('a'), { kind: 'windowGone' }).actions).toEqual(['requestFlush', 'close']);
  expect(run({ kind: 'windowGone' })).toEqual({ state: OPEN, actions: [undefined] });
});

test('whatever happens in whatever order, nothing closes a page that answers before it has confirmed', () => {
  const id = fc.constantFrom('a', 'b');
  const happening: fc.Arbitrary<QuitHappening> = fc.oneof(
    fc.record({
      kind: fc.constant('closeWished' as const),
      quitting: fc.boolean(),
      requestId: id,
      windowAnswers: fc.constant(true),
    }),
    fc.record({ kind: fc.constant('timedOut' as const), requestId: id }),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 12 }), (happenings) => {
      expect(run(...happenings).actions).not.toContain('close');
    }),
  );
});
