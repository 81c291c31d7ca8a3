import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Of one source: what it loads with itself; types and `await import(…)` load nothing at the start. */
function loadedWith(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^;]*?\sfrom\s+)?'([^']+)'/gm)].map(
    ([, name = '']) => (name.startsWith('.') ? path.resolve(path.dirname(file), name) : name),
  );
}

test('the window waits for no library that reads or writes documents', () => {
  const packages = new Set<string>();
  const files = [path.join(import.meta.dirname, 'main.ts')];
  const seen = new Set(files);
  for (const file of files)
    for (const each of loadedWith(file)) {
      if (!path.isAbsolute(each)) packages.add(each);
      else if (!seen.has(each)) {
        seen.add(each);
        files.push(each);
      }
    }
  expect(files.length).toBeGreaterThan(50);
  // Each of these takes a third of a second to load, and more from a slow disk.
  const heavy = [
    '@cantoo/pdf-lib',
    'sharp',
    'fontkit',
    'docx',
    'pdfmake',
    '@e965/xlsx',
    'libheif-js',
    '@hyzyla/pdfium',
    'zxing-wasm',
  ];
  expect([...packages].filter((name) => heavy.some((each) => name.startsWith(each)))).toEqual([]);
  expect(packages).toContain('electron');
});
