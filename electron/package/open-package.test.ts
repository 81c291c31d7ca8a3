import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeSmallPackage } from '../delivery/testing/small-package.ts';
import { zip } from '../evidence/sample-evidence.ts';
import { openPackage } from './open-package.ts';
import { listPackageFolder } from './verify-files.ts';

const place = mkdtempSync(join(tmpdir(), 'dossier-open-package-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

test.each([
  ['as it was written', ''],
  ['packed with its folder', '甲公司/'],
  ['unpacked and packed again, by a Mac', '下载/申报/甲公司/'],
])('a zip of a package is one, %s', async (_how, parent) => {
  const folder = await writeSmallPackage(mkdtempSync(join(place, 'p-')), { '04-佐证材料/1.pdf': 50 });
  const { files } = await listPackageFolder(folder);
  const entries = [...files].map(([name, file]): [string, Uint8Array] => [parent + name, readFileSync(file)]);
  const litter: [string, Uint8Array][] = [
    ['.DS_Store', Buffer.from('x')],
    ['__MACOSX/._1.pdf', Buffer.from('x')],
  ];
  const path = join(place, '甲公司.zip');
  writeFileSync(path, await zip(Object.fromEntries([...litter, ...entries])));
  const opened = await openPackage(path);
  expect([...opened.files.keys()].sort()).toEqual([...files.keys()].sort());
  expect(opened.problems).toEqual([]);
  await opened.close();
});
