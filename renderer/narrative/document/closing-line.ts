import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

function needsLine(node: Node | null): boolean {
  return node?.type.name === 'table' || node?.type.name === 'figure';
}

/** The empty line at the end that is only there because of what stands before it. */
function closingLine(document: Node): Node | undefined {
  const { lastChild, childCount } = document;
  const isEmpty = lastChild?.type.name === 'paragraph' && lastChild.content.size === 0;
  return isEmpty && needsLine(document.maybeChild(childCount - 2)) ? lastChild : undefined;
}

/**
 * Behind a table or a picture at the end of the text there is always a line to write on; it goes again
 * when what it was for moves away, unless the cursor stands in it.
 */
export const ClosingLine = Extension.create({
  name: 'closingLine',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, before, { doc, tr, schema, selection }) {
        if (!transactions.some((transaction) => transaction.docChanged)) return null;
        const { lastChild, content } = doc;
        if (needsLine(lastChild)) {
          const line = schema.nodes.paragraph?.create();
          return line === undefined ? null : tr.insert(content.size, line);
        }
        const line = closingLine(before.doc);
        if (line === undefined || lastChild !== line || closingLine(doc) !== undefined || doc.childCount < 2)
          return null;
        const start = content.size - line.nodeSize;
        return selection.to > start ? null : tr.delete(start, content.size);
      },
    }),
  ],
});
