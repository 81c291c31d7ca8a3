import { useEffect, useRef, useState } from 'react';
import type { PdfFile } from './open-pdf.ts';
import { type PageSize, type Rotation, turned } from './page-size.ts';
import { isCancelled, pdfProblem } from './pdf-problem.ts';
import './pdf.css';

/** After this long it is said that a page is being drawn, milliseconds. */
const LONG = 1_000;

interface PdfPageProps {
  file: PdfFile;
  /** From 1. */
  page: number;
  /** CSS pixels a point. */
  scale: number;
  rotation?: Rotation;
  /** For readers; “第 3 页” without it. */
  label?: string;
  /** The page is drawn beside words that say the same: readers need not hear of it. */
  beside?: boolean;
  /** Told once the page's own size is known. */
  onSize?: (page: number, size: PageSize) => void;
}

/** What the size of a page is taken for until it was read. */
export function assumedSize(file: PdfFile, page: number): PageSize {
  return file.knownSize(page) ?? file.knownSize(1) ?? { width: 595, height: 842 };
}

/**
 * One page, sharp on this screen. Drawn when there is room for it, given up when it is no longer
 * shown; while it is drawn anew the old drawing stays, stretched.
 */
export function PdfPage({ file, page, scale, rotation = 0, label, beside = false, onSize }: PdfPageProps) {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(() => assumedSize(file, page));
  const [problem, setProblem] = useState<string>();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const left = new AbortController();
    const { signal } = left;
    const slow = setTimeout(() => setSlow(place.current?.hasChildNodes() === false), LONG);
    const draw = async () => {
      const own = await file.readSize(page);
      signal.throwIfAborted();
      setSize(own);
      onSize?.(page, own);
      const drawing = { scale, rotation, pixelRatio: window.devicePixelRatio };
      const canvas = await file.draw(page, drawing, signal);
      signal.throwIfAborted();
      place.current?.replaceChildren(canvas);
      setProblem(undefined);
    };
    draw()
      .catch((error: unknown) => {
        if (!signal.aborted && !isCancelled(error)) setProblem(pdfProblem(error).message);
      })
      .finally(() => {
        clearTimeout(slow);
        if (!signal.aborted) setSlow(false);
      });
    return () => {
      clearTimeout(slow);
      left.abort();
    };
  }, [file, page, scale, rotation, onSize]);
  const { width, height } = turned(size, rotation);
  return (
    <div className="pdf-page" style={{ width: width * scale, height: height * scale }}>
      {beside ? (
        <div ref={place} aria-hidden="true" className="pdf-canvas" />
      ) : (
        <div ref={place} role="img" aria-label={label ?? `第 ${page} 页`} className="pdf-canvas" />
      )}
      {isSlow && !beside ? <p className="pdf-page-slow">正在画这一页……</p> : null}
      {problem === undefined ? null : (
        <p role="alert" className="pdf-page-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
