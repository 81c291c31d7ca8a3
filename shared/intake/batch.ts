import { z } from 'zod';

const text = z.string().max(2_000);

/** One round of collecting at a district: what is the same for all entries, and what heads its tables. */
export const batchSchema = z.strictObject({
  batchId: z.string(),
  name: text,
  /** Id of the notice, and which of its programmes are collected. */
  notice: z.string(),
  programmes: z.array(z.enum(['benchmark', 'product'])).min(1),
  /** District that collects, as shared/reference/districts.ts names it. */
  district: text,
  /** 推荐单位, 联系人, 联系方式 of the table's head. */
  recommender: text,
  contactName: text,
  contactPhone: text,
  /** 推荐意见 as the officer worded it, a paragraph a line; empty for the frame as it stands. */
  recommendation: z.string().max(20_000),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
});
export type Batch = z.infer<typeof batchSchema>;
