import { z } from 'zod';
import recorded from './sme-size-standard-2011.json' with { type: 'json' };

/**
 * 《中小企业划型标准规定》(工信部联企业〔2011〕300号), with the mapping from GB/T 4754—2017 of
 * 国统字〔2017〕213号. How sure each value is stands in data/README.md.
 */
const boundsSchema = z.object({
  employees: z.number().optional(),
  revenue: z.number().optional(),
  assets: z.number().optional(),
});
const TABLE = z
  .object({
    title: z.string(),
    document_number: z.string(),
    industries: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        indicators: z.array(z.enum(['employees', 'revenue', 'assets'])).min(1),
        lower_bounds: z.object({ 小型: boundsSchema, 中型: boundsSchema, 大型: boundsSchema }),
      }),
    ),
    gbt4754_2017_mapping: z.object({
      rules: z.array(
        z.object({
          prefixes: z.array(z.string()),
          industry_id: z.string().nullable(),
          status: z.enum(['not_covered', 'uncertain']).optional(),
        }),
      ),
    }),
  })
  .parse(recorded);

export type EnterpriseSize = '大型' | '中型' | '小型' | '微型';
type SizeIndustry = (typeof TABLE.industries)[number];
type Indicator = SizeIndustry['indicators'][number];
const SIZES_ABOVE_MICRO = ['大型', '中型', '小型'] as const;
/** The size whose bounds an enterprise of this size has not all reached. */
const NEXT_SIZE = { 大型: undefined, 中型: '大型', 小型: '中型', 微型: '小型' } as const;
const INDICATORS: Record<Indicator, { label: string; unit: string }> = {
  employees: { label: '从业人员', unit: '人' },
  revenue: { label: '营业收入', unit: '万元' },
  assets: { label: '资产总额', unit: '万元' },
};
const STANDARD = `《${TABLE.title}》（${TABLE.document_number}）`;

/** Figures of the last full year; what is unknown may be left out. */
export interface SizeFigures {
  /** 从业人员 at the year's end, persons. */
  employees?: number | null | undefined;
  /** 营业收入, 万元. */
  revenueWan?: number | null | undefined;
  /** 资产总额, 万元. */
  assetsWan?: number | null | undefined;
}

export type EnterpriseSizeJudgement =
  | {
      known: true;
      size: EnterpriseSize;
      /** Id and name of the industry in the standard: `industry`, 工业. */
      industryId: string;
      industry: string;
      /** Plain Chinese: the bounds that decide and the figures held against them. */
      explanation: string;
    }
  | {
      known: false;
      reason: 'unknownCode' | 'finerCodeNeeded' | 'notCovered' | 'unsettled' | 'figuresMissing';
      /** Plain Chinese: why, and what would help. */
      explanation: string;
    };

export type SizeIndustryMatch =
  | { found: true; id: string; name: string }
  | { found: false; reason: 'unknownCode' | 'finerCodeNeeded' | 'notCovered' | 'unsettled' };

interface MappingRule {
  prefix: string;
  industryId: string | null;
  status: 'not_covered' | 'uncertain' | undefined;
}

/** Longest prefix first, as the mapping is to be read: 591 is 交通运输业 though 59 is 仓储业. */
const MAPPING: readonly MappingRule[] = TABLE.gbt4754_2017_mapping.rules
  .flatMap((rule) =>
    rule.prefixes.map((prefix) => ({ prefix, industryId: rule.industry_id, status: rule.status })),
  )
  .sort((a, b) => b.prefix.length - a.prefix.length);

/**
 * The industry of the standard that a 大类, 中类 or 小类 code (two to four digits) belongs to, or why
 * there is none: `finerCodeNeeded` where the code's subdivisions belong to different industries (59, 70),
 * `notCovered` for 铁路, 金融, 教育, 卫生 and public bodies, `unsettled` for 704 房地产租赁经营.
 */
export function sizeIndustryOf(industryCode: string): SizeIndustryMatch {
  const industry = industryFor(industryCode);
  return 'industry' in industry
    ? { found: true, id: industry.industry.id, name: industry.industry.name }
    : { found: false, ...industry };
}

function industryFor(
  code: string,
): { industry: SizeIndustry } | { reason: 'unknownCode' | 'finerCodeNeeded' | 'notCovered' | 'unsettled' } {
  if (!/^\d{2,4}$/.test(code)) return { reason: 'unknownCode' };
  if (MAPPING.some(({ prefix }) => prefix.length > code.length && prefix.startsWith(code)))
    return { reason: 'finerCodeNeeded' };
  const rule = MAPPING.find(({ prefix }) => code.startsWith(prefix));
  if (rule === undefined) return { reason: 'unknownCode' };
  const industry = TABLE.industries.find(({ id }) => id === rule.industryId);
  if (industry !== undefined) return { industry };
  return { reason: rule.status === 'uncertain' ? 'unsettled' : 'notCovered' };
}

/**
 * Judges an enterprise's size. 大型, 中型 and 小型 need every listed indicator at its lower bound
 * (及以上), else it is one step less; 微型 is what remains. A missing figure leaves the size open
 * unless the others settle it. Takes a code of GB/T 4754—2017 with two to four digits.
 * Source: 工信部联企业〔2011〕300号, 国统字〔2017〕213号.
 */
export function judgeEnterpriseSize(industryCode: string, figures: SizeFigures): EnterpriseSizeJudgement {
  const match = industryFor(industryCode);
  if (!('industry' in match))
    return { known: false, reason: match.reason, explanation: unplaced(industryCode, match.reason) };
  const { industry } = match;

  const given: Record<Indicator, number | undefined> = {
    employees: finite(figures.employees),
    revenue: finite(figures.revenueWan),
    assets: finite(figures.assetsWan),
  };
  const least = sizeOf(industry, (indicator) => given[indicator] ?? Number.NEGATIVE_INFINITY);
  const most = sizeOf(industry, (indicator) => given[indicator] ?? Number.POSITIVE_INFINITY);
  if (least !== most) {
    const missing = industry.indicators.filter((indicator) => given[indicator] === undefined);
    const labels = missing.map((indicator) => INDICATORS[indicator].label).join('、');
    return {
      known: false,
      reason: 'figuresMissing',
      explanation: `按${STANDARD}，${industry.name}按${industry.indicators.map((each) => INDICATORS[each].label).join('、')}划型，还缺${labels}，暂不能判断（可能是${least}至${most}）。请补填。`,
    };
  }
  return {
    known: true,
    size: least,
    industryId: industry.id,
    industry: industry.name,
    explanation: explain(industry, least, given),
  };
}

function finite(value: number | null | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function sizeOf(industry: SizeIndustry, figure: (indicator: Indicator) => number): EnterpriseSize {
  const reached = SIZES_ABOVE_MICRO.find((size) =>
    industry.indicators.every((indicator) => figure(indicator) >= boundOf(industry, size, indicator)),
  );
  return reached ?? '微型';
}

function explain(
  industry: SizeIndustry,
  size: EnterpriseSize,
  given: Record<Indicator, number | undefined>,
): string {
  const held = industry.indicators
    .filter((indicator) => given[indicator] !== undefined)
    .map((indicator) => `${INDICATORS[indicator].label}${given[indicator]}${INDICATORS[indicator].unit}`)
    .join('、');
  const asked = size === '微型' ? '小型' : size;
  const opening = `按${STANDARD}，${industry.name}的${asked}企业须${demand(industry, asked)}；现填${held}`;
  const next = NEXT_SIZE[size];
  if (next === undefined) return `${opening}，属于大型企业。大型企业不属于中小企业。`;
  const short = industry.indicators
    .filter(
      (indicator) => (given[indicator] ?? Number.POSITIVE_INFINITY) < boundOf(industry, next, indicator),
    )
    .map(
      (indicator) =>
        `${INDICATORS[indicator].label}未达${next}下限${boundOf(industry, next, indicator)}${INDICATORS[indicator].unit}`,
    );
  return `${opening}，${short.join('，')}，属于${size}企业。`;
}

function boundOf(
  industry: SizeIndustry,
  size: (typeof SIZES_ABOVE_MICRO)[number],
  indicator: Indicator,
): number {
  return industry.lower_bounds[size][indicator] ?? 0;
}

function demand(industry: SizeIndustry, size: (typeof SIZES_ABOVE_MICRO)[number]): string {
  const bounds = industry.indicators.map(
    (indicator) =>
      `${INDICATORS[indicator].label}${boundOf(industry, size, indicator)}${INDICATORS[indicator].unit}及以上`,
  );
  return bounds.length > 1 ? `同时满足${bounds.join('、')}` : `满足${bounds.join('')}`;
}

function unplaced(
  code: string,
  reason: 'unknownCode' | 'finerCodeNeeded' | 'notCovered' | 'unsettled',
): string {
  switch (reason) {
    case 'unknownCode':
      return `行业代码“${code}”不在《国民经济行业分类》（GB/T 4754—2017）内，不能判断企业规模。请先选择所属行业。`;
    case 'finerCodeNeeded':
      return `行业代码“${code}”之下的各类适用不同的划型标准，请选择到小类后再判断企业规模。`;
    case 'notCovered':
      return `${STANDARD}没有列入行业“${code}”，不能据此判断企业规模。请核对行业代码，或向区县经信部门确认。`;
    case 'unsettled':
      return `行业“${code}”（房地产租赁经营）是否适用${STANDARD}尚无定论，请向区县经信部门确认企业规模。`;
  }
}
