/** Page numbers as people write them: 3、5—8、12. Takes them in any order. */
export function pageRanges(pages: Iterable<number>): string {
  const sorted = [...new Set(pages)].sort((a, b) => a - b);
  const ranges: { from: number; to: number }[] = [];
  for (const page of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && page === last.to + 1) last.to = page;
    else ranges.push({ from: page, to: page });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}—${to}`)).join('、');
}
