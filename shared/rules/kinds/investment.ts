import { z } from 'zod';
import type { District } from '../../reference/districts.ts';
import { findDistrict } from '../../reference/districts.ts';
import { ruleKind } from '../rule-kind.ts';
import { FEN_PER_WAN, formatNumber, formatWan } from '../wording.ts';

const BASIS_NAMES = { total: '价税合计', amount: '不含税金额' } as const;

/** What R18 is given: where the ledger, the window of issue and the district are found, and the thresholds. */
export const investmentParameters = z.strictObject({
  ledger: z.string(),
  from: z.iso.date(),
  until: z.string(),
  district: z.string(),
  chosenRegion: z.string(),
  thresholdWan: z.number().positive(),
  relaxedShare: z.number().positive().max(1),
  relaxedRegions: z.array(z.string()),
});

/** Least investment that a district asks for, 万元; two figures while its region is an open question (垫江县). */
export interface Thresholds {
  district: District | undefined;
  least: number;
  most: number;
}

/** @param chosenRegion what the applicant says of a district whose region is open; any text otherwise */
export function thresholdsFor(
  parameters: z.infer<typeof investmentParameters>,
  districtName: string,
  chosenRegion: string,
): Thresholds {
  const thresholdOf = (region: string) =>
    parameters.relaxedRegions.includes(region)
      ? parameters.thresholdWan * parameters.relaxedShare
      : parameters.thresholdWan;
  const district = findDistrict(districtName.slice(0, 100));
  const regions: readonly string[] = district?.possibleRegions ?? ['主城都市区'];
  const possible = regions.length > 1 && regions.includes(chosenRegion) ? [chosenRegion] : regions;
  const thresholds = possible.map(thresholdOf);
  return { district, least: Math.min(...thresholds), most: Math.max(...thresholds) };
}

/**
 * R18: the ledger's counted sum reaches the district's threshold (通知二（二）). Where the notice leaves
 * a district's region open (垫江县), the applicant's answer decides; until then the sum is held
 * against both.
 */
export const investmentThreshold = ruleKind(investmentParameters, (context, parameters) => {
  const { ledger, from, until, chosenRegion } = parameters;
  const { district, least, most } = thresholdsFor(
    parameters,
    context.text(parameters.district),
    context.text(chosenRegion),
  );
  const { totalFen, basis } = context.assessment(ledger, from, until);
  if (totalFen >= most * FEN_PER_WAN) return [];
  const sum = `数字化转型投入合计 ${formatWan(totalFen)}（${BASIS_NAMES[basis]}）`;
  if (totalFen < least * FEN_PER_WAN)
    return [
      {
        key: 'threshold',
        field: ledger,
        message: `${sum}，低于 ${formatNumber(least)} 万元。`,
        remedy: '可补充 2024 年以来的有效发票，或核对所属区县和金额口径。',
      },
    ];
  return [
    {
      key: 'threshold',
      field: chosenRegion,
      message: `${sum}，达到 ${formatNumber(least)} 万元，未达到 ${formatNumber(most)} 万元；${district?.name ?? ''}适用哪一个门槛还没有确认。`,
      remedy: '请向区县经信部门核实所属区域后选择。',
    },
  ];
});

/** What R19 is given: where the ledger and the table's figures are found, and how far they may differ, 万元. */
export const yearMatchParameters = z.strictObject({
  ledger: z.string(),
  from: z.iso.date(),
  until: z.string(),
  table: z.string(),
  row: z.string(),
  years: z.array(z.string()),
  toleranceWan: z.number().nonnegative(),
});

/**
 * R19: the ledger's sum of a year equals the table's figure, within `toleranceWan` (both in 万元).
 * Only years that both have: 2023 has no ledger, 2025 no column.
 */
export const ledgerMatchesTable = ruleKind(
  yearMatchParameters,
  (context, { ledger, from, until, table, row, years, toleranceWan }) =>
    years.flatMap((year) => {
      const place = `${table}.${year}.${row}`;
      const stated = context.number(place);
      if (stated === undefined || context.isEmpty(ledger)) return [];
      const statedFen = Math.round(stated * FEN_PER_WAN);
      const { totalFenByYear, basis } = context.assessment(ledger, from, until);
      const sumFen = totalFenByYear[year] ?? 0;
      if (Math.abs(statedFen - sumFen) <= Math.round(toleranceWan * FEN_PER_WAN)) return [];
      return [
        {
          key: place,
          field: place,
          message: `${year} 年“数字化转型投入”填写 ${formatWan(statedFen)}，发票清单 ${year} 年有效合计 ${formatWan(sumFen)}（${BASIS_NAMES[basis]}），相差 ${formatWan(Math.abs(statedFen - sumFen))}。`,
          remedy: '请核对申报表与清单；口径不同的，请在投入明细中说明。',
        },
      ];
    }),
);
