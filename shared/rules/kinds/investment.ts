import { z } from 'zod';
import { findDistrict } from '../../reference/districts.ts';
import { ruleKind } from '../rule-kind.ts';
import { FEN_PER_WAN, formatNumber, formatWan } from '../wording.ts';

const BASIS_NAMES = { total: '价税合计', amount: '不含税金额' } as const;

/**
 * R18: the ledger's counted sum reaches the district's threshold (通知二（二）). Where the notice leaves
 * a district's region open (垫江县), the applicant's answer decides; until then the sum is held
 * against both.
 */
export const investmentThreshold = ruleKind(
  z.strictObject({
    ledger: z.string(),
    from: z.iso.date(),
    until: z.string(),
    district: z.string(),
    chosenRegion: z.string(),
    thresholdWan: z.number().positive(),
    relaxedShare: z.number().positive().max(1),
    relaxedRegions: z.array(z.string()),
  }),
  (context, parameters) => {
    const { ledger, from, until, district: districtField, chosenRegion } = parameters;
    const thresholdOf = (region: string) =>
      parameters.relaxedRegions.includes(region)
        ? parameters.thresholdWan * parameters.relaxedShare
        : parameters.thresholdWan;
    const district = findDistrict(context.text(districtField).slice(0, 100));
    const regions: readonly string[] = district?.possibleRegions ?? ['主城都市区'];
    const chosen = context.text(chosenRegion);
    const possible = regions.length > 1 && regions.includes(chosen) ? [chosen] : regions;
    const thresholds = possible.map(thresholdOf);
    const [least, most] = [Math.min(...thresholds), Math.max(...thresholds)];

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
  },
);

/**
 * R19: the ledger's sum of a year equals the table's figure, within `toleranceWan` (both in 万元).
 * Only years that both have: 2023 has no ledger, 2025 no column.
 */
export const ledgerMatchesTable = ruleKind(
  z.strictObject({
    ledger: z.string(),
    from: z.iso.date(),
    until: z.string(),
    table: z.string(),
    row: z.string(),
    years: z.array(z.string()),
    toleranceWan: z.number().nonnegative(),
  }),
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
