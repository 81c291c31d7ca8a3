import { DossierError } from '../../shared/errors.ts';
import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { composeSummary, type SummaryChoice } from '../../shared/intake/summary-table.ts';
import type { Progress } from '../book/book.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { safeName } from '../package/names.ts';
import { type MadePaper, publishPapers } from './publish-papers.ts';
import { composeSummaryBook } from './summary-book.ts';
import { readBackSummary, writeSummaryWorkbook } from './summary-workbook.ts';
import { missingIn, paperAsPdf, paperAsWord } from './write-paper.ts';

export interface SummaryInput {
  notice: Notice;
  batch: Batch;
  entries: readonly Entry[];
  choice?: SummaryChoice | undefined;
}

export interface MadeSummaries {
  papers: MadePaper[];
  /** Characters that no font has; in the PDF they are boxes. */
  missingCharacters: string[];
}

/** “附件2-2025年重庆市中小企业数字化转型标杆企业申报汇总表.docx” */
export function summaryFileName(
  { annex, title }: { annex: string; title: string },
  extension: string,
): string {
  return safeName(`${annex}-${title}`, annex, undefined, extension);
}

/**
 * The tables of what a batch collects, each as Word, PDF and Excel, read back.
 *
 * @throws readBackDiffers, cancelled
 */
export async function makeSummaries(
  { notice, batch, entries, choice }: SummaryInput,
  progress: Progress = () => {},
  signal?: AbortSignal,
): Promise<MadeSummaries> {
  const fonts = await loadBookFonts();
  const papers: MadePaper[] = [];
  const missing = new Set<string>();
  const programmes = [...new Set(batch.programmes)];
  for (const programme of programmes) {
    const table = composeSummary(notice.forms[programme], batch, entries, choice);
    const book = composeSummaryBook(table, batch);
    const name = (extension: string) => summaryFileName(table, extension);
    const add = (extension: string, bytes: Uint8Array) => {
      papers.push({ name: name(extension), bytes });
      progress(papers.length, programmes.length * 3);
    };
    for (const character of missingIn(book, fonts)) missing.add(character);
    add('.docx', await paperAsWord(book, name('.docx'), fonts, signal));
    add('.pdf', await paperAsPdf(book, name('.pdf'), fonts, signal));
    const workbook = await writeSummaryWorkbook(table);
    const differences = await readBackSummary(workbook, table);
    if (differences.length > 0)
      throw new DossierError('readBackDiffers', { file: name('.xlsx'), differences });
    add('.xlsx', workbook);
  }
  return { papers, missingCharacters: [...missing] };
}

export interface WriteOptions {
  /** Files of these names that lie there give way; else they are an error. */
  replace: boolean;
  progress?: Progress | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Writes 附件2 and 附件4 of a batch into a folder: all files of them or none.
 *
 * @returns names of the files in `folder`
 * @throws targetExists, readBackDiffers, diskFull, notAllowed, deviceFailed, cancelled
 */
export async function writeSummaries(
  input: SummaryInput,
  folder: string,
  { replace, progress, signal }: WriteOptions,
): Promise<{ files: string[]; missingCharacters: string[] }> {
  const { papers, missingCharacters } = await makeSummaries(input, progress, signal);
  return { files: await publishPapers(folder, papers, replace, signal), missingCharacters };
}
