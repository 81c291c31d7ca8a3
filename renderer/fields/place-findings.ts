import type { Finding } from '../../shared/rules/finding.ts';
import { useSentTo } from './sent-to.ts';

/**
 * Findings on places inside a card: those on what is filled in, and on the very place that the person was
 * sent to. What is still empty speaks when it is asked for.
 */
export function usePlaceFindings(findings: readonly Finding[]) {
  const { place: sent } = useSentTo();
  return (place: string, filled: boolean): Finding[] =>
    filled || sent === place
      ? findings.filter(({ field, level }) => field === place && level !== 'hint')
      : [];
}
