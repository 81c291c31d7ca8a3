import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractAll, extractFile, getRawHeader, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RunningApp } from '../../e2e/running-app.ts';
import { FONT_FILES } from '../../electron/book/fonts/bundled.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { breakArchive } from './break-archive.ts';
import { FUSES } from './fuses.ts';
import { moduleGraph } from './module-graph.ts';
import { packProgram } from './pack.ts';
import { nativeFiles } from './shipped-files.ts';
import { filesBelow } from './stage.ts';
import { readTarget } from './target.ts';
import { makeStandInElectron } from './testing/stand-in-electron.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Where a program starts from that nobody imports. */
const ENTRIES = ['main', 'cli', 'work/worker', 'drawing/drawing-thread'].map((name) => `electron/${name}.js`);

// On Windows and macOS the workflow packs with the real Electron; its stand-in here is one for Linux.
describe.runIf(process.platform === 'linux')('the packed program', () => {
  const target = readTarget();
  let work: string;
  /** What would be installed. */
  let installed: string;
  let archive: string;
  /** The archive's files, all of them out in the open, with no node_modules of ours anywhere above. */
  let opened: string;
  /** Paths in the archive, with `/` and without one in front. */
  let packed: string[];
  let unpacked: string[];

  beforeAll(async () => {
    expect(ensureBuilt(root)).toBeUndefined();
    work = mkdtempSync(path.join(tmpdir(), 'dossier-packed-'));
    const electronDist = path.join(work, 'electron');
    makeStandInElectron(electronDist, '101100011');
    const output = path.join(work, 'output');
    await packProgram(root, {
      target,
      folderOnly: true,
      work: path.join(work, 'stage'),
      output,
      electronDist,
    });
    installed = path.join(output, readdirSync(output).find((name) => name.endsWith('-unpacked')) ?? '');
    archive = path.join(installed, 'resources', 'app.asar');
    const listed = listPackage(archive, { isPack: true }).map(
      (line) => /^(\w+)\s*: \/(.*)$/.exec(line) ?? [],
    );
    packed = listed.map(([, , file = '']) => file);
    unpacked = listed.filter(([, how]) => how === 'unpack').map(([, , file = '']) => file);
    opened = path.join(work, 'opened');
    extractAll(archive, opened);
    // Compiling, copying 140 MB three times: on two busy cores that takes its time.
  }, 600_000);
  afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 5 }));

  test('holds everything that it imports', async () => {
    const { files, missing } = await moduleGraph(opened, ENTRIES);
    expect(missing).toEqual([]);
    expect(files).toContain('electron/window/main-window.js');
    expect(files.some((file) => file.startsWith('node_modules/docx/'))).toBe(true);
  });

  test('holds the window: page, scripts, styles and what they name', () => {
    const page = readFileSync(path.join(opened, 'renderer/index.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, file]) => `renderer/${file}`);
    expect(named.some((file) => file.endsWith('.js'))).toBe(true);
    for (const file of [...named, 'electron/preload.cjs', 'licences.json', 'LICENSE'])
      expect(packed).toContain(file);
    const built = filesBelow(path.join(root, 'out/app/renderer')).map((file) => `renderer/${file}`);
    expect(built.filter((file) => !packed.includes(file))).toEqual([]);
  });

  test('holds fonts, examples, character maps and the native parts of this system', () => {
    for (const file of Object.values(FONT_FILES))
      expect(packed).toContain(file.startsWith('@') ? `node_modules/${file}` : `build/fonts/${file}`);
    const examples = filesBelow(path.join(root, 'shared/notices/cq-2025-40/examples'));
    expect(examples.length).toBeGreaterThan(10);
    for (const file of examples) expect(packed).toContain(`shared/notices/cq-2025-40/examples/${file}`);
    expect(packed.filter((file) => /pdfjs-dist\/cmaps\/.*\.bcmap$/.test(file)).length).toBeGreaterThan(100);
    expect(packed.filter((file) => /pdfjs-dist\/wasm\/.*\.wasm$/.test(file)).length).toBeGreaterThan(0);
    expect(packed.filter((file) => /(?:pdfium|zxing_reader)\.wasm$/.test(file))).toHaveLength(2);
    const modules = packed.map((file) => file.replace(/^node_modules\//, ''));
    for (const pattern of nativeFiles(target)) expect(modules.some((file) => pattern.test(file))).toBe(true);
  });

  test('holds nothing for developers', () => {
    const ours = packed.filter((file) => !file.startsWith('node_modules/'));
    expect(packed.filter((file) => /\.(?:[cm]?tsx?|map|yml|h|cc?)$/.test(file))).toEqual([]);
    expect(ours.filter((file) => /\.test\.|(?:^|\/)(?:testing|fixtures|e2e|sample-)/.test(file))).toEqual([]);
    const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const developers = Object.keys(devDependencies).filter((name) =>
      packed.includes(`node_modules/${name}/package.json`),
    );
    expect(developers).toEqual([]);
    // Of other systems neither.
    const binaries = packed.filter((file) => /\.(?:node|dll|dylib|so[.\d]*)$/.test(file));
    expect(binaries).toHaveLength(nativeFiles(target).length);
  });

  test('describes itself shortly, and keeps its data where an unpacked one does', () => {
    const described = JSON.parse(readFileSync(path.join(opened, 'package.json'), 'utf8'));
    expect(described).toMatchObject({ name: 'dossier', main: 'electron/main.js', type: 'module' });
    // With a product name Electron would keep drafts in a folder of another name than before.
    expect(described).not.toHaveProperty('productName');
    expect(described).not.toHaveProperty('devDependencies');
    expect(described).not.toHaveProperty('scripts');
  });

  test('has native parts, fonts and replaceable libraries beside the archive, all else inside it with its hash', () => {
    const beside = (pattern: RegExp) =>
      packed.filter((file) => pattern.test(file)).filter((f) => !unpacked.includes(f));
    expect(beside(/\.(?:node|so[.\d]*|ttf)$/)).toEqual([]);
    expect(beside(/libheif-js\/.*\.\w+$/)).toEqual([]);
    for (const file of unpacked.filter((each) => /\.\w+$/.test(each)))
      expect(existsSync(path.join(`${archive}.unpacked`, file)), file).toBe(true);

    type Entry = { files?: Record<string, Entry>; integrity?: { hash: string }; link?: string };
    const without: string[] = [];
    const look = (name: string, { files, integrity, link }: Entry) => {
      if (files === undefined && integrity?.hash === undefined && link === undefined) without.push(name);
      for (const [part, entry] of Object.entries(files ?? {})) look(`${name}/${part}`, entry);
    };
    look('', getRawHeader(archive).header as Entry);
    expect(without).toEqual([]);
  });

  test('differs from its hash when one byte of it changes', () => {
    const broken = path.join(work, 'broken.asar');
    cpSync(archive, broken);
    breakArchive(broken, 'electron/main.js');
    const hash = (from: string) =>
      createHash('sha256').update(extractFile(from, 'electron/main.js')).digest('hex');
    const entry = statFile(broken, 'electron/main.js');
    expect('integrity' in entry && entry.integrity?.hash).toBe(hash(archive));
    expect(hash(broken)).not.toBe(hash(archive));
    expect(() => breakArchive(broken, 'electron/not-there.js')).toThrow('not-there');
  });

  test('has its fuses set, and keeps the licences of Electron and Chromium', async () => {
    const wire = await getCurrentFuseWire(path.join(installed, 'dossier'));
    for (const fuse of Object.values(FuseV1Options).filter((each) => typeof each === 'number'))
      expect(wire[fuse], FuseV1Options[fuse]).toBe(FUSES[fuse] ? FuseState.ENABLE : FuseState.DISABLE);
    expect(readdirSync(installed)).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    );
    expect(readdirSync(path.join(installed, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
  });

  test('stays below 200 MB besides Electron', () => {
    const size = filesBelow(path.join(installed, 'resources')).reduce(
      (sum, file) => sum + statSync(path.join(installed, 'resources', file)).size,
      0,
    );
    expect(size / 1024 ** 2).toBeLessThan(200);
  });

  test('writes a whole application with what it carries, and reads it back', () => {
    const out = path.join(work, 'application');
    const cli = (...words: string[]) =>
      spawnSync(process.execPath, [path.join(opened, 'electron/cli.js'), ...words], {
        cwd: work,
        encoding: 'utf8',
      });
    const draft = cli('example', 'product', '--out', path.join(work, 'example'));
    expect(draft.status, draft.stderr).toBe(0);
    const written = cli('export', draft.stdout.trim(), '--out', out);
    expect(written.status, written.stderr).toBe(0);
    const verified = cli('verify', written.stdout.trim());
    expect(verified.status, verified.stderr).toBe(0);
  });

  test('opens its window', async () => {
    const app = await RunningApp.start({ program: opened });
    try {
      const about = await app.page.evaluate(() => window.dossier.readAbout());
      const started = await app.page.evaluate(() => window.dossier.readStartup());
      expect([about.ok, started.ok && started.value.state]).toEqual([true, 'ready']);
      expect(app.complaints.join('')).toBe('');
    } finally {
      await app.stop();
    }
  });
});

test('the import graph names what is missing', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dossier-graph-'));
  writeFileSync(path.join(folder, 'main.js'), "import 'node:fs';\nimport 'not-packed';\n");
  const { files, missing } = await moduleGraph(folder, ['main.js']);
  rmSync(folder, { recursive: true, force: true });
  expect(files).toEqual(['main.js']);
  expect(missing).toEqual(['not-packed, imported by main.js']);
});
