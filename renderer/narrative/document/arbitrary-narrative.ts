import fc from 'fast-check';
import type {
  NarrativeBlock,
  NarrativeDocument,
  NarrativeInline,
  NarrativeList,
  NarrativeParagraph,
} from '../../../shared/text/narrative.ts';

/** Any document that the model allows, for property tests: odd ones too, as a script may write them. */

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom('数字化', '2024年', ' ', '\u3000\u3000缩进', 'a b', '\n', '\t', 'MES/ERP', '\u202e'),
);
const inline: fc.Arbitrary<NarrativeInline> = fc.oneof(
  { weight: 6, arbitrary: text.map((value) => ({ type: 'text' as const, text: value })) },
  {
    weight: 2,
    arbitrary: text.map((value) => ({
      type: 'text' as const,
      text: value,
      marks: [{ type: 'bold' as const }],
    })),
  },
  { weight: 1, arbitrary: text.map((value) => ({ type: 'text' as const, text: value, marks: [] })) },
  { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' as const }) },
);
const inlineContent = fc.record({ content: fc.array(inline, { maxLength: 5 }) }, { requiredKeys: [] });
const paragraph: fc.Arbitrary<NarrativeParagraph> = inlineContent.map((rest) => ({
  type: 'paragraph',
  ...rest,
}));

const { list } = fc.letrec<{ list: NarrativeList; flow: NarrativeParagraph | NarrativeList }>((tie) => ({
  flow: fc.oneof({ maxDepth: 3 }, { weight: 4, arbitrary: paragraph }, tie('list')),
  list: fc
    .tuple(
      fc.boolean(),
      fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }),
      fc.array(fc.array(tie('flow'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    )
    .map(([ordered, start, items]): NarrativeList => {
      const content = items.map((item) => ({ type: 'listItem' as const, content: item }));
      if (!ordered) return { type: 'bulletList', content };
      return { type: 'orderedList', ...(start === undefined ? {} : { attrs: { start } }), content };
    }),
}));

const cell = fc
  .tuple(
    fc.constantFrom('tableCell' as const, 'tableHeader' as const),
    fc.option(
      fc.record(
        { colspan: fc.integer({ min: 1, max: 20 }), rowspan: fc.integer({ min: 1, max: 200 }) },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
    fc.array(fc.oneof({ weight: 4, arbitrary: paragraph }, list), { maxLength: 2 }),
  )
  .map(([type, attrs, content]) => ({ type, ...(attrs === undefined ? {} : { attrs }), content }));
const table = fc.array(fc.array(cell, { maxLength: 4 }), { minLength: 1, maxLength: 4 }).map((rows) => ({
  type: 'table' as const,
  content: rows.map((row) => ({ type: 'tableRow' as const, content: row })),
}));

const block: fc.Arbitrary<NarrativeBlock> = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  fc
    .tuple(fc.constantFrom(2 as const, 3 as const), inlineContent)
    .map(([level, rest]): NarrativeBlock => ({ type: 'heading', attrs: { level }, ...rest })),
  fc
    .tuple(
      fc.constantFrom('figures/架构图.png', 'figures/2/a.jpg'),
      fc.option(fc.constant('0123456789abcdef'.repeat(4)), { nil: undefined }),
      fc.string({ maxLength: 20 }),
    )
    .map(
      ([file, sha256, caption]): NarrativeBlock => ({
        type: 'figure',
        attrs: { file, ...(sha256 === undefined ? {} : { sha256 }), caption },
      }),
    ),
  list,
  table,
);

export const arbitraryNarrative: fc.Arbitrary<NarrativeDocument> = fc
  .array(block, { maxLength: 6 })
  .map((content) => ({ type: 'doc', content }));
