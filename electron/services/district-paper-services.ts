import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CallOutput, CheckedInput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import { beforeSending } from '../../shared/intake/before-sending.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { fillRecommendation, recommendationParagraphs } from '../../shared/intake/recommendation.ts';
import { cellText, composeSummary } from '../../shared/intake/summary-table.ts';
import { describeTooLarge } from '../delivery/mail/too-large-words.ts';
import { entryPlace } from '../intake/intake-places.ts';
import { LABEL_FILE, LETTER_FILE } from '../intake-papers/parcel-names.ts';
import type { WrittenParcel } from '../intake-papers/write-parcel.ts';
import { findNotice } from '../package/known-notices.ts';
import { safeName } from '../package/names.ts';
import { localDay, localMinute } from '../window/program-services.ts';
import type { Services } from '../window/services.ts';
import type { ExportPlaces } from './export-places.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import { lastFolder, withExtension } from './save-places.ts';
import type { ServiceContext } from './service-context.ts';

type Written = CallOutput<'writeTables'>;
type ParcelEnd = Exclude<CallOutput<'waitForParcel'>, { outcome: 'cancelled' }>;

/** What most mailboxes take, MB of 10⁶ bytes. */
const MAIL_MEGABYTES = 45;

/** The files are the applicants': a district cannot make them smaller. */
const WITHOUT_MAILS = `文件夹里的材料都已写好，没有受影响。请用 U 盘报送；“${LETTER_FILE}”带推荐意见和汇总表，可以照常发送。一定要用邮件报送全部材料的，请企业把大的扫描件改为 200 dpi 重新扫描（盖章的页用彩色，其余用灰度）、重新导出后再报。`;

interface OpenBatch {
  notice: Notice;
  batch: Batch;
  entries: Entry[];
}

const WORD_KIND = { name: 'Word 文档', extensions: ['docx'] };

/** A folder that is not there yet, so that what was written before stays as it is. */
function freshFolder(parent: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const folder = path.join(parent, number === 1 ? name : `${name} (${number})`);
    if (!existsSync(folder)) return folder;
  }
}

/**
 * The papers of a district: what they would say, and the writing of them.
 *
 * @param places that the person chose for what is written
 * @returns the services, and what cancels their works as `cancelWork` asks
 */
export function districtPaperServices(context: ServiceContext, places: ExportPlaces) {
  const { data, dialogs, made, work, clock, send } = context;
  const parcels = new ExportWorks<ParcelEnd>('这次打包');

  /** @throws gone, draftUnknownNotice */
  const openBatch = (batchId: string): OpenBatch => {
    const { batches, entries } = data.store;
    const batch = batches.get(batchId);
    const notice = findNotice(batch.notice);
    if (notice === undefined) throw new DossierError('draftUnknownNotice', { found: batch.notice });
    return { notice, batch, entries: entries.list(batchId) };
  };
  const today = () => localDay(clock());
  /** “汇总表-20251020-1405” */
  const stamped = (what: string) => `${what}-${localMinute(clock()).replace(/[-:]/g, '').replace(' ', '-')}`;

  const written = (folder: string, names: readonly string[]): Written => {
    data.store.settings.set('lastExportFolder', path.dirname(folder));
    return {
      outcome: 'written',
      madeId: made.add({ folder, itself: folder }),
      shown: folder,
      files: names.map((name) => ({ madeId: made.add({ folder, itself: path.join(folder, name) }), name })),
    };
  };
  /** Several files into a new folder below the one that the person says. */
  const intoFolder = async (
    title: string,
    what: string,
    write: (folder: string) => Promise<readonly string[]>,
  ): Promise<Written> => {
    const parent = await dialogs.openFolder({ title, ...lastFolder(data.store) });
    if (parent === undefined) return { outcome: 'cancelled' };
    const folder = freshFolder(parent, stamped(what));
    return written(folder, await write(folder));
  };
  /** One Word file under the name that the person says. */
  const asWord = async (
    title: string,
    proposed: string,
    write: (folder: string, name: string) => Promise<readonly string[]>,
  ): Promise<Written> => {
    const chosen = await dialogs.saveFile({
      title,
      name: safeName(proposed, '文件', 80, '.docx'),
      kinds: [WORD_KIND],
      ...lastFolder(data.store),
    });
    if (chosen === undefined) return { outcome: 'cancelled' };
    const target = withExtension(chosen, '.docx');
    return written(path.dirname(target), await write(path.dirname(target), path.basename(target)));
  };

  const readPapers = ({ batchId }: CheckedInput<'readPapers'>): CallOutput<'readPapers'> => {
    const { notice, batch, entries } = openBatch(batchId);
    const { address, office, person, phone, email } = notice.contacts;
    return {
      tables: batch.programmes.map((programme) => {
        const { rows, columns, annex, title, headLine } = composeSummary(
          notice.forms[programme],
          batch,
          entries,
        );
        return {
          ...{ programme, annex, title, headLine },
          columns: [...columns],
          rows: rows.flatMap(({ entryId, cells }) =>
            entryId === undefined ? [] : [{ entryId, cells: [...cells] }],
          ),
        };
      }),
      recommendation: recommendationParagraphs(notice, batch).join('\n'),
      filled: fillRecommendation(notice, batch, entries),
      isFrame: batch.recommendation.trim() === '',
      address: [`${office}（${address}）`, `联系人 ${person}，电话 ${phone}`],
      mailbox: email,
      warnings: beforeSending(notice, batch, entries, today()),
    };
  };

  const writeTables = ({ batchId }: CheckedInput<'writeTables'>): Promise<Written> => {
    const input = openBatch(batchId);
    return intoFolder('选择汇总表的存放位置', '汇总表', (folder) =>
      work.runJob('writeSummaries', { input, folder }, { places: [folder] }),
    );
  };

  const writeRecommendation = ({ batchId }: CheckedInput<'writeRecommendation'>): Promise<Written> => {
    const input = openBatch(batchId);
    const proposed = `推荐意见-${input.batch.recommender || input.batch.district}`;
    return asWord('导出推荐意见', proposed, (folder, name) =>
      work.runJob('writeRecommendation', { input, folder, name }, { places: [folder] }),
    );
  };

  const writeReturnSlips = ({ batchId, entryIds }: CheckedInput<'writeReturnSlips'>): Promise<Written> => {
    const { notice, batch, entries } = openBatch(batchId);
    const wanted = new Set(entryIds);
    const returned = entries
      .filter(({ entryId }) => wanted.has(entryId))
      .map((entry) => ({ entry, items: data.store.entries.items(entry.entryId) }));
    const [first] = returned;
    if (first === undefined) throw new DossierError('gone', { what: '要退回的材料' });
    const input = { notice, batch, returned, today: today() };
    if (returned.length === 1) {
      const applicant = cellText(first.entry.values.applicantName ?? '') || first.entry.cameAs;
      return asWord('导出退回单', `退回单-${applicant}`, (folder, name) =>
        work.runJob('writeReturnNotice', { input, folder, name }, { places: [folder] }),
      );
    }
    return intoFolder('选择退回单的存放位置', '退回单', (folder) =>
      work.runJob('writeReturnNotices', { input, folder }, { places: [folder] }),
    );
  };

  const startParcel = ({ batchId, placeId, zip, mails, replace }: CheckedInput<'startParcel'>): string => {
    const opened = openBatch(batchId);
    const outFolder = places.find(placeId);
    const { root } = data.store.context.folder;
    const folders = Object.fromEntries(
      opened.entries.flatMap(({ entryId, verdict }) => {
        const folder = entryPlace(root, batchId, entryId);
        return verdict === 'recommended' && existsSync(folder) ? [[entryId, folder]] : [];
      }),
    );
    const options = {
      outFolder,
      today: today(),
      zip,
      replace,
      ...(mails ? { mailMegabytes: MAIL_MEGABYTES } : {}),
    };
    return parcels.start(JSON.stringify([batchId, options]), async (workId, signal) => {
      const progress = new ExportProgress();
      const result = await work.runJob(
        'writeParcel',
        { ...opened, folders, ...options },
        {
          signal,
          places: [outFolder],
          onProgress: (report) => send('exportStage', { workId, ...progress.next(report) }),
        },
      );
      return result.outcome === 'occupied' ? result : parcelEnd(result, outFolder);
    });
  };
  const parcelEnd = (result: WrittenParcel, outFolder: string): ParcelEnd => {
    const { folder, name, files, bytes, zip, withoutFiles, renamed, missingCharacters } = result;
    const file = (parent: string, each: string) => ({
      madeId: made.add({ folder: parent, itself: path.join(parent, each) }),
      name: each,
    });
    const mails = result.mails?.outcome === 'written' ? result.mails : undefined;
    const tooLarge = result.mails?.outcome === 'tooLarge' ? result.mails.files : [];
    return {
      outcome: 'written',
      madeId: made.add({ folder, itself: folder }),
      ...{ name, shown: folder, files, bytes },
      zip: zip === null ? null : file(outFolder, zip),
      papers: [file(folder, LABEL_FILE), file(folder, LETTER_FILE)],
      mails: mails === undefined ? null : { ...file(outFolder, mails.folder), count: mails.mails.length },
      notes: [
        ...(withoutFiles.length === 0 ? [] : [`没有电子件，请另外附上：${withoutFiles.join('、')}。`]),
        ...(renamed.length === 0
          ? []
          : [
              `有 ${renamed.length} 个文件的名称 Windows 不能用，已换名：${renamed.slice(0, 5).join('、')}。`,
            ]),
        ...(missingCharacters.length === 0
          ? []
          : [`这台电脑的字体没有这些字，PDF 中显示为方框：${missingCharacters.join(' ')}。`]),
        ...(tooLarge.length === 0 ? [] : [describeTooLarge(tooLarge, MAIL_MEGABYTES, WITHOUT_MAILS)]),
      ],
    };
  };

  const services = {
    readPapers,
    writeTables,
    writeRecommendation,
    writeReturnSlips,
    chooseParcelPlace: ({ batchId }) => {
      data.store.batches.get(batchId);
      return places.choose('选择上报材料的存放位置');
    },
    startParcel: (input) => ({ workId: startParcel(input) }),
    waitForParcel: ({ workId }) => parcels.wait(workId),
  } satisfies Partial<Services>;
  return { services, cancel: (workId: string) => parcels.cancel(workId) };
}
