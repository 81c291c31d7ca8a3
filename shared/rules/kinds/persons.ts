import { z } from 'zod';
import { ruleKind } from '../rule-kind.ts';

/**
 * Hints: what only a person can see (a seal, a signature, equal figures on two papers). Shown until
 * the person ticks it; shown only where `whenFiles` names a slot that has a file, if it is given.
 */
export const personConfirms = ruleKind(
  z.strictObject({
    key: z.string(),
    section: z.string().optional(),
    field: z.string().optional(),
    evidence: z.string().optional(),
    whenFiles: z.array(z.string()).optional(),
    message: z.string(),
    remedy: z.string(),
  }),
  (context, { key, section, field, evidence, whenFiles, message, remedy }) => {
    if (whenFiles !== undefined && context.files(whenFiles).length === 0) return [];
    const place = {
      ...(section === undefined ? {} : { section }),
      ...(field === undefined ? {} : { field }),
      ...(evidence === undefined ? {} : { evidence }),
    };
    return [{ key, ...place, message, remedy }];
  },
);

/**
 * R15, R16, R17: the notice's conditions that carry this rule are answered “yes”. Speaks of a “no” and
 * of what is not answered yet; both stand on the section given (the commitment, which says the same).
 */
export const conditionsMet = ruleKind(
  z.strictObject({ rule: z.string(), section: z.string() }),
  (context, { rule, section }) =>
    context.form.conditions
      .filter((condition) => condition.rule === rule)
      .flatMap(({ id, question, clause }) => {
        const answer = context.draft.declarations?.[id];
        if (answer === 'yes') return [];
        const field = `declarations.${id}`;
        if (answer === 'no')
          return [
            {
              key: id,
              section,
              field,
              clause,
              message: `不符合申报条件：${question.replace(/？$/, '')}——回答为“否”。`,
              remedy: `依据${clause}，不符合的不能申报；如选错请改正。`,
            },
          ];
        return [
          {
            key: id,
            section,
            field,
            clause,
            message: `申报条件还没有确认：${question}`,
            remedy: '请核实后回答“是”或“否”。',
          },
        ];
      }),
);
