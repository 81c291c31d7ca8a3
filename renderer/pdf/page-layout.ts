/** Where pages stand one below the other; all in CSS pixels. */
export interface PageLayout {
  /** Top of each page, and the end of the last one with its gap. */
  tops: readonly number[];
  height: number;
}

/** @param gap above, between and below the pages */
export function layOutPages(heights: readonly number[], gap: number): PageLayout {
  const tops: number[] = [];
  let at = gap;
  for (const height of heights) {
    tops.push(at);
    at += height + gap;
  }
  return { tops, height: at };
}

/** Index of the last page that begins at or above a height; 0 above all of them. */
export function pageAt({ tops }: PageLayout, offset: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Indexes of the pages between two heights, and `around` more on each side. */
export function pagesBetween(layout: PageLayout, top: number, bottom: number, around = 1): number[] {
  const first = Math.max(0, pageAt(layout, top) - around);
  const last = Math.min(layout.tops.length - 1, pageAt(layout, bottom) + around);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
