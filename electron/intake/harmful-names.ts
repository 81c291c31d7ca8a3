import { isReservedName, nameKey } from '../package/names.ts';

/** UTF-16 units of a path inside a package; Windows programs stumble over 260 with the folders above it. */
const LONGEST_PATH = 200;

function partTrouble(part: string): string | undefined {
  if (part === '' || part === '.' || part === '..') return '会写到文件夹之外';
  if (/[\\/:*?"<>|]/.test(part)) return '名称含有 \\ / : * ? " < > | 等 Windows 不能用的字符';
  // Bidirectional marks and zero-width signs make a name look like another.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(part) || !part.isWellFormed()) return '名称含有看不见的控制字符';
  if (/[. ]$/.test(part)) return '名称以点或空格结尾，Windows 会把它改成另一个名称';
  if (isReservedName(part)) return '是 Windows 保留的设备名称';
  return undefined;
}

/**
 * Why files must not be written under these names, or undefined. Asked before any of them is: in a folder
 * of a system that takes them they could still not be copied to the city's computer or a stick.
 *
 * @param paths inside the package, with `/`
 */
export function harmInNames(paths: Iterable<string>): { path: string; reason: string } | undefined {
  const files = new Map<string, string>();
  const folders = new Set<string>();
  for (const path of paths) {
    const trouble = path.split('/').map(partTrouble).find(Boolean);
    if (trouble !== undefined) return { path, reason: trouble };
    if (path.length > LONGEST_PATH) return { path, reason: '路径过长' };
    const key = nameKey(path);
    if (files.has(key)) return { path, reason: '与另一个文件重名（Windows 不分大小写）' };
    files.set(key, path);
    const parts = key.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) folders.add(parts.slice(0, depth).join('/'));
  }
  for (const [key, path] of files) if (folders.has(key)) return { path, reason: '与同名文件夹冲突' };
  return undefined;
}

/** “大包.zip.001”, “大包.part2.rar”, “大包.z01”, “大包.r00”: none of them is anything without the others. */
const VOLUME = /(\.(zip|7z|rar|tar)\.\d{3}|\.part\d{1,3}\.rar|\.[zr]\d{2,3})$/i;

/** Whether a name is one volume's of an archive that was cut into several. */
export function isVolumeName(name: string): boolean {
  return VOLUME.test(name);
}

const ARCHIVE = /\.(zip|rar|7z|tar|tgz|gz|bz2|xz|cab|iso)$/i;

/** Whether a name is an archive's: what lies in it is not looked at, and could be anything. */
export function isArchiveName(name: string): boolean {
  return ARCHIVE.test(name) || VOLUME.test(name);
}
