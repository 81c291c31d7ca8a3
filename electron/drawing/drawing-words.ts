import { z } from 'zod';

/** What travels between who wants pages drawn and the thread that draws them: one question, one answer, in turn. */

const bytes = z.instanceof(Uint8Array);

/** How large a page is drawn. */
const drawingSize = z.strictObject({
  /** Most pixels of the longer edge, and its pixels where no `dpi` is given. */
  longest: z.number().positive(),
  /** Dots per inch of a page that needs no more than `longest`. */
  dpi: z.number().positive().optional(),
});
export type DrawingSize = z.infer<typeof drawingSize>;

export const questionSchema = z.discriminatedUnion('kind', [
  /** What was open before is closed. */
  z.strictObject({ kind: z.literal('open'), bytes }),
  z.strictObject({
    kind: z.literal('draw'),
    /** 0-based. */
    page: z.int().nonnegative(),
    size: drawingSize,
    colour: z.boolean(),
    fields: z.boolean(),
  }),
]);
export type Question = z.infer<typeof questionSchema>;

export const answerSchema = z.discriminatedUnion('kind', [
  /** Said once, unasked. */
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('opened'), pageCount: z.int() }),
  z.strictObject({
    kind: z.literal('drawn'),
    data: bytes,
    width: z.int().positive(),
    height: z.int().positive(),
    channels: z.union([z.literal(1), z.literal(3)]),
    /** Longer edge of the page, pt. */
    longestPt: z.number().positive(),
  }),
  z.strictObject({ kind: z.literal('failed'), why: z.enum(['damaged', 'memory']), detail: z.string() }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** What the thread is started with. */
export const startSchema = z.strictObject({
  library: z.instanceof(WebAssembly.Module),
  /** What the library may take beside the file itself, bytes. */
  mostMemory: z.int().positive(),
  /** For Chinese text whose font is not in the file; TrueType. */
  font: bytes,
});
