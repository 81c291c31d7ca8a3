import { z } from 'zod';

/**
 * An application as the district has it before it (区县汇总): what came, what is odd about it, and what
 * the officer said of it. Plain data, the same in the store, over the bridge and on the command line.
 */

const text = z.string().max(2_000);
const programme = z.enum(['benchmark', 'product']);

/** What was found of the files themselves. Each has one. */
export const entryState = z.enum([
  /** Every file as the manifest says, and the twin code recomputed is the manifest's. */
  'intact',
  /** Files were changed, added or lost after the export, or the code differs. */
  'changed',
  /** Exported although findings block: “草稿” stands across its pages. */
  'incomplete',
  /** No package that can be read; nothing is known of it but its name. */
  'unreadable',
  /** An archive or folder that would do harm; nothing of it was written. */
  'refused',
  /** Came without a package; an officer typed the table's fields. */
  'byHand',
]);
export type EntryState = z.infer<typeof entryState>;

/** What is odd about an entry beside the others and the notice; any number of them. */
export const entryMark = z.enum([
  /** Another entry of this batch, programme and product has the same credit code (or name, where one has no code). */
  'duplicateApplicant',
  /** Another product of the same applicant is in this batch; 通知三（四） allows one. */
  'secondProduct',
  'otherDistrict',
  /** Came after the day of 通知四（一）. */
  'late',
  /** A programme or notice that this batch does not collect. */
  'otherProgramme',
  'otherNotice',
  /** 复核文档 found Word, PDF or the bound book to say other things than were filled in. */
  'documentsDiffer',
]);
export type EntryMark = z.infer<typeof entryMark>;

export const verdict = z.enum(['recommended', 'returned', 'rejected']);
/** 推荐, 退回修改, 不推荐. */
export type Verdict = z.infer<typeof verdict>;

/** Among the problems of an entry whose files were not found: ours, and none of the applicant's. */
export const FILES_MISSING =
  '本机存放的材料：已经不在了，可能被移走或删除。这一行和初核记录都还在；请重新收取这份申报包。';

const finding = z.strictObject({
  level: z.enum(['block', 'warn', 'hint']),
  message: z.string(),
  remedy: z.string(),
});

/** 复核文档: the documents of a package read back and compared with what was filled in, and each page of its evidence looked at. */
export const documentCheckSchema = z.strictObject({
  /** ISO 8601, UTC. */
  checkedAt: z.iso.datetime(),
  /** What does not agree, plain Chinese, each with its file and what to do; empty where all does. */
  problems: z.array(text),
  /** Of the rules, as far as only reading the evidence's pages tells it: blank, hard to read, not to be opened. */
  pageFindings: z.array(finding.extend({ clause: z.string() })),
});
export type DocumentCheck = z.infer<typeof documentCheckSchema>;

export const entrySchema = z.strictObject({
  entryId: z.string(),
  batchId: z.string(),
  /** Place in the tables, from 1 up, gaps allowed. */
  position: z.number().int().positive(),
  /** null where it cannot be told. */
  programme: programme.nullable(),
  state: entryState,
  marks: z.array(entryMark),
  /** Name of the folder, archive or file as it came; for reading only. */
  cameAs: text,
  /** Local day on which the district got it. */
  receivedOn: z.iso.date(),
  /** By column id of the form's summary table (`applicantName`, `district`, `productName` …), as text. */
  values: z.record(z.string(), text),
  creditCode: text,
  /** Of the manifest and recomputed; empty where unknown. */
  twinCode: text,
  /** Local day of the export, null where unknown. */
  createdOn: z.iso.date().nullable(),
  /** Pages of the bound book, 0 where unknown. */
  pages: z.number().int().nonnegative(),
  sealed: z.boolean(),
  files: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** What is wrong with the files, plain Chinese, each with its file and what to do. */
  problems: z.array(text),
  /** Of the rules run over the draft again. */
  findings: z.strictObject({ block: z.number().int().nonnegative(), warn: z.number().int().nonnegative() }),
  /** Null where nobody asked for it. */
  documentCheck: documentCheckSchema.nullable(),
  verdict: verdict.nullable(),
  /** The officer's words to the verdict. */
  reasons: text,
});
export type Entry = z.infer<typeof entrySchema>;

/** A line of the officer's list of first check (初核). */
export const checkItemSchema = z.strictObject({
  itemId: z.string().max(200),
  /** What is to be looked at, in plain Chinese. */
  text,
  clause: text,
  /** Page of the bound book, null where it has none. */
  page: z.number().int().positive().nullable(),
  /** What the rules say of it, each with its remedy; empty where nothing is wrong. */
  findings: z.array(finding),
  ticked: z.boolean(),
  remark: text,
});
export type CheckItem = z.infer<typeof checkItemSchema>;
