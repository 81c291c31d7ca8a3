import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noise } from '../../../electron/delivery/testing/small-package.ts';
import { makeCopyKey } from '../../../electron/password/copy-key.ts';
import { backupsIn } from '../../../electron/store/backup-file.ts';
import { dataFolder } from '../../../electron/store/data-folder.ts';
import { recoverStore } from '../../../electron/store/recover-store.ts';
import { copyBackup, PROTECTED_ENDING, prepareSecondCopy } from '../../../electron/store/second-copy.ts';
import type { Store } from '../../../electron/store/store.ts';
import { takeBack } from '../../../electron/store/take-back.ts';
import type { Operation } from '../operation.ts';
import { clock, DRAFT, draftProblems, makeStore, openFor, storeProblems } from './store-state.ts';

/** Of the protected copy; with little work, since it is opened after every fault. */
const PASSWORD = '渝中区 2025';
const WORK_FACTOR = 10;
const store = (folder: string) => path.join(folder, 'store-folder');
const stick = (folder: string) => path.join(folder, 'stick');
const fresh = (folder: string) => path.join(folder, 'new-computer');
/** Beside the data: to whom the protected copy is locked. */
const recipientFile = (folder: string) => path.join(folder, 'recipient');

async function copy(folder: string, id: string): Promise<void> {
  const { backups, files } = dataFolder(store(folder));
  const locked = existsSync(recipientFile(folder));
  const recipient = locked ? readFileSync(recipientFile(folder), 'utf8') : null;
  await copyBackup({ target: stick(folder), backups, id, files, recipient });
}

async function backUpWith(opened: Store, folder: string, slot: string, bytes: number): Promise<string> {
  const source = path.join(folder, `${slot}.pdf`);
  writeFileSync(source, noise(bytes));
  const { sha256 } = await opened.files.takeIn(source);
  const value = { files: [{ path: `evidence/${slot}.pdf`, sha256 }] };
  opened.drafts.save(DRAFT, opened.drafts.revision(DRAFT), [{ part: 'evidence', key: slot, value }]);
  return (await opened.backups.make('person')).id;
}

async function takeBackToNew(folder: string): Promise<string[]> {
  const password = existsSync(recipientFile(folder)) ? PASSWORD : null;
  // Reads every byte of backups and files against their hashes.
  const { missing } = await takeBack({ copy: stick(folder), data: fresh(folder), password });
  return missing === 0 ? [] : [`the second copy lacks ${missing} files`];
}

/** On another computer, all of the copy can be taken back, and the newest becomes the data. */
async function recoveryProblems(folder: string): Promise<string[]> {
  mkdirSync(fresh(folder), { recursive: true });
  const problems = await takeBackToNew(folder);
  const [newest] = await backupsIn(dataFolder(fresh(folder)).backups);
  if (newest === undefined) return [...problems, 'no second copy is left'];
  const { opened } = await recoverStore(fresh(folder), clock, newest.id);
  if (opened.outcome !== 'opened')
    return [...problems, `the second copy does not open: ${opened.error.message}`];
  opened.store.close();
  problems.push(...(await storeProblems(fresh(folder), [], draftProblems)));
  rmSync(fresh(folder), { recursive: true });
  return problems;
}

const FILES =
  /^files(\/[0-9a-f]{2}(\/[0-9a-f]{64}(\.age)?)?)?$|^backups(\/dossier-[^/]+\.sqlite3(\.age)?)?$|^说明\.txt$|^钥匙\.age$/;

async function prepare(folder: string, locked: boolean): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const key = locked ? await makeCopyKey(PASSWORD, WORK_FACTOR) : null;
  if (key !== null) writeFileSync(recipientFile(folder), key.recipient);
  await prepareSecondCopy(stick(folder), key);
  await makeStore(store(folder), async (opened) => {
    await copy(folder, await backUpWith(opened, folder, 'businessLicence', 40_000));
    await backUpWith(opened, folder, 'audit2023', 50_000);
  });
}

const idsOf = async (folder: string): Promise<string[]> =>
  (await backupsIn(folder, existsSync(path.join(folder, '..', '钥匙.age')) ? PROTECTED_ENDING : '')).map(
    ({ id }) => id,
  );

/** The backups once more on a stick, where those of yesterday lie. */
function secondCopy(name: string, locked: boolean): Operation {
  return {
    name,
    prepare: (folder) => prepare(folder, locked),
    run: async (folder, confirm) => {
      const [latest] = await backupsIn(dataFolder(store(folder)).backups);
      const id = latest?.id ?? '';
      await copy(folder, id);
      confirm({ kind: 'backup', id });
    },
    check: async (folder, confirmed) => {
      const place = path.join(stick(folder), 'backups');
      const there = new Set(await idsOf(place));
      const problems = confirmed.flatMap((each) =>
        each.kind === 'backup' && !there.has(each.id) ? [`confirmed second copy ${each.id} is gone`] : [],
      );
      problems.push(...(await recoveryProblems(folder)));
      problems.push(...(await storeProblems(store(folder), [], draftProblems)));
      // The next one, of a later backup, clears away what the broken one left.
      const opened = await openFor(store(folder));
      const next = (await opened.backups.make('person')).id;
      opened.close();
      await copy(folder, next);
      problems.push(...(await recoveryProblems(folder)));
      if (!(await idsOf(place)).includes(next)) problems.push('the next second copy is not there');
      const names = readdirSync(stick(folder), { recursive: true, encoding: 'utf8' });
      return [
        ...problems,
        ...names.filter((each) => !FILES.test(each)).map((each) => `a temporary file stays: ${each}`),
      ];
    },
  };
}

export const SECOND_COPY = secondCopy('第二份备份', false);
export const LOCKED_COPY = secondCopy('第二份备份（带密码）', true);

/** On a new computer, the protected copy is taken back. */
export const TAKE_BACK: Operation = {
  name: '从第二份备份取回',
  prepare: async (folder) => {
    await prepare(folder, true);
    mkdirSync(fresh(folder));
  },
  run: async (folder, confirm) => {
    await takeBackToNew(folder);
    for (const id of await idsOf(path.join(stick(folder), 'backups'))) confirm({ kind: 'backup', id });
  },
  check: async (folder, confirmed) => {
    const there = new Set(await idsOf(dataFolder(fresh(folder)).backups));
    const gone = confirmed.flatMap((each) =>
      each.kind === 'backup' && !there.has(each.id) ? [`backup ${each.id} was taken back and is gone`] : [],
    );
    // What is there already is taken for whole by the next go.
    return [...gone, ...(await recoveryProblems(folder))];
  },
};
