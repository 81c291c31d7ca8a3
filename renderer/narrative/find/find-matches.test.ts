import { getSchema } from '@tiptap/core';
import { describe, expect, test } from 'vitest';
import type { NarrativeBlock } from '../../../shared/text/narrative.ts';
import { toEditorDocument } from '../document/convert-document.ts';
import { narrativeNodes } from '../document/editor-nodes.ts';
import { findMatches } from './find-matches.ts';

const schema = getSchema(narrativeNodes());
const content: NarrativeBlock[] = [
  {
    type: 'paragraph',
    content: [
      { type: 'text', text: '企业用' },
      { type: 'text', text: 'MES', marks: [{ type: 'bold' }] },
      { type: 'hardBreak' },
      { type: 'text', text: '企业' },
    ],
  },
  { type: 'figure', attrs: { file: 'figures/a.png', caption: 'ＭＥＳ企业架构' } },
  {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: [
          { type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'aaaa' }] }] },
        ],
      },
    ],
  },
];
const document = schema.nodeFromJSON(toEditorDocument({ type: 'doc', content }));

/** The words at each place, captions as such. */
function found(words: string): string[] {
  return findMatches(document, words).map(({ from, to, caption }) =>
    caption === undefined ? document.textBetween(from, to, '', '⏎') : `图题 ${caption}`,
  );
}

describe('looking for words', () => {
  test.each([
    ['企业', ['企业', '企业', '图题 3']],
    ['mes', ['MES', '图题 0']],
    ['用m', ['用M']],
    ['ＭＥＳ', ['MES', '图题 0']],
    ['aa', ['aa', 'aa']],
    ['没有', []],
    ['', []],
  ])('%s', (words, expected) => {
    expect(found(words)).toEqual(expected);
  });
});
