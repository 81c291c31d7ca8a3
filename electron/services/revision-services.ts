import type { CallOutput } from '../../shared/contract.ts';
import { printAnswer } from '../../shared/form/print-answer.ts';
import { composeChanges } from '../package/changes-book.ts';
import { normaliseTwinCode } from '../package/twin-code.ts';
import { sealingOf } from '../store/draft-summary.ts';
import { localDay } from '../window/program-services.ts';
import type { Services } from '../window/services.ts';
import { compareVersions, printedVersion, type Version } from './compared-versions.ts';
import { exportView, matchesOfCode } from './known-contents.ts';
import { saveWord } from './save-word.ts';
import type { ServiceContext } from './service-context.ts';

/** The lock after an export for sealing, what a code stands for, and what differs between two versions. */
export function revisionServices(context: ServiceContext) {
  const { data, clock } = context;
  const sealing = (draftId: string) => {
    const { store } = data;
    return { sealing: store.context.read(() => sealingOf(store.context, draftId)) };
  };

  return {
    readSealing: ({ draftId }) => sealing(draftId),
    unlockDraft: ({ draftId }) => {
      data.store.exports.unlock(draftId);
      return sealing(draftId);
    },
    listExports: ({ draftId }) => ({ exports: data.store.exports.list(draftId).map(exportView) }),

    checkCode: ({ typed }): CallOutput<'checkCode'> => {
      const twinCode = normaliseTwinCode(typed);
      if (twinCode === undefined) return { outcome: 'noCode' };
      const matches = matchesOfCode(data.store, twinCode);
      return matches.length === 0
        ? { outcome: 'unknown', twinCode }
        : { outcome: 'known', twinCode, matches };
    },

    compareVersions: ({ draftId, from, to }): CallOutput<'compareVersions'> => {
      const { old, present, changes } = compareVersions(data.store, draftId, from, to);
      const view = ({ revision, twinCode, exportedAt }: Version) => ({
        revision,
        twinCode: twinCode ?? null,
        exportedAt: exportedAt ?? null,
      });
      return { from: view(old), to: view(present), changes };
    },

    writeChanges: ({ draftId, from, to }) => {
      const { notice, form, old, present, changes } = compareVersions(data.store, draftId, from, to);
      const applicant = printAnswer(form, present.content, 'applicantName');
      const book = composeChanges({
        ...{ notice, form, applicant, changes, today: localDay(clock()) },
        from: printedVersion(old),
        to: printedVersion(present),
      });
      return saveWord(context, applicant, book);
    },
  } satisfies Partial<Services>;
}
