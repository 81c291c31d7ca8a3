import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BENCHMARK_FORM } from '../../../shared/notices/cq-2025-40/benchmark.ts';
import { PACKAGE_DRAFT } from '../../package/draft-file.ts';
import { hashFile } from '../../package/file-hash.ts';
import { MANIFEST_FILE, sealManifest, writeManifest } from '../../package/manifest.ts';
import { writeDraftFile } from '../../package/save-draft.ts';
import { smallDraft } from '../../package/testing/small-draft.ts';
import { listPackageFolder } from '../../package/verify-files.ts';

export const SMALL_PACKAGE = '重庆示例机械有限公司-标杆企业申报-20251015-7K3M-9QXT';

/** Bytes that no packer makes smaller. */
export function noise(bytes: number): Uint8Array {
  const content = new Uint8Array(bytes);
  let state = 2_463_534_242;
  for (let index = 0; index < bytes; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    content[index] = state & 0xff;
  }
  return content;
}

/**
 * Writes a folder that is a package for who hands it in: a real draft, a true manifest, and files of noise.
 *
 * @param files bytes of each, by its path in the package
 */
export async function writeSmallPackage(
  parent: string,
  files: Readonly<Record<string, number>>,
  twinCode = '7K3M-9QXT',
): Promise<string> {
  const folder = join(parent, SMALL_PACKAGE);
  await mkdir(folder, { recursive: true });
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), noise(bytes));
  }
  const draft = smallDraft();
  Object.assign(draft.answers, { contactName: '张工', contactPhone: '023-68001234' });
  await writeDraftFile(join(folder, PACKAGE_DRAFT), BENCHMARK_FORM, draft, () => undefined);
  const described = [];
  for (const [path, place] of (await listPackageFolder(folder)).files)
    described.push({ path, ...(await hashFile(place)) });
  const manifest = sealManifest({
    formatVersion: 1,
    writtenBy: { program: 'dossier', version: '0.1.0' },
    notice: 'cq-2025-40',
    noticeNumber: '渝经信中小〔2025〕40号',
    programme: 'benchmark',
    applicant: '重庆示例机械有限公司',
    creditCode: '91350100M000100Y43',
    destinationDistrict: '渝北区',
    twinCode,
    incomplete: false,
    createdOn: '2025-10-15',
    pages: { book: 40, bound: 86 },
    files: described,
  });
  await writeFile(join(folder, MANIFEST_FILE), writeManifest(manifest));
  return folder;
}
