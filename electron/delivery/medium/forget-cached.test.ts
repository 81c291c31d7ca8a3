import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgetCached } from './forget-cached.ts';

/** Beside this file, which lies on a disk: a temporary folder may be memory itself. */
const place = mkdtempSync(join(import.meta.dirname, '.forget-'));

function pagesInMemory(file: string): number | undefined {
  try {
    return Number(execFileSync('fincore', ['--noheadings', '--output', 'PAGES', file], { encoding: 'utf8' }));
  } catch {
    return undefined;
  }
}

test.runIf(process.platform === 'linux')(
  'a flushed file is no longer in memory, and is what it was',
  async () => {
    const file = join(place, '成册 (1).pdf');
    try {
      writeFileSync(file, Buffer.alloc(1 << 20, 'a'));
      const written = openSync(file, 'r+');
      fsyncSync(written);
      closeSync(written);
      const before = pagesInMemory(file);
      await forgetCached([file, join(place, 'gone')]);
      if (before !== undefined && before > 0) expect(pagesInMemory(file)).toBeLessThan(before);
      expect(readFileSync(file).equals(Buffer.alloc(1 << 20, 'a'))).toBe(true);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
);
