import { type RefObject, useEffect, useRef } from 'react';

/**
 * An answered question leaves its place, and its button cannot be used while the page is looked at: the
 * focus goes on to what is asked next, the same page if it still asks, or the button that ends it all.
 * The rows of what was found are to be drawn together with the end of the reading.
 *
 * @param isReading what was answered is being looked at
 * @param answered the page that the last reading was about; undefined for scans that were added
 * @returns for the element that holds the rows, and for the one that ends it all
 */
export function useFocusAfterAnswer(
  isReading: boolean,
  answered: string | undefined,
): { rows: RefObject<HTMLUListElement | null>; last: RefObject<HTMLButtonElement | null> } {
  const rows = useRef<HTMLUListElement>(null);
  const last = useRef<HTMLButtonElement>(null);
  const waits = useRef<string>(undefined);
  useEffect(() => {
    if (isReading) {
      waits.current = answered;
      return;
    }
    const page = waits.current;
    waits.current = undefined;
    if (page === undefined) return;
    const row = rows.current?.querySelector<HTMLElement>(`[data-page="${CSS.escape(page)}"]`);
    const own = row?.querySelector('input');
    const next = rows.current?.querySelector<HTMLElement>('[data-state="question"] input');
    const end = last.current?.disabled === false ? last.current : undefined;
    (own ?? next ?? end ?? row?.querySelector('button') ?? row)?.focus();
  }, [isReading, answered]);
  return { rows, last };
}
