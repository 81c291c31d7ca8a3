import type { Form } from '../../shared/form/definition.ts';
import { oneLine } from '../../shared/form/print-answer.ts';
import type { Finding, FindingLevel } from '../../shared/rules/finding.ts';

const GROUPS: { level: FindingLevel; title: string }[] = [
  { level: 'block', title: '须改' },
  { level: 'warn', title: '建议' },
  { level: 'hint', title: '请确认' },
];

/** A finding as `check --json` prints it (design.md, Command line); `field` and `evidence` are null where there is none. */
export function findingForJson(finding: Finding): Record<string, string | null> {
  const { code, level, message, clause, remedy, key, section } = finding;
  return {
    code,
    level,
    message,
    clause,
    field: finding.field ?? null,
    evidence: finding.evidence ?? null,
    remedy,
    key,
    section,
  };
}

function describe(form: Form, finding: Finding): string {
  const section = form.sections.find((each) => each.id === finding.section)?.title ?? '';
  const place = section === '' ? '' : `${section}：`;
  return `  [${finding.code}] ${place}${oneLine(finding.message)}\n        依据：${finding.clause}\n        → ${oneLine(finding.remedy)}`;
}

/** The findings in plain Chinese, grouped by level, what must be mended first. */
export function describeFindings(form: Form, findings: readonly Finding[]): string {
  if (findings.length === 0) return '没有问题：可以导出申报包。';
  const groups = GROUPS.flatMap(({ level, title }) => {
    const found = findings.filter((finding) => finding.level === level);
    return found.length === 0
      ? []
      : [`${title} ${found.length} 项\n${found.map((each) => describe(form, each)).join('\n')}`];
  });
  const blocking = findings.filter((finding) => finding.level === 'block').length;
  const verdict =
    blocking === 0 ? '没有须改项，可以导出申报包。' : `还有 ${blocking} 项须改，改好后才能导出正式申报包。`;
  return [...groups, verdict].join('\n\n');
}
