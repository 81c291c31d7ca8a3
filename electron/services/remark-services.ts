import type { RemarkView } from '../../shared/contract/remarks.ts';
import { DossierError } from '../../shared/errors.ts';
import { type ContentChange, compareDrafts } from '../../shared/form/compare-drafts.ts';
import { guessPlace, placeLine } from '../../shared/form/guess-place.ts';
import { printAnswer } from '../../shared/form/print-answer.ts';
import { splitRemarks } from '../../shared/text/split-remarks.ts';
import { composeAnswers } from '../package/answers-book.ts';
import type { Remark } from '../store/remarks.ts';
import type { Store } from '../store/store.ts';
import { localDay } from '../window/program-services.ts';
import type { Services } from '../window/services.ts';
import { formOf, printedVersion, versionAt } from './compared-versions.ts';
import { saveWord } from './save-word.ts';
import type { ServiceContext } from './service-context.ts';

/** So many at once are no remarks but a whole text that was pasted by mistake. */
const MOST_AT_ONCE = 200;

function isAt({ part, key }: ContentChange, place: string | null): boolean {
  return place !== null && (part === 'destination' ? place === 'destinationDistrict' : key === place);
}

/** What differs from each revision that the draft's remarks were made of to the draft as it stands. */
function changesSince(store: Store, draftId: string, remarks: readonly Remark[]) {
  const present = store.drafts.get(draftId).draft;
  const { form } = formOf(present);
  const bases = new Set(remarks.flatMap(({ baseRevision }) => (baseRevision === null ? [] : [baseRevision])));
  const of = new Map(
    [...bases].map((base) => [base, compareDrafts(form, store.history.draftAt(draftId, base), present)]),
  );
  return ({ baseRevision, place }: Remark): ContentChange[] =>
    (of.get(baseRevision ?? -1) ?? []).filter((change) => isAt(change, place));
}

/** 退回修改: an officer's remarks as tasks, and the paper that answers them. */
export function remarkServices(context: ServiceContext) {
  const { data, clock } = context;
  const listed = (draftId: string): { remarks: RemarkView[] } => {
    const { store } = data;
    const remarks = store.remarks.list(draftId);
    const changesOf = changesSince(store, draftId, remarks);
    return {
      remarks: remarks.map((remark) => ({
        remarkId: remark.id,
        text: remark.text,
        place: remark.place,
        state: remark.state,
        answer: remark.answer,
        baseRevision: remark.baseRevision,
        changes: changesOf(remark).length,
      })),
    };
  };

  return {
    listRemarks: ({ draftId }) => listed(draftId),
    addRemarks: ({ draftId, text }) => {
      const { store } = data;
      const { form } = formOf(store.drafts.get(draftId).draft);
      const remarks = splitRemarks(text);
      if (remarks.length > MOST_AT_ONCE)
        throw new DossierError('misused', {
          detail: `粘贴的文字分出了 ${remarks.length} 条，多于 ${MOST_AT_ONCE} 条，没有添加。请只粘贴审核意见，或分几次添加。`,
        });
      store.remarks.add(
        draftId,
        remarks.map((remark) => ({ text: remark, place: guessPlace(form, remark) ?? null })),
      );
      return listed(draftId);
    },
    saveRemark: ({ draftId, remarkId, place, state, answer }) => {
      data.store.remarks.save(draftId, { id: remarkId, place, state, answer: answer.toWellFormed() });
      return listed(draftId);
    },
    removeRemark: ({ draftId, remarkId }) => {
      data.store.remarks.setRemoved(draftId, remarkId, true);
      return listed(draftId);
    },
    returnRemark: ({ draftId, remarkId }) => {
      data.store.remarks.setRemoved(draftId, remarkId, false);
      return listed(draftId);
    },
    writeAnswers: ({ draftId }) => {
      const { store } = data;
      const remarks = store.remarks.list(draftId);
      const present = versionAt(store, draftId, null);
      const { notice, form } = formOf(present.content);
      // Remarks that came in several times: told from the version that the first of them saw.
      const base = remarks.find(({ baseRevision }) => baseRevision !== null)?.baseRevision ?? null;
      const old = base === null ? undefined : versionAt(store, draftId, base);
      const changes = old === undefined ? [] : compareDrafts(form, old.content, present.content);
      const applicant = printAnswer(form, present.content, 'applicantName');
      const book = composeAnswers(
        {
          ...{ notice, form, applicant, changes, today: localDay(clock()) },
          from: old === undefined ? undefined : printedVersion(old),
          to: printedVersion(present),
        },
        remarks.map(({ text, state, answer, place }) => ({
          ...{ text, state, answer },
          place: place === null ? '' : placeLine(form, place),
          changes: changes.filter((change) => isAt(change, place)),
        })),
      );
      return saveWord(context, applicant, book);
    },
  } satisfies Partial<Services>;
}
