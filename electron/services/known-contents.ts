import type { CodeMatch, ExportView } from '../../shared/contract/revisions.ts';
import { compareDrafts } from '../../shared/form/compare-drafts.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { findNotice } from '../package/known-notices.ts';
import { contentCode } from '../store/content-code.ts';
import type { DraftSummary } from '../store/draft-summary.ts';
import type { RememberedExport } from '../store/exports.ts';
import type { Store } from '../store/store.ts';
import { summaryView } from './draft-views.ts';

/** Names of the contract are at most this long. */
const LONGEST_NAME = 300;

export function exportView(made: RememberedExport): ExportView {
  return {
    exportId: made.id,
    at: made.exportedAt,
    revision: made.revision,
    twinCode: made.twinCode,
    name: made.packageName.slice(0, LONGEST_NAME),
    incomplete: made.incomplete,
  };
}

/** From a content of a draft to the draft as it stands. @param content null for what cannot be told any more */
function matchOf(
  store: Store,
  summary: DraftSummary,
  exported: RememberedExport | undefined,
  content: Draft | null,
): CodeMatch {
  const form = findNotice(summary.notice)?.forms[summary.programme];
  const { draft } = store.drafts.get(summary.id);
  return {
    draft: summaryView(summary),
    exported: exported === undefined ? null : exportView(exported),
    presentCode: contentCode(store.context, summary.id) ?? null,
    changes: form === undefined || content === null ? [] : compareDrafts(form, content, draft),
  };
}

function everyDraft(store: Store): DraftSummary[] {
  return [...store.drafts.list(), ...store.bin.list()];
}

/** What a code stands for here: exports that were made from this window, else drafts whose content has it now. */
export function matchesOfCode(store: Store, twinCode: string): CodeMatch[] {
  const drafts = everyDraft(store);
  const exported = store.exports.withCode(twinCode);
  // The same content may have been exported twice; the latest of each draft says all.
  const latest = exported.filter(
    (made, index) => exported.findIndex(({ draft }) => draft === made.draft) === index,
  );
  const found = latest.flatMap((made) => {
    const summary = drafts.find(({ id }) => id === made.draft);
    if (summary === undefined) return [];
    return [matchOf(store, summary, made, store.history.draftAt(made.draft, made.revision))];
  });
  const named = new Set(latest.map(({ draft }) => draft));
  const present = drafts
    .filter(({ id }) => !named.has(id) && contentCode(store.context, id) === twinCode)
    .map((summary) => matchOf(store, summary, undefined, null));
  return [...found, ...present];
}

/** The draft here that a draft from outside is a state of, by its number; undefined where there is none. */
export function matchOfDraft(store: Store, content: Draft, twinCode: string): CodeMatch | undefined {
  const summary = everyDraft(store).find(
    ({ id, notice, programme }) =>
      id === content.uid && notice === content.notice && programme === content.programme,
  );
  if (summary === undefined) return undefined;
  const exported = store.exports.withCode(twinCode).find(({ draft }) => draft === summary.id);
  return matchOf(store, summary, exported, content);
}
