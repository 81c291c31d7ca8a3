import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostDialog, scriptDialogs } from './dialog.ts';

const QUESTION = {
  title: '导入草稿',
  filters: [{ name: '申报匣草稿', extensions: ['dossier'] }],
  properties: ['openFile' as const, 'multiSelections' as const],
};

describe('under test', () => {
  beforeEach(() => vi.stubEnv('DOSSIER_HOST_TEST', '1'));
  afterEach(() => vi.unstubAllEnvs());

  test('dialogs answer what was scripted, in order; what was not foreseen fails', async () => {
    scriptDialogs([['/a.dossier', '/b.dossier'], null, ['/c.zip'], 1, null]);
    await expect(hostDialog.showOpenDialog({}, QUESTION)).resolves.toEqual({
      canceled: false,
      filePaths: ['/a.dossier', '/b.dossier'],
    });
    await expect(hostDialog.showOpenDialog(QUESTION)).resolves.toEqual({ canceled: true, filePaths: [] });
    await expect(hostDialog.showSaveDialog({ title: '导出' })).resolves.toEqual({
      canceled: false,
      filePath: '/c.zip',
    });
    await expect(hostDialog.showMessageBox({ message: '?', buttons: ['是', '否'] })).resolves.toMatchObject({
      response: 1,
    });
    await expect(
      hostDialog.showMessageBox({ message: '?', buttons: ['是', '否'], cancelId: 1 }),
    ).resolves.toMatchObject({
      response: 1,
    });
    await expect(hostDialog.showOpenDialog(QUESTION)).rejects.toThrow('did not foresee: 导入草稿');
  });
});

// The programs that Linux desktops have for dialogs; here they are scripts that note how they were called.
describe.runIf(process.platform === 'linux')('for a person', () => {
  let folder: string;
  const noted = (name: string) =>
    readFileSync(path.join(folder, `${name}.args`), 'utf8')
      .split('\0')
      .slice(0, -1);

  function install(name: 'zenity' | 'kdialog', says: string, code = 0): void {
    const file = path.join(folder, name);
    writeFileSync(
      file,
      `#!/bin/sh\nfor word in "$@"; do printf '%s\\0' "$word"; done > "${folder}/${name}.args"\nprintf '%b' '${says}'\nexit ${code}\n`,
    );
    chmodSync(file, 0o755);
  }

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dossier-dialog-'));
    vi.stubEnv('DOSSIER_HOST_TEST', undefined);
    vi.stubEnv('PATH', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  test('nothing scripted is taken for an answer', async () => {
    install('zenity', '/home/li/真的.dossier\\n');
    scriptDialogs([['/scripted']]);
    const { filePaths } = await hostDialog.showOpenDialog(QUESTION);
    expect(filePaths).toEqual(['/home/li/真的.dossier']);
  });

  test('several files, with spaces, by zenity', async () => {
    install('zenity', '/a b.dossier\\n/c.dossier\\n');
    const { filePaths } = await hostDialog.showOpenDialog({ ...QUESTION, defaultPath: '/home/li' });
    expect(filePaths).toEqual(['/a b.dossier', '/c.dossier']);
    expect(noted('zenity')).toEqual([
      '--title=导入草稿',
      '--file-selection',
      '--separator=\n',
      '--multiple',
      '--filename=/home/li',
      '--file-filter=申报匣草稿 | *.dossier',
    ]);
  });

  test('a person who cancels', async () => {
    install('zenity', '', 1);
    await expect(hostDialog.showOpenDialog(QUESTION)).resolves.toEqual({ canceled: true, filePaths: [] });
    await expect(
      hostDialog.showMessageBox({ message: '?', buttons: ['删', '不'], cancelId: 1 }),
    ).resolves.toMatchObject({
      response: 1,
    });
  });

  test('a button, though zenity calls that a failure', async () => {
    install('zenity', '仍然关闭\\n', 1);
    const { response } = await hostDialog.showMessageBox({
      message: '关闭？',
      buttons: ['继续填写', '仍然关闭'],
    });
    expect(response).toBe(1);
  });

  test('text that looks like markup or an option stays text', async () => {
    install('zenity', '好\\n', 1);
    await hostDialog.showMessageBox({ title: '--help', message: '<b>&$(id)`id`', buttons: ['好'] });
    expect(noted('zenity')).toEqual(
      expect.arrayContaining(['--title=--help', '--no-markup', '--text=<b>&$(id)`id`', '--extra-button=好']),
    );
  });

  test('kdialog where there is no zenity', async () => {
    install('kdialog', '/home/li/申报\\n');
    const { filePaths } = await hostDialog.showOpenDialog({
      title: '放在哪里',
      properties: ['openDirectory'],
    });
    expect(filePaths).toEqual(['/home/li/申报']);
    expect(noted('kdialog')).toEqual(['--title', '放在哪里', '--getexistingdirectory', ':dossier']);
  });

  test('neither: the person is told what to install', async () => {
    await expect(hostDialog.showOpenDialog(QUESTION)).rejects.toThrow('请安装 zenity 或 kdialog');
  });
});
