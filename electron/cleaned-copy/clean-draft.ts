import { evidenceSectionOf, type Form, fieldsOf } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';

/** What stands where something was taken out. */
const LEFT_OUT = '（略）';

/**
 * The draft as a copy for others prints it: without the contact's name and telephone numbers, and with numbers for the
 * names of the evidence files, which often are people's. What somebody wrote into the text stays. Pure.
 */
export function cleanDraft(form: Form, draft: Draft): Draft {
  const answers = { ...draft.answers };
  for (const { id, kind } of fieldsOf(form))
    if ((kind === 'phone' || id === 'contactName') && typeof answers[id] === 'string' && answers[id] !== '')
      answers[id] = LEFT_OUT;
  const evidence = { ...draft.evidence };
  for (const { id } of evidenceSectionOf(form).items.flatMap((item) => item.slots)) {
    const answer = evidence[id];
    if (answer?.files == null) continue;
    evidence[id] = {
      ...answer,
      files: answer.files.map((file, index) => ({ ...file, name: `文件${index + 1}` })),
    };
  }
  return { ...draft, answers, evidence };
}
