import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import { type JudgedDraft, judgeDraft } from '../../shared/rules/check.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import type { BookFonts } from '../book/fonts.ts';
import type { OpenDraft } from './draft-file.ts';
import { findMissingCharacters } from './missing-characters.ts';

/** Everything that is to be said about a draft before its export: the notice's rules, and what the fonts lack. */
export function checkOpenDraft(
  opened: OpenDraft,
  facts: DraftFacts,
  fonts: BookFonts,
  today: string,
): Finding[] {
  return judgeOpenDraft(opened, facts, fonts, today).findings;
}

/** The same, with the hints that a person has ticked apart. */
export function judgeOpenDraft(
  opened: Pick<OpenDraft, 'draft' | 'form' | 'notice'>,
  facts: DraftFacts,
  fonts: BookFonts,
  today: string,
): JudgedDraft {
  const { findings, confirmed } = judgeDraft(opened.notice, opened.draft, facts, today);
  return { findings: [...findings, ...findMissingCharacters(opened.form, opened.draft, fonts)], confirmed };
}
