import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeMedium } from '../../../electron/delivery/medium/write-medium.ts';
import { putInOrder } from '../../../electron/delivery/replace-folder.ts';
import { SMALL_PACKAGE, writeSmallPackage } from '../../../electron/delivery/testing/small-package.ts';
import type { Operation } from '../operation.ts';
import { contentsOf, isSame, packageProblems, strangersIn } from './folder-state.ts';

const source = (folder: string) => path.join(folder, 'source', SMALL_PACKAGE);
const stick = (folder: string) => path.join(folder, 'stick');
const write = (folder: string) =>
  writeMedium({ packagePath: source(folder), target: stick(folder), replace: true, report: () => {} });

const FILES = { '01-申报书.docx': 30_000, '04-佐证材料/01-营业执照/01-执照.jpg': 50_000 };

/** A package is copied to a stick where yesterday's lies under the same name. */
export const MEDIUM: Operation = {
  name: '拷贝到 U 盘',
  prepare: async (folder) => {
    mkdirSync(stick(folder), { recursive: true });
    await writeSmallPackage(path.join(folder, 'source'), FILES);
    await writeSmallPackage(stick(folder), { '01-申报书.docx': 9_000 }, 'AAAA-BBBB');
  },
  run: async (folder, confirm) => {
    await write(folder);
    confirm({ kind: 'written' });
  },
  check: async (folder, confirmed) => {
    const problems = await packageProblems(source(folder));
    const copy = path.join(stick(folder), SMALL_PACKAGE);
    const whole = contentsOf(source(folder));
    const isThere = () => existsSync(copy);
    if (isThere()) problems.push(...(await packageProblems(copy)));
    if (confirmed.length > 0 && !(isThere() && isSame(contentsOf(copy), whole)))
      problems.push('the copy was confirmed and is not there');
    // The next visit: what was broken off between two names is put in order before anything else.
    if (!isThere()) {
      await putInOrder(stick(folder));
      if (!isThere()) problems.push('neither the old copy nor the new one is there');
      else problems.push(...(await packageProblems(copy)));
    }
    await write(folder);
    if (!isSame(contentsOf(copy), whole)) problems.push('the next copy is not the package');
    return [...problems, ...strangersIn(stick(folder), [SMALL_PACKAGE])];
  },
};
