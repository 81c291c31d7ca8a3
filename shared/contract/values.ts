import { z } from 'zod';
import { caseAnswerSchema, LONGEST_TEXT, ledgerSchema, scenarioAnswerSchema } from '../form/draft.ts';
import { narrativeDocumentSchema } from '../text/narrative.ts';

/** Ids are made by the program and mean nothing: no path, no file name, no counter. */
export const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
/** Id of a field, section, slot or condition of a form. */
export const formId = z.string().regex(/^[a-z][A-Za-z0-9]{0,79}$/);
export const programme = z.enum(['benchmark', 'product']);
export const revision = z.number().int().nonnegative();
/** A moment, ISO 8601 in UTC with milliseconds. */
export const moment = z.iso.datetime();
export const shortText = z.string().max(300);
export const nothing = z.undefined();
/** `/file/…` below the window's own origin; for `src`, `fetch` and pdfjs, streamed, Range allowed. */
export const address = z.string().regex(/^\/file\/[A-Za-z0-9_-]{8,64}$/);
/** Eight characters at least: who has the file can try as long as he likes. */
export const newPassword = z.string().min(8).max(200);
export const givenPassword = z.string().min(1).max(200);
/** The person closed the system's dialog. */
export const cancelledOutcome = z.strictObject({ outcome: z.literal('cancelled') });

const yearTable = z.record(z.string().max(80), z.record(z.string().max(80), z.number().nullish()));

/**
 * Any answer, as the kinds of fields hold it. Which kind a field takes is checked against its form
 * behind the contract (`draftSchema`). `null` clears an answer.
 */
export const answerValue = z.union([
  z.null(),
  z.string().max(LONGEST_TEXT),
  z.number(),
  narrativeDocumentSchema,
  ledgerSchema,
  z.array(z.string().max(300)).max(200),
  z.array(scenarioAnswerSchema).max(200),
  z.array(caseAnswerSchema).max(200),
  yearTable,
]);

export const declarationValue = z.enum(['yes', 'no', 'unsure']);

/** What a draft holds apart from its evidence. */
export const draftContent = z.strictObject({
  notice: shortText,
  programme,
  destinationDistrict: z.string().max(300).nullable(),
  answers: z.record(formId, answerValue),
  declarations: z.record(formId, declarationValue),
  confirmations: z.record(z.string().max(200), z.boolean()),
});

export const findingSchema = z.strictObject({
  code: shortText,
  level: z.enum(['block', 'warn', 'hint']),
  key: z.string(),
  message: z.string(),
  clause: z.string(),
  remedy: z.string(),
  section: z.string(),
  field: z.string().optional(),
  evidence: z.string().optional(),
});
