import type { CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Services } from '../window/services.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import type { ServiceContext } from './service-context.ts';

type GuideRead = Exclude<CallOutput<'waitForSealGuide'>, { outcome: 'cancelled' }>;

/** The rest is the book's PDF, which reports nothing. Per cent. */
const EVIDENCE_SHARE = 80;

/**
 * The places to seal of packages that were exported before.
 *
 * @returns the services, and what cancels their works as `cancelWork` asks
 */
export function sealGuideServices({ made, work, send, offered }: ServiceContext) {
  const readings = new ExportWorks<GuideRead>('这次读取');
  const start = (madeId: string): string => {
    const { folder, bound } = made.find(madeId);
    if (folder === undefined || bound === undefined) throw new DossierError('gone', { what: '申报包' });
    return readings.start(folder, async (workId, signal) => {
      const progress = new ExportProgress();
      const guide = await work.runJob(
        'readSealGuide',
        { path: folder },
        {
          signal,
          onProgress: ({ done, total }) => {
            const percent = (EVIDENCE_SHARE * done) / Math.max(1, total);
            send('exportStage', { workId, ...progress.next({ stage: '读取申报包', percent }) });
          },
        },
      );
      const address = offered.offer({ path: bound, type: 'application/pdf' });
      return { outcome: 'read', guide: { ...guide, address } };
    });
  };
  const services = {
    startSealGuide: ({ madeId }) => ({ workId: start(madeId) }),
    waitForSealGuide: ({ workId }) => readings.wait(workId),
  } satisfies Partial<Services>;
  return { services, cancel: (workId: string) => readings.cancel(workId) };
}
