import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { installPageWorld, installPreloadWorld } from './page-worlds.ts';

/** Name of the world that the preload script runs in, as `Runtime.addBinding` knows it. */
export const PRELOAD_WORLD = 'dossier-preload';
/** Global of that world alone. */
export const HOST_BINDING = 'dossierHostBinding';

function codecSource(): string {
  const source = readFileSync(path.join(import.meta.dirname, 'codec.ts'), 'utf8');
  const script = stripTypeScriptTypes(source).replaceAll(/^export /gm, '');
  return `(() => { ${script}\nreturn { encode, decode }; })()`;
}

/** The scripts that run in every new document before the page's own, one for each world. */
export function pageScripts(secret: string, preloadFile: string): { page: string; preload: string } {
  const codec = codecSource();
  const name = JSON.stringify(secret);
  const preload = `function (require, module, exports) {\n${readFileSync(preloadFile, 'utf8')}\n}`;
  return {
    page: `(${installPageWorld})(${name}, ${codec});`,
    preload: `(${installPreloadWorld})(${name}, ${JSON.stringify(HOST_BINDING)}, ${codec}, ${preload});`,
  };
}
