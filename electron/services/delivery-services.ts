import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CallOutput, CheckedInput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { openDeliverySource } from '../delivery/delivery-source.ts';
import { describeTooLarge } from '../delivery/mail/too-large-words.ts';
import { roomFor } from '../delivery/medium/medium-limits.ts';
import { MANIFEST_FILE } from '../package/manifest.ts';
import { safeName } from '../package/names.ts';
import { listPackageFolder } from '../package/verify-files.ts';
import type { Services } from '../window/services.ts';
import { packageParts } from './export-packages.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import { MediumPlaces } from './medium-places.ts';
import type { ServiceContext } from './service-context.ts';

type MediumEnd = Exclude<CallOutput<'waitForMedium'>, { outcome: 'cancelled' }>;
type MailEnd = Exclude<CallOutput<'waitForMail'>, { outcome: 'cancelled' }>;

/** Clusters of large sticks; for a first estimate, before one is chosen. Bytes. */
const USUAL_CLUSTER = 32 << 10;

const EJECT: Partial<Record<NodeJS.Platform, string>> = {
  win32: '请先安全弹出再拔：点任务栏右下角的“安全删除硬件”图标，选这个 U 盘，看到“可以安全移除”再拔下。',
  darwin: '请先推出再拔：在“访达”左栏点 U 盘旁的推出按钮，图标消失后再拔下。',
};
const EJECT_ELSEWHERE =
  '请先弹出再拔：在文件管理器中右键点这个 U 盘，选“弹出”或“安全移除”，图标消失后再拔下。';

function ejectWords(): string {
  return EJECT[process.platform] ?? EJECT_ELSEWHERE;
}

/** How to print the receipt from a viewer, whichever it is. */
function printingSteps(): string[] {
  const keys = process.platform === 'darwin' ? 'Command+P' : 'Ctrl+P';
  return [
    `在刚打开的 PDF 窗口中按 ${keys}，A4，单面，缩放选“实际大小”（100%）。`,
    '第 1 页是送达回执，一式两联，沿中线裁开；第 2 页是材料袋标签和 U 盘标签，不需要时不用打印。',
    '送交时请对方在两联上签收、盖章，带回“申报单位留存”的一联，和申报材料一起存档。',
  ];
}

/**
 * Handing in what an export made: onto a stick, as mails, with a receipt to be signed.
 *
 * @returns the services, and what cancels their works as `cancelWork` asks
 */
export function deliveryServices(context: ServiceContext) {
  const { made, work, send } = context;
  const places = new MediumPlaces(context);
  const media = new ExportWorks<MediumEnd>('这次写入');
  const mails = new ExportWorks<MailEnd>('这次邮件');

  /** @throws gone for what is no package */
  const packageOf = (madeId: string): string => {
    const { folder, bound } = made.find(madeId);
    if (folder === undefined || bound === undefined) throw new DossierError('gone', { what: '申报包' });
    return folder;
  };
  /** A package, or a district's parcel; the work says what else is no such thing. @throws gone */
  const sourceOf = (madeId: string): string => {
    const { folder, itself } = made.find(madeId);
    if (folder === undefined || itself !== folder) throw new DossierError('gone', { what: '要写入的材料' });
    return folder;
  };
  const tell = (workId: string) => {
    const progress = new ExportProgress();
    return (report: Parameters<ExportProgress['next']>[0]) =>
      send('exportStage', { workId, ...progress.next(report) });
  };

  const neededBytes = async (folder: string): Promise<number> => {
    const { files } = await listPackageFolder(folder).catch(() => {
      throw new DossierError('gone', { what: '申报包' });
    });
    if (!files.has(MANIFEST_FILE)) throw new DossierError('gone', { what: '申报包' });
    const sized = [...files].map(async ([inside, place]) => ({
      path: inside,
      bytes: (await stat(place)).size,
    }));
    return roomFor(await Promise.all(sized), USUAL_CLUSTER);
  };

  const startMedium = ({ madeId, placeId, replace }: CheckedInput<'startMedium'>) => {
    const packagePath = sourceOf(madeId);
    const { folder: target, fileSystem } = places.find(placeId);
    const key = JSON.stringify([packagePath, target, replace]);
    return media.start(key, async (workId, signal): Promise<MediumEnd> => {
      const result = await work.runJob(
        'deliverToMedium',
        { packagePath, target, fileSystem, replace },
        { signal, places: [target], onProgress: tell(workId) },
      );
      if (result.outcome === 'occupied')
        return { outcome: 'occupied', shown: result.folder, problems: result.problems };
      const { outcome, folder, twinCode, files, bytes } = result;
      const onMedium = made.add({ folder, itself: folder });
      return { outcome, madeId: onMedium, shown: folder, twinCode, files, bytes, eject: ejectWords() };
    });
  };

  const startMail = ({ madeId, limitMegabytes, replace }: CheckedInput<'startMail'>) => {
    const packagePath = packageOf(madeId);
    const outFolder = path.dirname(packagePath);
    const key = JSON.stringify([packagePath, limitMegabytes, replace]);
    return mails.start(key, async (workId, signal): Promise<MailEnd> => {
      const result = await work.runJob(
        'deliverAsMail',
        { packagePath, outFolder, limitMegabytes, replace },
        { signal, places: [outFolder], onProgress: tell(workId) },
      );
      if (result.outcome === 'occupied') return { outcome: 'occupied', shown: result.folder };
      if (result.outcome === 'tooLarge')
        return { outcome: 'tooLarge', message: describeTooLarge(result.files, limitMegabytes) };
      const { folder, twinCode } = result;
      return {
        outcome: 'written',
        madeId: made.add({ folder, itself: folder }),
        shown: folder,
        twinCode,
        mails: result.mails.map(({ draft, ...mail }) => ({
          ...mail,
          madeId: made.add({ folder, itself: path.join(folder, draft) }),
        })),
      };
    });
  };

  const printReceipt = async ({ madeId, medium }: CheckedInput<'printReceipt'>) => {
    const packagePath = packageOf(madeId);
    const outFolder = path.dirname(packagePath);
    const name = safeName(`${path.basename(packagePath)}-送达回执`, '送达回执', 100, '.pdf');
    const target = path.join(outFolder, name);
    await work.runJob('writeReceipt', { packagePath, medium, target }, { places: [outFolder] });
    const receiptId = made.add({ folder: outFolder, itself: target });
    const detail = await context.shell.openPath(target);
    if (detail !== '') throw new DossierError('notOpened', { name, detail });
    return { madeId: receiptId, shown: target, steps: printingSteps() };
  };

  const chooseEarlierPackage = async (): Promise<CallOutput<'chooseEarlierPackage'>> => {
    const last = context.data.store.settings.get('lastExportFolder');
    const folder = await context.dialogs.openFolder({
      title: '选择以前导出的申报包（整个文件夹）',
      ...(last !== undefined && existsSync(last) ? { startIn: last } : {}),
    });
    if (folder === undefined) return { outcome: 'cancelled' };
    const source = await openDeliverySource(folder);
    await source.close();
    const { twinCode, createdOn, incomplete, sealed } = source.manifest;
    return {
      outcome: 'chosen',
      madeId: made.add(packageParts(folder)),
      ...{ shown: folder, twinCode, createdOn, incomplete, sealed: sealed !== undefined },
      files: source.files.length,
      bytes: source.files.reduce((sum, file) => sum + file.bytes, 0),
    };
  };

  const services = {
    chooseEarlierPackage: ({ draftId }) => {
      // Only asked beside a draft that is there.
      context.data.store.drafts.summary(draftId);
      return chooseEarlierPackage();
    },
    listMediumPlaces: async ({ madeId }) => {
      const needed = await neededBytes(sourceOf(madeId));
      return { ...(await places.list()), neededBytes: needed };
    },
    chooseMediumPlace: async ({ madeId }) => {
      sourceOf(madeId);
      return places.choose();
    },
    startMedium: (input) => ({ workId: startMedium(input) }),
    waitForMedium: ({ workId }) => media.wait(workId),
    startMail: (input) => ({ workId: startMail(input) }),
    waitForMail: ({ workId }) => mails.wait(workId),
    printReceipt,
  } satisfies Partial<Services>;
  const cancel = (workId: string) => {
    media.cancel(workId);
    mails.cancel(workId);
  };
  return { services, cancel };
}
