import type { DraftFacts, FileFacts } from '../../shared/form/evidence-facts.ts';
import { checkDraft } from '../../shared/rules/check.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import type { OpenDraft } from './draft-file.ts';

/** What can be told of a file without looking at its pages. */
function unread({ problem, ...facts }: FileFacts): FileFacts {
  const { pixels: _pixels, ...plain } = facts;
  const isPlain = problem !== undefined && ['missing', 'empty', 'encrypted'].includes(problem.code);
  return { ...plain, pages: [], remarks: [], ...(isPlain ? { problem } : {}) };
}

/**
 * What the rules say of a draft only because its files' pages were looked at: those that cannot be opened, are
 * blank, or would print badly. An intake judges without looking at pages, and has said the rest.
 *
 * @param today local day of the check
 */
export function pageFindings(
  { notice, draft }: Pick<OpenDraft, 'notice' | 'draft'>,
  facts: DraftFacts,
  today: string,
): Finding[] {
  const before = Object.fromEntries(Object.entries(facts).map(([path, file]) => [path, unread(file)]));
  const known = new Set(checkDraft(notice, draft, before, today).map(({ key }) => key));
  return checkDraft(notice, draft, facts, today).filter(({ key }) => !known.has(key));
}
