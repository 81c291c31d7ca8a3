import { expect, test } from 'vitest';
import { isTrustedSender, type MessageSender } from './sender.ts';

type Frame = NonNullable<MessageSender['senderFrame']>;
const frame = (more: Partial<Frame> = {}): Frame => ({
  origin: 'app://dossier',
  parent: null,
  isDestroyed: () => false,
  ...more,
});

test('the main frame of our origin may call', () => {
  expect(isTrustedSender({ senderFrame: frame() })).toBe(true);
});

test.each([
  ['no frame', null],
  ['a frame that has gone', frame({ isDestroyed: () => true })],
  ['a frame within ours', frame({ parent: frame() })],
  ['another origin', frame({ origin: 'https://example.com' })],
  ['an opaque origin, as of file: and data:', frame({ origin: 'null' })],
  ['an origin that begins like ours', frame({ origin: 'app://dossier.evil' })],
  ['our host on another scheme', frame({ origin: 'https://dossier' })],
  ['no origin', frame({ origin: '' })],
])('%s may not', (_who, senderFrame) => {
  expect(isTrustedSender({ senderFrame })).toBe(false);
});
