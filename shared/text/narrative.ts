import { z } from 'zod';

/**
 * The narrative document: what a long section may hold, in the JSON that the editor (TipTap) reads
 * and writes. Nothing outside this model is stored, counted or printed.
 */

const textSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1),
  marks: z.array(z.strictObject({ type: z.literal('bold') })).optional(),
});
/** A line break inside a paragraph (Shift+Enter). */
const hardBreakSchema = z.strictObject({ type: z.literal('hardBreak') });
const inlineSchema = z.discriminatedUnion('type', [textSchema, hardBreakSchema]);

const paragraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  content: z.array(inlineSchema).optional(),
});
const headingSchema = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3)]) }),
  content: z.array(inlineSchema).optional(),
});
const figureSchema = z.strictObject({
  type: z.literal('figure'),
  attrs: z.strictObject({
    /** Path inside the draft file, `figures/…`. */
    file: z.string().min(1).max(300),
    /** SHA-256 of the file, 64 hex digits; known once the draft was saved by Dossier. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    caption: z.string().max(200),
  }),
});

export type NarrativeInline = z.infer<typeof inlineSchema>;
export type NarrativeParagraph = z.infer<typeof paragraphSchema>;
export type NarrativeHeading = z.infer<typeof headingSchema>;
export type NarrativeFigure = z.infer<typeof figureSchema>;
export type NarrativeListItem = { type: 'listItem'; content: (NarrativeParagraph | NarrativeList)[] };
export type NarrativeList =
  | { type: 'bulletList'; content: NarrativeListItem[] }
  | { type: 'orderedList'; attrs?: { start?: number | undefined } | undefined; content: NarrativeListItem[] };
export type NarrativeTableCell = {
  type: 'tableCell' | 'tableHeader';
  attrs?: { colspan?: number | undefined; rowspan?: number | undefined } | undefined;
  content: (NarrativeParagraph | NarrativeList)[];
};
export type NarrativeTable = {
  type: 'table';
  content: { type: 'tableRow'; content: NarrativeTableCell[] }[];
};
export type NarrativeBlock =
  | NarrativeParagraph
  | NarrativeHeading
  | NarrativeFigure
  | NarrativeList
  | NarrativeTable;
export type NarrativeDocument = { type: 'doc'; content: NarrativeBlock[] };

const listItemSchema: z.ZodType<NarrativeListItem> = z.lazy(() =>
  z.strictObject({
    type: z.literal('listItem'),
    content: z.array(z.union([paragraphSchema, listSchema])).min(1),
  }),
);
const listSchema: z.ZodType<NarrativeList> = z.lazy(() =>
  z.union([
    z.strictObject({ type: z.literal('bulletList'), content: z.array(listItemSchema).min(1) }),
    z.strictObject({
      type: z.literal('orderedList'),
      attrs: z.strictObject({ start: z.number().int().min(0).max(999).optional() }).optional(),
      content: z.array(listItemSchema).min(1),
    }),
  ]),
);
const tableSchema: z.ZodType<NarrativeTable> = z.strictObject({
  type: z.literal('table'),
  content: z
    .array(
      z.strictObject({
        type: z.literal('tableRow'),
        content: z.array(
          z.strictObject({
            type: z.enum(['tableCell', 'tableHeader']),
            attrs: z
              .strictObject({
                colspan: z.number().int().min(1).max(20).optional(),
                rowspan: z.number().int().min(1).max(200).optional(),
              })
              .optional(),
            content: z.array(z.union([paragraphSchema, listSchema])),
          }),
        ),
      }),
    )
    .min(1),
});

export const narrativeDocumentSchema: z.ZodType<NarrativeDocument> = z.strictObject({
  type: z.literal('doc'),
  content: z.array(z.union([paragraphSchema, headingSchema, figureSchema, listSchema, tableSchema])),
});

/**
 * What an answer may hold: the document, or plain text whose lines are paragraphs (drafts that a
 * script or a person wrote by hand). `toNarrativeDocument` makes one of both.
 */
export const narrativeAnswerSchema = z.union([z.string(), narrativeDocumentSchema]);
export type NarrativeAnswer = z.infer<typeof narrativeAnswerSchema>;
