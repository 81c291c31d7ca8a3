import { FONT_FILES } from '../../electron/book/fonts/bundled.ts';
import { type Target, targetName } from './target.ts';

/** What of every package is for its developers: types, maps, sources of other languages, documents. */
const FOR_DEVELOPERS =
  /\.(?:map|[cm]?ts|tsx|flow|markdown|cc|cpp|h|hpp|c|gyp|gypi|html|ya?ml|iife\.js|umd\.js)$|(?:^|\/)(?:\.|coverage\/|(?:bower|tsconfig[^/]*)\.json$|Makefile$)/i;
const DOCUMENTS = /\.md$|^(?:CHANGELOG|AUTHORS|CONTRIBUTING|HISTORY|README)/i;
const LICENCE = /^(?:licen[cs]e|copying|notice|copyright|third.?party)[^/]*$/i;

/** Packages of which only a part is used; the rest is as large or larger. `package.json` stays always. */
const PARTS: Readonly<Record<string, RegExp>> = {
  '@cantoo/pdf-lib': /^es\//,
  docx: /^dist\/[\w-]+\.mjs$/,
  '@e965/xlsx': /^(?:xlsx\.mjs|dist\/cpexcel)/,
  // Beside it lie the same library as plain JavaScript, and with the binary within the script.
  'libheif-js': /^libheif-wasm\/(?:libheif\.(?:js|wasm)|LICENSE)$/,
  // The window has its own copy, bundled; this one reads PDFs in Node.
  'pdfjs-dist': /^(?:legacy\/build\/pdf(?:\.worker)?\.mjs|cmaps\/|standard_fonts\/|wasm\/|iccs\/)/,
  // The same library lies beside it for who has no modules.
  nodemailer: /^dist\/esm\//,
  sharp: /^dist\//,
  // Each carries builds for browsers and servers besides, and the same binary again as text.
  '@hyzyla/pdfium': /^dist\/(?:index\.esm\.js|pdfium\.wasm)$/,
  'zxing-wasm': /^dist\/(?:es\/(?:share\.js|reader\/index\.js)|reader\/zxing_reader\.wasm)$/,
};

/** A package may hold programs for every system; only the target's is shipped. */
const PREBUILT = /^prebuilds\/([a-z0-9]+-[a-z0-9]+)\.node$/;

/** Of the packages that carry a whole family, the book uses these. */
const FONTS: readonly string[] = Object.values(FONT_FILES);

/**
 * Whether a file of an installed package ships with the program.
 *
 * @param name of the package
 * @param file within it, with `/`
 */
export function isShipped(name: string, file: string, target: Target): boolean {
  if (file === 'package.json' || LICENCE.test(file)) return true;
  if (FOR_DEVELOPERS.test(file) || DOCUMENTS.test(file)) return false;
  const prebuilt = PREBUILT.exec(file);
  if (prebuilt !== null) return prebuilt[1] === targetName(target);
  if (name === 'better-sqlite3') return file.startsWith('lib/');
  if (name.startsWith('@expo-google-fonts/')) return FONTS.includes(`${name}/${file}`);
  const part = PARTS[name];
  return part === undefined || part.test(file);
}

/** Files that must be there for a target: the native parts of packages, as paths below node_modules. */
export function nativeFiles({ platform, arch }: Target): RegExp[] {
  const system = `${platform}-${arch}`;
  return [
    new RegExp(`^better-sqlite3/prebuilds/${system}\\.node$`),
    new RegExp(`^@img/sharp-${system}/.+\\.node$`),
    platform === 'win32'
      ? new RegExp(`^@img/sharp-${system}/.*libvips[^/]*\\.dll$`)
      : new RegExp(`^@img/sharp-libvips-${system}/lib/libvips-cpp[^/]*\\.(?:so|dylib)[^/]*$`),
  ];
}

/**
 * Left beside the archive: what the system itself must load (native parts), what is read in pieces and
 * would be copied out of the archive first (fonts), and what its licence wants replaceable (LGPL).
 */
export const UNPACKED = [
  '**/*.{node,so,so.*,dylib,dll}',
  '**/*.{ttf,otf}',
  '**/node_modules/@img/sharp-*/**',
  '**/node_modules/libheif-js/**',
];
