import { type RefObject, useLayoutEffect } from 'react';

/** Keeps the toolbar below the section's heading, which stays in view above it and may take two lines. */
export function useStickyTop(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const own = element.current;
    const head = own?.closest('.section-pane')?.querySelector<HTMLElement>('.section-head');
    if (own === null || head === null || head === undefined || own.closest('dialog') !== null) return;
    const follow = () => own.style.setProperty('--narrative-top', `${head.offsetHeight}px`);
    const size = new ResizeObserver(follow);
    size.observe(head);
    follow();
    return () => size.disconnect();
  }, [element]);
}
