import { z } from 'zod';
import { batchSchema } from '../intake/batch.ts';
import { checkItemSchema, entrySchema, verdict } from '../intake/entry.ts';
import { LARGEST_UPLOAD, uploadedName } from './evidence.ts';
import {
  address,
  cancelledOutcome,
  formId,
  moment,
  nothing,
  opaqueId,
  programme,
  shortText,
} from './values.ts';

const work = z.strictObject({ workId: opaqueId });
const inBatch = z.strictObject({ batchId: opaqueId });
const ofEntry = z.strictObject({ batchId: opaqueId, entryId: opaqueId });
const count = z.number().int().nonnegative();
/** More packages than any district gets. */
const MOST_AT_ONCE = 5_000;
const ofEntries = inBatch.extend({ entryIds: z.array(opaqueId).min(1).max(MOST_AT_ONCE) });

/** What heads the tables of a batch, as an officer types it. */
const batchHead = z.strictObject({
  name: z.string().trim().min(1).max(200),
  programmes: z.array(programme).min(1).max(2),
  district: z.string().max(100),
  recommender: z.string().max(200),
  contactName: z.string().max(100),
  contactPhone: z.string().max(100),
});
export type BatchHead = z.infer<typeof batchHead>;

/** A batch in the list: how much came, and how far its first check is. */
const batchSummary = z.strictObject({
  batch: batchSchema,
  entries: count,
  recommended: count,
  returned: count,
  rejected: count,
  /** Null for what is not in the bin. */
  binnedAt: moment.nullable(),
});
export type BatchSummary = z.infer<typeof batchSummary>;

/** The columns of the form's summary table by their ids, as text. */
const values = z
  .record(formId, z.string().max(500))
  .refine((given) => Object.keys(given).length <= 30, '列数太多');
/** All entries of a batch that are not in the bin, in their order. */
const entries = z.strictObject({ entries: z.array(entrySchema) });

const source = z.strictObject({ sourceId: opaqueId, name: shortText });
export type IntakeSource = z.infer<typeof source>;
const chosenSources = z.discriminatedUnion('outcome', [
  cancelledOutcome,
  z.strictObject({ outcome: z.literal('chosen'), sources: z.array(source).min(1) }),
]);

const intakeReport = z.strictObject({
  outcome: z.literal('ended'),
  /** The person stopped it: what had been taken whole is there, nothing half. */
  stopped: z.boolean(),
  taken: count,
  /** Names of what is there already, file for file. */
  already: z.array(z.string()),
  /** What was not taken as a package, with the reason in plain Chinese. */
  refused: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
  /** Ids of what came in now. */
  entryIds: z.array(opaqueId),
});
export type IntakeReport = z.infer<typeof intakeReport>;

/** 区县汇总: packages in, first check, verdicts. Stages come as `exportStage`; `cancelWork` cancels. */
export const intakeCalls = {
  /** Newest first. */
  listBatches: {
    input: z.strictObject({ bin: z.boolean() }),
    output: z.strictObject({ batches: z.array(batchSummary) }),
  },
  createBatch: {
    input: batchHead.extend({ notice: shortText }),
    output: z.strictObject({ batch: batchSchema }),
  },
  saveBatch: {
    input: inBatch.extend({
      head: batchHead,
      /** 推荐意见, a paragraph a line; empty for the frame as it stands. */
      recommendation: z.string().max(20_000),
    }),
    output: z.strictObject({ batch: batchSchema }),
  },
  binBatch: { input: inBatch, output: nothing },
  /** Undoes `binBatch`. */
  returnBatch: { input: inBatch, output: nothing },
  openBatch: {
    input: inBatch,
    output: z.strictObject({
      batch: batchSchema,
      entries: z.array(entrySchema),
      /** Taken out; they can be returned. */
      binned: z.array(entrySchema),
    }),
  },

  /** A folder with packages (a whole stick too), or zips and mail parts, by the system's dialog. */
  chooseIntake: {
    input: inBatch.extend({ kind: z.enum(['whole', 'archives']) }),
    output: chosenSources,
  },
  /** Sticks that are plugged in, as sources. */
  listIntakeDrives: {
    input: inBatch,
    output: z.strictObject({
      /** Whether the system could be asked. */
      listed: z.boolean(),
      drives: z.array(source.extend({ shown: z.string(), totalBytes: count.nullable() })),
      unusable: z.array(z.strictObject({ label: z.string(), reason: z.string() })),
    }),
  },
  /** A dropped zip; its pieces come by `sendChunk`. */
  beginIntakeUpload: {
    input: inBatch.extend({ name: uploadedName, bytes: count.max(LARGEST_UPLOAD) }),
    output: z.strictObject({ uploadId: opaqueId }),
  },
  finishIntakeUpload: {
    input: inBatch.extend({ uploadId: opaqueId }),
    output: z.strictObject({ source }),
  },
  /** Each source is taken in once; what was dropped is removed with the end of it. */
  startIntake: {
    input: inBatch.extend({
      sourceIds: z.array(opaqueId).min(1).max(MOST_AT_ONCE),
      /** Local day on which the district got them. */
      receivedOn: z.iso.date(),
    }),
    output: work,
  },
  waitForIntake: { input: work, output: z.discriminatedUnion('outcome', [cancelledOutcome, intakeReport]) },

  /** Came without a package: the few fields that the table needs. */
  addEntry: {
    input: inBatch.extend({ programme, values, creditCode: z.string().max(40), receivedOn: z.iso.date() }),
    output: entries,
  },
  /** The values of an entry that was typed or cannot be read; of any the day it came. */
  saveEntry: {
    input: ofEntry.extend({ programme, values, creditCode: z.string().max(40), receivedOn: z.iso.date() }),
    output: entries,
  },
  binEntries: { input: ofEntries, output: entries },
  /** Undoes `binEntries` and `preferEntry`. */
  returnEntries: { input: ofEntries, output: entries },
  /** 以这份为准: the other versions of the same applicant's package go into the bin. */
  preferEntry: { input: ofEntry, output: entries.extend({ binnedIds: z.array(opaqueId) }) },
  /** One place up or down in the table that is sent. */
  moveEntry: {
    input: ofEntry.extend({ by: z.union([z.literal(-1), z.literal(1)]) }),
    output: entries,
  },
  openEntry: {
    input: ofEntry,
    output: z.strictObject({
      entry: entrySchema,
      items: z.array(checkItemSchema),
      /** Of the bound book; null without one. */
      bound: address.nullable(),
      /** By which `openMade` opens its parts; null without files. */
      madeId: opaqueId.nullable(),
    }),
  },
  saveCheckItem: {
    input: ofEntry.extend({
      itemId: z.string().min(1).max(200),
      ticked: z.boolean(),
      remark: z.string().max(2_000),
    }),
    output: nothing,
  },
  /** One verdict for all of them; `null` takes it back. Reasons stay as they are without new ones. */
  saveVerdict: {
    input: ofEntries.extend({ verdict: verdict.nullable(), reasons: z.string().max(2_000).nullable() }),
    output: entries,
  },
  /** 复核文档: reads the whole package back, compares its documents with its content, and keeps what it found with the entry. */
  startDeepCheck: { input: ofEntry, output: work },
  waitForDeepCheck: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({ outcome: z.literal('checked') }),
    ]),
  },
};
