import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { installerConfig, programFile } from './config.ts';
import { FUSES } from './fuses.ts';
import { isShipped, nativeFiles } from './shipped-files.ts';
import { missingNative } from './stage.ts';
import { readTarget, TARGETS, type Target, targetName } from './target.ts';

const require = createRequire(import.meta.url);
// electron-builder's own check of a configuration, which it makes before it packs.
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js');
const places = {
  root: '/p',
  stage: '/p/stage',
  icons: '/p/icons',
  output: '/p/out',
  electronVersion: '45.4.1',
};
const linux: Target = { platform: 'linux', arch: 'x64' };

test.each(TARGETS.map((target) => [targetName(target), target] as const))(
  'electron-builder takes the configuration for %s',
  async (_name, target) => {
    await expect(
      validateConfiguration(installerConfig(target, places), { isEnabled: false }),
    ).resolves.toBeUndefined();
  },
);

test('and refuses one that is wrong, so that the test above means something', async () => {
  const wrong = { ...installerConfig(linux, places), nsis: { oneclick: true } };
  await expect(validateConfiguration(wrong, { isEnabled: false })).rejects.toThrow(/configuration\.nsis/);
});

test('Windows: Chinese, for one person, nothing without asking, drafts outlive the program', () => {
  const { nsis, win, portable, publish } = installerConfig({ platform: 'win32', arch: 'arm64' }, places);
  expect(nsis).toMatchObject({
    language: '2052',
    oneClick: false,
    perMachine: false,
    allowElevation: false,
    deleteAppDataOnUninstall: false,
  });
  expect(win?.target).toEqual(['nsis', 'portable']);
  expect(win?.requestedExecutionLevel).toBe('asInvoker');
  expect(nsis?.artifactName).not.toBe(portable?.artifactName);
  expect(publish).toBeNull();
});

test('every fuse is decided, and those that open a door are shut', () => {
  expect(FUSES.strictlyRequireAllFuses).toBe(true);
  const wire = Array.from({ length: 9 }, (_, fuse) => (FUSES as Record<number, boolean>)[fuse]);
  // RunAsNode, CookieEncryption, NodeOptions, CliInspect, AsarIntegrity, OnlyFromAsar, V8Snapshot, File, Wasm.
  expect(wire).toEqual([false, false, false, false, true, true, false, false, true]);
});

test('the program has a plain name except where people see it', () => {
  expect(programFile('/x', 'linux')).toMatch(/dossier$/);
  expect(programFile('/x', 'win32')).toMatch(/dossier\.exe$/);
  expect(programFile('/x', 'darwin')).toMatch(/申报匣\.app$/);
});

test.each([
  ['sharp', 'dist/index.mjs', true],
  ['sharp', 'src/common.cc', false],
  ['sharp', 'LICENSE', true],
  ['better-sqlite3', 'lib/database.js', true],
  ['better-sqlite3', 'prebuilds/linux-x64.node', true],
  ['better-sqlite3', 'prebuilds/win32-x64.node', false],
  ['better-sqlite3', 'deps/sqlite3/sqlite3.c', false],
  ['@expo-google-fonts/noto-serif-sc', '400Regular/NotoSerifSC_400Regular.ttf', true],
  ['@expo-google-fonts/noto-serif-sc', '300Light/NotoSerifSC_300Light.ttf', false],
  ['pdfjs-dist', 'legacy/build/pdf.worker.mjs', true],
  ['pdfjs-dist', 'cmaps/78-EUC-H.bcmap', true],
  ['pdfjs-dist', 'web/pdf_viewer.mjs', false],
  ['pdfjs-dist', 'legacy/build/pdf.mjs.map', false],
  ['zod', 'index.d.cts', false],
  ['zod', 'index.cjs', true],
  ['pngjs', 'coverage/lcov-report/index.js', false],
  ['pdfkit', '.yarn/releases/yarn.cjs', false],
  ['yauzl', 'README.md', false],
  ['yauzl', 'package.json', true],
])('%s: %s ships: %s', (name, file, ships) => {
  expect(isShipped(name, file, linux)).toBe(ships);
});

test('a system whose native parts are missing is not packed', () => {
  const files = [
    'better-sqlite3/prebuilds/win32-x64.node',
    '@img/sharp-win32-x64/lib/sharp-win32-x64-0.35.5.node',
    '@img/sharp-win32-x64/lib/libvips-42.dll',
  ];
  const windows: Target = { platform: 'win32', arch: 'x64' };
  expect(missingNative(files, windows)).toEqual([]);
  expect(missingNative(files.slice(1), windows)).toHaveLength(1);
  expect(missingNative(files.slice(0, 2), windows)).toHaveLength(1);
  expect(missingNative(files, { platform: 'win32', arch: 'arm64' })).toHaveLength(nativeFiles(linux).length);
});

test('the lockfile has the native parts of every target', () => {
  const { packages } = require('../../package-lock.json') as { packages: Record<string, unknown> };
  for (const { platform, arch } of TARGETS) {
    expect(packages).toHaveProperty([`node_modules/@img/sharp-${platform}-${arch}`]);
    if (platform !== 'win32')
      expect(packages).toHaveProperty([`node_modules/@img/sharp-libvips-${platform}-${arch}`]);
  }
});

test('a system without an installer is named', () => {
  expect(readTarget('linux', 'arm64')).toEqual({ platform: 'linux', arch: 'arm64' });
  expect(() => readTarget('linux', 'riscv64')).toThrow('linux-riscv64');
});
