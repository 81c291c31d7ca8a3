import type { BrowserWindow, BrowserWindowConstructorOptions, Session, WebContents } from 'electron';
import { OpaqueFiles } from '../security/opaque-files.ts';
import { SCHEME } from '../security/origin.ts';
import { WEB_PREFERENCES } from '../security/web-preferences.ts';
import type { Log } from '../window/log.ts';
import { makePrintProtocol, printAddress } from './print-access.ts';
import { type PrintOutcome, printOptions, printOutcome } from './print-job.ts';

/** A book of a thousand pages is ready within seconds; a viewer that is not never will be. Milliseconds. */
const READY_TIMEOUT = 60_000;

interface PrintContext {
  /** Of its own, locked by `lockSession`. */
  readonly session: Session;
  readonly parent: BrowserWindow;
  readonly open: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly log: Log;
}

/**
 * Prints a PDF of ours by the system's dialog. Electron prints a PDF that its viewer shows
 * (`webContents.print`, electron#43309), and the viewer is a plug-in, which our window must not have: it
 * gets a window and a session of its own, without preload script, that can load this one file only.
 */
export class PrintWindow {
  readonly #context: PrintContext;
  readonly #files = new OpaqueFiles();
  #open: BrowserWindow | undefined;

  constructor(context: PrintContext) {
    this.#context = context;
    context.session.protocol.handle(SCHEME, makePrintProtocol(this.#files));
  }

  /** Ends with the person's answer to the dialog; what went wrong is told to the log. */
  async print(file: string, copies: number): Promise<PrintOutcome> {
    // A page that was loaded anew has forgotten that it asked.
    this.#open?.destroy();
    const address = this.#files.offer({ path: file, type: 'application/pdf' });
    let window: BrowserWindow | undefined;
    try {
      window = this.#makeWindow();
      return await this.#printIn(window, printAddress(address), copies);
    } catch (error) {
      this.#context.log('problem', 'print', error);
      return 'failed';
    } finally {
      this.#files.takeBack(address);
      if (this.#open === window) this.#open = undefined;
      if (window?.isDestroyed() === false) window.destroy();
    }
  }

  #makeWindow(): BrowserWindow {
    const { session, parent, open } = this.#context;
    this.#open = open({
      // Seen, for the system hangs its dialog on it.
      ...{ width: 900, height: 700, title: '打印', autoHideMenuBar: true, parent },
      webPreferences: { ...WEB_PREFERENCES, plugins: true, session },
    });
    return this.#open;
  }

  async #printIn(window: BrowserWindow, address: string, copies: number): Promise<PrintOutcome> {
    const closed = new Promise<PrintOutcome>((resolve) => window.once('closed', () => resolve('cancelled')));
    const printed = async () => {
      const ready = whenReady(window.webContents);
      await Promise.all([window.loadURL(address), ready]);
      return this.#ask(window.webContents, copies);
    };
    return Promise.race([closed, printed()]);
  }

  #ask(contents: WebContents, copies: number): Promise<PrintOutcome> {
    return new Promise((resolve) => {
      contents.print(printOptions(copies), (success, reason) => {
        const outcome = printOutcome(success, reason);
        if (outcome === 'failed') this.#context.log('problem', `print: ${reason}`);
        // In the next turn: the window ends with the answer, and this is called from within it.
        setImmediate(() => resolve(outcome));
      });
    });
  }
}

/**
 * Told by an event that Electron has for its own tests (electron#43436): `did-finish-load` comes before
 * the pages are there, and printed then they are blank. Should it go, printing falls back to the viewer.
 *
 * @throws Error when the viewer broke or did not answer in time
 */
function whenReady(contents: WebContents): Promise<void> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error('the PDF viewer was not ready')), READY_TIMEOUT);
    const end = (action: () => void) => () => {
      clearTimeout(timeout);
      action();
    };
    // Not among the events that Electron types.
    contents.once('-pdf-ready-to-print' as 'dom-ready', end(resolve));
    contents.once(
      'render-process-gone',
      end(() => reject(new Error('the PDF viewer broke'))),
    );
    contents.once('destroyed', end(resolve));
  });
}
