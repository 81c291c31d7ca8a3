import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { entryPlace } from '../../../electron/intake/intake-places.ts';
import { takeIntoBatch } from '../../../electron/intake/take-into-batch.ts';
import { takePackagesIn } from '../../../electron/intake/take-packages-in.ts';
import { applicantNumber, makePackage } from '../../../electron/intake/testing/made-packages.ts';
import { writeArchive } from '../../../electron/package/archive-writer.ts';
import { listPackageFolder } from '../../../electron/package/verify-files.ts';
import type { Store } from '../../../electron/store/store.ts';
import { NEW_BATCH } from '../../../electron/store/testing/new-entry.ts';
import type { Operation } from '../operation.ts';
import { packageProblems } from './folder-state.ts';
import { draftProblems, makeStore, openFor, storeProblems } from './store-state.ts';

const store = (folder: string) => path.join(folder, 'store-folder');
const stick = (folder: string) => path.join(folder, 'stick');

async function entryProblems(opened: Store, folder: string): Promise<string[]> {
  const problems: string[] = [];
  for (const { batchId, entryId } of opened.entries.withFiles())
    problems.push(...(await packageProblems(entryPlace(store(folder), batchId, entryId))));
  return problems;
}

/** The district takes two packages from a stick into its batch: a folder and a zip. */
export const INTAKE: Operation = {
  name: '区县收取申报包',
  prepare: async (folder) => {
    mkdirSync(stick(folder), { recursive: true });
    await makePackage(stick(folder), applicantNumber(1));
    const other = await makePackage(path.join(folder, 'other'), applicantNumber(2));
    const { files } = await listPackageFolder(other);
    const name = path.basename(other);
    await writeArchive(
      path.join(stick(folder), `${name}.zip`),
      [...files].map(([inside, file]) => ({ name: `${name}/${inside}`, file })),
    );
    await makeStore(store(folder), (opened) => void opened.batches.create(NEW_BATCH));
  },
  run: async (folder, confirm) => {
    const opened = await openFor(store(folder));
    try {
      const [batch] = opened.batches.list();
      const into = {
        batchId: batch?.batchId ?? '',
        sources: [{ path: stick(folder) }],
        receivedOn: '2025-10-20',
      };
      const report: Parameters<typeof takePackagesIn>[1] = (said) => {
        if (said.kind === 'taken' && said.package.entry.hasFiles)
          confirm({ kind: 'entry', entryId: said.package.entry.entryId });
      };
      await takeIntoBatch(opened, into, takePackagesIn, report, new AbortController().signal);
    } finally {
      opened.close();
    }
  },
  check: (folder, confirmed) =>
    storeProblems(store(folder), confirmed, async (opened) => {
      const known = new Set(opened.entries.withFiles().map(({ entryId }) => entryId));
      const gone = confirmed.flatMap((each) =>
        each.kind === 'entry' && !known.has(each.entryId) ? [`confirmed entry ${each.entryId} is gone`] : [],
      );
      return [...gone, ...(await entryProblems(opened, folder)), ...draftProblems(opened)];
    }),
};
