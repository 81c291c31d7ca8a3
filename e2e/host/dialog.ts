import type {
  Dialog,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { desktopDialog, type Question } from './desktop-dialog.ts';

/** Answers given by a test instead of a person; the window it belongs to is always the one that is open. */
const scripted: unknown[] = [];

/** Only under test: what the next dialogs will be answered, in order. */
export function scriptDialogs(answers: readonly unknown[]): void {
  scripted.push(...answers);
}

async function ask<T>(question: Question): Promise<T | undefined> {
  if (process.env.DOSSIER_HOST_TEST === '1') {
    if (scripted.length === 0)
      throw new Error(`a dialog was opened that the test did not foresee: ${question.title}`);
    return (scripted.shift() ?? undefined) as T | undefined;
  }
  return (await desktopDialog(question)) as T | undefined;
}

function lastArgument<T extends object>(given: readonly unknown[]): T {
  return given.at(-1) as T;
}

export const hostDialog = {
  async showOpenDialog(...given: unknown[]): Promise<OpenDialogReturnValue> {
    const { title = '', properties = [], filters = [], defaultPath } = lastArgument<OpenDialogOptions>(given);
    const filePaths = await ask<string[]>({
      kind: properties.includes('openDirectory') ? 'folder' : 'open',
      title,
      several: properties.includes('multiSelections'),
      filters,
      ...(defaultPath === undefined ? {} : { defaultPath }),
    });
    return { canceled: filePaths === undefined || filePaths.length === 0, filePaths: filePaths ?? [] };
  },
  async showSaveDialog(...given: unknown[]): Promise<SaveDialogReturnValue> {
    const { title = '', filters = [], defaultPath } = lastArgument<SaveDialogOptions>(given);
    const [filePath] =
      (await ask<string[]>({
        kind: 'save',
        title,
        several: false,
        filters,
        ...(defaultPath === undefined ? {} : { defaultPath }),
      })) ?? [];
    return { canceled: filePath === undefined, filePath: filePath ?? '' };
  },
  async showMessageBox(...given: unknown[]): Promise<MessageBoxReturnValue> {
    const options = lastArgument<MessageBoxOptions>(given);
    const { message, detail, title = '', buttons = ['好'], cancelId = 0 } = options;
    const chosen = await ask<number>({
      kind: 'message',
      title,
      message: detail === undefined ? message : `${message}\n\n${detail}`,
      buttons,
    });
    return { response: chosen ?? cancelId, checkboxChecked: false };
  },
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
    if (process.env.DOSSIER_HOST_TEST !== '1')
      void desktopDialog({ kind: 'message', title, message: content, buttons: ['好'] }).catch(() => {});
  },
} satisfies { [K in keyof Dialog]?: unknown };
