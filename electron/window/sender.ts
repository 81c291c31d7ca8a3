import { ORIGIN } from '../security/origin.ts';

/** What is known of who sent a message; the part of Electron's event that the check needs. */
export interface MessageSender {
  readonly senderFrame: { readonly origin: string; readonly parent: unknown; isDestroyed(): boolean } | null;
}

/**
 * Only the main frame of our own origin may call. A frame that has gone away or navigated on is
 * `null` or destroyed, and cannot be judged: it is refused.
 */
export function isTrustedSender({ senderFrame }: MessageSender): boolean {
  if (senderFrame === null || senderFrame.isDestroyed()) return false;
  return senderFrame.parent === null && senderFrame.origin === ORIGIN;
}
