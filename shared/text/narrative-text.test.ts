import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NarrativeDocument } from './narrative.ts';
import { narrativeDocumentSchema } from './narrative.ts';
import { figuresOf, isEmptyNarrative, narrativeText, toNarrativeDocument } from './narrative-text.ts';
import { countWords } from './word-count.ts';

const paragraph = (text: string) => ({
  type: 'paragraph' as const,
  content: [{ type: 'text' as const, text }],
});

const full: NarrativeDocument = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '总体架构' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: '建成' },
        { type: 'text', text: 'MES', marks: [{ type: 'bold' }] },
        { type: 'hardBreak' },
        { type: 'text', text: '已上线' },
      ],
    },
    {
      type: 'orderedList',
      attrs: { start: 3 },
      content: [
        {
          type: 'listItem',
          content: [
            paragraph('降本'),
            { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('省电')] }] },
          ],
        },
      ],
    },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableHeader', content: [paragraph('指标')] },
            { type: 'tableCell', content: [paragraph('OEE')] },
          ],
        },
        {
          type: 'tableRow',
          content: [
            { type: 'tableCell', content: [] },
            { type: 'tableCell', content: [paragraph('15')] },
          ],
        },
      ],
    },
    { type: 'figure', attrs: { file: 'figures/a.png', caption: '图名' } },
    { type: 'paragraph' },
    { type: 'figure', attrs: { file: 'figures/b.png', caption: '' } },
  ],
};

test('everything written is read in order, a block or cell a line, captions included, list numbers not', () => {
  expect(narrativeText(full)).toBe('总体架构\n建成MES\n已上线\n降本\n省电\n指标\nOEE\n15\n图名\n\n');
});

test('neighbouring cells and list items do not grow together into one word', () => {
  expect(countWords('OEE\n15').words).toBe(2);
  expect(countWords(narrativeText(full)).words).toBe(4 + 2 + 1 + 3 + 2 + 2 + 2 + 1 + 1 + 2);
});

test('figures come in the order of the document', () => {
  expect(figuresOf(full).map((figure) => figure.attrs.file)).toEqual(['figures/a.png', 'figures/b.png']);
});

test('plain text: each line with something on it is a paragraph, layout by hand is left to the book', () => {
  expect(toNarrativeDocument('\u3000\u3000第一段\r\n\r\n第二段\u2028 third line \n')).toEqual({
    type: 'doc',
    content: [paragraph('第一段'), paragraph('第二段'), paragraph('third line')],
  });
});

test('a document is taken as it is, no answer as an empty one', () => {
  expect(toNarrativeDocument(full)).toBe(full);
  expect(toNarrativeDocument(null)).toEqual({ type: 'doc', content: [] });
  expect(toNarrativeDocument(undefined)).toEqual({ type: 'doc', content: [] });
  expect(toNarrativeDocument('')).toEqual({ type: 'doc', content: [] });
});

test.each([
  ['nothing', { type: 'doc', content: [] }, true],
  ['empty paragraph', { type: 'doc', content: [{ type: 'paragraph' }] }, true],
  [
    'spaces and invisible characters',
    { type: 'doc', content: [paragraph(' \u3000\u00a0\u200b\ufeff\u0007')] },
    true,
  ],
  [
    'empty table',
    {
      type: 'doc',
      content: [
        {
          type: 'table',
          content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] }],
        },
      ],
    },
    true,
  ],
  [
    'figure without caption',
    { type: 'doc', content: [{ type: 'figure', attrs: { file: 'figures/a.png', caption: '' } }] },
    false,
  ],
  ['one character', { type: 'doc', content: [paragraph('无')] }, false],
] satisfies [string, NarrativeDocument, boolean][])('emptiness: %s', (_name, document, empty) => {
  expect(isEmptyNarrative(document)).toBe(empty);
});

test('plain text of any kind makes a valid document that says the same and counts the same', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('中', 'a', ' ', '\u3000', '\n', '\r', '—', '\ufeff', '\u0085', '\ud800'),
    }),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const document = toNarrativeDocument(text);
      expect(narrativeDocumentSchema.safeParse(document).success).toBe(true);
      expect(countWords(narrativeText(document))).toEqual(countWords(text));
      expect(toNarrativeDocument(narrativeText(document))).toEqual(document);
    }),
  );
});
