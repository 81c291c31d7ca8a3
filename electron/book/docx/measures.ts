/** Measures of WordprocessingML: twips (1/20 pt) for lengths, half points for type sizes. */

/** pt → twips, whole. */
export function twips(pt: number): number {
  return Math.round(pt * 20);
}

/** pt → half points (`w:sz`), whole. */
export function halfPoints(pt: number): number {
  return Math.round(pt * 2);
}

/**
 * Rounds column widths to twips so that they still add up to the rounded total: rounding each alone
 * would let tables of many columns stick out of the text.
 */
export function columnTwips(columnsPt: readonly number[]): number[] {
  const edges = [0];
  let reached = 0;
  for (const width of columnsPt) {
    reached += width;
    edges.push(twips(reached));
  }
  return columnsPt.map((_, index) => Math.max(1, (edges[index + 1] ?? 0) - (edges[index] ?? 0)));
}
