/** Places on the same page, which share one picture of it. */
export interface PlacesOfPage<P> {
  page: number | null;
  places: P[];
}

/** Gathers places by their page, in order; those without a page come one by one. */
export function placesByPage<P extends { page: number | null }>(places: readonly P[]): PlacesOfPage<P>[] {
  const pages: PlacesOfPage<P>[] = [];
  for (const place of places) {
    const own = pages.find(({ page }) => page !== null && page === place.page);
    if (own === undefined) pages.push({ page: place.page, places: [place] });
    else own.places.push(place);
  }
  return pages;
}
