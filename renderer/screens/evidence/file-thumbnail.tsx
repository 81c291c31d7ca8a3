import { useEffect, useRef, useState } from 'react';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import { knownThumbnail, pdfThumbnail } from '../../pdf/pdf-thumbnail.ts';
import { kindSign } from './file-words.ts';

/** So far outside the view a thumbnail begins to be drawn. */
const AHEAD = '240px';

/** The address of a PDF's thumbnail once it is drawn; drawn only near the view, given up when it leaves it. */
function useDrawnThumbnail(address: string | null): {
  drawn: string | undefined;
  watch: (element: HTMLElement | null) => void;
} {
  const [drawn, setDrawn] = useState<{ address: string; url: string }>();
  const element = useRef<HTMLElement>(null);
  const known = address === null ? undefined : knownThumbnail(address);
  const has = known ?? (drawn?.address === address ? drawn?.url : undefined);
  useEffect(() => {
    if (address === null || has !== undefined || element.current === null) return;
    let left = new AbortController();
    const observer = new IntersectionObserver(
      ([entry]) => {
        left.abort();
        if (entry?.isIntersecting !== true) return;
        left = new AbortController();
        pdfThumbnail(address, left.signal).then(
          (url) => setDrawn({ address, url }),
          // Without a picture the sign of its kind stays; what is wrong with the file stands beside it.
          () => undefined,
        );
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      left.abort();
    };
  }, [address, has]);
  return {
    drawn: has,
    watch: (place) => {
      element.current = place;
    },
  };
}

/** The first page of a file in small, turned as it will be printed, or the sign of its kind. */
export function FileThumbnail({ file }: { file: EvidenceFileView }) {
  const pdf = file.kind === 'pdf' && file.problem === null ? file.address : null;
  const { drawn, watch } = useDrawnThumbnail(pdf);
  const picture = file.thumbnail ?? drawn;
  return (
    <span className="file-thumbnail" ref={watch} aria-hidden="true">
      {picture === undefined ? (
        <span className="file-sign">{kindSign(file.kind)}</span>
      ) : (
        <img
          src={picture}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          style={file.rotate === 0 ? undefined : { transform: `rotate(${file.rotate}deg)` }}
        />
      )}
    </span>
  );
}
