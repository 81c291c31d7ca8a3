import { DossierError } from '../../../shared/errors.ts';
import type { Operation } from '../operation.ts';
import { answer, DRAFT, draftProblems, makeStore, openFor, storeProblems } from './store-state.ts';

/** A short answer, and one that fills many pages of the database. */
const SAVES: readonly [key: string, value: string][] = [
  ['contactName', '张工'],
  ['contactPhone', '023-68001234'],
  ['profileOverview', '我公司成立于二〇〇六年。'.repeat(3_000)],
  ['address', '重庆市渝北区示例路1号'],
];

/** Typing goes on after a save was refused, as it does in the window. */
export const SAVE: Operation = {
  name: '保存草稿',
  prepare: (folder) => makeStore(folder),
  run: async (folder, confirm) => {
    const store = await openFor(folder);
    let refused: DossierError | undefined;
    try {
      for (const [key, value] of SAVES) {
        try {
          const { revision } = store.drafts.save(DRAFT, store.drafts.revision(DRAFT), [answer(key, value)]);
          confirm({ kind: 'answer', revision, key, value: value.length > 100 ? `#${value.length}` : value });
        } catch (error) {
          if (!(error instanceof DossierError)) throw error;
          refused = error;
        }
      }
    } finally {
      store.close();
    }
    if (refused !== undefined) throw refused;
  },
  check: (folder, confirmed) => {
    const long = new Map(SAVES.map(([, value]) => [`#${value.length}`, value]));
    const whole = confirmed.map((each) =>
      each.kind === 'answer' ? { ...each, value: long.get(each.value) ?? each.value } : each,
    );
    return storeProblems(folder, whole, draftProblems);
  },
};
