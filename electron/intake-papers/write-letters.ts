import type { Notice } from '../../shared/form/definition.ts';
import type { Batch } from '../../shared/intake/batch.ts';
import type { Entry } from '../../shared/intake/entry.ts';
import { cellText } from '../../shared/intake/summary-table.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { FolderNames } from '../package/names.ts';
import { composeAddressLabel } from './address-label-book.ts';
import { LABEL_FILE } from './parcel-names.ts';
import { type MadePaper, publishPapers } from './publish-papers.ts';
import { composeRecommendation } from './recommendation-book.ts';
import { composeReturnNotice, type ReturnDays, type ReturnedEntry } from './return-notice-book.ts';
import { paperAsPdf, paperAsWord } from './write-paper.ts';
import type { WriteOptions } from './write-summaries.ts';

export const RECOMMENDATION_FILE = '推荐意见.docx';

export interface RecommendationInput {
  notice: Notice;
  batch: Batch;
  entries: readonly Entry[];
  /** Local day of the signature; without it there is room to write one. */
  signedOn?: string | undefined;
}

/** 推荐意见 as Word, read back. @throws readBackDiffers, cancelled */
export async function makeRecommendation(
  { notice, batch, entries, signedOn }: RecommendationInput,
  signal?: AbortSignal,
): Promise<MadePaper> {
  const book = composeRecommendation(notice, batch, entries, signedOn);
  const bytes = await paperAsWord(book, RECOMMENDATION_FILE, await loadBookFonts(), signal);
  return { name: RECOMMENDATION_FILE, bytes };
}

/** 寄送标签 as PDF, read back. @throws readBackDiffers, cancelled */
export async function makeAddressLabel(
  { notice, batch, entries }: RecommendationInput,
  signal?: AbortSignal,
): Promise<MadePaper> {
  const book = composeAddressLabel(notice, batch, entries);
  return { name: LABEL_FILE, bytes: await paperAsPdf(book, LABEL_FILE, await loadBookFonts(), signal) };
}

/**
 * Writes 推荐意见.docx into a folder.
 *
 * @returns names of the files in `folder`
 * @throws targetExists, readBackDiffers, diskFull, notAllowed, deviceFailed, cancelled
 */
export async function writeRecommendation(
  input: RecommendationInput,
  folder: string,
  { replace, signal }: WriteOptions,
): Promise<string[]> {
  return publishPapers(folder, [await makeRecommendation(input, signal)], replace, signal);
}

export interface ReturnNoticesInput extends ReturnDays {
  notice: Notice;
  batch: Batch;
  returned: readonly ReturnedEntry[];
}

/**
 * Writes a 退回单 for each entry into a folder: “退回单-企业名称.docx”, all of them or none.
 *
 * @returns names of the files in `folder`, in the entries' order
 * @throws targetExists, readBackDiffers, diskFull, notAllowed, deviceFailed, cancelled
 */
export async function writeReturnNotices(
  { notice, batch, returned, ...days }: ReturnNoticesInput,
  folder: string,
  { replace, progress, signal }: WriteOptions,
): Promise<string[]> {
  const fonts = await loadBookFonts();
  const names = new FolderNames();
  const papers: MadePaper[] = [];
  for (const each of returned) {
    const applicant = cellText(each.entry.values.applicantName ?? '') || each.entry.cameAs;
    const name = names.take(`退回单-${applicant}`, '退回单', undefined, '.docx');
    papers.push({
      name,
      bytes: await paperAsWord(composeReturnNotice(notice, batch, each, days), name, fonts, signal),
    });
    progress?.(papers.length, returned.length);
  }
  return publishPapers(folder, papers, replace, signal);
}
