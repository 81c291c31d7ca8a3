import table from './gbt4754-2017.json' with { type: 'json' };

/**
 * 《国民经济行业分类》GB/T 4754—2017 with 第1号修改单 (2019): 20 门类, 97 大类, 473 中类, 1382 小类.
 * Codes and names as data/README.md says they were checked.
 */

export type IndustryLevel = 'section' | 'division' | 'group' | 'class';

export interface IndustryName {
  code: string;
  name: string;
}
export interface Industry extends IndustryName {
  /** 门类 (`C`), 大类 (`36`), 中类 (`361`), 小类 (`3612`). */
  level: IndustryLevel;
  /** From the 门类 down to this entry itself. */
  path: readonly IndustryName[];
}

/** All entries in the standard's order, each before its own subdivisions. */
const INDUSTRIES: readonly Industry[] = table.sections.flatMap((section) => {
  const sectionPath = [nameOf(section)];
  return [
    entry('section', sectionPath),
    ...section.divisions.flatMap((division) => {
      const divisionPath = [...sectionPath, nameOf(division)];
      return [
        entry('division', divisionPath),
        ...division.groups.flatMap((group) => {
          const groupPath = [...divisionPath, nameOf(group)];
          return [
            entry('group', groupPath),
            ...group.classes.map((each) => entry('class', [...groupPath, nameOf(each)])),
          ];
        }),
      ];
    }),
  ];
});

const BY_CODE: ReadonlyMap<string, Industry> = new Map(
  INDUSTRIES.map((industry) => [industry.code, industry]),
);

function nameOf({ code, name }: IndustryName): IndustryName {
  return { code, name };
}

function entry(level: IndustryLevel, path: readonly IndustryName[]): Industry {
  const { code, name } = path.at(-1) ?? { code: '', name: '' };
  return { code, name, level, path };
}

/**
 * The entry of a code exactly as the standard writes it: `C`, `36`, `361`, `3612`.
 * Undefined for anything else; a search takes looser writing.
 */
export function industryByCode(code: string): Industry | undefined {
  return BY_CODE.get(code);
}

/** 制造业>汽车制造业>汽车整车制造>新能源车整车制造 */
export function industryPath(industry: Industry): string {
  return industry.path.map((each) => each.name).join('>');
}

/** All entries of one level in the standard's order: the 97 大类 for a list to choose from. */
export function industriesOfLevel(level: IndustryLevel): Industry[] {
  return INDUSTRIES.filter((industry) => industry.level === level);
}

/** Full-width forms and brackets as half-width, so that “(” finds “（”; letters small. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

interface SearchEntry {
  industry: Industry;
  code: string;
  name: string;
  /** Names of the entry and of all above it. */
  path: string;
}

let searchEntries: readonly SearchEntry[] | undefined;

/** Made at the first search: exports never search, and start faster without it. */
function allSearchEntries(): readonly SearchEntry[] {
  searchEntries ??= INDUSTRIES.map((industry) => ({
    industry,
    code: folded(industry.code),
    name: folded(industry.name),
    path: folded(industryPath(industry)),
  }));
  return searchEntries;
}

/**
 * Finds entries by code and by Chinese words, best first. Words are separated by white space or
 * 、，, / and must all match: digits (with or without the letter of the 门类, `36`, `C3612`) the
 * beginning of the code, a single letter the 门类, any other word the entry's name or a name above it.
 * Order: exact code, exact name, code or name that begins with the words, words in the name itself,
 * words found only above it; then the shorter path, the shorter name (unless only codes are
 * asked for), the code.
 * Gives at most `limit` entries; none for a blank query. `levels` narrows the kind of entry.
 */
export function searchIndustries(
  query: string,
  limit: number,
  levels?: readonly IndustryLevel[],
): Industry[] {
  const words = folded(query)
    .split(/[\s、,/>]+/)
    .filter((word) => word !== '');
  if (words.length === 0 || !(limit >= 1)) return [];
  const whole = words.join('');
  const byCode = words.every(isCodeWord);

  const found: { entry: SearchEntry; rank: number }[] = [];
  for (const each of allSearchEntries()) {
    if (levels !== undefined && !levels.includes(each.industry.level)) continue;
    if (words.every((word) => matches(each, word)))
      found.push({ entry: each, rank: rankOf(each, words, whole) });
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.entry.industry.path.length - b.entry.industry.path.length ||
      (byCode ? 0 : a.entry.name.length - b.entry.name.length) ||
      (a.entry.code < b.entry.code ? -1 : 1),
  );
  return found.slice(0, limit).map(({ entry: each }) => each.industry);
}

/** `36`, `c36` and `c` ask for a code; no name holds such a word. */
const CODE_WORD = /^([a-t]?)(\d*)$/;

function isCodeWord(word: string): boolean {
  return CODE_WORD.test(word);
}

/** The digits a code word asks for, or undefined where its letter is not the entry's own 门类. */
function digitsFor(each: SearchEntry, word: string): string | undefined {
  const [, letter = '', digits = ''] = CODE_WORD.exec(word) ?? [];
  return letter === '' || letter === each.industry.path[0]?.code.toLowerCase() ? digits : undefined;
}

function matches(each: SearchEntry, word: string): boolean {
  if (!isCodeWord(word)) return each.path.includes(word);
  const digits = digitsFor(each, word);
  return digits !== undefined && (digits === '' || each.code.startsWith(digits));
}

function isExactCode(each: SearchEntry, word: string): boolean {
  return isCodeWord(word) && (word === each.code || digitsFor(each, word) === each.code);
}

function rankOf(each: SearchEntry, words: readonly string[], whole: string): number {
  if (words.some((word) => isExactCode(each, word))) return 0;
  if (each.name === whole) return 1;
  const first = words[0] ?? '';
  if (isCodeWord(first) || each.name.startsWith(first)) return 2;
  return words.every((word) => isCodeWord(word) || each.name.includes(word)) ? 3 : 4;
}
