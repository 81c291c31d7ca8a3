import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from '@cantoo/pdf-lib';
import type { EvidenceSlot, Form } from '../../shared/form/definition.ts';
import { evidenceSectionOf } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';
import type { BookPages } from '../../shared/intake/check-items.ts';
import { evidenceName } from '../book/compose/compose-evidence.ts';
import { PdfFile } from '../sealing/pdf-file.ts';

/** A bookmark with its page (1-based, 0 where it points to none) and those below it. */
export interface OutlineEntry {
  title: string;
  page: number;
  children: OutlineEntry[];
}

/** An outline is a linked list that a broken file could close to a ring. */
const MOST_ENTRIES = 5_000;
const DEEPEST = 10;

const name = (text: string) => PDFName.of(text);

/**
 * The bookmarks of a bound book as we write it, read object by object: a few kilobytes of a file of
 * hundreds of megabytes.
 *
 * @throws ForeignPdf for a file that is not built as ours are, and what the file system throws
 */
export async function readOutline(path: string): Promise<OutlineEntry[]> {
  const file = await PdfFile.open(path);
  try {
    const pages = new Map((await file.pages()).map((ref, index) => [ref, index + 1]));
    let read = 0;
    const below = async (parent: PDFDict, depth: number): Promise<OutlineEntry[]> => {
      const entries: OutlineEntry[] = [];
      let next = parent.get(name('First'));
      while (next instanceof PDFRef && read < MOST_ENTRIES && depth < DEEPEST) {
        read += 1;
        const item = await file.dict(next);
        const title = await file.resolve(item.get(name('Title')));
        const target = await file.resolve(item.get(name('Dest')));
        const ref = target instanceof PDFArray ? target.get(0) : undefined;
        entries.push({
          title: title instanceof PDFHexString || title instanceof PDFString ? title.decodeText() : '',
          page: ref instanceof PDFRef ? (pages.get(ref) ?? 0) : 0,
          children: await below(item, depth + 1),
        });
        next = item.get(name('Next'));
      }
      return entries;
    };
    const catalog = await file.dict(file.newest.root);
    const outline = await file.resolve(catalog.get(name('Outlines')));
    return outline instanceof PDFDict ? await below(outline, 0) : [];
  } finally {
    await file.close();
  }
}

const plain = (text: string) => text.replace(/\s/g, '');

function flat(entries: readonly OutlineEntry[]): OutlineEntry[] {
  return entries.flatMap((entry) => [entry, ...flat(entry.children)]);
}

/** The first page of each slot's files: they stand below their item in the checklist's order. */
function slotPages(
  form: Form,
  draft: Draft,
  itemOf: (title: string) => OutlineEntry | undefined,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const item of evidenceSectionOf(form).items) {
    const children = [...(itemOf(`${item.number}${item.shortName}`)?.children ?? [])];
    for (const slot of item.slots)
      for (const file of draft.evidence[slot.id]?.files ?? []) {
        const at = children.findIndex(({ title }) => plain(title) === plain(evidenceName(file)));
        if (at === -1) continue;
        const [entry] = children.splice(0, at + 1).slice(-1);
        if (entry !== undefined && entry.page > 0 && !found.has(slot.id)) found.set(slot.id, entry.page);
      }
  }
  return found;
}

/** Where an application's parts stand, by the bookmarks of its bound book. */
export function pagesByOutline(form: Form, draft: Draft, outline: readonly OutlineEntry[]): BookPages {
  const all = flat(outline);
  const byTitle = new Map<string, OutlineEntry>();
  for (const entry of all) if (!byTitle.has(plain(entry.title))) byTitle.set(plain(entry.title), entry);
  const find = (title: string) => byTitle.get(plain(title));
  const pageOf = (entry: OutlineEntry | undefined) =>
    entry !== undefined && entry.page > 0 ? entry.page : null;
  const slots = slotPages(form, draft, find);
  return {
    heading: (text) => pageOf(find(text)),
    evidenceItem: (item) => pageOf(find(`${item.number}${item.shortName}`)),
    slot: (slot: EvidenceSlot) => slots.get(slot.id) ?? null,
    cover: all.length > 0 ? 1 : null,
  };
}

/** For an application whose bound book cannot be read. */
export const NO_PAGES: BookPages = {
  heading: () => null,
  evidenceItem: () => null,
  slot: () => null,
  cover: null,
};
