import type { Extensions } from '@tiptap/core';
import { type InputRule, mergeAttributes, Node, wrappingInputRule } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';

/**
 * The narrative model (shared/text/narrative.ts) as the editor's nodes, and nothing else: what the
 * model has no place for cannot be typed, pasted or dropped.
 */

/** What list items and table cells hold. The first name is what an empty one is filled with. */
const FLOW = '(paragraph | bulletList | orderedList)+';
/** Largest number that a list may begin with; the model's limit. */
export const LARGEST_START = 999;

const spanAttributes = () => ({ colspan: { default: 1 }, rowspan: { default: 1 } });

const cellAttributes = ({ colspan, rowspan }: Record<string, unknown>) => ({
  ...(colspan === 1 ? {} : { colspan }),
  ...(rowspan === 1 ? {} : { rowspan }),
});

const NarrativeHeading = Heading.extend({
  addAttributes: () => ({ level: { default: 2, rendered: false } }),
}).configure({ levels: [2, 3] });

const NarrativeBulletList = BulletList.extend({
  addInputRules() {
    return [wrappingInputRule({ find: /^[-*•]\s$/, type: this.type })];
  },
});

const NarrativeOrderedList = OrderedList.extend({
  addAttributes: () => ({ start: { default: 1 } }),
  // Of its own accord it would turn pasted plain text into lists.
  addProseMirrorPlugins: () => [],
  addInputRules() {
    // Two digits: a line that begins with “2024. ” is no list.
    return [
      wrappingInputRule({
        find: /^(\d{1,2})[.．]\s$/,
        type: this.type,
        getAttributes: ([, number]) => ({ start: Number(number) }),
        joinPredicate: ([, number], list) => list.childCount + Number(list.attrs.start) === Number(number),
      }),
    ] satisfies InputRule[];
  },
  renderHTML: ({ HTMLAttributes }) => [
    'ol',
    HTMLAttributes.start === 1 ? {} : { start: HTMLAttributes.start },
    0,
  ],
});

const NarrativeListItem = ListItem.extend({ content: FLOW });

const NarrativeTable = Table.extend({
  // The stock one writes widths as styles and draws itself for resizing; columns share the width here.
  renderHTML: () => ['table', ['tbody', 0]],
  addNodeView: () => null,
});

const NarrativeTableCell = TableCell.extend({
  content: FLOW,
  addAttributes: spanAttributes,
  renderHTML: ({ HTMLAttributes }) => ['td', cellAttributes(HTMLAttributes), 0],
});

const NarrativeTableHeader = TableHeader.extend({
  content: FLOW,
  addAttributes: spanAttributes,
  renderHTML: ({ HTMLAttributes }) => ['th', cellAttributes(HTMLAttributes), 0],
});

/** A picture with its caption. While `upload` names one that is under way, it is not part of the document yet. */
export const FigureNode = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  selectable: true,
  addAttributes: () => ({
    file: { default: '' },
    sha256: { default: null },
    caption: { default: '' },
    upload: { default: null },
  }),
  renderText: ({ node }) => String(node.attrs.caption),
  renderHTML: ({ HTMLAttributes: { file, sha256, caption } }) => [
    'figure',
    mergeAttributes({ 'data-file': file }, sha256 === null ? {} : { 'data-sha256': sha256 }),
    ['figcaption', {}, caption],
  ],
});

/** The model's nodes with `figure` as the editor shows it; a bare one is enough where nothing is drawn. */
export function narrativeNodes(figure: Node = FigureNode): Extensions {
  return [
    Document,
    Paragraph,
    Text,
    Bold.extend({ addInputRules: () => [], addPasteRules: () => [] }),
    HardBreak,
    NarrativeHeading.extend({ addInputRules: () => [] }),
    NarrativeBulletList,
    NarrativeOrderedList,
    NarrativeListItem,
    NarrativeTable,
    TableRow,
    NarrativeTableCell,
    NarrativeTableHeader,
    figure,
  ];
}
