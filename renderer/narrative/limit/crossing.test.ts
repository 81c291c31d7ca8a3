import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { narrativeText } from '../../../shared/text/narrative-text.ts';
import { countWords } from '../../../shared/text/word-count.ts';
import { arbitraryNarrative } from '../document/arbitrary-narrative.ts';
import { toEditorDocument } from '../document/convert-document.ts';
import { narrativeNodes } from '../document/editor-nodes.ts';
import { crossingOf } from './crossing.ts';

const schema = getSchema(narrativeNodes());

function opened(...texts: string[]) {
  return schema.nodeFromJSON(
    toEditorDocument({
      type: 'doc',
      content: texts.map((text) => ({
        type: 'paragraph',
        ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
      })),
    }),
  );
}
/** What is too much, as a reader sees it. */
function beyond(texts: string[], wordsLeft: number): string | undefined {
  const document = opened(...texts);
  const at = crossingOf(document, wordsLeft);
  return at === undefined ? undefined : document.textBetween(at, document.content.size, '/');
}

describe('where a limit is crossed', () => {
  test.each<[string[], number, string | undefined]>([
    [['数字化转型'], 5, undefined],
    [['数字化转型'], 3, '转型'],
    [['数字化', '转型'], 3, '转型'],
    [['数字化', '转型'], 4, '型'],
    [['用 MES 系统'], 1, 'MES 系统'],
    [['数字化'], 0, '数字化'],
    [['数字化'], -5, '数字化'],
    [['', '数'], 0, '数'],
    [['𠮷𠮷𠮷'], 2, '𠮷'],
  ])('%j with room for %i', (texts, wordsLeft, expected) => {
    expect(beyond(texts, wordsLeft)).toBe(expected);
  });

  test('there is a crossing exactly when the check counts more', () => {
    fc.assert(
      fc.property(arbitraryNarrative, fc.integer({ min: 0, max: 30 }), (document, wordsLeft) => {
        const { words } = countWords(narrativeText(document));
        const crossing = crossingOf(schema.nodeFromJSON(toEditorDocument(document)), wordsLeft);
        expect(crossing !== undefined).toBe(words > wordsLeft);
      }),
    );
  });
});
