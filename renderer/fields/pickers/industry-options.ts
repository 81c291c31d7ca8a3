import {
  type Industry,
  industriesOfLevel,
  industryByCode,
  searchIndustries,
} from '../../../shared/reference/industries.ts';

/** An entry of GB/T 4754 with what lies below it, as a cascade shows it. */
export interface IndustryOption {
  value: string;
  label: string;
  children?: IndustryOption[];
}

type Asked = 'division' | 'class';
const LEVELS = ['section', 'division', 'group', 'class'] as const;
/** 门类 C. */
const MANUFACTURING = 'C';
const MOST_FOUND = 200;

function below(parent: Industry | undefined, depth: number, last: number): IndustryOption[] {
  const level = LEVELS[depth];
  if (level === undefined) return [];
  return industriesOfLevel(level)
    .filter((each) => parent === undefined || each.path.at(-2)?.code === parent.code)
    .map((each) => ({
      value: each.code,
      label: `${each.code} ${each.name}`,
      ...(depth < last ? { children: below(each, depth + 1, last) } : {}),
    }));
}

const made = new Map<Asked, IndustryOption[]>();

/** The whole tree down to 大类 or 小类; made when it is first opened. */
export function industryOptions(level: Asked): IndustryOption[] {
  const known = made.get(level) ?? below(undefined, 0, LEVELS.indexOf(level));
  made.set(level, known);
  return known;
}

/** The codes from the 门类 down to an entry. */
export function codePath(code: string): string[] {
  return industryByCode(code)?.path.map((each) => each.code) ?? [];
}

let lastSearch: { typed: string; level: Asked; ranks: ReadonlyMap<string, number> } | undefined;

/** Places of what a search finds, by code, best first; the last search is remembered, for a cascade asks once an entry. */
export function foundRanks(typed: string, level: Asked): ReadonlyMap<string, number> {
  if (lastSearch?.typed !== typed || lastSearch.level !== level) {
    const found = searchIndustries(typed, MOST_FOUND, [level]);
    // Those who apply make things or serve makers: 汽车 is 3611 before it is the hire of cars.
    const exact = found.filter(({ code, name }) => code === typed.trim() || name === typed.trim());
    const made = found.filter((each) => !exact.includes(each) && each.path[0]?.code === MANUFACTURING);
    const others = found.filter((each) => !exact.includes(each) && !made.includes(each));
    lastSearch = {
      typed,
      level,
      ranks: new Map([...exact, ...made, ...others].map(({ code }, rank) => [code, rank])),
    };
  }
  return lastSearch.ranks;
}

/** The entry of an answer: a code, perhaps with its name behind it as an older file wrote it. */
export function industryOf(written: string): Industry | undefined {
  const [, code = ''] = /^\s*[A-Ta-t]?(\d{2,4})/.exec(written.normalize('NFKC')) ?? [];
  return industryByCode(code);
}

/** 制造业 > 汽车制造业 > 汽车整车制造 */
export function pathAbove(industry: Industry): string {
  return industry.path
    .slice(0, -1)
    .map(({ name }) => name)
    .join(' > ');
}
