import { z } from 'zod';
import { cancelledOutcome, opaqueId, programme, shortText } from './values.ts';

const work = z.strictObject({ workId: opaqueId });
const inBatch = z.strictObject({ batchId: opaqueId });
const bytes = z.number().int().nonnegative();

/** Something that was written, which `openMade` and `revealMade` know. */
const madeFile = z.strictObject({ madeId: opaqueId, name: shortText });
const written = z.strictObject({
  outcome: z.literal('written'),
  /** The folder that they lie in. */
  madeId: opaqueId,
  /** For reading only. */
  shown: z.string(),
  files: z.array(madeFile),
});
const writtenOrCancelled = z.discriminatedUnion('outcome', [cancelledOutcome, written]);

const summaryTable = z.strictObject({
  programme,
  /** 附件2 */
  annex: shortText,
  title: shortText,
  /** 推荐单位（盖章）：…… as it prints, of one line or two. */
  headLine: z.string(),
  columns: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  rows: z.array(z.strictObject({ entryId: opaqueId, cells: z.array(z.string()) })),
});
export type SummaryTable = z.infer<typeof summaryTable>;

/** What a district sends to the city, and what it sends back to enterprises. */
export const districtPaperCalls = {
  /** What would be written now. */
  readPapers: {
    input: inBatch,
    output: z.strictObject({
      /** Of each programme of the batch; without rows where nothing is recommended. */
      tables: z.array(summaryTable),
      /** 推荐意见 as it is worded, a paragraph a line, counts and lists as 【推荐总数】 that are filled in at each writing. */
      recommendation: z.string(),
      /** The same as it would be written now. */
      filled: z.array(z.string()),
      /** It is the frame: the officer worded nothing of his own. */
      isFrame: z.boolean(),
      /** Who it is sent to, as the address label says. */
      address: z.array(z.string()),
      mailbox: z.string(),
      /** What stands against sending it as it is, plain Chinese. */
      warnings: z.array(z.string()),
    }),
  },
  /** 附件2 and 附件4 as Word, PDF and Excel, into a folder that the system's dialog asks for. */
  writeTables: { input: inBatch, output: writtenOrCancelled },
  writeRecommendation: { input: inBatch, output: writtenOrCancelled },
  /** 退回单, a Word file each. */
  writeReturnSlips: {
    input: inBatch.extend({ entryIds: z.array(opaqueId).min(1).max(5_000) }),
    output: writtenOrCancelled,
  },

  chooseParcelPlace: {
    input: inBatch,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      z.strictObject({
        outcome: z.literal('chosen'),
        placeId: opaqueId,
        /** For reading only. */
        shown: z.string(),
        freeBytes: bytes.nullable(),
      }),
    ]),
  },
  /** 推荐意见, tables, every recommended applicant's files, a list of all. Stages come as `exportStage`. */
  startParcel: {
    input: inBatch.extend({
      placeId: opaqueId,
      /** The whole as one zip beside it too. */
      zip: z.boolean(),
      /** As mails of at most `MAIL_LIMITS` too. */
      mails: z.boolean(),
      /** What was written there before gives way. */
      replace: z.boolean(),
    }),
    output: work,
  },
  waitForParcel: {
    input: work,
    output: z.discriminatedUnion('outcome', [
      cancelledOutcome,
      /** What lies there under the parcel's names; nothing was written. */
      z.strictObject({ outcome: z.literal('occupied'), names: z.array(z.string()) }),
      z.strictObject({
        outcome: z.literal('written'),
        /** `startMedium` writes it to a stick, too. */
        madeId: opaqueId,
        name: shortText,
        shown: z.string(),
        files: z.number().int().nonnegative(),
        bytes,
        zip: madeFile.nullable(),
        /** Address label and mail draft, each to be opened. */
        papers: z.array(madeFile),
        /** The folder of the mails that carry the whole, and how many. */
        mails: madeFile.extend({ count: z.number().int().positive() }).nullable(),
        /** Plain Chinese, to be shown: no files, files named anew, too large for a mail. */
        notes: z.array(z.string()),
      }),
    ]),
  },
};
