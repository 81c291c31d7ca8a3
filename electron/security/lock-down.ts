import type { App, Session, WebContents } from 'electron';
import { isOurs } from './origin.ts';

/** Told to the log: what the page tried, by kind, never with an address in it. */
type Refused = (what: string) => void;

/** Nothing may be asked of the system, and nothing but our own scheme is fetched. */
export function lockSession(session: Session, refused: Refused): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    refused(`permission ${permission}`);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const local = isOurs(details.url) || details.url.startsWith('data:') || details.url.startsWith('blob:');
    if (!local) refused('network request');
    answer({ cancel: !local });
  });
}

/** The page stays where it is: no navigation, no redirect, no window, no webview. */
export function lockContents(contents: WebContents, refused: Refused): void {
  for (const kind of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    // The three have listeners of one shape; Electron types them apart.
    contents.on(kind as 'will-navigate', (event) => {
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

/** Locks every page that ever comes to be, not only the one that we make. */
export function lockEveryContents(app: Pick<App, 'on'>, refused: Refused): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, refused));
}
