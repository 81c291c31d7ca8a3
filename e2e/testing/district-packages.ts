import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applicantNumber, makePackage } from '../../electron/intake/testing/made-packages.ts';
import { writeArchive } from '../../electron/package/archive-writer.ts';
import { CHECKLIST_FILE } from '../../electron/package/checklist-book.ts';
import { PDF_FILE } from '../../electron/package/package-parts.ts';
import { rawZip } from '../../electron/package/testing/raw-zip.ts';
import { listPackageFolder } from '../../electron/package/verify-files.ts';

/** How many sound packages of each programme lie among those with defects. */
export const SOUND = 9;

const product = (number: number, productName: string, more = {}) => ({
  ...applicantNumber(number),
  ...{ programme: 'product' as const, productName },
  ...more,
});

/** A zip as an enterprise makes one of its package. @returns its path */
export async function zipPackage(folder: string, target: string): Promise<string> {
  const { files } = await listPackageFolder(folder);
  const top = path.basename(folder);
  await writeArchive(
    target,
    [...files].map(([name, file]) => ({ name: `${top}/${name}`, file })),
  );
  return target;
}

/**
 * What comes to a district in a week, in one folder: sound packages of both programmes as folders and
 * zips, and every kind of defect, each once.
 */
export async function writeDistrictPackages(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (let number = 1; number <= SOUND; number += 1) {
    await makePackage(folder, applicantNumber(number));
    const made = await makePackage(folder, product(100 + number, `排程系统${number}`));
    if (number % 3 > 0) continue;
    await zipPackage(made, path.join(folder, `产品${number}.zip`));
    rmSync(made, { recursive: true });
  }
  const changed = await makePackage(folder, applicantNumber(21));
  appendFileSync(path.join(changed, PDF_FILE), ' ');
  const lost = await makePackage(folder, applicantNumber(22));
  rmSync(path.join(lost, CHECKLIST_FILE));
  await makePackage(folder, { ...applicantNumber(23), incomplete: true });
  await makePackage(folder, { ...applicantNumber(24), remark: '旧的一版' });
  await makePackage(folder, { ...applicantNumber(24), remark: '新的一版', createdOn: '2025-10-18' });
  await makePackage(folder, product(125, '质量管理系统'));
  await makePackage(folder, product(125, '能耗管理系统'));
  await makePackage(folder, { ...applicantNumber(26), district: '江北区' });
  const blocked = await makePackage(folder, {
    ...applicantNumber(27),
    spoilDraft: ({ answers }) => Object.assign(answers, { address: '' }),
  });
  // The same package once more, in another folder.
  cpSync(blocked, path.join(folder, '又一次', path.basename(blocked)), { recursive: true });
  writeFileSync(
    path.join(folder, '越界.zip'),
    rawZip([
      { name: 'manifest.json', data: '{}' },
      { name: '../../跑出去.txt', data: 'x' },
    ]),
  );
  writeFileSync(path.join(folder, '重庆损坏有限公司-标杆企业申报-20251015-7K3M-9QXT.zip'), 'no zip');
}
