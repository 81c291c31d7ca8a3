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
import { findNotice } from '../package/known-notices.ts';
import { safeName } from '../package/names.ts';
import { localDay, localMinute } from '../window/program-services.ts';
import type { Services } from '../window/services.ts';
import { lastFolder, withExtension } from './save-places.ts';
import type { ServiceContext } from './service-context.ts';

type Written = CallOutput<'writeTables'>;

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

/** The papers of a district: what they would say, and the writing of them. */
export function districtPaperServices(context: ServiceContext) {
  const { data, dialogs, made, work, clock } = context;

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
      work.runJob('writeSummaries', { input, folder }, { places: [path.dirname(folder)] }),
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
      work.runJob('writeReturnNotices', { input, folder }, { places: [path.dirname(folder)] }),
    );
  };

  const services = {
    readPapers,
    writeTables,
    writeRecommendation,
    writeReturnSlips,
  } satisfies Partial<Services>;
  const cancel = (_workId: string) => {};
  return { services, cancel };
}
