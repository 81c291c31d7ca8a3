import type { ReadPage } from '../book/pdf/read-pdf.ts';
import type { NumberedSpot } from './page-pictures.ts';
import type { PrintFact } from './print-sheet.ts';
import { markedPlaces, type SealPlacesInput } from './seal-places.ts';
import type { GuidePlace } from './seal-sheet.ts';
import { sealSpot } from './seal-spot.ts';

/** What 盖章与装订说明 tells, for the screen. Plain data. */
export interface SealGuide {
  places: GuidePlace[];
  printing: PrintFact[];
  /** How a 骑缝章 is made, where one is wanted. */
  edgeSeal: string;
}

/** Further pages of evidence are told in words: each takes about a tenth of a second, and room on the sheet. */
const MOST_PICTURES = 6;

/** Every place to sign, seal or date with its number and spot. @param pages of the book as read back, from the first */
export function guidePlaces(input: SealPlacesInput, pages: readonly Pick<ReadPage, 'items'>[]): GuidePlace[] {
  return markedPlaces(input).map((place, index): GuidePlace => {
    const { where, what, page = null } = place;
    const printed = page === null ? undefined : pages[page - 1];
    const spot = printed === undefined ? null : (sealSpot(printed, place) ?? null);
    return { number: index + 1, where, what, page, spot };
  });
}

/** The pages to be drawn, 1-based, each with its spots. */
export function pagesToDraw(places: readonly GuidePlace[]): Map<number, NumberedSpot[]> {
  const wanted = new Map<number, NumberedSpot[]>();
  for (const { page, number, spot } of places) {
    if (page === null || (!wanted.has(page) && wanted.size >= MOST_PICTURES)) continue;
    const known = wanted.get(page) ?? [];
    wanted.set(page, spot === null ? known : [...known, { number, spot }]);
  }
  return wanted;
}
