import { basename, dirname } from 'node:path';
import type { CallOutput } from '../../shared/contract.ts';
import { describeDraft } from '../package/described-draft.ts';
import { draftToTravel } from '../store/transfer.ts';
import type { Services } from '../window/services.ts';
import { summaryView } from './draft-views.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import { incomingView } from './incoming-drafts.ts';
import type { ServiceContext } from './service-context.ts';
import { askForDraftFile } from './transfer-services.ts';

type Written = Exclude<CallOutput<'waitForProtectedDraft'>, { outcome: 'cancelled' }>;
type Unlocked = Exclude<CallOutput<'waitForUnlock'>, { outcome: 'cancelled' }>;

const STAGES = { writing: '加密并写入', opening: '解密' };

/**
 * Drafts with a password, out and in. A password is in the messages and in the work's memory while it is used; it is
 * written nowhere, and no key of a work or line of the log holds it.
 *
 * @returns the services, and what cancels their works as `cancelWork` asks
 */
export function protectedDraftServices(context: ServiceContext) {
  const { data, incoming, made, send, work } = context;
  const writings = new ExportWorks<Written>('这次导出');
  const openings = new ExportWorks<Unlocked>('这次导入');

  const tell = (workId: string, stage: string) => {
    const progress = new ExportProgress();
    return ({ done, total }: { done: number; total: number }) =>
      send('exportStage', { workId, ...progress.next({ stage, percent: Math.floor((99 * done) / total) }) });
  };

  const services = {
    startProtectedDraft: async ({ draftId, password }): Promise<CallOutput<'startProtectedDraft'>> => {
      const target = await askForDraftFile(context, draftId);
      if (target === undefined) return { outcome: 'cancelled' };
      const draft = describeDraft(draftToTravel(data.store, draftId));
      const workId = writings.start(`${draftId} ${target}`, async (id, signal): Promise<Written> => {
        const { bytes } = await work.runJob(
          'protectDraft',
          { draft, target, password },
          { signal, places: [dirname(target)], onProgress: tell(id, STAGES.writing) },
        );
        data.store.settings.set('lastExportFolder', dirname(target));
        const madeId = made.add({ itself: target, folder: dirname(target) });
        return { outcome: 'written', madeId, name: basename(target).slice(0, 300), bytes };
      });
      return { outcome: 'started', workId };
    },
    waitForProtectedDraft: ({ workId }) => writings.wait(workId),

    startUnlock: ({ importId, password }) => ({
      workId: openings.start(importId, async (id, signal): Promise<Unlocked> => {
        const { opened, existing } = await incoming.unlock(importId, (source, target) =>
          work.runJob(
            'unprotectFile',
            { source, target, password },
            { signal, onProgress: tell(id, STAGES.opening) },
          ),
        );
        return {
          outcome: 'unlocked',
          incoming: incomingView(opened),
          existing: existing === undefined ? null : summaryView(existing),
        };
      }),
    }),
    waitForUnlock: ({ workId }) => openings.wait(workId),
  } satisfies Partial<Services>;
  const cancel = (workId: string) => {
    writings.cancel(workId);
    openings.cancel(workId);
  };
  return { services, cancel };
}
