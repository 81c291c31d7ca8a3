import { MANIFEST_FILE } from '../package/manifest.ts';
import { isArchiveName } from './harmful-names.ts';

/** A zip with the names of its files, as its directory tells them. */
export interface ListedArchive {
  path: string;
  /** Its name as the person knows it. */
  name: string;
  files: readonly { name: string; bytes: number }[];
}

/** Zips that are taken in together: one, or the mail parts of one package. */
export interface ArchiveGroup {
  /** As the package is told of. */
  name: string;
  archives: readonly ListedArchive[];
  /** Of the mail parts: those that are not there, and how many there should be. */
  missing: { numbers: number[]; total: number } | undefined;
}

/** `write-mail` names its zips so; a browser that had the name already adds a number. */
const MAIL_PART = /^(.+)-邮件(\d{1,3})of(\d{1,3})(?: ?\(\d{1,3}\)|（\d{1,3}）)?\.zip$/i;
const LITTER = /^__MACOSX\//;

interface MailPart {
  archive: ListedArchive;
  number: number;
  total: number;
}

/** The folder that everything in a zip lies in, or empty. */
function topFolder({ files }: ListedArchive): string {
  const own = files.map(({ name }) => name).filter((name) => !LITTER.test(name));
  const [first = ''] = own;
  const top = first.slice(0, first.indexOf('/') + 1);
  return top !== '' && own.every((name) => name.startsWith(top)) ? top.slice(0, -1) : '';
}

/** The folders of a zip (empty for its top) that are packages: those that hold a manifest, the outermost of them. */
export function packageRoots(names: readonly string[]): string[] {
  const roots = names
    .filter((name) => !LITTER.test(name) && (name === MANIFEST_FILE || name.endsWith(`/${MANIFEST_FILE}`)))
    .map((name) => name.slice(0, -MANIFEST_FILE.length));
  const known = new Set(roots);
  const outermost = roots.filter((root) => !foldersAbove(root).some((outer) => known.has(outer)));
  return [...new Set(outermost)].sort((a, b) => a.length - b.length);
}

/** Every folder that one lies in, with `/` at its end, and the top, which is empty. */
function foldersAbove(folder: string): string[] {
  const parts = folder.split('/').slice(0, -1);
  return parts.map((_part, depth) =>
    parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join(''),
  );
}

/** Archives in a zip that belong to no package of it. */
export function nestedArchives(names: readonly string[], roots: readonly string[]): string[] {
  return names.filter(
    (name) => !LITTER.test(name) && isArchiveName(name) && !roots.some((root) => name.startsWith(root)),
  );
}

function mailPartOf(archive: ListedArchive): MailPart | undefined {
  const [, , number, total] = MAIL_PART.exec(archive.name) ?? [];
  if (number === undefined || total === undefined) return undefined;
  const part = { archive, number: Number(number), total: Number(total) };
  return part.number >= 1 && part.number <= part.total ? part : undefined;
}

function groupOfParts(name: string, parts: readonly MailPart[]): ArchiveGroup {
  const byNumber = new Map(parts.map((part) => [part.number, part]));
  const total = Math.max(...parts.map((part) => part.total));
  const numbers = Array.from({ length: total }, (_each, index) => index + 1).filter(
    (each) => !byNumber.has(each),
  );
  const archives = [...byNumber.values()].sort((a, b) => a.number - b.number).map(({ archive }) => archive);
  return { name, archives, missing: numbers.length === 0 ? undefined : { numbers, total } };
}

/**
 * Puts the mail parts of a package together, by the folder that they unpack to and by their names; where
 * mail programs gave other names, a zip without a manifest joins the one zip with the same folder that has one.
 */
export function groupArchives(archives: readonly ListedArchive[]): ArchiveGroup[] {
  const parts = new Map<string, MailPart[]>();
  const rest: ListedArchive[] = [];
  for (const archive of archives) {
    const part = mailPartOf(archive);
    const top = topFolder(archive);
    if (part === undefined || top === '') rest.push(archive);
    else parts.set(`${part.total}/${top}`, [...(parts.get(`${part.total}/${top}`) ?? []), part]);
  }
  const named = [...parts].map(([key, group]) => groupOfParts(key.slice(key.indexOf('/') + 1), group));

  const wholes = rest.filter((archive) => packageRoots(archive.files.map(({ name }) => name)).length > 0);
  const loose = rest.filter((archive) => !wholes.includes(archive));
  const groups = wholes.map((archive): ArchiveGroup => {
    const top = topFolder(archive);
    const isOnly = top !== '' && wholes.filter((other) => topFolder(other) === top).length === 1;
    const others = isOnly ? loose.filter((other) => topFolder(other) === top) : [];
    const name = others.length > 0 ? top : archive.name;
    return { name, archives: [archive, ...others], missing: undefined };
  });
  const taken = new Set(groups.flatMap((group) => group.archives));
  const alone = loose
    .filter((archive) => !taken.has(archive))
    .map((archive): ArchiveGroup => ({ name: archive.name, archives: [archive], missing: undefined }));
  return [...named, ...groups, ...alone];
}
