import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hashArchive } from '../../../electron/delivery/mail/hash-archive.ts';
import { mailFolderName } from '../../../electron/delivery/mail/mail-parts.ts';
import { readMailDraft } from '../../../electron/delivery/mail/read-mail-draft.ts';
import { writeMail } from '../../../electron/delivery/mail/write-mail.ts';
import { putInOrder } from '../../../electron/delivery/replace-folder.ts';
import { SMALL_PACKAGE, writeSmallPackage } from '../../../electron/delivery/testing/small-package.ts';
import { hashFile } from '../../../electron/package/file-hash.ts';
import type { Operation } from '../operation.ts';
import { packageProblems, strangersIn } from './folder-state.ts';

const FOLDER = mailFolderName(SMALL_PACKAGE);
const source = (folder: string) => path.join(folder, 'source', SMALL_PACKAGE);
const target = (folder: string) => path.join(folder, 'mails');
const write = (folder: string) =>
  writeMail({
    packagePath: source(folder),
    outFolder: target(folder),
    limitMegabytes: 1,
    replace: true,
    report: () => {},
  });

/** Every mail carries its zip, every zip unpacks, and together they are a package's files. */
export async function mailProblems(folder: string): Promise<string[]> {
  const names = readdirSync(folder).sort();
  const zips = names.filter((name) => name.endsWith('.zip'));
  const total = Number(/of(\d+)\.zip$/.exec(zips[0] ?? '')?.[1]);
  const problems = zips.length === total && names.length === 2 * total ? [] : [`mails: ${names.join(' ')}`];
  for (const zip of zips) {
    try {
      await hashArchive(path.join(folder, zip));
      const { sha256 } = await hashFile(path.join(folder, zip));
      const { closed, parts } = await readMailDraft(path.join(folder, zip.replace(/zip$/, 'eml')));
      if (!closed || parts[1]?.sha256 !== sha256) problems.push(`${zip}: its mail does not carry it`);
    } catch (error) {
      problems.push(`${zip}: ${String(error)}`);
    }
  }
  return problems;
}

/** The parts for mailing take the place of those of yesterday. */
export const MAIL: Operation = {
  name: '拆分邮件',
  prepare: async (folder) => {
    mkdirSync(target(folder), { recursive: true });
    await writeSmallPackage(path.join(folder, 'source'), { '01-申报书.docx': 9_000 }, 'AAAA-BBBB');
    await write(folder);
    rmSync(path.join(folder, 'source'), { recursive: true });
    await writeSmallPackage(path.join(folder, 'source'), {
      '01-申报书.docx': 600_000,
      '04-佐证材料/01-营业执照/01-执照.jpg': 250_000,
    });
  },
  run: async (folder, confirm) => {
    await write(folder);
    confirm({ kind: 'written' });
  },
  check: async (folder, confirmed) => {
    const problems = await packageProblems(source(folder));
    const mails = path.join(target(folder), FOLDER);
    if (!existsSync(mails)) {
      await putInOrder(target(folder));
      if (!existsSync(mails)) return [...problems, 'neither the old mails nor the new ones are there'];
    }
    problems.push(...(await mailProblems(mails)));
    if (confirmed.length > 0 && readdirSync(mails).length !== 4)
      problems.push('the mails were confirmed and are not there');
    await write(folder);
    problems.push(...(await mailProblems(mails)));
    return [...problems, ...strangersIn(target(folder), [FOLDER])];
  },
};
