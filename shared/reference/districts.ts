import { z } from 'zod';
import recorded from './chongqing-districts.json' with { type: 'json' };
import { namesOtherPlace } from './other-places.ts';

/**
 * The 41 bodies of Chongqing that may recommend an application: 38 区县（自治县） and the three that
 * the notice names besides (两江新区, 西部科学城重庆高新区, 万盛经开区), as of the notice's date. Codes
 * by GB/T 2260; regions by 一区两群; how sure each value is stands in data/README.md.
 */
const regionSchema = z.enum(['主城都市区', '渝东北', '渝东南']);
const districtSchema = z.object({
  name: z.string(),
  short_name: z.string().optional(),
  code: z.string().nullable(),
  kind: z.string(),
  region: regionSchema,
  investment_threshold_wan: z.number(),
  investment_threshold_wan_alternative: z.number().optional(),
});
const TABLE = z
  .object({
    thresholds: z.object({
      basis: z.string(),
      normal_wan: z.number(),
      relaxed_wan: z.number(),
      relaxed_regions: z.array(regionSchema),
    }),
    districts: z.array(districtSchema).length(38),
    recommending_bodies_special: z.array(districtSchema).length(3),
  })
  .parse(recorded);

export type Region = z.infer<typeof regionSchema>;
export interface District {
  /** Full official name, as an application prints it. */
  name: string;
  /** 石柱县 for 石柱土家族自治县; elsewhere the name itself. */
  shortName: string;
  /** Six digits of GB/T 2260; null for the three bodies that have none of their own. */
  code: string | null;
  /** 区, 县, 自治县, or what the notice's three bodies are. */
  kind: string;
  /** Of 垫江县 the region of the 2020 layout; see `possibleRegions`. */
  region: Region;
  /** One region, or the two of 垫江县: 渝东北 (2020 layout) and 主城都市区 (plan made public in 2024). */
  possibleRegions: readonly Region[];
  /** Least investment in 万元 that each of `possibleRegions` asks for, in the same order. */
  possibleThresholdsWan: readonly number[];
}

/** The clause of the notice that sets the thresholds. */
export const THRESHOLD_CLAUSE: string = TABLE.thresholds.basis;

/** Least 数字化转型投入 since 2024 for a region, 万元: 150, or half of it in 渝东北 and 渝东南 (notice 二（二）). */
function thresholdOfRegion(region: Region): number {
  const { relaxed_regions, relaxed_wan, normal_wan } = TABLE.thresholds;
  return relaxed_regions.includes(region) ? relaxed_wan : normal_wan;
}

/** All 41, the 38 in the order of their codes, then the notice's three. */
export const DISTRICTS: readonly District[] = [...TABLE.districts, ...TABLE.recommending_bodies_special].map(
  (row) => {
    // The only other region in question is the one with the normal threshold (垫江县).
    const other: Region[] = row.investment_threshold_wan_alternative === undefined ? [] : ['主城都市区'];
    const possibleRegions: Region[] = [row.region, ...other];
    return {
      name: row.name,
      shortName: row.short_name ?? row.name,
      code: row.code,
      kind: row.kind,
      region: row.region,
      possibleRegions,
      possibleThresholdsWan: possibleRegions.map(thresholdOfRegion),
    };
  },
);

/** Other customary names of the three bodies. */
const ALIASES: Record<string, string> = {
  重庆两江新区: '两江新区',
  重庆高新区: '西部科学城重庆高新区',
  高新区: '西部科学城重庆高新区',
  西部科学城: '西部科学城重庆高新区',
  重庆高新技术产业开发区: '西部科学城重庆高新区',
  重庆高新区直管园: '西部科学城重庆高新区',
  万盛经济技术开发区: '万盛经开区',
  万盛: '万盛经开区',
};

/** 渝中 for 渝中区; 石柱 for 石柱土家族自治县. One character alone (忠) is no name. */
function stemOf(district: District): string {
  const stem = district.shortName.replace(/[区县]$/, '');
  return stem.length > 1 ? stem : district.shortName;
}

const BY_NAME: ReadonlyMap<string, District> = new Map(
  DISTRICTS.flatMap((district) => {
    const aliases = Object.keys(ALIASES).filter((alias) => ALIASES[alias] === district.name);
    return [district.name, district.shortName, stemOf(district), ...aliases].map(
      (name): [string, District] => [name, district],
    );
  }),
);

/**
 * The body of a name. Takes the full name, the short one (石柱县), the bare stem (渝中), customary
 * names of the three bodies, each also after 重庆市 or 重庆, white space ignored. Undefined for any other text.
 */
export function findDistrict(name: string): District | undefined {
  const plain = name.replace(/\s/g, '');
  return BY_NAME.get(plain) ?? BY_NAME.get(plain.replace(/^重庆市?/, ''));
}

/** 重庆 as the name of a street in another city (重庆路, 重庆南路, 重庆中路, 重庆大道, 重庆道). */
const CHONGQING = /重庆(?![东南西北中一二三四五]?(?:路(?!桥)|街|大道|道(?!路)))|chongqing/i;

/** Bare stems that are also common words or names elsewhere, so that they need 区 or 重庆. */
const COMMON_STEMS: readonly string[] = ['江北', '南岸', '长寿'];
const FULL_NAMES: readonly string[] = [
  ...new Set(DISTRICTS.flatMap(({ name, shortName }) => [name, shortName])),
];
const STEMS: readonly string[] = DISTRICTS.map(stemOf).filter((stem) => !COMMON_STEMS.includes(stem));

/**
 * Whether a place in free text (地点 of a case, an address) lies in Chongqing: true where it names
 * 重庆 or one of its districts before any other province or city, as Chinese addresses go from the
 * large to the small. “浙江省宁波市江北区” is Ningbo's; “青岛市重庆南路” is a street.
 * A district's stem without 区 or 县 counts at the beginning only (渝北回兴街道); texts that name no
 * place of Chongqing are false. Takes any text.
 */
export function isInChongqing(place: string): boolean {
  const text = place.replace(/\s/g, '').replace(/^(?:中国|中华人民共和国)/, '');
  const start = firstOf([
    text.search(CHONGQING),
    ...FULL_NAMES.map((name) => indexOfDistrict(text, name)),
    stemIndex(text),
  ]);
  return start !== undefined && !namesOtherPlace(text.slice(0, start));
}

/** 江北区 must not begin inside another name (浙江北区, 镇江北区, 宁波江北区). */
function indexOfDistrict(text: string, name: string): number {
  if (name !== '江北区') return text.indexOf(name);
  return text.search(/(?<![\p{Script=Han}--[市庆于在]])江北区/v);
}

function stemIndex(text: string): number {
  if (COMMON_STEMS.includes(text)) return 0;
  return STEMS.some((stem) => text.startsWith(stem)) ? 0 : -1;
}

function firstOf(indexes: readonly number[]): number | undefined {
  const found = indexes.filter((index) => index >= 0);
  return found.length === 0 ? undefined : Math.min(...found);
}
