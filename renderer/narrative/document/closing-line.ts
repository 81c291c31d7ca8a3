import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/** Behind a table or a picture at the end of the text there is always a line to write on. */
export const ClosingLine = Extension.create({
  name: 'closingLine',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, state) {
        if (!transactions.some((transaction) => transaction.docChanged)) return null;
        const last = state.doc.lastChild?.type.name;
        const paragraph = state.schema.nodes.paragraph;
        if ((last !== 'table' && last !== 'figure') || paragraph === undefined) return null;
        return state.tr.insert(state.doc.content.size, paragraph.create());
      },
    }),
  ],
});
