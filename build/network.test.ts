import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';

/**
 * What could open a connection. “Nothing leaves” rests on there being nothing that calls: no part of what ships may
 * import one of these but for the reasons below.
 */
const NETWORK = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|undici|ws|inspector)$/;

/** What of it is never used in this program, by the reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  'node_modules/nodemailer/':
    'writes mails as files (electron/delivery/mail/mail-draft.ts): no transport is made, and `disableUrlAccess` refuses addresses as attachments',
};

/** The same without an import: what Node and browsers have at hand. */
const GLOBAL = /(?<![\w.$])(?:fetch|XMLHttpRequest|WebSocket|EventSource|WebTransport)\s*\(|sendBeacon\s*\(/;

/** Files that name one of these, by the reason why they do not call it. */
const NAMED: Readonly<Record<string, string>> = {
  'node_modules/@hyzyla/pdfium/dist/index.esm.js':
    'fetches its own library unless it is given the bytes, as it is',
  'node_modules/zxing-wasm/dist/es/reader/index.js': 'the same',
  'node_modules/pdfjs-dist/legacy/build/pdf.mjs':
    'fetches a document by its address; it is given bytes or our own file',
};

/** A package's source without the examples in its comments. */
function codeOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8').replace(/^\s*(?:\*|\/\/).*$/gm, '');
}

const root = path.resolve(import.meta.dirname, '..');

/** Every import of the network in what the program's entries lead to: `file → module`, files from the project's folder. */
async function networkImports(entries: readonly string[]): Promise<{ files: string[]; imports: string[] }> {
  const asked: { file: string; name: string }[] = [];
  const fromRoot = (id: string) =>
    path
      .relative(root, id.replace(/^\0/, '').replace(/\?.*$/, ''))
      .replaceAll(path.sep, '/')
      .replace(/^.*?\/(?=node_modules\/)/, '');
  const made = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    ssr: { noExternal: true, target: 'node' },
    plugins: [
      {
        name: 'network',
        enforce: 'pre',
        resolveId(name, importer) {
          if (NETWORK.test(name) && importer !== undefined) asked.push({ file: fromRoot(importer), name });
          return null;
        },
      },
    ],
    build: {
      ssr: true,
      write: false,
      minify: false,
      rolldownOptions: {
        input: entries.map((entry) => path.join(root, entry)),
        external: ['electron'],
        onLog: () => undefined,
      },
    },
  });
  const files = [made]
    .flat()
    .flatMap((each) => ('output' in each ? each.output : []))
    .flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds.map(fromRoot) : []));
  // What only an unused half of a package would import is not in the program.
  const reached = asked.filter(({ file }) => files.includes(file));
  return { files, imports: reached.map(({ file, name }) => `${file} → ${name}`).sort() };
}

const { files, imports } = await networkImports([
  'electron/main.ts',
  'electron/work/worker.ts',
  'electron/drawing/drawing-thread.ts',
  'electron/cli.ts',
]);

test('no part of what ships opens the network, but for what is named here with its reason', () => {
  expect(files.some((file) => file.startsWith('node_modules/pdfjs-dist/'))).toBe(true);
  expect(files).toContain('electron/work/jobs/seal-pages.ts');
  const places = Object.keys(ALLOWED);
  expect(imports.filter((each) => !places.some((place) => each.startsWith(place)))).toEqual([]);
  // A reason whose import has gone would let the next one in unseen.
  expect(places.filter((place) => !imports.some((each) => each.startsWith(place)))).toEqual([]);
});

test('nor does it call what needs no import', () => {
  const named = files.filter((file) => existsSync(path.join(root, file)) && GLOBAL.test(codeOf(file)));
  expect(named.sort()).toEqual(Object.keys(NAMED).sort());
});
