import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { SenderFrame } from './bridge.ts';

type Listener = (event: IpcMainInvokeEvent, ...given: unknown[]) => unknown;

export class HostIpcMain implements Pick<IpcMain, 'handle' | 'removeHandler'> {
  readonly #handlers = new Map<string, Listener>();

  handle(channel: string, listener: Listener): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  async invoke(
    sender: unknown,
    senderFrame: SenderFrame,
    channel: string,
    given: unknown[],
  ): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    // The part of Electron's event that the program reads.
    const event = { sender, senderFrame, type: 'frame' } as unknown as IpcMainInvokeEvent;
    return handler(event, ...given);
  }
}
