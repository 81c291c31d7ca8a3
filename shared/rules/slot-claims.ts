import { z } from 'zod';
import { narrativeText } from '../text/narrative-text.ts';
import type { RuleContext } from './context.ts';
import { saysNone } from './kinds/choices.ts';
import { honoursNamed } from './kinds/proof.ts';

const honours = z.object({ field: z.string(), other: z.string(), slots: z.array(z.string()) });
const stated = z.object({ field: z.string(), slots: z.array(z.string()) });
const cases = z.object({ cases: z.string(), slot: z.string() });

/** Longer than this, or with a comma in it, a piece of a text is a sentence and no name. Characters. */
const LONGEST_NAME = 40;
/** As many as an evidence file may carry. */
const MOST_CLAIMS = 50;

/** “高新技术企业；CMMI3级” and one a line alike, numbers of a list taken off. */
function namesIn(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split(/[；;\n]/)
    .map((part) => part.replace(/^\s*(?:[（(]?\d{1,2}[)）．.、]|[•·●-])\s*/, ''))
    .flatMap((part) => part.split('、'))
    .map((part) => part.trim().replace(/[。.]$/, ''))
    .filter((part) => part !== '' && part.length <= LONGEST_NAME && !/[，,。：:]/.test(part));
}

/**
 * What the files of an evidence slot may have to prove, by the form's own rules and in the applicant's
 * own words: honours that are ticked or named, standards, enterprises of the cases.
 */
export function claimsOfSlot(context: RuleContext, slot: string): string[] {
  const claims = context.form.rules.flatMap(({ kind, parameters }): string[] => {
    switch (kind) {
      case 'honoursProven': {
        const found = honours.safeParse(parameters).data;
        return found?.slots.includes(slot) ? honoursNamed(context, found.field, found.other) : [];
      }
      case 'proofWhenStated': {
        const found = stated.safeParse(parameters).data;
        if (!found?.slots.includes(slot)) return [];
        return namesIn(narrativeText(context.document(found.field))).filter((name) => !saysNone(name));
      }
      case 'caseProof': {
        const found = cases.safeParse(parameters).data;
        if (found?.slot !== slot) return [];
        return context.cases(found.cases).map(({ enterprise }) => (enterprise ?? '').trim().slice(0, 200));
      }
      default:
        return [];
    }
  });
  return [...new Set(claims.filter((claim) => claim !== ''))].slice(0, MOST_CLAIMS);
}
