import type { HostApp } from './app.ts';
import { HostBrowserWindow } from './browser-window.ts';
import { HostMenu, opened } from './desktop.ts';
import { scriptDialogs } from './dialog.ts';
import { printed, scriptPrints } from './print-window.ts';
import type { HostSession } from './session.ts';

/** What a test may ask of a program that it started; nothing of this exists for anyone else. */
export type TestCommand =
  | { id: number; do: 'scriptDialogs'; answers: unknown[] }
  | { id: number; do: 'chooseMenu'; label: string }
  | { id: number; do: 'quit' }
  | { id: number; do: 'loadPageAnew' }
  | { id: number; do: 'foreignRequests' }
  | { id: number; do: 'openedPlaces' }
  | { id: number; do: 'scriptPrints'; reasons: string[] }
  | { id: number; do: 'printed' };

function carryOut(command: TestCommand, app: HostApp, session: HostSession): unknown {
  switch (command.do) {
    case 'scriptDialogs':
      return scriptDialogs(command.answers);
    case 'chooseMenu':
      return HostMenu.choose(command.label);
    case 'quit':
      return app.quit();
    case 'loadPageAnew':
      return HostBrowserWindow.open?.webContents.reload();
    case 'foreignRequests':
      return [...session.foreignRequests];
    case 'openedPlaces':
      return [...opened];
    case 'scriptPrints':
      return scriptPrints(command.reasons);
    case 'printed':
      return [...printed];
  }
}

/** Only for a process that a test forked: commands and answers by Node's own channel. */
export function listenToTests(app: HostApp, session: HostSession): void {
  if (process.env.DOSSIER_HOST_TEST !== '1' || process.send === undefined) return;
  process.on('message', (message) => {
    const command = message as TestCommand;
    // Answered first: after `quit` there is nobody left to answer.
    if (command.do === 'quit') process.send?.({ id: command.id, value: null });
    const value = carryOut(command, app, session);
    if (command.do !== 'quit') process.send?.({ id: command.id, value: value ?? null });
  });
  process.on('disconnect', () => process.exit(1));
}
