import { spawnSync } from 'node:child_process';
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
