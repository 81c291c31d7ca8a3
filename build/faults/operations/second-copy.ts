import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noise } from '../../../electron/delivery/testing/small-package.ts';
import { hashFile } from '../../../electron/package/file-hash.ts';
import { backupPath, backupsIn, readBackup } from '../../../electron/store/backup-file.ts';
import { dataFolder } from '../../../electron/store/data-folder.ts';
import { recoverStore } from '../../../electron/store/recover-store.ts';
import { copyBackup, prepareSecondCopy } from '../../../electron/store/second-copy.ts';
import type { Store } from '../../../electron/store/store.ts';
import { placeOfFile } from '../../../electron/store/stored-files.ts';
import type { Operation } from '../operation.ts';
import { clock, DRAFT, draftProblems, makeStore, openFor, storeProblems } from './store-state.ts';

const store = (folder: string) => path.join(folder, 'store-folder');
const stick = (folder: string) => path.join(folder, 'stick');
const copy = (folder: string, id: string) => {
  const { backups, files } = dataFolder(store(folder));
  return copyBackup({ target: stick(folder), backups, id, files, recipient: null });
};

async function backUpWith(opened: Store, folder: string, slot: string, bytes: number): Promise<string> {
  const source = path.join(folder, `${slot}.pdf`);
  writeFileSync(source, noise(bytes));
  const { sha256 } = await opened.files.takeIn(source);
  const value = { files: [{ path: `evidence/${slot}.pdf`, sha256 }] };
  opened.drafts.save(DRAFT, opened.drafts.revision(DRAFT), [{ part: 'evidence', key: slot, value }]);
  return (await opened.backups.make('person')).id;
}

/** Every backup that is there can be read, and all files that it names are there, whole. */
async function copyProblems(target: string): Promise<string[]> {
  const place = path.join(target, 'backups');
  const problems: string[] = [];
  for (const { id } of await backupsIn(place)) {
    try {
      for (const sha256 of (await readBackup(backupPath(place, id), id)).files) {
        const file = placeOfFile(path.join(target, 'files'), sha256);
        if ((await hashFile(file)).sha256 !== sha256) problems.push(`${id}: file ${sha256} is not whole`);
      }
    } catch (error) {
      problems.push(`second copy ${id}: ${String(error)}`);
    }
  }
  return problems;
}

/** On another computer, the newest of the copies becomes the data. */
async function recoveryProblems(folder: string): Promise<string[]> {
  const fresh = path.join(folder, 'new-computer');
  mkdirSync(fresh);
  for (const name of ['backups', 'files'])
    cpSync(path.join(stick(folder), name), path.join(fresh, name), { recursive: true });
  const [newest] = await backupsIn(path.join(fresh, 'backups'));
  if (newest === undefined) return ['no second copy is left'];
  const { opened } = await recoverStore(fresh, clock, newest.id);
  if (opened.outcome !== 'opened') return [`the second copy does not open: ${opened.error.message}`];
  opened.store.close();
  const problems = await storeProblems(fresh, [], draftProblems);
  rmSync(fresh, { recursive: true });
  return problems;
}

const FILES = /^files(\/[0-9a-f]{2}(\/[0-9a-f]{64})?)?$|^backups(\/dossier-[^/]+\.sqlite3)?$|^说明\.txt$/;

/** The backups once more on a stick, where those of yesterday lie. */
export const SECOND_COPY: Operation = {
  name: '第二份备份',
  prepare: async (folder) => {
    mkdirSync(folder, { recursive: true });
    await prepareSecondCopy(stick(folder));
    await makeStore(store(folder), async (opened) => {
      await copy(folder, await backUpWith(opened, folder, 'businessLicence', 40_000));
      await backUpWith(opened, folder, 'audit2023', 50_000);
    });
  },
  run: async (folder, confirm) => {
    const [latest] = await backupsIn(dataFolder(store(folder)).backups);
    const id = latest?.id ?? '';
    await copy(folder, id);
    confirm({ kind: 'backup', id });
  },
  check: async (folder, confirmed) => {
    const there = new Set((await backupsIn(path.join(stick(folder), 'backups'))).map(({ id }) => id));
    const problems = confirmed.flatMap((each) =>
      each.kind === 'backup' && !there.has(each.id) ? [`confirmed second copy ${each.id} is gone`] : [],
    );
    problems.push(...(await copyProblems(stick(folder))), ...(await recoveryProblems(folder)));
    problems.push(...(await storeProblems(store(folder), [], draftProblems)));
    // The next one, of a later backup, clears away what the broken one left.
    const opened = await openFor(store(folder));
    const next = (await opened.backups.make('person')).id;
    opened.close();
    await copy(folder, next);
    problems.push(...(await copyProblems(stick(folder))));
    if (!existsSync(backupPath(path.join(stick(folder), 'backups'), next)))
      problems.push('the next second copy is not there');
    const names = readdirSync(stick(folder), { recursive: true, encoding: 'utf8' });
    return [
      ...problems,
      ...names.filter((name) => !FILES.test(name)).map((name) => `a temporary file stays: ${name}`),
    ];
  },
};
