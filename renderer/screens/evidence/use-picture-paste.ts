import { useEffect, useRef } from 'react';
import { pastedName } from '../../upload/dropped-files.ts';

/** Pictures pasted while nothing that takes text has the focus; a screenshot gets a name by its time. */
export function usePicturePaste(onPaste: (files: File[], slot: string | null) => void): void {
  const take = useRef(onPaste);
  take.current = onPaste;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      if (document.querySelector('dialog[open]') !== null) return;
      if (target instanceof HTMLElement && target.matches('input, textarea, [contenteditable="true"]'))
        return;
      const files = [...(clipboardData?.files ?? [])].map((file) =>
        // The browser calls every picture of the clipboard by this name.
        file.name === 'image.png'
          ? new File([file], pastedName(file.type, new Date()), { type: file.type })
          : file,
      );
      if (files.length === 0) return;
      event.preventDefault();
      const within = document.activeElement?.closest<HTMLElement>('[data-slot]');
      take.current(files, within?.dataset.slot ?? null);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
