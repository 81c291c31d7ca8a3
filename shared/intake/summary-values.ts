import type { Form } from '../form/definition.ts';
import type { Draft } from '../form/draft.ts';
import { printAnswer } from '../form/print-answer.ts';

const LONGEST = 2_000;

/** 附件4 names scenes without 类, 附件3 with it (design.md 13). */
function withoutClass(scenes: string): string {
  return scenes
    .split('、')
    .map((scene) => scene.replace(/类$/, ''))
    .join('、');
}

/**
 * What an application says for the columns of its summary table, by column id; the serial number is the
 * table's own. A column without an answer is an empty text.
 */
export function summaryValues(form: Form, draft: Draft): Record<string, string> {
  return Object.fromEntries(
    form.summary.columns
      .filter(({ id }) => id !== 'number')
      .map(({ id }) => {
        const answer = printAnswer(form, draft, id);
        return [id, (id === 'applicationScenarios' ? withoutClass(answer) : answer).slice(0, LONGEST)];
      }),
  );
}
