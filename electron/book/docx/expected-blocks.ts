import { printable } from '../../../shared/text/printable.ts';
import type { Block, Book, EvidencePages, ListBlock, Run, TableBlock } from '../book.ts';
import { listMarker } from '../list-markers.ts';
import { type BookOutline, outlineOf } from './book-headings.ts';
import type { ReadBlock, ReadTable } from './read-blocks.ts';
import { placeOnGrid } from './table-grid.ts';

/** The pages that the writer was given. */
export interface WrittenPages {
  headingPages: ReadonlyMap<string, number>;
  evidencePages: EvidencePages;
}

interface Expectation {
  outline: BookOutline;
  pages: WrittenPages | undefined;
}

/**
 * What a document must say to be this book: the same model as `readDocx` gives.
 * @param pages where left out, page numbers are `''`: any will do
 */
export function expectedBlocks(book: Book, pages?: WrittenPages): ReadBlock[] {
  return blocksOf(book.blocks, { outline: outlineOf(book), pages });
}

function pageText(pages: ReadonlyMap<string, number> | undefined, key: string): string {
  return pages === undefined ? '' : String(pages.get(key) ?? '—');
}

function blocksOf(blocks: readonly Block[], expectation: Expectation): ReadBlock[] {
  const { outline, pages } = expectation;
  return blocks.flatMap((block): ReadBlock[] => {
    switch (block.kind) {
      case 'paragraph': {
        const text = plain(block.runs);
        const carried = outline.carriers.get(block);
        outline.carriers.delete(block);
        return [
          carried ? { kind: 'heading', level: carried.heading.level, text } : { kind: 'paragraph', text },
        ];
      }
      case 'heading': {
        const entry = outline.headings.find(({ heading }) => heading === block);
        const printedElsewhere = !entry || (block.silent && [...outline.carriers.values()].includes(entry));
        return printedElsewhere ? [] : [{ kind: 'heading', level: block.level, text: printable(block.text) }];
      }
      case 'list':
        return listItems(block, 0);
      case 'figure':
        return [
          { kind: 'pictures', count: 1 },
          ...(block.caption === '' ? [] : [{ kind: 'paragraph' as const, text: printable(block.caption) }]),
        ];
      case 'table':
        return block.rows.length === 0 ? [] : [tableOf(block, expectation)];
      case 'boundPage':
        return [{ kind: 'boundPage', page: pageText(pages?.evidencePages, block.key) }];
      case 'contents':
        return contentsOf(block, expectation);
      case 'pageBreak':
      case 'space':
        return [];
    }
  });
}

function plain(runs: readonly Run[]): string {
  return runs.map((run) => printable(run.text)).join('');
}

function oneLine(text: string): string {
  return printable(text).replace(/\s*\n\s*/gu, ' ');
}

function listItems(list: ListBlock, depth: number): ReadBlock[] {
  return list.items.flatMap((item, index): ReadBlock[] => {
    const marker = listMarker(list.ordered, depth, list.start + index);
    const [head, ...rest] = item.blocks;
    const text = head?.kind === 'paragraph' ? plain(head.runs) : '';
    const below = head?.kind === 'paragraph' ? rest : item.blocks;
    return [
      { kind: 'listItem', depth, marker, text },
      ...below.flatMap((block): ReadBlock[] =>
        block.kind === 'list'
          ? listItems(block, depth + 1)
          : [{ kind: 'paragraph', text: plain(block.runs) }],
      ),
    ];
  });
}

function tableOf(table: TableBlock, expectation: Expectation): ReadTable {
  const grid = placeOnGrid(table);
  return {
    kind: 'table',
    columnCount: grid.columnCount,
    rows: grid.rows.map(({ places }) =>
      places
        .filter(({ continues }) => !continues)
        .map(({ from: { column, columnSpan, rowSpan, cell } }) => ({
          column,
          columnSpan,
          rowSpan,
          blocks: blocksOf(cell.blocks, expectation),
        })),
    ),
  };
}

function contentsOf(
  block: Extract<Block, { kind: 'contents' }>,
  { outline, pages }: Expectation,
): ReadBlock[] {
  const entries = outline.headings
    .filter(({ heading }) => heading.inContents)
    .map(({ heading }) => ({
      level: heading.level,
      text: oneLine(heading.text),
      page: pageText(pages?.headingPages, heading.id),
    }));
  return [
    { kind: 'paragraph', text: printable(block.title) },
    { kind: 'contents', entries },
    ...(block.evidence.length === 0
      ? []
      : [
          { kind: 'paragraph' as const, text: oneLine(block.evidenceTitle) },
          ...block.evidence.map((entry) => ({
            kind: 'leaderLine' as const,
            text: oneLine(entry.text),
            page: pageText(pages?.evidencePages, entry.item),
          })),
        ]),
  ];
}
