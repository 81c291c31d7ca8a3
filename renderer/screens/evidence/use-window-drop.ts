import { useEffect, useRef, useState } from 'react';
import { type Dropped, holdsFiles, readDropped } from '../../upload/dropped-files.ts';

/** Where files hover: over a slot's place, anywhere else in the window, or nowhere. */
export type Hovering = { slot: string | null } | undefined;

function slotAt(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest<HTMLElement>('[data-slot]')?.dataset.slot ?? null;
}

/** A sheet lies over the screen: what is dropped there is the sheet's business. */
function isCovered(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** Files dropped anywhere in the window while the screen is there, with the slot on which they fell. */
export function useWindowDrop(onDrop: (dropped: Dropped, slot: string | null) => void): Hovering {
  const [hovering, setHovering] = useState<Hovering>();
  const take = useRef(onDrop);
  take.current = onDrop;
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer) || isCovered()) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      const slot = slotAt(event.target);
      setHovering((before) => (before !== undefined && before.slot === slot ? before : { slot }));
    };
    const leave = (event: DragEvent) => {
      // Nothing follows where the pointer has left the window.
      if (event.relatedTarget === null) setHovering(undefined);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer) || isCovered()) return;
      event.preventDefault();
      setHovering(undefined);
      take.current(readDropped(event.dataTransfer), slotAt(event.target));
    };
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return hovering;
}
