import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { NONCE_PLACEHOLDER } from '../electron/security/content-security-policy.ts';

const root = path.resolve(import.meta.dirname, '..');

/** The window's page: files only, no script or style within the HTML, as its policy demands. */
export function rendererConfig(app: string): InlineConfig {
  return {
    configFile: false,
    root: path.join(root, 'renderer'),
    base: '/',
    logLevel: 'warn',
    plugins: [react()],
    html: { cspNonce: NONCE_PLACEHOLDER },
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
