import { expect, test } from 'vitest';
import { CALL_CHANNEL, CALL_NAMES } from '../../shared/contract-names.ts';
import { DossierError } from '../../shared/errors.ts';
import { answerCall } from './answer-call.ts';
import { registerCalls } from './register-calls.ts';
import type { MessageSender } from './sender.ts';
import { completeServices, type Services } from './services.ts';

const OURS: MessageSender = {
  senderFrame: { origin: 'app://dossier', parent: null, isDestroyed: () => false },
};
const FOREIGN: MessageSender = {
  senderFrame: { origin: 'https://evil.example', parent: null, isDestroyed: () => false },
};
const DRAFT = { draftId: 'a1b2c3d4e5' };

/** Answers of one service, with what the log was told. */
function asking(services: Partial<Services>, sender = OURS) {
  const told: string[] = [];
  const ask = <N extends keyof Services>(name: N, message: unknown) =>
    answerCall(name, completeServices(services), sender, message, (call, error) =>
      told.push(`${call} ${String(error)}`),
    );
  return { ask, told };
}

test('a foreign sender gets no answer, and its call reaches no service', async () => {
  let reached = false;
  const deleteDraft = () => {
    reached = true;
    return undefined;
  };
  const { ask } = asking({ deleteDraft }, FOREIGN);
  await expect(ask('deleteDraft', DRAFT)).rejects.toThrow('refused');
  expect(reached).toBe(false);
});

test('what the contract does not allow is refused by place and kind; what was typed is in neither answer nor log', async () => {
  let reached = false;
  const { ask, told } = asking({
    saveDraft: () => {
      reached = true;
      return { revision: 1, savedAt: '' };
    },
  });
  const secret = '营业执照号 91500000';
  const answer = await ask('saveDraft', {
    ...DRAFT,
    revision: 1,
    changes: [{ kind: 'answer', field: secret, value: 1 }],
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'inputRefused' } });
  expect(JSON.stringify(answer)).not.toContain(secret);
  expect(told.join()).toMatch(/^saveDraft .*changes\.0\.field/);
  expect(told.join()).not.toContain(secret);
  expect(reached).toBe(false);
});

test('a huge message is refused before any schema looks at it', async () => {
  const { ask } = asking({});
  const answer = await ask('reportProblem', { message: 'x'.repeat(9_000_000), stack: null });
  expect(answer).toMatchObject({ ok: false, error: { code: 'inputRefused', data: { problems: ['size'] } } });
});

test('errors of ours travel with code, data and Chinese and are no news to the log; others are', async () => {
  const { ask, told } = asking({
    openDraft: () => {
      throw new DossierError('staleRevision', { current: 7 });
    },
    binDraft: () => {
      throw new TypeError('undefined is not a draft');
    },
  });
  expect(await ask('openDraft', DRAFT)).toMatchObject({
    ok: false,
    error: { code: 'staleRevision', data: { current: 7 }, message: expect.stringContaining('没有覆盖') },
  });
  expect(told).toEqual([]);
  expect(await ask('binDraft', DRAFT)).toMatchObject({ ok: false, error: { code: 'unexpected' } });
  expect(told).toEqual([expect.stringContaining('undefined is not a draft')]);
});

test('a service that answers what the contract does not allow is our fault, and nothing of it crosses', async () => {
  const { ask, told } = asking({
    // Deliberately more than the contract allows.
    deleteDraft: (() => ({ path: '/home/u/secret' })) as unknown as Services['deleteDraft'],
  });
  const answer = await ask('deleteDraft', DRAFT);
  expect(answer).toMatchObject({ ok: false, error: { code: 'unexpected' } });
  expect(JSON.stringify(answer)).not.toContain('secret');
  expect(told).toHaveLength(1);
});

test('every call of the contract has its channel, and there is no other; a second message is refused', async () => {
  const channels = new Map<string, (event: MessageSender, ...messages: unknown[]) => unknown>();
  let heard = 0;
  registerCalls(
    // Only `handle` is called; the event's part that is read is `senderFrame`.
    { handle: (channel: string, listener: never) => void channels.set(channel, listener) },
    completeServices({}),
    { heard: () => (heard += 1), problem: () => undefined },
  );
  expect([...channels.keys()].sort()).toEqual(CALL_NAMES.map((name) => `${CALL_CHANNEL}${name}`).sort());
  const read = channels.get(`${CALL_CHANNEL}readStartup`);
  expect(await read?.(OURS, undefined, 'more')).toMatchObject({ ok: false, error: { code: 'inputRefused' } });
  await expect(read?.(FOREIGN)).rejects.toThrow('refused');
  expect(heard).toBe(1);
});
