import type { Progress } from '../book/book.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { type PageCode, SIDE_PAPER_NAMES } from './page-code.ts';
import { toGrey } from './pixels.ts';
import { readCodes } from './read-codes.ts';
import { openScan } from './scan-file.ts';

/** One code among those of a file: the pages that show it, in the file's order. */
export interface ReadCode {
  twinCode: string;
  /** 1-based, both: page of the file, page that is printed; `paper` where it is not of the book: 材料清单. */
  pages: { scanned: number; printed: number; paper: string | null }[];
}

/** What a person asks of the codes of a file: each once, with its pages, and the pages without any. */
export interface ReadCodes {
  pageCount: number;
  codes: ReadCode[];
  without: number[];
}

export function gatherCodes(pages: readonly (readonly PageCode[])[]): ReadCodes {
  const codes: ReadCode[] = [];
  for (const [index, found] of pages.entries())
    for (const { twinCode, page, sidePaper } of found) {
      const known = codes.find((each) => each.twinCode === twinCode);
      const code = known ?? { twinCode, pages: [] };
      if (known === undefined) codes.push(code);
      const paper = sidePaper === undefined ? null : SIDE_PAPER_NAMES[sidePaper];
      code.pages.push({ scanned: index + 1, printed: page, paper });
    }
  const without = pages.flatMap((found, index) => (found.length === 0 ? [index + 1] : []));
  return { pageCount: pages.length, codes, without };
}

/**
 * The page codes on each page of a photograph or a scan, page by page; none on a page that shows none.
 *
 * @throws fileRefused for a file that is no scan or is broken, notAllowed, deviceFailed, cancelled
 */
export async function readPageCodes(
  path: string,
  progress?: Progress,
  signal?: AbortSignal,
): Promise<PageCode[][]> {
  const file = await openScan(path, signal);
  try {
    const pages: PageCode[][] = [];
    for (let page = 0; page < file.pageCount; page += 1) {
      stopIfCancelled(signal);
      const picture = await file.read(page);
      const found = await readCodes(picture, await toGrey(picture), signal);
      pages.push(found.map(({ code }) => code));
      progress?.(page + 1, file.pageCount);
    }
    return pages;
  } finally {
    await file.close();
  }
}
