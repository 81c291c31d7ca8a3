import type { SealPlaceView } from '../../../shared/contract/sealing.ts';

/** What is to be done on one page of the paper. */
export interface PageTasks {
  page: number;
  /** “封面”, “真实性承诺”; empty for a page without a place. */
  name: string;
  tasks: string[];
}

/** The part of the book that a place lies in: `真实性承诺“单位负责人”` → `真实性承诺`. */
function partOf(where: string): string {
  return where.replace(/“[^”]*”$|日期$/u, '');
}

/** The places page by page, each thing said once. */
export function tasksByPage(places: readonly SealPlaceView[]): PageTasks[] {
  return [...new Set(places.map(({ page }) => page))]
    .toSorted((a, b) => a - b)
    .map((page) => {
      const here = places.filter((place) => place.page === page);
      return {
        page,
        name: [...new Set(here.map(({ where }) => partOf(where)))].join('、'),
        tasks: [...new Set(here.map(({ what }) => what))],
      };
    });
}

/** “第 2 页 真实性承诺” */
export function pageWords(page: number, places: readonly SealPlaceView[]): string {
  const name = tasksByPage(places.filter((place) => place.page === page))[0]?.name ?? '';
  return name === '' ? `第 ${page} 页` : `第 ${page} 页 ${name}`;
}
