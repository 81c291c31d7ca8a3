import { getSchema } from '@tiptap/core';
import { EditorState } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NarrativeDocument, narrativeDocumentSchema } from '../../../shared/text/narrative.ts';
import { narrativeText } from '../../../shared/text/narrative-text.ts';
import { arbitraryNarrative } from './arbitrary-narrative.ts';
import { fromEditorDocument, normalDocument, toEditorDocument } from './convert-document.ts';
import { narrativeNodes } from './editor-nodes.ts';

const schema = getSchema(narrativeNodes());

function opened(document: NarrativeDocument) {
  const node = schema.nodeFromJSON(toEditorDocument(document));
  node.check();
  return node;
}

function writtenLines(document: NarrativeDocument): string[] {
  return narrativeText(document)
    .split('\n')
    .filter((line) => line !== '');
}

describe('a stored document in the editor', () => {
  test('whatever the model allows opens, and comes back as it was', () => {
    fc.assert(
      fc.property(arbitraryNarrative, (document) => {
        const back = fromEditorDocument(opened(document));
        expect(back).toEqual(normalDocument(document));
        expect(narrativeDocumentSchema.parse(back)).toEqual(back);
        // No word is lost by the normal form.
        expect(writtenLines(back)).toEqual(writtenLines(document));
      }),
    );
  });

  test('the normal form is its own normal form', () => {
    fc.assert(
      fc.property(arbitraryNarrative, (document) => {
        const once = normalDocument(document);
        expect(normalDocument(once)).toEqual(once);
      }),
    );
  });

  test('an empty document is one empty line to write in, and is stored as nothing', () => {
    const node = opened({ type: 'doc', content: [] });
    expect(node.childCount).toBe(1);
    expect(fromEditorDocument(node)).toEqual({ type: 'doc', content: [] });
  });

  test('blocks that did not change are the same objects the next time', () => {
    const state = EditorState.create({
      doc: opened({
        type: 'doc',
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: '一' }] },
          { type: 'paragraph', content: [{ type: 'text', text: '二' }] },
        ],
      }),
    });
    const before = fromEditorDocument(state.doc);
    const after = fromEditorDocument(state.apply(state.tr.insertText('新', 1)).doc);
    expect(after.content[0]).not.toBe(before.content[0]);
    expect(after.content[1]).toBe(before.content[1]);
  });

  test('what is wider or longer than the model allows is stored within it', () => {
    const node = schema.nodeFromJSON({
      type: 'doc',
      content: [
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              content: [
                { type: 'tableCell', attrs: { colspan: 45, rowspan: 300 }, content: [{ type: 'paragraph' }] },
              ],
            },
          ],
        },
        {
          type: 'orderedList',
          attrs: { start: 5000 },
          content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }],
        },
        { type: 'figure', attrs: { file: 'figures/a.png', caption: '图'.repeat(300) } },
        { type: 'figure', attrs: { upload: 'under way' } },
      ],
    });
    const stored = fromEditorDocument(node);
    expect(narrativeDocumentSchema.safeParse(stored).success).toBe(true);
    expect(stored.content.map(({ type }) => type)).toEqual(['table', 'orderedList', 'figure']);
  });
});
