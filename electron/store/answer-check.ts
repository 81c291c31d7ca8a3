import type { z } from 'zod';
import { DossierError } from '../../shared/errors.ts';
import type { Form, Programme } from '../../shared/form/definition.ts';
import { type Draft, draftSchema, FIRST_DRAFT_VERSION } from '../../shared/form/draft.ts';
import { draftProblems } from '../package/draft-problems.ts';
import { findNotice } from '../package/known-notices.ts';
import { draftBody, type PlacedValue } from './place.ts';

interface KnownForm {
  form: Form;
  schema: z.ZodType<Draft>;
}

/** Making a schema of a whole form takes longer than a save. */
const known = new Map<string, KnownForm>();

/** @throws draftUnknownNotice for a notice that this version does not know */
function knownForm(noticeId: string, programme: Programme): KnownForm {
  const name = `${noticeId}/${programme}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const notice = findNotice(noticeId);
  if (notice === undefined) throw new DossierError('draftUnknownNotice', { found: noticeId });
  const form = notice.forms[programme];
  const made = { form, schema: draftSchema(form, notice.id) };
  known.set(name, made);
  return made;
}

/**
 * A draft of these answers, every one judged by the form: of the right kind, at a place that the
 * form knows, within size.
 *
 * @throws draftInvalid with every fault, draftUnknownNotice
 */
export function checkedDraft(noticeId: string, programme: Programme, values: readonly PlacedValue[]): Draft {
  const { form, schema } = knownForm(noticeId, programme);
  const odd = values.find(({ key }) => !key.isWellFormed() || key.includes('\0') || key === '__proto__');
  if (odd !== undefined) {
    const problems = [{ place: odd.part, label: '', problem: '键名含有不能保存的字符' }];
    throw new DossierError('draftInvalid', { problems });
  }
  const draft = { formatVersion: FIRST_DRAFT_VERSION, notice: noticeId, programme, ...draftBody(values) };
  const result = schema.safeParse(draft);
  if (result.success) return result.data;
  throw new DossierError('draftInvalid', { problems: draftProblems(form, result.error, draft) });
}
