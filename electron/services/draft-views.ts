import type { DraftSummary as SummaryView } from '../../shared/contract/drafts.ts';
import type { CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Draft } from '../../shared/form/draft.ts';
import { printable } from '../../shared/text/printable.ts';
import type { DraftSummary } from '../store/draft-summary.ts';
import type { Store } from '../store/store.ts';
import type { EvidenceViews } from './evidence-views.ts';

/** A line of the list, as the window takes it. */
export function summaryView(summary: DraftSummary): SummaryView {
  return {
    draftId: summary.id,
    programme: summary.programme,
    notice: summary.notice,
    applicantName: printable(summary.applicant),
    productName: printable(summary.product),
    createdAt: summary.createdAt,
    changedAt: summary.changedAt,
    revision: summary.revision,
    progress: summary.progress,
    blocks: summary.blocks,
    binnedAt: summary.binnedAt,
    example: summary.example,
    sealing: summary.sealing,
  };
}

/** What a draft holds apart from its evidence. */
export function contentView(draft: Draft): CallOutput<'readVersion'>['content'] {
  const answers = Object.entries(draft.answers).flatMap(([field, value]) =>
    value === null || value === undefined ? [] : [[field, value] as const],
  );
  return {
    notice: draft.notice,
    programme: draft.programme,
    destinationDistrict: draft.destinationDistrict ?? null,
    answers: Object.fromEntries(answers),
    declarations: draft.declarations ?? {},
    confirmations: draft.confirmations ?? {},
  };
}

/**
 * A draft with all that its screens show, at one revision. Files that nobody has read yet are read.
 *
 * @throws draftGone, draftInBin, draftUnknownNotice, draftInvalid, notAllowed, deviceFailed
 */
export async function openedView(
  store: Store,
  views: EvidenceViews,
  draftId: string,
): Promise<CallOutput<'openDraft'>> {
  for (;;) {
    const { draft, lastPlace, binnedAt, revision } = store.drafts.get(draftId);
    if (binnedAt !== null) throw new DossierError('draftInBin', {});
    const evidence = await views.slots(draftId);
    const figures = await views.figures(draftId);
    const summary = summaryView(store.drafts.summary(draftId));
    // Saved meanwhile: what was read of the draft and of its files must belong together.
    if (summary.revision !== revision) continue;
    return { summary, content: contentView(draft), evidence, figures, place: lastPlace };
  }
}
