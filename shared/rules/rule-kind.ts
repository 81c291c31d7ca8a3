import type { z } from 'zod';
import type { Rule } from '../form/definition.ts';
import type { RuleContext } from './context.ts';
import type { Finding } from './finding.ts';

/** What a rule kind says; code, level and clause come from the rule's data. */
export interface Remark {
  /** What tells this finding from the rule's others, stable while the draft's content moves: `indicators.2024.revenue`. */
  key: string;
  message: string;
  remedy: string;
  /** A finer clause than the rule's own. */
  clause?: string;
  /** Id of the section; else that of the field or of the evidence. */
  section?: string;
  field?: string;
  evidence?: string;
}

/** A named kind of rule: what its parameters are, and what it says of a draft. */
export interface RuleKind {
  parameters: z.ZodType;
  /** Throws a ZodError when the rule's parameters do not fit the kind: a fault in the notice's data. */
  run(rule: Rule, context: RuleContext): Finding[];
}

/**
 * Makes a rule kind of a schema and a pure judgement over `(context, parameters)`.
 * The judgement never throws, whatever a lenient draft holds.
 */
export function ruleKind<S extends z.ZodType>(
  parameters: S,
  judge: (context: RuleContext, parameters: z.infer<S>) => Remark[],
): RuleKind {
  return {
    parameters,
    run: (rule, context) =>
      judge(context, parameters.parse(rule.parameters)).map((remark) => toFinding(rule, context, remark)),
  };
}

function toFinding(rule: Rule, context: RuleContext, remark: Remark): Finding {
  const { field, evidence } = remark;
  const evidenceSection = context.form.sections.find((section) => section.kind === 'evidence');
  const section =
    remark.section ??
    (field === undefined ? undefined : context.sectionOf(field)?.id) ??
    (evidence === undefined ? undefined : evidenceSection?.id) ??
    context.form.sections[0]?.id ??
    '';
  return {
    code: rule.code,
    level: rule.level,
    key: `${rule.code}:${remark.key}`,
    message: remark.message,
    clause: remark.clause ?? rule.clause,
    remedy: remark.remedy,
    section,
    ...(field === undefined ? {} : { field }),
    ...(evidence === undefined ? {} : { evidence }),
  };
}
