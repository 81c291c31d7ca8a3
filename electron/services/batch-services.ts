import { randomUUID } from 'node:crypto';
import type { CheckedInput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { cellText } from '../../shared/intake/summary-table.ts';
import { normaliseCreditCode } from '../../shared/reference/credit-code.ts';
import { printable } from '../../shared/text/printable.ts';
import { findNotice } from '../package/known-notices.ts';
import type { BatchSummary } from '../store/batches.ts';
import type { Services } from '../window/services.ts';
import type { ServiceContext } from './service-context.ts';

function summaryView({ entries, recommended, returned, rejected, binnedAt, ...batch }: BatchSummary) {
  return { batch, entries, recommended, returned, rejected, binnedAt };
}

function trimmed(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([column, text]) => [column, cellText(text)]));
}

/** A list shows them beside others: nothing in them may turn a line around. */
function readableHead<T extends CheckedInput<'saveBatch'>['head']>(head: T): T {
  const { name, recommender, contactName, contactPhone } = head;
  return {
    ...head,
    ...{ name: cellText(name) || '（未命名）', recommender: cellText(recommender) },
    ...{ contactName: cellText(contactName), contactPhone: cellText(contactPhone) },
  };
}

/** Ids in the order of the tables, with one of them a place further within its programme. */
function moved(entries: readonly Entry[], entryId: string, by: -1 | 1): string[] {
  const ids = entries.map((entry) => entry.entryId);
  const at = ids.indexOf(entryId);
  const programme = entries[at]?.programme;
  const alike = (entry: Entry) => entry.programme === programme;
  const goal =
    by === 1
      ? entries.findIndex((entry, index) => index > at && alike(entry))
      : entries.findLastIndex((entry, index) => index < at && alike(entry));
  const [from, target] = [ids[at], ids[goal]];
  if (from === undefined || target === undefined) return ids;
  ids[at] = target;
  ids[goal] = from;
  return ids;
}

/** 区县汇总 as far as it is words: batches, their entries, the officer's verdicts. */
export function batchServices({ data }: ServiceContext) {
  const list = (batchId: string) => ({ entries: data.store.entries.list(batchId) });

  /** Fields of the table may be typed only where no package says them. */
  const saveEntry = ({ batchId, entryId, ...typed }: CheckedInput<'saveEntry'>) => {
    const { entries } = data.store;
    const { programme, values, creditCode, receivedOn } = typed;
    const { state } = entries.get(entryId);
    const isTyped = state === 'byHand' || state === 'unreadable' || state === 'refused';
    const fields = isTyped
      ? { programme, values: trimmed(values), creditCode: normaliseCreditCode(creditCode) }
      : {};
    entries.change(entryId, { ...fields, receivedOn });
    return list(batchId);
  };

  const addEntry = ({ batchId, ...typed }: CheckedInput<'addEntry'>) => {
    const { programme, values, creditCode, receivedOn } = typed;
    data.store.entries.add(
      batchId,
      {
        ...{ entryId: randomUUID(), programme, receivedOn },
        ...{ values: trimmed(values), creditCode: normaliseCreditCode(creditCode) },
        ...{ notice: '', destinationDistrict: '', state: 'byHand', cameAs: '', fingerprint: '' },
        ...{ twinCode: '', createdOn: null, pages: 0, sealed: false, files: 0, bytes: 0 },
        ...{ problems: [], findings: { block: 0, warn: 0 }, hasFiles: false },
      },
      [],
    );
    return list(batchId);
  };

  return {
    listBatches: ({ bin }) => ({
      batches: data.store.batches.list(bin ? 'binned' : 'present').map(summaryView),
    }),
    createBatch: ({ notice, ...head }) => {
      if (findNotice(notice) === undefined) throw new DossierError('draftUnknownNotice', { found: notice });
      return { batch: data.store.batches.create({ ...readableHead(head), notice, recommendation: '' }) };
    },
    saveBatch: ({ batchId, head, recommendation }) => ({
      batch: data.store.batches.save(batchId, {
        ...readableHead(head),
        recommendation: printable(recommendation),
      }),
    }),
    binBatch: ({ batchId }) => {
      data.store.batches.setBinned(batchId, true);
      return undefined;
    },
    returnBatch: ({ batchId }) => {
      data.store.batches.setBinned(batchId, false);
      return undefined;
    },
    openBatch: ({ batchId }) => {
      const { batches, entries } = data.store;
      return {
        batch: batches.get(batchId),
        entries: entries.list(batchId),
        binned: entries.binned(batchId),
      };
    },

    addEntry,
    saveEntry,
    binEntries: ({ batchId, entryIds }) => {
      data.store.entries.setBinned(entryIds, true);
      return list(batchId);
    },
    returnEntries: ({ batchId, entryIds }) => {
      data.store.entries.setBinned(entryIds, false);
      return list(batchId);
    },
    preferEntry: ({ batchId, entryId }) => {
      const binnedIds = data.store.entries.prefer(entryId);
      return { ...list(batchId), binnedIds };
    },
    moveEntry: ({ batchId, entryId, by }) => {
      const { entries } = data.store;
      entries.setOrder(batchId, moved(entries.list(batchId), entryId, by));
      return list(batchId);
    },
    saveCheckItem: ({ entryId, itemId, ticked, remark }) => {
      data.store.entries.saveItem(entryId, { itemId, ticked, remark: remark.toWellFormed() });
      return undefined;
    },
    saveVerdict: ({ batchId, entryIds, verdict, reasons }) => {
      data.store.entries.setVerdict(entryIds, verdict, reasons?.toWellFormed());
      return list(batchId);
    },
  } satisfies Partial<Services>;
}
