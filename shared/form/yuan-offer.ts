import { z } from 'zod';
import type { Rule } from './definition.ts';

/** 20 亿元: more than any number of a 中小企业's form in 万元; typed as such it is nearly always 元. */
const USUAL_MOST_WAN = 200_000;
const YUAN_IN_WAN = 10_000;

const largeAmount = z.object({ field: z.string(), most: z.number().optional() });

/** What the form's rules call unusually large for a place (`price`, `indicators.2024.revenue`), 万元. */
export function usualMost(rules: readonly Rule[], place: string): number {
  const anyYear = place.replace(/\.\d{4}\./, '.*.');
  for (const rule of rules) {
    if (rule.kind !== 'unusuallyLarge') continue;
    const { data } = largeAmount.safeParse(rule.parameters);
    if (data?.field === anyYear && data.most !== undefined) return data.most;
  }
  return USUAL_MOST_WAN;
}

/**
 * The amount in 万元 if what was typed as 万元 was meant as 元; undefined while it is an amount that
 * somebody may well mean.
 *
 * @param most in 万元
 */
export function wanIfYuan(value: number, most: number): number | undefined {
  if (Math.abs(value) <= most) return undefined;
  return Number((value / YUAN_IN_WAN).toFixed(2));
}
