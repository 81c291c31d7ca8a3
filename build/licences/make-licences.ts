import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openSync } from 'fontkit';
import {
  type InstalledPackage,
  isTypesOnly,
  type PackageManifest,
  packagesOfProgram,
  packagesOfWindow,
  packagesWithin,
} from '../shipped-packages.ts';
import { licenceNames } from './allowed.ts';

/** One line of the list that ships with the program as `licences.json`. */
export interface Licence {
  name: string;
  version: string;
  /** SPDX expression. */
  licence: string;
  text: string;
}

const texts = path.join(import.meta.dirname, 'texts');
/** The licence's own words where a package carries no copy of them. LGPL 3 refers to GPL 3 and comes with it. */
const STANDARD: Readonly<Record<string, readonly string[]>> = {
  MIT: ['MIT.txt'],
  ISC: ['ISC.txt'],
  'Apache-2.0': ['Apache-2.0.txt'],
  'LGPL-3.0': ['LGPL-3.0.txt', 'GPL-3.0.txt'],
  'LGPL-3.0-or-later': ['LGPL-3.0.txt', 'GPL-3.0.txt'],
};

function standardText(licence: string): string {
  return (STANDARD[licence] ?? []).map((file) => readFileSync(path.join(texts, file), 'utf8')).join('\n');
}

function authorsOf({ author, contributors = [] }: PackageManifest): string {
  const names = [author, ...contributors].flatMap((each) => {
    const name = typeof each === 'string' ? each.replace(/\s*[<(].*$/, '') : each?.name;
    return name === undefined ? [] : [name];
  });
  return names.join(', ');
}

/** Files of a package that state its licence, and those that list the licences of what it holds. */
function ownTexts(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|copyright|third.?party)/i.test(name))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
}

function textOf({ folder, manifest }: InstalledPackage, licence: string): string {
  const own = ownTexts(folder);
  // Prebuilt libraries within an LGPL package are listed in its README, with the licence of each.
  const isLibrary = /LGPL/.test(licence) && manifest.name.startsWith('@img/');
  const parts = isLibrary ? [readFileSync(path.join(folder, 'README.md'), 'utf8').trim(), ...own] : own;
  const names = licenceNames(licence);
  // LGPL 3 is complete only together with GPL 3.
  if (own.length > 0 && names.some((name) => /^LGPL-3/.test(name)))
    return [...parts, standardText('LGPL-3.0')].join('\n\n');
  if (own.length > 0) return parts.join('\n\n');
  const authors = authorsOf(manifest);
  return [
    ...parts,
    `${manifest.name}${authors === '' ? '' : `\nCopyright (c) ${authors}`}`,
    ...names.map(standardText),
  ].join('\n\n');
}

function licenceOf({ folder, manifest }: InstalledPackage): string {
  if (manifest.license !== undefined) return manifest.license;
  return ownTexts(folder).some((text) => /^(The )?MIT License/i.test(text)) ? 'MIT' : 'UNKNOWN';
}

function wenKai(root: string): Licence {
  const fonts = path.join(root, 'build', 'fonts');
  const font = openSync(path.join(fonts, 'LXGWWenKai-Regular.ttf'));
  return {
    name: '霞鹜文楷 LXGW WenKai',
    version: 'version' in font ? String(font.version).replace(/^Version\s*|;.*$/gi, '') : '',
    licence: 'OFL-1.1',
    text: readFileSync(path.join(fonts, 'LXGWWenKai-LICENSE.txt'), 'utf8').trim(),
  };
}

/** Libraries that packages carry compiled, under other licences than the package's own, which do not come with it. */
function compiledIn(root: string): Licence[] {
  const [pdfium] = packagesWithin(root, ['@hyzyla/pdfium']);
  const zxing = packagesWithin(root, ['zxing-wasm']).find(({ manifest }) => manifest.name === 'zxing-wasm');
  const own = readFileSync(path.join(texts, 'PDFium.txt'), 'utf8').trim();
  const apache = standardText('Apache-2.0');
  const within = readFileSync(path.join(texts, 'PDFium-third-party.txt'), 'utf8').trim();
  return [
    {
      name: 'PDFium',
      version: pdfium?.manifest.version ?? '',
      licence: 'BSD-3-Clause AND Apache-2.0',
      text: `@hyzyla/pdfium 内的 pdfium.wasm（https://pdfium.googlesource.com/pdfium）。\n\n${own}\n\n${apache}`,
    },
    {
      name: 'PDFium 内的第三方库',
      version: pdfium?.manifest.version ?? '',
      licence: 'Apache-2.0 AND BSD-2-Clause AND BSD-3-Clause AND FTL AND IJG AND MIT AND Zlib',
      text: `${within}\n\n${apache}`,
    },
    {
      name: 'ZXing-C++',
      version: zxing?.manifest.version ?? '',
      licence: 'Apache-2.0',
      text: `zxing-wasm 内的 zxing_reader.wasm（https://github.com/zxing-cpp/zxing-cpp）。\n\n${apache}`,
    },
  ];
}

function electron(root: string): Licence {
  const [found] = packagesWithin(root, ['electron']).filter((each) => each.manifest.name === 'electron');
  if (found === undefined) throw new Error('electron is not installed');
  return {
    name: 'Electron',
    version: found.manifest.version,
    licence: 'MIT',
    text: `${textOf(found, 'MIT')}\n\nElectron 内含 Chromium、Node.js 等，其许可见程序文件夹中的 LICENSES.chromium.html。`,
  };
}

/**
 * Everything by others that ships with the program: packages of the Node side and of the window, fonts,
 * Electron. Sorted by name; the same name stands more than once when more than one version ships.
 *
 * @param root folder with package.json and node_modules
 * @param node where the Node side's packages are installed, when not there: those of another system
 */
export function shippedLicences(root: string, node: string = root): Licence[] {
  const packages = [...packagesOfProgram(node), ...packagesOfWindow(root)]
    .filter(({ manifest }) => !isTypesOnly(manifest))
    .map((each): Licence => {
      const licence = licenceOf(each);
      return {
        name: each.manifest.name,
        version: each.manifest.version,
        licence,
        text: textOf(each, licence),
      };
    });
  const lines = [...packages, ...compiledIn(node), wenKai(root), electron(root)];
  const once = new Map(lines.map((line) => [`${line.name}@${line.version}`, line]));
  return [...once.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
