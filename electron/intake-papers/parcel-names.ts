import type { Batch } from '../../shared/intake/batch.ts';
import { FolderNames, safeName, splitExtension } from '../package/names.ts';

export const LABEL_FILE = '寄送标签.pdf';
/** The mail that carries 推荐意见 and the tables. */
export const LETTER_FILE = '上报邮件.eml';
/** Files of applicants below the parcel's folder. */
export const MATERIALS_FOLDER = '申报材料';
/** Short: below it are a package's own folders and names, and Windows takes paths of 259 units only. */
const LONGEST_ENTRY_NAME = 40;

/** “渝北区-推荐资料-20251028” @param today local day */
export function parcelName(
  { district, recommender }: Pick<Batch, 'district' | 'recommender'>,
  today: string,
): string {
  const who = safeName(district || recommender, '区县', 20);
  return `${who}-推荐资料-${today.replaceAll('-', '')}`;
}

/** “附件2-03-企业名称”: the number is the table's. @param count of the table's rows */
export function entryFolderName(
  names: FolderNames,
  { annex, number, count, applicant }: { annex: string; number: number; count: number; applicant: string },
): string {
  const digits = Math.max(2, String(count).length);
  return names.take(
    `${annex}-${String(number).padStart(digits, '0')}-${applicant}`,
    annex,
    LONGEST_ENTRY_NAME,
  );
}

/** A folder of an applicant's files, and what its parts are called where Windows takes them too. */
class PortableFolder {
  readonly #names = new FolderNames();
  readonly #parts = new Map<string, { name: string; inside: PortableFolder }>();

  part(original: string, isFile: boolean): { name: string; inside: PortableFolder } {
    const known = this.#parts.get(original);
    if (known !== undefined) return known;
    const { stem, extension } = isFile ? splitExtension(original) : { stem: original, extension: '' };
    const name = this.#names.take(stem, isFile ? '文件' : '文件夹', undefined, extension);
    const part = { name, inside: new PortableFolder() };
    this.#parts.set(original, part);
    return part;
  }
}

function isPortable(path: string): boolean {
  return path.split('/').every((part) => safeName(part, '文件') === part);
}

/**
 * Paths as FAT32 and NTFS take them, by the paths as they are; no two become one. A path that is fit keeps its name
 * whatever else is there: a package that is renamed no longer is what its manifest says.
 */
export function portablePaths(paths: readonly string[]): Map<string, string> {
  const root = new PortableFolder();
  const fitFirst = [...paths].sort(
    (a, b) => Number(isPortable(b)) - Number(isPortable(a)) || (a < b ? -1 : 1),
  );
  return new Map(
    fitFirst.map((path) => {
      const parts = path.split('/');
      let folder = root;
      const portable = parts.map((part, index) => {
        const { name, inside } = folder.part(part, index === parts.length - 1);
        folder = inside;
        return name;
      });
      return [path, portable.join('/')];
    }),
  );
}
