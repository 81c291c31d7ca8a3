/**
 * To be the first import of the work process. pdfjs takes every process of Electron but the main one
 * for a browser's page, by `process.type`, and then wants a web worker, a canvas and `fetch` for its
 * files. The work process is Node and nothing else; after this it says so. In Node itself nothing changes.
 */
if (Reflect.get(process, 'type') === 'utility')
  // Read-only in Electron, but not sealed.
  Object.defineProperty(process, 'type', { value: undefined, configurable: true });

export {};
