/**
 * How a window's page runs: sandboxed, in its own world, without Node. Every value is written out,
 * for a default that changes with an Electron version must not change this.
 */
export const WEB_PREFERENCES = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
  navigateOnDragDrop: false,
  plugins: false,
  // Electron would fetch its dictionaries from the network.
  spellcheck: false,
  devTools: false,
});
