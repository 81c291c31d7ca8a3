import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hashArchive } from '../../../electron/delivery/mail/hash-archive.ts';
import { mailFolderName } from '../../../electron/delivery/mail/mail-parts.ts';
import { putInOrder } from '../../../electron/delivery/replace-folder.ts';
import { SMALL_PACKAGE, writeSmallPackage } from '../../../electron/delivery/testing/small-package.ts';
import { readParcelManifest } from '../../../electron/intake-papers/parcel-manifest.ts';
import { parcelName } from '../../../electron/intake-papers/parcel-names.ts';
import { batchOf } from '../../../electron/intake-papers/testing/some-batch.ts';
import { writeParcel } from '../../../electron/intake-papers/write-parcel.ts';
import { hashFile } from '../../../electron/package/file-hash.ts';
import { MANIFEST_FILE } from '../../../electron/package/manifest.ts';
import { verifyHashes } from '../../../electron/package/verify-files.ts';
import { entryOf } from '../../../shared/intake/fixtures/some-entry.ts';
import { NOTICE } from '../../../shared/notices/cq-2025-40/notice.ts';
import type { Operation } from '../operation.ts';
import { strangersIn } from './folder-state.ts';
import { mailProblems } from './mail.ts';

const TODAY = '2025-10-28';
const BATCH = batchOf({ programmes: ['benchmark'] });
const NAME = parcelName(BATCH, TODAY);
const MAILS = mailFolderName(NAME);
const ENTRIES = ['one', 'two'].map((entryId, index) =>
  entryOf({ entryId, position: index + 1, values: { applicantName: `重庆示例${index + 1}公司` } }),
);
const entryFolder = (folder: string, id: string) => path.join(folder, 'intake', id, SMALL_PACKAGE);
const target = (folder: string) => path.join(folder, 'parcels');

/** @param count of applicants: yesterday one, with mails; today two, without */
async function write(folder: string, count: 1 | 2): Promise<void> {
  await writeParcel({
    ...{ notice: NOTICE, batch: BATCH, entries: ENTRIES.slice(0, count), today: TODAY },
    folders: Object.fromEntries(ENTRIES.map(({ entryId }) => [entryId, entryFolder(folder, entryId)])),
    ...{ outFolder: target(folder), zip: true, replace: true, report: () => {} },
    ...(count === 1 ? { mailMegabytes: 2 } : {}),
  });
}

/** Applicants in a parcel that is whole; else what is wrong with it. */
async function parcelOf(folder: string): Promise<number | string[]> {
  const parcel = path.join(target(folder), NAME);
  const manifest = readParcelManifest(readFileSync(path.join(parcel, MANIFEST_FILE)));
  if (manifest === undefined) return ['the parcel has no manifest'];
  const problems = await verifyHashes(parcel, manifest);
  return problems.length > 0 ? problems : manifest.entries.length;
}

/** What lies under the parcel's names, each whole by itself, and all of one and the same day. */
async function setProblems(folder: string): Promise<{ problems: string[]; count: number }> {
  const count = await parcelOf(folder);
  if (typeof count !== 'number') return { problems: count, count: 0 };
  const problems: string[] = [];
  const inZip = await hashArchive(path.join(target(folder), `${NAME}.zip`));
  const manifest = await hashFile(path.join(target(folder), NAME, MANIFEST_FILE));
  if (inZip.get(`${NAME}/${MANIFEST_FILE}`)?.sha256 !== manifest.sha256)
    problems.push('the zip is of another day than the folder');
  const mails = path.join(target(folder), MAILS);
  if (existsSync(mails) !== (count === 1)) problems.push('the mails are of another day than the folder');
  if (existsSync(mails)) problems.push(...(await mailProblems(mails)));
  return { problems, count };
}

/** What a district sends to the city takes the place of what it wrote yesterday. */
export const PARCEL: Operation = {
  name: '区县上报材料',
  prepare: async (folder) => {
    mkdirSync(target(folder), { recursive: true });
    for (const { entryId } of ENTRIES)
      await writeSmallPackage(path.join(folder, 'intake', entryId), { '01-申报书.docx': 20_000 });
    await write(folder, 1);
  },
  run: async (folder, confirm) => {
    await write(folder, 2);
    confirm({ kind: 'written' });
  },
  check: async (folder, confirmed) => {
    const problems: string[] = [];
    // Before anything is put in order, too, what has a name is whole.
    if (existsSync(path.join(target(folder), NAME))) {
      const found = await parcelOf(folder);
      if (typeof found !== 'number') problems.push(...found);
    }
    await putInOrder(target(folder));
    const found = await setProblems(folder);
    problems.push(...found.problems);
    if (confirmed.length > 0 && found.count !== 2) problems.push('the parcel was confirmed and is not there');
    const rest = strangersIn(target(folder), [NAME, `${NAME}.zip`, MAILS]);
    await write(folder, 2);
    const next = await setProblems(folder);
    return [...problems, ...rest, ...next.problems, ...strangersIn(target(folder), [NAME, `${NAME}.zip`])];
  },
};
