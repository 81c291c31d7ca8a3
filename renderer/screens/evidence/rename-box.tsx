import { useEffect, useRef } from 'react';

/** As the contract takes it. Characters. */
const LONGEST_NAME = 200;

interface RenameBoxProps {
  name: string;
  rename: (name: string) => void;
  close: () => void;
}

/** The name of a file as a box: Enter and leaving it take it, Esc does not. The ending is left out of the selection. */
export function RenameBox({ name, rename, close }: RenameBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const given = useRef(false);
  useEffect(() => {
    const end = name.lastIndexOf('.');
    box.current?.focus();
    box.current?.setSelectionRange(0, end > 0 ? end : name.length);
  }, [name]);
  const leave = (taken: boolean) => {
    if (given.current) return;
    given.current = true;
    const next = box.current?.value.trim() ?? '';
    const back = box.current?.closest('.file-card')?.querySelector<HTMLElement>('.file-open');
    const hadFocus = document.activeElement === box.current;
    if (taken && next !== '' && next !== name) rename(next);
    close();
    if (hadFocus) back?.focus();
  };
  return (
    <input
      ref={box}
      className="file-rename"
      aria-label="文件名"
      defaultValue={name}
      maxLength={LONGEST_NAME}
      onBlur={() => leave(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        // The focus goes to the file; what follows of the key must not open it.
        event.preventDefault();
        leave(event.key === 'Enter');
      }}
      // Dragging begins on the card; in the box it selects text.
      onPointerDown={(event) => event.stopPropagation()}
    />
  );
}
