import path from 'node:path';
import type { CallOutput, CheckedInput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { openDeliverySource } from '../delivery/delivery-source.ts';
import type { SealingReport } from '../sealing/plan-sealing.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import { contentCode } from '../store/content-code.ts';
import { localDay } from '../window/program-services.ts';
import type { Services } from '../window/services.ts';
import { packageParts } from './export-packages.ts';
import type { ExportPlaces } from './export-places.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import { SCAN_KINDS } from './scan-kinds.ts';
import { ScansForSealing } from './scans-for-sealing.ts';
import type { ServiceContext } from './service-context.ts';

type ScansRead = Exclude<CallOutput<'waitForScans'>, { outcome: 'cancelled' }>;
type SealingEnd = Exclude<CallOutput<'waitForSealing'>, { outcome: 'cancelled' }>;

interface Sealing {
  packagePath: string;
  scans: ScansForSealing;
  /** Works of it that may still run. */
  works: Set<string>;
}

/** A window that was loaded anew closes none of those it had open; older ones than these go. */
const MOST_OPEN = 2;

/** From where to where each stage goes, per cent. */
type Shares = Record<SealingReport['stage'], readonly [number, number]>;
const READING: Shares = {
  核对申报包: [0, 15],
  读取扫描件: [15, 100],
  放入成册: [100, 100],
  回读核对: [100, 100],
};
const SEALING: Shares = {
  核对申报包: [0, 10],
  读取扫描件: [10, 45],
  放入成册: [45, 70],
  回读核对: [70, 100],
};

function percentOf({ stage, done = 0, total = 1 }: SealingReport, shares: Shares): number {
  const [from, to] = shares[stage];
  return from + (to - from) * Math.min(1, done / Math.max(1, total));
}

/** Pages are counted; the other stages' counts (bytes, parts of files) say nothing beside the percentage. */
function pagesOf({ stage, done, total }: SealingReport) {
  return stage === '放入成册' && done !== undefined && total !== undefined ? { done, total } : {};
}

/**
 * Scanned, sealed pages back in the package that they were printed from.
 *
 * @param places that the person chose for what is written
 * @returns the services, and what cancels their works as `cancelWork` asks
 */
export function sealingServices(context: ServiceContext, places: ExportPlaces) {
  const { made, work, send, data, dialogs, uploads, offered } = context;
  const readings = new ExportWorks<ScansRead>('这次读取');
  const writings = new ExportWorks<SealingEnd>('这次写出');
  const open = new Map<string, Sealing>();

  /** @throws gone */
  const find = (sealingId: string): Sealing => {
    const found = open.get(sealingId);
    if (found === undefined) throw new DossierError('gone', { what: '要放回的盖章页' });
    return found;
  };
  const cancel = (workId: string) => {
    readings.cancel(workId);
    writings.cancel(workId);
  };
  const close = async (sealingId: string) => {
    const found = open.get(sealingId);
    if (found === undefined) return;
    open.delete(sealingId);
    for (const workId of found.works) cancel(workId);
    await found.scans.close();
  };
  const tell = (workId: string, shares: Shares) => {
    const progress = new ExportProgress();
    return (report: SealingReport) => {
      const { stage } = report;
      send('exportStage', {
        workId,
        ...progress.next({ stage, percent: percentOf(report, shares), ...pagesOf(report) }),
      });
    };
  };

  const openSealing = async ({ madeId, draftId }: CheckedInput<'openSealing'>) => {
    const { store } = data;
    const presentCode = contentCode(store.context, draftId) ?? null;
    const { folder, bound } = made.find(madeId);
    if (folder === undefined || bound === undefined) throw new DossierError('gone', { what: '申报包' });
    const source = await openDeliverySource(folder);
    await source.close();
    const { twinCode, sealed, incomplete } = source.manifest;
    if (sealed !== undefined || incomplete)
      throw new DossierError('packageUnreadable', {
        path: folder,
        detail:
          sealed === undefined
            ? '每页标有“草稿”，不能盖章报送。请改完须改项后重新导出'
            : '盖章页已经放回。要重新放，请选择盖章前导出的那个申报包',
      });
    for (const oldest of [...open.keys()].slice(0, Math.max(0, open.size - MOST_OPEN + 1)))
      await close(oldest);
    const sealingId = makeOpaqueId();
    open.set(sealingId, { packagePath: folder, scans: new ScansForSealing(offered), works: new Set() });
    const ofDraft = store.exports.withCode(twinCode).some(({ draft }) => draft === draftId);
    return { sealingId, twinCode, presentCode, ofDraft, shown: path.dirname(folder) };
  };

  const startReading = ({ sealingId, answer }: CheckedInput<'startReadingScans'>): string => {
    const { packagePath, scans, works } = find(sealingId);
    const look = scans.look(answer);
    const key = JSON.stringify([sealingId, look.numbers, [...look.answers]]);
    const begun = readings.start(key, async (workId, signal) => {
      try {
        const { plan, known } = await work.runJob(
          'planSealing',
          {
            ...{ packagePath, scans: look.scans, answers: scans.answersOf(look) },
            ...{ known: look.known, tolerant: true },
          },
          { signal, onProgress: tell(workId, READING) },
        );
        if (!open.has(sealingId)) throw new DossierError('cancelled', {});
        return { outcome: 'read', plan: await scans.keep(look, plan, known) };
      } catch (error) {
        scans.giveUp(look);
        throw error;
      } finally {
        works.delete(workId);
      }
    });
    works.add(begun);
    return begun;
  };

  const startWriting = ({ sealingId, placeId, allowMissing }: CheckedInput<'startSealing'>): string => {
    const { packagePath, scans, works } = find(sealingId);
    const outFolder = placeId === null ? path.dirname(packagePath) : places.find(placeId);
    const settled = scans.settled();
    const begun = writings.start(JSON.stringify([sealingId, outFolder]), async (workId, signal) => {
      if (settled === undefined) return { outcome: 'open' };
      try {
        const result = await work.runJob(
          'sealPackage',
          { packagePath, ...settled, outFolder, allowMissing, today: localDay(context.clock()) },
          { signal, places: [outFolder], onProgress: tell(workId, SEALING) },
        );
        if (result.outcome === 'open') return { outcome: 'open' };
        const { folder, plan } = result;
        return {
          outcome: 'sealed',
          madeId: made.add(packageParts(folder)),
          ...{ name: path.basename(folder), shown: folder, twinCode: plan.twinCode },
          pages: plan.scans.filter(({ placement }) => placement.state === 'placed').length,
        };
      } finally {
        works.delete(workId);
      }
    });
    works.add(begun);
    return begun;
  };

  const finishUpload = async ({ sealingId, uploadId }: CheckedInput<'finishScanUpload'>) => {
    const { target, incoming } = await uploads.finish(uploadId);
    try {
      if (target.kind !== 'scan' || target.sealingId !== sealingId)
        throw new DossierError('gone', { what: '正在添加的扫描件' });
      await find(sealingId).scans.take(incoming);
    } finally {
      await incoming.discard();
    }
    return undefined;
  };

  const services = {
    openSealing,
    chooseScans: async ({ sealingId }): Promise<CallOutput<'chooseScans'>> => {
      const { scans } = find(sealingId);
      const chosen = await dialogs.openFiles({
        title: '选择盖章页的扫描件',
        kinds: SCAN_KINDS,
        several: true,
      });
      if (chosen.length === 0) return { outcome: 'cancelled' };
      scans.add(chosen);
      return { outcome: 'chosen', count: chosen.length };
    },
    beginScanUpload: async ({ sealingId, name, bytes }) => {
      find(sealingId);
      return {
        uploadId: await uploads.begin({ draftId: '', target: { kind: 'scan', sealingId }, name, bytes }),
      };
    },
    finishScanUpload: finishUpload,
    startReadingScans: (input) => ({ workId: startReading(input) }),
    waitForScans: ({ workId }) => readings.wait(workId),
    startSealing: (input) => ({ workId: startWriting(input) }),
    waitForSealing: ({ workId }) => writings.wait(workId),
    closeSealing: async ({ sealingId }) => {
      await close(sealingId);
      return undefined;
    },
  } satisfies Partial<Services>;
  return { services, cancel };
}
