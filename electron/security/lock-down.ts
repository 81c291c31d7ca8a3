import type { App, Session, WebContents } from 'electron';
import { isOurs } from './origin.ts';

/** Told to the log: what the page tried, by kind, never with an address in it. */
type Refused = (what: string) => void;

/** What the window's own page is made of. */
function mayWindowLoad(address: string): boolean {
  return isOurs(address) || address.startsWith('data:') || address.startsWith('blob:');
}

/**
 * Nothing may be asked of the system, and nothing but our own scheme is fetched.
 *
 * @param mayLoad what the pages of this session are made of
 */
export function lockSession(session: Session, refused: Refused, mayLoad = mayWindowLoad): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    refused(`permission ${permission}`);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const local = mayLoad(details.url);
    if (!local) refused('network request');
    answer({ cancel: !local });
  });
}

/**
 * The page stays where it is: no navigation, no redirect, no window, no webview.
 *
 * @param mayFrame what a frame within it may show
 */
export function lockContents(
  contents: WebContents,
  refused: Refused,
  mayFrame: (address: string) => boolean = () => false,
): void {
  for (const kind of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    // The three have listeners of one shape; Electron types them apart.
    contents.on(kind as 'will-navigate', (event) => {
      if (event.isMainFrame === false && mayFrame(event.url)) return;
      refused(kind);
      event.preventDefault();
    });
  }
  contents.setWindowOpenHandler(() => {
    refused('window');
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => {
    refused('webview');
    event.preventDefault();
  });
}

/**
 * Locks every page that ever comes to be, not only those that we make.
 *
 * @param mayFrame what the pages of a session may show in their frames
 */
export function lockEveryContents(
  app: Pick<App, 'on'>,
  refused: Refused,
  mayFrame: (session: Session) => ((address: string) => boolean) | undefined = () => undefined,
): void {
  app.on('web-contents-created', (_event, contents) =>
    lockContents(contents, refused, mayFrame(contents.session)),
  );
}
