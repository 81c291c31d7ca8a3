import type { IpcMain, WebContents } from 'electron';
import { EVENTS, type EventPayload } from '../../shared/contract.ts';
import { CALL_CHANNEL, CALL_NAMES, EVENT_CHANNEL, type EventName } from '../../shared/contract-names.ts';
import { answerCall, type CallProblem } from './answer-call.ts';
import { isTrustedSender } from './sender.ts';
import type { Services } from './services.ts';

export interface CallListeners {
  /** Our page called, whatever became of it. */
  heard: () => void;
  problem: CallProblem;
}

/** The one place where channels are opened: every call of the contract, and no other. */
export function registerCalls(
  ipc: Pick<IpcMain, 'handle'>,
  services: Services,
  { heard, problem }: CallListeners,
): void {
  for (const name of CALL_NAMES) {
    ipc.handle(`${CALL_CHANNEL}${name}`, (event, ...messages) => {
      if (isTrustedSender(event)) heard();
      // A second message is none that the bridge sends: the schemas refuse the list.
      const message: unknown = messages.length <= 1 ? messages[0] : messages;
      return answerCall(name, services, event, message, problem);
    });
  }
}

/** Sends an event of the contract; a window that has gone misses nothing that it could show. */
export function sendEvent<N extends EventName>(
  contents: Pick<WebContents, 'send' | 'isDestroyed'> | undefined,
  name: N,
  payload: EventPayload<N>,
): void {
  const checked = EVENTS[name].parse(payload);
  if (contents !== undefined && !contents.isDestroyed()) contents.send(`${EVENT_CHANNEL}${name}`, checked);
}
