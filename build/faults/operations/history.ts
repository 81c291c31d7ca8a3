import type { Operation } from '../operation.ts';
import {
  answer,
  DRAFT,
  draftProblems,
  FIRST_NAME,
  makeStore,
  openFor,
  storeProblems,
} from './store-state.ts';

const PLACE = { part: 'answers', key: 'applicantName' } as const;
const SECOND_NAME = '重庆另一机械有限公司';

/** Undo, redo, a version of before, a second draft, the bin and back. */
export const HISTORY: Operation = {
  name: '撤销与恢复版本',
  prepare: (folder) => makeStore(folder),
  run: async (folder, confirm) => {
    const store = await openFor(folder);
    const told = (revision: number, value: string) =>
      confirm({ kind: 'answer', revision, key: 'applicantName', value });
    try {
      const { drafts, history, bin } = store;
      told(drafts.save(DRAFT, 3, [answer('applicantName', SECOND_NAME)]).revision, SECOND_NAME);
      told(history.undo(DRAFT, 4, PLACE).revision, FIRST_NAME);
      told(history.redo(DRAFT, 5, PLACE).revision, SECOND_NAME);
      told(history.restore(DRAFT, 6, 3).revision, FIRST_NAME);
      drafts.duplicate(DRAFT);
      bin.put(DRAFT);
      bin.takeBack(DRAFT);
    } finally {
      store.close();
    }
  },
  check: (folder, confirmed) =>
    storeProblems(folder, confirmed, (store) => {
      // Put into the bin and broken off: it lies there for 30 days.
      if (store.bin.list().some(({ id }) => id === DRAFT)) store.bin.takeBack(DRAFT);
      return draftProblems(store);
    }),
};
