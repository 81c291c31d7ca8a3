import path from 'node:path';
import { app, ipcMain, Menu, protocol, session, shell, utilityProcess } from 'electron';
import { PROGRAM } from './package/program-version.ts';
import { makeAppProtocol } from './security/app-protocol.ts';
import { lockEveryContents, lockSession } from './security/lock-down.ts';
import { OpaqueFiles } from './security/opaque-files.ts';
import { PRIVILEGED_SCHEME, SCHEME } from './security/origin.ts';
import { draftsAmong } from './window/draft-arguments.ts';
import { endAtQuit } from './window/end-at-quit.ts';
import { openLog } from './window/log.ts';
import { MainWindow } from './window/main-window.ts';
import { applicationMenu } from './window/menu.ts';
import { programServices } from './window/program-services.ts';
import { registerCalls, sendEvent } from './window/register-calls.ts';
import { completeServices, missingServices } from './window/services.ts';
import { Work } from './work/work.ts';

/** Compiled, this file lies beside preload.cjs, and the built renderer one folder up. */
const here = import.meta.dirname;
const dataFolder = process.env.DOSSIER_DATA;

// All of this must have happened before the program is ready.
protocol.registerSchemesAsPrivileged([PRIVILEGED_SCHEME]);
app.enableSandbox();
if (dataFolder !== undefined && dataFolder !== '') app.setPath('userData', path.resolve(dataFolder));

async function start(): Promise<void> {
  await app.whenReady();
  const data = app.getPath('userData');
  const logs = path.join(data, 'logs');
  const log = openLog(logs);
  log('info', `start ${PROGRAM.version} on ${process.platform} ${process.arch}`);
  process.on('uncaughtException', (error) => log('problem', 'uncaught', error));
  process.on('unhandledRejection', (error) => log('problem', 'unhandled', error));

  const refused = (what: string) => log('problem', `refused: ${what}`);
  lockEveryContents(app, refused);
  lockSession(session.defaultSession, refused);
  const files = new OpaqueFiles();
  protocol.handle(SCHEME, makeAppProtocol(path.join(here, '..', 'renderer'), files));

  const work = new Work(utilityProcess, log);
  endAtQuit(app, log, () => work.end());

  const window = new MainWindow(here, path.join(data, 'window.json'), log);
  const services = programServices({
    version: PROGRAM.version,
    dataFolder: data,
    log,
    openFolder: (folder) => shell.openPath(folder),
    flushed: (requestId) => window.flushed(requestId),
  });
  const missing = missingServices(services);
  if (missing.length > 0) log('info', `calls without a service: ${missing.join(' ')}`);
  registerCalls(ipcMain, completeServices(services), {
    heard: () => window.heard(),
    problem: (call, error) => log('problem', `call ${call}`, error),
  });

  const contents = window.window.webContents;
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      applicationMenu(
        process.platform,
        (command) => sendEvent(contents, 'commandChosen', { command }),
        () => void shell.openPath(logs),
      ),
    ),
  );
  app.on('second-instance', (_event, words, folder) => {
    window.comeToFront();
    const offered = draftsAmong(words.slice(1), folder).length;
    if (offered > 0) log('info', `${offered} drafts offered by a second start`);
  });
  await window.load();
}

app.on('window-all-closed', () => app.quit());
if (app.requestSingleInstanceLock())
  start().catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
else app.quit();
