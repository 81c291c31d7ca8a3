import { basename } from 'node:path';
import type { CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Mask } from '../../shared/masks/mask.ts';
import { describeDraft } from '../package/described-draft.ts';
import { draftForFile } from '../store/transfer.ts';
import { localDay } from '../window/program-services.ts';
import type { Services } from '../window/services.ts';
import type { ExportPlaces } from './export-places.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import { placedFiles, slotsOf } from './placed-files.ts';
import type { ServiceContext } from './service-context.ts';

type CopyEnd = Exclude<CallOutput<'waitForCleanedCopy'>, { outcome: 'cancelled' }>;

/**
 * Marks on evidence, and the copies for others that follow them.
 *
 * @returns the services, and what cancels their works as `cancelWork` asks
 */
export function maskServices({ data, made, send, work, clock }: ServiceContext, places: ExportPlaces) {
  const copies = new ExportWorks<CopyEnd>('这次导出');

  const filesOf = (draftId: string) => {
    const opened = draftForFile(data.store, draftId);
    return { opened, files: placedFiles(draftId, opened.draft.evidence, slotsOf(opened.form)) };
  };

  const services = {
    listMasks: ({ draftId }): CallOutput<'listMasks'> => ({
      files: filesOf(draftId).files.flatMap(({ fileId, file }) => {
        const masks = file.sha256 == null ? [] : data.store.masks.of(file.sha256);
        return masks.length === 0 ? [] : [{ fileId, masks }];
      }),
    }),
    saveMasks: ({ draftId, fileId, masks }) => {
      const found = filesOf(draftId).files.find((each) => each.fileId === fileId);
      if (found?.file.sha256 == null) throw new DossierError('gone', { what: '这份材料' });
      data.store.masks.save(found.file.sha256, masks);
      return { masks };
    },
    startCleanedCopy: ({ draftId, placeId }) => {
      const outFolder = places.find(placeId);
      const { opened, files } = filesOf(draftId);
      const masks: Record<string, Mask[]> = {};
      for (const { file } of files) {
        const own = file.sha256 == null ? [] : data.store.masks.of(file.sha256);
        if (own.length > 0) masks[file.path] = own;
      }
      const workId = copies.start(`${draftId} ${outFolder}`, async (id, signal): Promise<CopyEnd> => {
        const progress = new ExportProgress();
        const { folder, ...told } = await work.runJob(
          'writeCleanedCopy',
          { draft: describeDraft(opened), outFolder, masks, today: localDay(clock()) },
          {
            signal,
            places: [outFolder],
            onProgress: (report) => send('exportStage', { workId: id, ...progress.next(report) }),
          },
        );
        const madeId = made.add({ folder, itself: folder });
        return {
          ...{ outcome: 'done', madeId, shown: folder, name: basename(folder).slice(0, 300) },
          ...told,
          leftOut: [...told.leftOut],
        };
      });
      return { workId };
    },
    waitForCleanedCopy: ({ workId }) => copies.wait(workId),
  } satisfies Partial<Services>;
  return { services, cancel: (workId: string) => copies.cancel(workId) };
}
