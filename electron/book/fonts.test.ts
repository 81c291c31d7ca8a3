import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFaceNames } from './fonts/font-names.ts';
import { findInstalledFaces } from './fonts/installed.ts';
import { loadBookFonts } from './fonts.ts';

const bundled = await loadBookFonts({ installed: false });
const folder = mkdtempSync(join(tmpdir(), 'dossier-fonts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the bundled WenKai whose name table calls it something else, of the same length. */
function disguised(file: string, family: string): string {
  const original = bundled.chain('kaiti', false)[0]?.path ?? '';
  const path = join(folder, file);
  const bytes = readFileSync(original);
  const from = Buffer.from('LXGW WenKai', 'utf16le').swap16();
  const to = Buffer.from(family.padEnd(11, ' '), 'utf16le').swap16();
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
  writeFileSync(path, bytes);
  return path;
}

test('every role prints Chinese, and rare characters of names, from the bundled fonts', () => {
  for (const role of ['fangsong', 'heiti', 'kaiti', 'songti', 'xiaobiaosong'] as const) {
    for (const bold of [false, true]) {
      expect(bundled.chain(role, bold)[0]?.has('申'.codePointAt(0) ?? 0), role).toBe(true);
    }
  }
  expect(bundled.missing('龚䶮、张㛃、𬭎、𫖯；①②㎡℃●※“”——……□☑☐√')).toEqual([]);
});

test('names each missing character once, and no invisible one', () => {
  expect(bundled.missing('甲😀乙\u200b😀\n\t\ufe0f\u{1f680}')).toEqual(['😀', '🚀']);
});

test('the boxes □ ☑ ☐ come from one font and have one width', () => {
  for (const role of ['fangsong', 'heiti', 'kaiti', 'songti'] as const) {
    const printing = ['□', '☑', '☐'].map((box) => {
      const codePoint = box.codePointAt(0) ?? 0;
      return bundled.chain(role, false).find((face) => face.has(codePoint));
    });
    expect(new Set(printing.map((face) => face?.family))).toEqual(new Set(['Noto Sans Symbols 2']));
    const widths = printing.map((face, index) => face?.advance('□☑☐'.codePointAt(index) ?? 0) ?? 0);
    expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(20);
  }
});

test('the names of a font file are read without loading it, and a foreign file has none', () => {
  const path = bundled.chain('kaiti', false)[0]?.path ?? '';
  expect(readFaceNames(path).map((face) => face.postscriptName)).toEqual(['LXGWWenKai-Regular']);
  const foreign = join(folder, 'not-a-font.ttf');
  writeFileSync(foreign, 'PK\u0003\u0004 certainly no font');
  expect(readFaceNames(foreign)).toEqual([]);
});

test('an installed official face goes first, with the bundled fonts behind it', async () => {
  disguised('some file.ttf', 'KaiTi_GB2312'.slice(0, 11));
  disguised('other.ttf', '楷体_GB2312');
  writeFileSync(join(folder, 'broken.ttf'), Buffer.from([0, 1, 0, 0, 0, 99]));
  const found = findInstalledFaces([folder, join(folder, 'no such folder')]);
  expect(found.get('kaiti')?.map((face) => face.path)).toEqual([join(folder, 'other.ttf')]);

  const fonts = await loadBookFonts({ folders: [folder] });
  expect(fonts.chain('kaiti', false)[0]?.path).toBe(join(folder, 'other.ttf'));
  expect(fonts.chain('kaiti', false).length).toBeGreaterThan(3);
  expect(fonts.wordFamily('kaiti')).toBe('楷体_GB2312');
  expect(fonts.chain('heiti', false)).toEqual(bundled.chain('heiti', false));
});

test('Word is told the names of the reader’s own fonts', () => {
  expect(bundled.wordFamily('fangsong')).toBe('仿宋');
  expect(bundled.wordFamily('kaiti')).toBe('楷体');
  expect(bundled.wordFamily('xiaobiaosong')).toBe('方正小标宋简体');
});
