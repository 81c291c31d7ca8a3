import { loadBookFonts } from '../../book/fonts.ts';
import { publishPapers } from '../../intake-papers/publish-papers.ts';
import { composeReturnNotice } from '../../intake-papers/return-notice-book.ts';
import {
  makeRecommendation,
  type RecommendationInput,
  type ReturnNoticesInput,
  writeReturnNotices as writeNotices,
} from '../../intake-papers/write-letters.ts';
import { paperAsWord } from '../../intake-papers/write-paper.ts';
import { type SummaryInput, writeSummaries as writeTables } from '../../intake-papers/write-summaries.ts';
import type { Job } from '../job.ts';

/** 附件2 and 附件4 into a folder of their own. @returns names of the files in it */
export const writeSummaries: Job<{ input: SummaryInput; folder: string }, string[], never> = async (
  { input, folder },
  { signal },
) => (await writeTables(input, folder, { replace: false, signal })).files;

/** 推荐意见 as the file that the system's dialog named, which has asked about one that is there. */
export const writeRecommendation: Job<
  { input: RecommendationInput; folder: string; name: string },
  string[],
  never
> = async ({ input, folder, name }, { signal }) => {
  const { bytes } = await makeRecommendation(input, signal);
  return publishPapers(folder, [{ name, bytes }], true, signal);
};

/** One 退回单 as the file that the system's dialog named. */
export const writeReturnNotice: Job<
  { input: ReturnNoticesInput; folder: string; name: string },
  string[],
  never
> = async ({ input: { notice, batch, returned, ...days }, folder, name }, { signal }) => {
  const fonts = await loadBookFonts();
  const papers = [];
  for (const each of returned.slice(0, 1)) {
    const book = composeReturnNotice(notice, batch, each, days);
    papers.push({ name, bytes: await paperAsWord(book, name, fonts, signal) });
  }
  return publishPapers(folder, papers, true, signal);
};

/** 退回单 of each entry into a folder of their own. @returns names of the files in it */
export const writeReturnNotices: Job<{ input: ReturnNoticesInput; folder: string }, string[], never> = (
  { input, folder },
  { signal },
) => writeNotices(input, folder, { replace: false, signal });
