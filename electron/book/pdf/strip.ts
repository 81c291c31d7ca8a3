import type { PageItem } from './page-items.ts';

/**
 * A piece of a column that is printed as one: a line, a picture, some table rows. A column (page or
 * cell) is a list of strips, and a page takes as many of them as fit.
 */
export interface Strip {
  heightPt: number;
  paint(items: PageItem[], x: number, y: number): void;
  /** Stays on the page of the strip that follows. */
  keepWithNext: boolean;
  /** Begins a new page (at the top level only). */
  startsPage?: boolean;
  /** White space, which a page end swallows. */
  isSpace?: boolean;
  /** The table's head, printed again where this strip comes first on a page. */
  header?: readonly Strip[];
  /** Such a repeated head: alone it is no progress. */
  repeated?: boolean;
  /**
   * Cuts the strip for the room that is left.
   * @param room height that is left, in pt
   * @param whole height of a column on a page of its own: what is lower is not cut unless it may flow
   * @param force nothing stands above it on this page: cut anyhow, rather than lose anything
   */
  split?(room: number, whole: number, force: boolean): { head: Strip; tail: Strip } | undefined;
}

export interface Filled {
  placed: Strip[];
  rest: Strip[];
}

/**
 * Takes from the strips what fits into the room, keeping together what belongs together.
 * @param force the room is a whole column: at least one strip is placed, even if it is too high
 */
export function fill(strips: readonly Strip[], room: number, whole: number, force: boolean): Filled {
  const placed: Strip[] = [];
  let left = room + 0.01;
  let at = 0;
  while (at < strips.length) {
    const chain = chainFrom(strips, at);
    const last = chain.at(-1);
    const first = chain[0];
    if (last === undefined || first === undefined) break;
    if (first.startsPage === true && (placed.length > 0 || !force)) break;
    const before = chain.slice(0, -1);
    const height = totalHeight(before);
    if (height + last.heightPt <= left) {
      for (const strip of chain) placed.push(strip);
      left -= height + last.heightPt;
      at += chain.length;
      continue;
    }
    const parts = height < left ? last.split?.(left - height, whole, false) : undefined;
    if (parts !== undefined) {
      return {
        placed: [...placed, ...before, parts.head],
        rest: [parts.tail, ...strips.slice(at + chain.length)],
      };
    }
    if (force && !placed.some((strip) => strip.repeated !== true)) {
      return fillByForce(strips.slice(at), placed, left, whole);
    }
    if (first.isSpace === true) at += 1;
    break;
  }
  return { placed, rest: strips.slice(at) };
}

/**
 * What is kept together is higher than the column: take it strip by strip. What has no height (where a
 * heading begins) goes over with what it stands for, or the heading would be sought on the page before.
 */
function fillByForce(strips: readonly Strip[], placed: Strip[], room: number, whole: number): Filled {
  let left = room;
  let progress = false;
  for (const [index, strip] of strips.entries()) {
    if (strip.startsPage === true && progress) return { placed, rest: strips.slice(index) };
    if (strip.heightPt > left) {
      const parts = left > 0 ? strip.split?.(left, whole, !progress) : undefined;
      if (parts !== undefined)
        return { placed: [...placed, parts.head], rest: [parts.tail, ...strips.slice(index + 1)] };
      if (progress) {
        const begin = beginOf(strips, index);
        return { placed: placed.slice(0, placed.length - (index - begin)), rest: strips.slice(begin) };
      }
    }
    placed.push(strip);
    left -= strip.heightPt;
    // Without height it would be taken back, and the page be empty.
    progress ||= strip.repeated !== true && strip.heightPt > 0;
  }
  return { placed, rest: [] };
}

/** The first of the strips without height that belong to the strip at `index`. */
function beginOf(strips: readonly Strip[], index: number): number {
  let begin = index;
  for (;;) {
    const before = strips[begin - 1];
    if (before === undefined || before.heightPt > 0 || !before.keepWithNext) return begin;
    begin--;
  }
}

function chainFrom(strips: readonly Strip[], at: number): Strip[] {
  const chain: Strip[] = [];
  for (let index = at; index < strips.length; index++) {
    const strip = strips[index];
    if (strip === undefined || (index > at && strip.startsPage === true)) break;
    chain.push(strip);
    if (!strip.keepWithNext) break;
  }
  return chain;
}

export function totalHeight(strips: readonly Strip[]): number {
  return strips.reduce((sum, strip) => sum + strip.heightPt, 0);
}

export function paintAll(strips: readonly Strip[], items: PageItem[], x: number, y: number): void {
  let at = y;
  for (const strip of strips) {
    strip.paint(items, x, at);
    at += strip.heightPt;
  }
}

/** What goes on, on a new page or in the next part of a cell, begins with its table's head again. */
export function withRepeatedHeader(rest: readonly Strip[]): Strip[] {
  return [...(rest[0]?.header ?? []), ...rest];
}
