import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CALLS } from '../../shared/contract.ts';
import { isAllowed } from './allowed.ts';
import { shippedLicences } from './make-licences.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('licence expressions', () => {
  test.each([
    'MIT',
    '(MIT AND Zlib)',
    'GPL-3.0 OR MIT',
    '(GPL-2.0-only OR (MIT AND OFL-1.1))',
    'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
  ])('%s may be shipped', (expression) => expect(isAllowed(expression)).toBe(true));

  test.each([
    'GPL-3.0',
    'MIT AND GPL-3.0',
    'AGPL-3.0-only OR GPL-3.0',
    'SEE LICENSE IN LICENSE.md',
    'Apache-2.0 WITH LLVM-exception',
    'UNLICENSED',
    'UNKNOWN',
    'MIT AND',
    '(MIT',
    'MIT)',
    '',
  ])('%s may not', (expression) => expect(isAllowed(expression)).toBe(false));
});

describe('what ships with the program', () => {
  const licences = shippedLicences(root);

  test('may be shipped, every part of it', () => {
    expect(licences.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  });

  test('is listed with fonts, window, native libraries and Electron, each with its licence in full', () => {
    const names = licences.map(({ name }) => name);
    for (const each of [
      '霞鹜文楷 LXGW WenKai',
      '@expo-google-fonts/noto-serif-sc',
      'react',
      'Electron',
      'sharp',
      'PDFium',
      'ZXing-C++',
    ])
      expect(names).toContain(each);
    expect(names.some((name) => name.startsWith('@img/sharp'))).toBe(true);
    expect(names.filter((name) => name.startsWith('@types/'))).toEqual([]);
    expect(licences.filter(({ text }) => text.length < 500).map(({ name }) => name)).toEqual([]);
    expect(licences.filter(({ version }) => !/^\d/.test(version)).map(({ name }) => name)).toEqual([]);
  });

  test('what PDFium holds of others is named, with the words that each asks for', () => {
    const text = licences.find(({ name }) => name === 'PDFium 内的第三方库')?.text ?? '';
    for (const words of [
      'Anti-Grain Geometry - Version 2.3',
      'The FreeType Project LICENSE',
      'based in part on the work of the Independent JPEG Group',
      'Marti Maria Saguer',
      'Unicode, Inc.',
      'Universite catholique de Louvain',
      'Jean-loup Gailly',
      'Apache License',
    ])
      expect(text).toContain(words);
  });

  test('only libraries that anyone can replace are LGPL, and they come with the GPL that it refers to', () => {
    const lesser = licences.filter(({ licence }) => /LGPL/.test(licence));
    expect(lesser.length).toBeGreaterThan(1);
    // A shared library, and a script with its WebAssembly: files of their own beside the program.
    const replaceable = /^(?:@img\/sharp-libvips-[a-z0-9-]+|libheif-js)$/;
    expect(lesser.filter(({ name }) => !replaceable.test(name))).toEqual([]);
    for (const { name, text } of lesser) {
      expect(text, name).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
      expect(text, name).toContain('GNU GENERAL PUBLIC LICENSE');
    }
  });

  test('is what the contract lets the window read', () => {
    expect(CALLS.listLicences.output.safeParse({ licences }).success).toBe(true);
  });
});
