import type { CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import { type FoundCopy, findCopy } from '../store/take-back.ts';
import type { Services } from '../window/services.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import type { ServiceContext } from './service-context.ts';

type Taken = Exclude<CallOutput<'waitForTakingBack'>, { outcome: 'cancelled' }>;

/**
 * Backups come back from a second copy, on this computer or a new one.
 *
 * @returns the services, and what cancels their works as `cancelWork` asks
 */
export function takingBackServices({ data, dialogs, send, work }: ServiceContext) {
  const works = new ExportWorks<Taken>('这次取回');
  const copies = new Map<string, FoundCopy>();

  const services = {
    chooseCopyToTakeBack: async (): Promise<CallOutput<'chooseCopyToTakeBack'>> => {
      const place = await dialogs.openFolder({ title: '选择第二份备份所在的文件夹' });
      if (place === undefined) return { outcome: 'cancelled' };
      const found = await findCopy(place);
      if (found === undefined) return { outcome: 'none', shown: place };
      const copyId = makeOpaqueId();
      copies.set(copyId, found);
      const { folder: shown, protected: isProtected, backups, latestAt } = found;
      return { outcome: 'chosen', copyId, shown, isProtected, backups, latestAt };
    },
    startTakingBack: ({ copyId, password }) => {
      const found = copies.get(copyId);
      if (found === undefined) throw new DossierError('gone', { what: '选择的第二份备份' });
      const workId = works.start(copyId, (id, signal) => {
        const progress = new ExportProgress();
        const tell = ({ done, total }: { done: number; total: number }) => {
          const report = {
            stage: '取回',
            percent: Math.floor((99 * done) / Math.max(1, total)),
            done,
            total,
          };
          send('exportStage', { workId: id, ...progress.next(report) });
        };
        return data.bringIn(async (folder): Promise<Taken> => {
          const input = { copy: found.folder, data: folder, password };
          const taken = await work.runJob('takeCopyBack', input, { signal, onProgress: tell });
          return { outcome: 'taken', ...taken };
        });
      });
      return { workId };
    },
    waitForTakingBack: ({ workId }) => works.wait(workId),
  } satisfies Partial<Services>;
  return { services, cancel: (workId: string) => works.cancel(workId) };
}
