import type { Store } from '../../../electron/store/store.ts';
import type { Operation } from '../operation.ts';
import { answer, DRAFT, draftProblems, makeStore, openFor, storeProblems } from './store-state.ts';

/** So many that the next one lets the oldest go. */
const BEFORE = 5;

export async function badBackups(store: Store): Promise<string[]> {
  const bad = (await store.backups.list()).filter(({ problem }) => problem !== null);
  return bad.map(({ id, problem }) => `backup ${id} looks complete and is not: ${problem}`);
}

/** Backups by wish and at closing, with the rotation that clears old ones away. */
export const BACKUP: Operation = {
  name: '备份',
  prepare: (folder) =>
    makeStore(folder, async (store) => {
      for (let made = 0; made < BEFORE; made += 1) await store.backups.make('person');
    }),
  run: async (folder, confirm) => {
    const store = await openFor(folder);
    try {
      confirm({ kind: 'backup', id: (await store.backups.make('person')).id });
      store.drafts.save(DRAFT, 3, [answer('contactName', '张工')]);
      const closing = await store.backups.makeIfChanged('close');
      if (closing !== undefined) confirm({ kind: 'backup', id: closing.id });
    } finally {
      store.close();
    }
  },
  check: (folder, confirmed) =>
    storeProblems(folder, confirmed, async (store) => {
      const there = new Set((await store.backups.list()).map(({ id }) => id));
      const gone = confirmed.flatMap((each) =>
        each.kind === 'backup' && !there.has(each.id) ? [`confirmed backup ${each.id} is gone`] : [],
      );
      const few = there.size < BEFORE ? [`only ${there.size} backups are left`] : [];
      return [...gone, ...few, ...(await badBackups(store)), ...draftProblems(store)];
    }),
};
