import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { exportPackage } from '../../../electron/package/export-package.ts';
import { sweepTemporaryFolders } from '../../../electron/package/temporary-folder.ts';
import { writeRealDraft } from '../../../electron/package/testing/real-draft.ts';
import { verifyPackage } from '../../../electron/package/verify-package.ts';
import type { Operation } from '../operation.ts';
import { packageProblems, strangersIn } from './folder-state.ts';

const draft = (folder: string) => path.join(folder, 'draft');
const target = (folder: string) => path.join(folder, 'packages');

/** A package and its zip are made of a draft. */
export const EXPORT: Operation = {
  name: '生成申报包',
  prepare: async (folder) => {
    mkdirSync(draft(folder), { recursive: true });
    mkdirSync(target(folder));
    await writeRealDraft(draft(folder));
  },
  run: async (folder, confirm) => {
    await exportPackage({
      draftPath: draft(folder),
      outFolder: target(folder),
      incomplete: true,
      zip: true,
      today: '2025-10-16',
      report: () => {},
    });
    confirm({ kind: 'written' });
  },
  check: async (folder, confirmed) => {
    // What every export into that folder begins with.
    await sweepTemporaryFolders(target(folder));
    const names = readdirSync(target(folder));
    const folders = names.filter((name) => /-\d{8}-[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(name));
    const zips = names.filter((name) => name.endsWith('.zip'));
    const problems = strangersIn(target(folder), [...folders, ...zips]);
    for (const name of folders) problems.push(...(await packageProblems(path.join(target(folder), name))));
    for (const name of zips) {
      const verified = await verifyPackage(path.join(target(folder), name)).catch(String);
      if (typeof verified === 'string') problems.push(verified);
      else problems.push(...verified.problems);
    }
    if (confirmed.length > 0 && folders.length + zips.length < 2)
      problems.push('the package was confirmed and is not there');
    return problems;
  },
};
