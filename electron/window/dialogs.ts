import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { SystemDialogs } from '../services/system-dialogs.ts';

/** The system's dialogs over our window. */
export function systemDialogs(window: BrowserWindow): SystemDialogs {
  return {
    async openFiles({ title, kinds, several }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        filters: kinds,
        properties: several === true ? ['openFile', 'multiSelections'] : ['openFile'],
      });
      return canceled ? [] : filePaths;
    },
    async openFolder({ title, startIn }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        properties: ['openDirectory', 'createDirectory'],
        ...(startIn === undefined ? {} : { defaultPath: startIn }),
      });
      return canceled ? undefined : filePaths[0];
    },
    async saveFile({ title, name, kinds, startIn }) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title,
        filters: kinds,
        defaultPath: startIn === undefined ? name : path.join(startIn, name),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? undefined : filePath;
    },
    async tell(message) {
      await dialog.showMessageBox(window, { type: 'warning', title: '申报匣', message, buttons: ['知道了'] });
    },
  };
}
