import path from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, protocol, session, shell, utilityProcess } from 'electron';
import { PROGRAM } from './package/program-version.ts';
import { removeOpenTemporaryFolders } from './package/temporary-folder.ts';
import { mayPrintPageLoad } from './printing/print-access.ts';
import { PrintWindow } from './printing/print-window.ts';
import { type DrawPage, makeAppProtocol } from './security/app-protocol.ts';
import { lockEveryContents, lockSession } from './security/lock-down.ts';
import { OpaqueFiles } from './security/opaque-files.ts';
import { PRIVILEGED_SCHEME, SCHEME } from './security/origin.ts';
import { DraftChanges } from './services/draft-changes.ts';
import { DraftChecks } from './services/draft-checks.ts';
import { evidenceWorkApart } from './services/evidence-work.ts';
import { IncomingDrafts } from './services/incoming-drafts.ts';
import { inspectApart } from './services/inspect-content.ts';
import { MadeThings } from './services/made-things.ts';
import { ProgramData } from './services/program-data.ts';
import type { SendEvent } from './services/service-context.ts';
import { StoreFiles } from './services/store-files.ts';
import { Thumbnails } from './services/thumbnails.ts';
import { Uploads } from './services/uploads.ts';
import { windowServices } from './services/window-services.ts';
import { systemDialogs } from './window/dialogs.ts';
import { draftsAmong } from './window/draft-arguments.ts';
import { endAtQuit } from './window/end-at-quit.ts';
import { openLog } from './window/log.ts';
import { MainWindow } from './window/main-window.ts';
import { applicationMenu } from './window/menu.ts';
import { OpenFiles } from './window/open-files.ts';
import { programServices } from './window/program-services.ts';
import { registerCalls, sendEvent } from './window/register-calls.ts';
import { completeServices, missingServices } from './window/services.ts';
import { PlacesInWork } from './work/places-in-work.ts';
import { Work } from './work/work.ts';

/** Compiled, this file lies beside preload.cjs, and the built renderer one folder up. */
const here = import.meta.dirname;
const dataFolder = process.env.DOSSIER_DATA;

// All of this must have happened before the program is ready.
protocol.registerSchemesAsPrivileged([PRIVILEGED_SCHEME]);
app.enableSandbox();
if (dataFolder !== undefined && dataFolder !== '') app.setPath('userData', path.resolve(dataFolder));

const openFiles = new OpenFiles(app);

/** How often it is asked whether a backup is due. Milliseconds. */
const HOUSEKEEPING = 300_000;

async function start(): Promise<void> {
  await app.whenReady();
  const data = app.getPath('userData');
  const logs = path.join(data, 'logs');
  const log = openLog(logs);
  log('info', `start ${PROGRAM.version} on ${process.platform} ${process.arch}`);
  process.on('uncaughtException', (error) => log('problem', 'uncaught', error));
  process.on('unhandledRejection', (error) => log('problem', 'unhandled', error));

  const refused = (what: string) => log('problem', `refused: ${what}`);
  const printSession = session.fromPartition('print');
  lockEveryContents(app, refused, (of) => (of === printSession ? mayPrintPageLoad : undefined));
  lockSession(session.defaultSession, refused);
  lockSession(printSession, refused, mayPrintPageLoad);
  const files = new OpaqueFiles();

  const clock = () => new Date();
  const placesInWork = new PlacesInWork(path.join(data, 'writing.json'), log);
  const work = new Work(utilityProcess, log, placesInWork);
  void placesInWork.sweep();
  const drawPage: DrawPage = (file, page, signal) =>
    work.runJob('drawPage', { path: file, page }, { signal });
  protocol.handle(SCHEME, makeAppProtocol(path.join(here, '..', 'renderer'), files, drawPage));
  const programData = new ProgramData(
    data,
    clock,
    log,
    (place, id) => work.runJob('readBackup', { path: place, id }),
    (input, signal) => work.runJob('copyBackup', input, { signal }),
  );
  // While the page loads; its first call waits for it.
  void programData.open();
  setInterval(() => void programData.keepInOrder(), HOUSEKEEPING).unref();
  const uploads = new Uploads(programData, clock);
  endAtQuit(app, log, async () => {
    await uploads.cancelAll();
    await incoming.endAll();
    await work.cancelAll();
    // The last backup is read back in the work process, which therefore ends after it.
    await programData.close();
    await work.end();
    removeOpenTemporaryFolders();
  });

  const window = new MainWindow(here, path.join(data, 'window.json'), log);
  const contents = window.window.webContents;
  const send: SendEvent = (name, payload) => sendEvent(contents, name, payload);
  const evidenceWork = evidenceWorkApart(work);
  const thumbnails = new Thumbnails(path.join(data, 'thumbnails'), evidenceWork.writeThumbnail);
  const storeFiles = new StoreFiles(programData, files, inspectApart(work), thumbnails);
  const dialogs = systemDialogs(window.window);
  const incoming = new IncomingDrafts(programData, dialogs, send, work, log);
  const findingsChanged = (draftId: string, revision: number) =>
    send('findingsChanged', { draftId, revision });
  const services = {
    ...programServices({
      version: PROGRAM.version,
      dataFolder: data,
      log,
      openFolder: (folder) => shell.openPath(folder),
      flushed: (requestId) => window.flushed(requestId),
    }),
    ...windowServices({
      data: programData,
      changes: new DraftChanges(programData, findingsChanged),
      checks: new DraftChecks(programData, storeFiles, clock, log, findingsChanged),
      files: storeFiles,
      offered: files,
      made: new MadeThings(),
      evidenceWork,
      uploads,
      dialogs,
      shell,
      printer: new PrintWindow({
        session: printSession,
        parent: window.window,
        open: (options) => new BrowserWindow(options),
        log,
      }),
      incoming,
      work,
      send,
      clock,
      log,
    }),
  };
  const missing = missingServices(services);
  if (missing.length > 0) log('info', `calls without a service: ${missing.join(' ')}`);
  registerCalls(ipcMain, completeServices(services), {
    heard: () => window.heard(),
    problem: (call, error) => log('problem', `call ${call}`, error),
  });

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      applicationMenu(
        process.platform,
        (command) => send('commandChosen', { command }),
        () => void shell.openPath(logs),
      ),
    ),
  );
  app.on('second-instance', (_event, words, folder) => {
    window.comeToFront();
    void incoming.offer(draftsAmong(words.slice(1), folder));
  });
  openFiles.listen((paths) => void incoming.offer(paths));
  void incoming.offer(draftsAmong(process.argv.slice(1), process.cwd()));
  await window.load();
}

app.on('window-all-closed', () => app.quit());
if (app.requestSingleInstanceLock())
  start().catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
else app.quit();
