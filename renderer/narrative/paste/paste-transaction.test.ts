import { getSchema } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { EditorState, Selection, TextSelection } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NarrativeBlock, narrativeDocumentSchema } from '../../../shared/text/narrative.ts';
import { arbitraryNarrative } from '../document/arbitrary-narrative.ts';
import { fromEditorDocument, toEditorDocument } from '../document/convert-document.ts';
import { narrativeNodes } from '../document/editor-nodes.ts';
import { pasteBlocks } from './paste-transaction.ts';
import { outline } from './testing/outline.ts';

const schema = getSchema(narrativeNodes());
const paragraph = (text: string): NarrativeBlock => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
});
const list = (...items: string[]): NarrativeBlock => ({
  type: 'bulletList',
  content: items.map((text) => ({
    type: 'listItem',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  })),
});
const table = (...rows: string[][]): NarrativeBlock => ({
  type: 'table',
  content: rows.map((row) => ({
    type: 'tableRow',
    content: row.map((text) => ({
      type: 'tableCell',
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    })),
  })),
});

/** Pastes where `‸` stands in the text. */
function pasted(content: NarrativeBlock[], blocks: NarrativeBlock[]): string[] {
  let state = EditorState.create({ doc: schema.nodeFromJSON(toEditorDocument({ type: 'doc', content })) });
  let at = -1;
  state.doc.descendants((node, position) => {
    const index = node.text?.indexOf('‸') ?? -1;
    if (index >= 0) at = position + index;
  });
  const tr = state.tr.delete(at, at + 1);
  state = state.apply(tr.setSelection(TextSelection.create(tr.doc, at)));
  const after = state.apply(pasteBlocks(state, blocks));
  after.doc.check();
  return outline(fromEditorDocument(after.doc).content);
}

describe('where a paste goes', () => {
  test.each<[string, NarrativeBlock[], NarrativeBlock[], string[]]>([
    ['one line into a line', [paragraph('甲‸乙')], [paragraph('新')], ['p 甲新乙']],
    ['two lines into a line', [paragraph('甲‸乙')], [paragraph('一'), paragraph('二')], ['p 甲一', 'p 二乙']],
    [
      'one line into a heading',
      [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '甲‸' }] }],
      [paragraph('一')],
      ['h2 甲一'],
    ],
    [
      'blocks into an empty line',
      [paragraph('甲'), paragraph('‸'), paragraph('乙')],
      [list('一', '二'), table(['三'])],
      ['p 甲', '- 一', '- 二', '| 三 |', 'p 乙'],
    ],
    ['a list behind a line', [paragraph('甲‸')], [list('一', '二')], ['p 甲', '- 一', '- 二']],
    ['a list into a list', [list('甲‸', '乙')], [list('一', '二')], ['- 甲一', '- 二', '- 乙']],
    [
      'a table and lines into a cell',
      [table(['甲‸', '乙'])],
      [paragraph('一'), table(['二', '三'])],
      ['| 甲一 / 二\u3000三 | 乙 |'],
    ],
    ['a table into an item', [list('甲‸', '乙')], [table(['一'])], ['- 甲', '- 乙', '| 一 |']],
    [
      'a picture into a cell',
      [table(['甲‸'])],
      [{ type: 'figure', attrs: { file: 'figures/a.png', caption: '图' } }],
      ['| 甲 |', 'figure figures/a.png 图'],
    ],
    [
      'a heading into a cell',
      [table(['甲‸'])],
      [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '一' }] }],
      ['| 甲*一* |'],
    ],
  ])('%s', (_name, content, blocks, expected) => {
    expect(pasted(content, blocks).filter((line) => line !== 'p ')).toEqual(expected);
  });

  /** Where so much of the document is left of it; never within a character, where no caret can stand. */
  function caretPlace(doc: Node, share: number): number {
    const place = Math.floor(doc.content.size * share);
    const { nodeBefore } = doc.resolve(place);
    return /[\uD800-\uDBFF]$/.test(nodeBefore?.text ?? '') ? place - 1 : place;
  }

  test('any blocks at any place: the document stays within the model and no word is lost', () => {
    fc.assert(
      fc.property(
        arbitraryNarrative,
        arbitraryNarrative,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (document, blocks, share) => {
          const doc = schema.nodeFromJSON(toEditorDocument(document));
          const state = EditorState.create({
            doc,
            selection: Selection.near(doc.resolve(caretPlace(doc, share))),
          });
          const before = state.selection.empty ? state.doc : state.apply(state.tr.deleteSelection()).doc;
          const after = state.apply(pasteBlocks(state, blocks.content)).doc;
          after.check();
          const stored = fromEditorDocument(after);
          expect(narrativeDocumentSchema.parse(stored)).toEqual(stored);
          const pastedText = schema.nodeFromJSON(toEditorDocument(blocks)).textContent;
          const plain = (text: string) => [...text.replace(/\u3000/g, '')].sort().join('');
          expect(plain(after.textContent)).toBe(plain(before.textContent + pastedText));
        },
      ),
    );
  });

  test('what is pasted over chosen cells empties them', () => {
    const doc = schema.nodeFromJSON(
      toEditorDocument({ type: 'doc', content: [table(['甲', '乙'], ['丙', '丁'])] }),
    );
    const cells: number[] = [];
    doc.descendants((node, position) => {
      if (node.type.name === 'tableCell') cells.push(position);
    });
    const [first = 0, second = 0] = cells;
    const state = EditorState.create({ doc, selection: CellSelection.create(doc, first, second) });
    const after = state.apply(pasteBlocks(state, [paragraph('一'), paragraph('二')])).doc;
    expect(outline(fromEditorDocument(after).content)).toEqual(['| 一 / 二 |  |', '| 丙 | 丁 |']);
  });
});
