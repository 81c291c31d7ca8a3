import {
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

export interface Bookmark {
  title: string;
  page: PDFRef;
  children: Bookmark[];
}

const name = (text: string): PDFName => PDFName.of(text);
/** An outline is a linked list that a broken file could close to a ring. */
const MOST_ITEMS = 10_000;

/**
 * Appends bookmarks as children of the book's own bookmark with the given title (the last such), or
 * at the top level where there is none.
 */
export function addBookmarks(document: PDFDocument, under: string, bookmarks: readonly Bookmark[]): void {
  const { context } = document;
  const root = outlineRoot(document);
  const parent = findItem(context, root, under) ?? root;
  const refs = bookmarks.map((each) => registerItem(context, each, parent));
  link(context, refs);
  const [first, last] = [refs[0], refs.at(-1)];
  if (first === undefined || last === undefined) return;
  const dict = context.lookup(parent, PDFDict);
  const before = dict.get(name('Last'));
  if (before instanceof PDFRef) {
    context.lookup(before, PDFDict).set(name('Next'), first);
    context.lookup(first, PDFDict).set(name('Prev'), before);
  } else dict.set(name('First'), first);
  dict.set(name('Last'), last);
  addToCounts(context, parent, refs.length);
}

function outlineRoot(document: PDFDocument): PDFRef {
  const found = document.catalog.get(name('Outlines'));
  if (found instanceof PDFRef && document.context.lookup(found) instanceof PDFDict) return found;
  const root = document.context.register(document.context.obj({ Type: 'Outlines', Count: 0 }));
  document.catalog.set(name('Outlines'), root);
  return root;
}

function findItem(context: PDFContext, root: PDFRef, title: string): PDFRef | undefined {
  let found: PDFRef | undefined;
  let seen = 0;
  const walk = (parent: PDFDict, depth: number) => {
    let ref = parent.get(name('First'));
    while (ref instanceof PDFRef && seen < MOST_ITEMS && depth < 20) {
      seen += 1;
      const item = context.lookup(ref, PDFDict);
      const text = item.lookup(name('Title'));
      if ((text instanceof PDFHexString || text instanceof PDFString) && text.decodeText() === title)
        found = ref;
      walk(item, depth + 1);
      ref = item.get(name('Next'));
    }
  };
  if (title !== '') walk(context.lookup(root, PDFDict), 0);
  return found;
}

function registerItem(context: PDFContext, bookmark: Bookmark, parent: PDFRef): PDFRef {
  const item = context.obj({
    Title: PDFHexString.fromText(bookmark.title),
    Parent: parent,
    Dest: [bookmark.page, 'XYZ', null, null, null],
  });
  const ref = context.register(item);
  const children = bookmark.children.map((each) => registerItem(context, each, ref));
  link(context, children);
  const [first, last] = [children[0], children.at(-1)];
  if (first !== undefined && last !== undefined) {
    item.set(name('First'), first);
    item.set(name('Last'), last);
    // Negative: there, but folded in until the reader opens it.
    item.set(name('Count'), PDFNumber.of(-children.length));
  }
  return ref;
}

function link(context: PDFContext, refs: readonly PDFRef[]): void {
  for (const [index, ref] of refs.entries()) {
    const [before, after] = [refs[index - 1], refs[index + 1]];
    const item = context.lookup(ref, PDFDict);
    if (before !== undefined) item.set(name('Prev'), before);
    if (after !== undefined) item.set(name('Next'), after);
  }
}

/** PDF 1.7, 12.3.3: Count tells how many items show below an open one; a folded one hides them from those above. */
function addToCounts(context: PDFContext, parent: PDFRef, added: number): void {
  let ref: unknown = parent;
  for (let depth = 0; ref instanceof PDFRef && depth < 20; depth += 1) {
    const item: PDFDict = context.lookup(ref, PDFDict);
    const entry = item.lookup(name('Count'));
    const count = entry instanceof PDFNumber ? entry.asNumber() : 0;
    item.set(name('Count'), PDFNumber.of(count < 0 ? count - added : count + added));
    if (count < 0) return;
    ref = item.get(name('Parent'));
  }
}
