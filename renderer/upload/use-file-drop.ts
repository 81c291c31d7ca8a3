import { type DragEvent, useState } from 'react';
import { holdsFiles, readDropped } from './dropped-files.ts';

/** A place to drop files on: whether some are held above it, and what its element needs. */
export function useFileDrop(drop: (dropped: ReturnType<typeof readDropped>) => void) {
  const [hovered, setHovered] = useState(false);
  const onFiles = (act: (event: DragEvent) => void) => (event: DragEvent) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    act(event);
  };
  return {
    hovered,
    place: {
      onDragOver: onFiles(() => setHovered(true)),
      onDragLeave: () => setHovered(false),
      onDrop: onFiles(({ dataTransfer }) => {
        setHovered(false);
        drop(readDropped(dataTransfer));
      }),
    },
  };
}
