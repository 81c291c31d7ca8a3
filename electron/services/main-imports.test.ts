import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Readers of foreign files: they belong into the work process, where they can break nothing and cost no start. */
const HEAVY = [
  ...['sharp', '@e965/xlsx', 'pdfjs-dist', 'libheif-js', 'read-excel-file', '@cantoo/pdf-lib'],
  ...['@hyzyla/pdfium', 'zxing-wasm', 'saxes', 'fontkit', 'docx', 'nodemailer'],
];

test('the main process loads no reader of foreign files with its services', () => {
  const list = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => { console.log(url); return next(url, context); } });
    await import('./window-services.ts');
    await import('./evidence-work.ts');`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', list], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  expect(ran.stderr.replace(/.*ExperimentalWarning.*\n?|.*--trace-warnings.*\n?/g, '')).toBe('');
  const loaded = ran.stdout.split('\n');
  expect(loaded.some((url) => url.endsWith('evidence-services.ts'))).toBe(true);
  expect(HEAVY.filter((name) => loaded.some((url) => url.includes(`/node_modules/${name}/`)))).toEqual([]);
});

/** Ways into an archive that somebody else may have made. The examples that come with the program are folders. */
const ARCHIVES =
  /\b(?:sniffFile|extractArchive|listArchive|openPackage|openPackageDraft|readDeliveryFacts)\(|\bopenDraft\((?!exampleFolder\()/;

test('nothing of the main process opens an archive', () => {
  const sources = ['services', 'window', 'store', 'printing'].flatMap((room) => {
    const folder = path.join(import.meta.dirname, '..', room);
    return readdirSync(folder)
      .filter((name) => /(?<!\.test)\.ts$/.test(name))
      .map((name) => path.join(folder, name));
  });
  expect(sources.length).toBeGreaterThan(80);
  const opening = sources.filter((file) => ARCHIVES.test(readFileSync(file, 'utf8')));
  expect(opening.map((file) => path.basename(file))).toEqual([]);
});
