import { type Entry, getFileNameLowLevel } from 'yauzl';
import { DossierError } from '../../shared/errors.ts';
import { nameKey } from './names.ts';

/** What an archive may hold at most; beyond it, it is refused as a bomb. Sizes in bytes, inflated. */
export interface ArchiveLimits {
  entries: number;
  bytesPerFile: number;
  bytesInAll: number;
  /** Inflated to packed size, judged once `ratioFrom` bytes have come out: text compresses well, and may. */
  ratio: number;
  ratioFrom: number;
}

export const DRAFT_LIMITS: ArchiveLimits = {
  entries: 20_000,
  bytesPerFile: 1 << 30,
  bytesInAll: 4 * 2 ** 30,
  ratio: 100,
  ratioFrom: 100 << 20,
};

export interface ArchiveEntry {
  /** With `/`, relative, no `.` or `..`, without the closing `/` of a folder. */
  name: string;
  folder: boolean;
  raw: Entry;
}

const UTF8_FLAG = 0x800;
const UNICODE_PATH_FIELD = 0x7075;

/** Name in the encoding that the packer meant: UTF-8 where said or evident, else GBK as Chinese Windows writes it. */
function decodedName(raw: Entry): string {
  const says = (raw.generalPurposeBitFlag & UTF8_FLAG) !== 0;
  if (says || raw.extraFields.some((field) => field.id === UNICODE_PATH_FIELD)) {
    return getFileNameLowLevel(raw.generalPurposeBitFlag, raw.fileNameRaw, raw.extraFields, true);
  }
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(raw.fileNameRaw);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return raw.fileNameRaw.toString('latin1');
}

const MADE_ON_UNIX = 3;

/**
 * Windows PowerShell’s Compress-Archive writes `\` between folders (APPNOTE 4.4.17.1 wants `/`). On Unix it is a character like others
 * and stays, to be refused.
 */
function withSlashes(name: string, raw: Entry): string {
  return raw.versionMadeBy >>> 8 === MADE_ON_UNIX ? name : name.replaceAll('\\', '/');
}

/** Why an entry is refused that only a password opens: no harm, but nothing that can be read. */
export const ENCRYPTED = '已加密';

const FILE_TYPE_MASK = 0o170000;
const SYMBOLIC_LINK = 0o120000;
const REGULAR_FILE = 0o100000;
const DIRECTORY = 0o040000;

const SHOWN_START = 60;
const SHOWN_END = 30;

/** An entry's name for a message: no controls, and cut in the middle where it is long. */
export function shownEntry(name: string): string {
  const visible = name.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '');
  if (visible.length <= SHOWN_START + SHOWN_END) return visible;
  return `${visible.slice(0, SHOWN_START)}…${visible.slice(-SHOWN_END)}`.toWellFormed();
}

/** Why an entry is refused, in Chinese, or undefined. */
function danger(name: string, raw: Entry): string | undefined {
  if (name.includes('\\')) return '的名称含有反斜杠';
  if (name.includes('\0')) return '的名称含有空字符';
  if (name.startsWith('/')) return '使用绝对路径，会写到草稿之外';
  if (/^[A-Za-z]:/.test(name)) return '带有盘符，会写到草稿之外';
  if (name.split('/').includes('..')) return '会写到草稿文件夹之外';
  if (name.length > 1000) return '的名称过长';
  const type = (raw.externalFileAttributes >>> 16) & FILE_TYPE_MASK;
  if (type === SYMBOLIC_LINK) return '是指向别处的链接';
  // Packers other than Unix ones leave the type at 0.
  if (type !== 0 && type !== REGULAR_FILE && type !== DIRECTORY) return '不是普通文件';
  if (raw.isEncrypted()) return ENCRYPTED;
  return undefined;
}

/** Judges one entry by its directory record alone, before any byte of it is inflated. */
export function judgeEntry(archive: string, raw: Entry): ArchiveEntry {
  const written = withSlashes(decodedName(raw), raw);
  const reason = danger(written, raw);
  const refuse = (why: string) =>
    new DossierError('archiveUnsafe', { path: archive, entry: shownEntry(written), reason: why });
  if (reason !== undefined) throw refuse(reason);
  if (!raw.canDecodeFileData()) {
    throw new DossierError('archiveDamaged', {
      path: archive,
      detail: `“${shownEntry(written)}”的压缩方式不受支持`,
    });
  }
  const parts = written.split('/').filter((part) => part !== '.');
  const folder = parts.at(-1) === '';
  if (folder) parts.pop();
  if (parts.length > 0 && parts.some((part) => part === '')) throw refuse('的路径含有空的一级');
  if (parts.length > 40) throw refuse('的文件夹层数过多');
  return { name: parts.join('/'), folder, raw };
}

/** Judges the directory as a whole: collisions, overlapping data, declared sizes. */
export function judgeDirectory(archive: string, entries: ArchiveEntry[], limits: ArchiveLimits): void {
  const refuse = (entry: string, reason: string) =>
    new DossierError('archiveUnsafe', { path: archive, entry: shownEntry(entry), reason });
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const { name, folder } of entries) {
    const key = nameKey(name);
    if (!folder) {
      if (files.has(key)) throw refuse(name, '与另一个条目重名（含仅大小写不同）');
      files.add(key);
    }
    const parts = key.split('/');
    for (let depth = folder ? parts.length : parts.length - 1; depth > 0; depth -= 1) {
      folders.add(parts.slice(0, depth).join('/'));
    }
  }
  for (const { name, folder } of entries) {
    if (!folder && folders.has(nameKey(name))) throw refuse(name, '与同名文件夹冲突');
  }
  let total = 0;
  for (const { name, raw } of entries) {
    if (raw.uncompressedSize > limits.bytesPerFile) throw refuse(name, '解压后过大');
    total += raw.uncompressedSize;
    if (total > limits.bytesInAll) throw refuse(name, '使解压后的总大小超过上限');
  }
  const byOffset = entries.map(({ raw, name }) => ({ raw, name }));
  byOffset.sort((a, b) => a.raw.relativeOffsetOfLocalHeader - b.raw.relativeOffsetOfLocalHeader);
  for (const [index, { raw, name }] of byOffset.entries()) {
    const next = byOffset[index + 1];
    if (next === undefined) break;
    const end = raw.relativeOffsetOfLocalHeader + 30 + raw.compressedSize;
    // Overlapping entries are how a small archive claims endless contents (D. Fifield, “A better zip bomb”).
    if (end > next.raw.relativeOffsetOfLocalHeader) throw refuse(name, '与另一个条目的数据重叠');
  }
}
