import { basename, dirname } from 'node:path';
import type { CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { compareDrafts } from '../../shared/form/compare-drafts.ts';
import { printAnswer } from '../../shared/form/print-answer.ts';
import { composeChanges } from '../package/changes-book.ts';
import { findNotice } from '../package/known-notices.ts';
import { safeName } from '../package/names.ts';
import { normaliseTwinCode } from '../package/twin-code.ts';
import { codeOfContent } from '../store/content-code.ts';
import { sealingOf } from '../store/draft-summary.ts';
import type { Store } from '../store/store.ts';
import { localDay, localMinute } from '../window/program-services.ts';
import type { Services } from '../window/services.ts';
import { exportView, matchesOfCode } from './known-contents.ts';
import { lastFolder, withExtension } from './save-places.ts';
import type { ServiceContext } from './service-context.ts';

const WORD_KIND = { name: 'Word 文档', extensions: ['docx'] };

/** A revision of a draft with its content; `null` is the draft as it stands. @throws draftGone, versionGone */
function versionAt(store: Store, draftId: string, version: number | null) {
  const revision = version ?? store.drafts.revision(draftId);
  const content = store.history.draftAt(draftId, revision);
  const twinCode = codeOfContent(store.context, content);
  // A revision that only ticked something has the content of the exported one before it.
  const exported = store.exports.list(draftId).find((made) => made.twinCode === twinCode);
  return { revision, content, twinCode, exportedAt: exported?.exportedAt };
}

/** Two revisions and what differs, in the draft's form. @throws draftGone, versionGone, draftUnknownNotice */
function compared(store: Store, draftId: string, from: number, to: number | null) {
  const [old, present] = [versionAt(store, draftId, from), versionAt(store, draftId, to)];
  const notice = findNotice(present.content.notice);
  if (notice === undefined) throw new DossierError('draftUnknownNotice', { found: present.content.notice });
  const form = notice.forms[present.content.programme];
  return { notice, form, old, present, changes: compareDrafts(form, old.content, present.content) };
}

/** The lock after an export for sealing, what a code stands for, and what differs between two versions. */
export function revisionServices({ data, dialogs, made, work, clock }: ServiceContext) {
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
      const { old, present, changes } = compared(data.store, draftId, from, to);
      const view = ({ revision, twinCode, exportedAt }: typeof old) => ({
        revision,
        twinCode: twinCode ?? null,
        exportedAt: exportedAt ?? null,
      });
      return { from: view(old), to: view(present), changes };
    },

    writeChanges: async ({ draftId, from, to }): Promise<CallOutput<'writeChanges'>> => {
      const { store } = data;
      const { notice, form, old, present, changes } = compared(store, draftId, from, to);
      const applicant = printAnswer(form, present.content, 'applicantName');
      const today = localDay(clock());
      const name = safeName(
        `修改说明-${applicant || '未填企业名称'}-${today.replaceAll('-', '')}`,
        '修改说明',
        80,
        '.docx',
      );
      const chosen = await dialogs.saveFile({
        title: '导出修改说明',
        name,
        kinds: [WORD_KIND],
        ...lastFolder(store),
      });
      if (chosen === undefined) return { outcome: 'cancelled' };
      const target = withExtension(chosen, '.docx');
      const side = ({ twinCode, exportedAt }: typeof old) => ({
        twinCode: twinCode ?? '',
        ...(exportedAt === undefined ? {} : { exportedAt: localMinute(new Date(exportedAt)) }),
      });
      const book = composeChanges({
        ...{ notice, form, applicant, changes, today },
        from: side(old),
        to: side(present),
      });
      await work.runJob('writeSideWord', { book, target }, { places: [dirname(target)] });
      store.settings.set('lastExportFolder', dirname(target));
      const madeId = made.add({ itself: target, folder: dirname(target) });
      return { outcome: 'written', madeId, name: basename(target) };
    },
  } satisfies Partial<Services>;
}
