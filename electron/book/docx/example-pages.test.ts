import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import validate from '@ooxml-tools/validate';
import { expect, test } from 'vitest';
import { openDraft } from '../../package/draft-file.ts';
import { inspectDraft } from '../../package/inspect-draft.ts';
import { preparePictures } from '../../package/lay-out-book.ts';
import type { Block, ParagraphBlock } from '../book.ts';
import { composeBook } from '../compose/compose-book.ts';
import { loadBookFonts } from '../fonts.ts';
import { headingsOf } from '../headings.ts';
import { writePdf } from '../pdf/write-pdf.ts';
import { PRINTED_FONTS, pageTexts, printDocx } from './testing/print-docx.ts';
import { writeDocx } from './write-docx.ts';

/** The real examples as Word, printed by LibreOffice with the fonts of the PDF. */

const EXAMPLES = fileURLToPath(new URL('../../../shared/notices/cq-2025-40/examples/', import.meta.url));
/** Cover, commitment and contents: what the contents list stands there too. */
const FRONT_PAGES = 3;

/** Bold titles inside cells: cases, headings of the applicant's own. */
function cellTitles(blocks: readonly Block[], inCell = false): ParagraphBlock[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'table')
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cellTitles(cell.blocks, true)));
    return inCell && block.kind === 'paragraph' && block.keepWithNext === true ? [block] : [];
  });
}

const bare = (text: string) => text.replace(/\s+/gu, '');
const textOf = (block: ParagraphBlock) => block.runs.map((run) => run.text).join('');

async function printBoth(programme: string) {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-example-'));
  const opened = await openDraft(join(EXAMPLES, programme));
  try {
    const facts = await inspectDraft(opened);
    const { notice, form, draft } = opened;
    const input = {
      notice,
      form,
      draft,
      facts,
      twinCode: '7K3M-9QXZ',
      incomplete: false,
      today: '2025-10-20',
    };
    const book = composeBook(input);
    const pictures = await preparePictures(book, facts, (path) => opened.filePath(path));
    const pdf = await writePdf(book, pictures, await loadBookFonts({ installed: false }), new Map());
    const docx = await writeDocx(book, pictures, PRINTED_FONTS, new Map(), pdf.headingPages);
    expect(await validate(new Uint8Array(docx), 'docx')).toEqual([]);
    await writeFile(join(folder, 'book.pdf'), pdf.bytes);
    await writeFile(join(folder, 'word.docx'), docx);
    await printDocx(join(folder, 'word.docx'));
    const pages = async (name: string) => (await pageTexts(join(folder, name), '-raw')).map(bare);
    const { headingPages } = pdf;
    return { book, headingPages, pdf: await pages('book.pdf'), word: await pages('word.pdf') };
  } finally {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test.each(['benchmark', 'product'])(
  'example %s: Word has the pages of the PDF, every heading stands on the same one',
  async (programme) => {
    const { book, headingPages, pdf, word } = await printBoth(programme);
    expect(Math.abs(word.length - pdf.length)).toBeLessThanOrEqual(1);
    const pageOf = (pages: string[], text: string) =>
      pages.findIndex((page, index) => index >= FRONT_PAGES && page.includes(bare(text))) + 1;
    const headings = headingsOf(book.blocks).filter(({ id }) => (headingPages.get(id) ?? 0) > FRONT_PAGES);
    const listed = (pages: string[]) => headings.map(({ text }) => `${text} ${pageOf(pages, text)}`);
    expect(headings.length).toBeGreaterThan(3);
    expect(listed(word)).toEqual(listed(pdf));

    // Word keeps rows together but not paragraphs of one cell: a title may stay behind on the page before its
    // text. It is not cut over two pages, though: then it would be found on none.
    for (const title of cellTitles(book.blocks).map(textOf)) {
      const pages = [pageOf(word, title), pageOf(pdf, title)] as const;
      expect(pages, title).not.toContain(0);
      expect(Math.abs(pages[0] - pages[1]), title).toBeLessThanOrEqual(1);
    }
  },
  120_000,
);
