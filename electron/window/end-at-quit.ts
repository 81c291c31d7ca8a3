import type { Log } from './log.ts';

/** The part of Electron's `app` that asks before it ends. */
export interface Quitting {
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
}

/**
 * Lets the program go only when all that it holds has ended in order: processes, files, the store.
 * The last window is closed by then.
 *
 * @param end must come back in seconds, for nobody sees any more that something is still to be done
 */
export function endAtQuit(app: Quitting, log: Log, end: () => Promise<void>): void {
  let phase: 'open' | 'ending' | 'ended' = 'open';
  app.on('will-quit', (event) => {
    if (phase === 'ended') return;
    event.preventDefault();
    if (phase === 'ending') return;
    phase = 'ending';
    void end()
      .catch((error: unknown) => log('problem', 'ending', error))
      .then(() => {
        phase = 'ended';
        app.quit();
      });
  });
}
