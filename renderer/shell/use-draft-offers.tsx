import type { ReactNode } from 'react';

/** Drafts that the system opened with us. @returns the question about them, while there is one */
export function useDraftOffers(): ReactNode {
  return null;
}
