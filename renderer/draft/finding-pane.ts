import type { Finding } from '../../shared/rules/finding.ts';
import type { DraftPane } from '../shell/navigation.tsx';

/** Where a finding is mended: its place in a section, or the conditions, which are answered on the check itself. */
export function paneOf(finding: Finding): DraftPane {
  const { section, field, evidence } = finding;
  if (field?.startsWith('declarations.') === true) return { kind: 'check', place: field };
  return { kind: 'section', section, field: field ?? evidence ?? null };
}
