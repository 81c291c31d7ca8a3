/**
 * Names that FAT32, exFAT, NTFS, APFS and ext4 all take. ext4 counts bytes (255), the others UTF-16
 * units; Windows programs stumble over whole paths beyond 260 units, so parts are kept short.
 */
const LONGEST_NAME_UNITS = 100;
const LONGEST_NAME_BYTES = 240;

/** Full-width twins of the characters that Windows forbids, so that a name still reads as it was meant. */
const FORBIDDEN: Record<string, string> = {
  '\\': '＼',
  '/': '／',
  ':': '：',
  '*': '＊',
  '?': '？',
  '"': '＂',
  '<': '＜',
  '>': '＞',
  '|': '｜',
};

/** Device names of Windows, reserved with any extension (learn.microsoft.com, “Naming Files”). */
const RESERVED = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)/i;

/** Whether Windows keeps a name for a device, so that no file can have it there. */
export function isReservedName(name: string): boolean {
  return RESERVED.test(name);
}

/** Drops what cannot stand in a name or would deceive the eye: controls, lone surrogates, bidi marks, zero-width signs. */
function cleaned(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD\uFFFE\uFFFF]/gu, '')
    .replace(/[\\/:*?"<>|]/g, (character) => FORBIDDEN[character] ?? '')
    .replace(/\p{Zs}+/gu, ' ');
}

function withoutEdges(text: string): string {
  return text.replace(/^ +/, '').replace(/[ .]+$/, '');
}

/** Made once: each costs as much as cutting a hundred names. */
const CHARACTERS = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The longest beginning of `text` within both limits; never cuts a character in two. */
function shortened(text: string, units: number, bytes: number): string {
  let result = '';
  let usedBytes = 0;
  for (const { segment } of CHARACTERS.segment(text)) {
    usedBytes += Buffer.byteLength(segment);
    if (result.length + segment.length > units || usedBytes > bytes) break;
    result += segment;
  }
  return result;
}

/**
 * A valid name for one file or folder. `longest` is in UTF-16 units and at most 100; `extension`
 * (with its dot) is kept whole. Empty results become `fallback`.
 */
export function safeName(
  text: string,
  fallback: string,
  longest = LONGEST_NAME_UNITS,
  extension = '',
): string {
  const limit = Math.min(longest, LONGEST_NAME_UNITS);
  const ending = cleaned(extension).replace(/[ .]+$/, '');
  const units = Math.max(1, limit - ending.length);
  const bytes = Math.max(4, LONGEST_NAME_BYTES - Buffer.byteLength(ending));
  const stem = withoutEdges(shortened(withoutEdges(cleaned(text)), units, bytes));
  const name = `${stem === '' ? fallback : stem}${ending}`;
  if (!isReservedName(name)) return name;
  return `_${withoutEdges(shortened(stem, units - 1, bytes - 1))}${ending}`;
}

/** Splits `报告.tar.gz` into `报告.tar` and `.gz`; an ending that is no extension stays in the stem. */
export function splitExtension(name: string): { stem: string; extension: string } {
  const match = /^(.+?)(\.[A-Za-z0-9]{1,8})$/s.exec(name);
  return match?.[1] === undefined || match[2] === undefined
    ? { stem: name, extension: '' }
    : { stem: match[1], extension: match[2] };
}

/** Two names that are one on a file system that ignores case or Unicode form. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase();
}

/** Gives names that are unique within one folder: a second `报告.pdf` becomes `报告 (2).pdf`. */
export class FolderNames {
  readonly #taken = new Set<string>();

  take(text: string, fallback: string, longest = LONGEST_NAME_UNITS, extension = ''): string {
    for (let attempt = 1; ; attempt += 1) {
      const mark = attempt === 1 ? '' : ` (${attempt})`;
      const name = safeName(text, fallback, longest, `${mark}${extension}`);
      const key = nameKey(name);
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

/** `<企业名称>-<申报类别>-<yyyymmdd>-<对照码>`: the package's folder (design.md, Package). */
export function packageName(input: {
  applicant: string;
  programmeName: string;
  date: string;
  twinCode: string;
}): string {
  const applicant = safeName(input.applicant, '未填企业名称', 40);
  const programme = safeName(input.programmeName, '申报', 20);
  return `${applicant}-${programme}-${input.date.replaceAll('-', '')}-${input.twinCode}`;
}
