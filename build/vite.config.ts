import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { NONCE_PLACEHOLDER } from '../electron/security/content-security-policy.ts';

const root = path.resolve(import.meta.dirname, '..');

/**
 * What pdfjs looks up by name while it shows a PDF, under `/pdfjs/`: character maps, the 14 standard
 * fonts, and its decoders of JBIG2, fax and JPEG 2000 in plain JavaScript, for the page's policy does
 * not let WebAssembly be compiled. Their licences lie beside them.
 */
const PDFJS_ASSETS: Readonly<Record<string, RegExp>> = {
  cmaps: /\.bcmap$|^LICENSE/,
  standard_fonts: /\.(pfb|ttf)$|^LICENSE/,
  wasm: /_nowasm_fallback\.js$|^LICENSE_(PDFJS_)?(JBIG2|OPENJPEG)$/,
};

function pdfjsAssets(): Plugin {
  const source = path.join(root, 'node_modules', 'pdfjs-dist');
  return {
    name: 'dossier-pdfjs-assets',
    generateBundle() {
      for (const [folder, wanted] of Object.entries(PDFJS_ASSETS))
        for (const name of readdirSync(path.join(source, folder)).filter((each) => wanted.test(each)))
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${name}`,
            source: readFileSync(path.join(source, folder, name)),
          });
    },
  };
}

/** The window's page: files only, no script or style within the HTML, as its policy demands. */
export function rendererConfig(app: string): InlineConfig {
  return {
    configFile: false,
    root: path.join(root, 'renderer'),
    base: '/',
    logLevel: 'warn',
    plugins: [react(), pdfjsAssets()],
    html: { cspNonce: NONCE_PLACEHOLDER },
    worker: { format: 'es' },
    build: {
      outDir: path.join(app, 'renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4_000,
    },
  };
}

/** The preload script as one CommonJS file: a sandboxed one can load no other. */
export function preloadConfig(app: string): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: path.join(app, 'electron'),
      emptyOutDir: false,
      target: 'chrome140',
      minify: false,
      lib: {
        entry: path.join(root, 'electron/preload.ts'),
        formats: ['cjs'],
        fileName: () => 'preload.cjs',
      },
      rolldownOptions: { external: ['electron'] },
    },
  };
}
