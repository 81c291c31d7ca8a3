import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PdfFile } from './open-pdf.ts';
import { type Rotation, turned } from './page-size.ts';
import { assumedSize, PdfPage } from './pdf-page.tsx';
import './pdf.css';

/** Room for one small page with its number, and the page in it; rem. */
const CELL = 10.5;
const PICTURE = { width: 6.5, height: 8.5 };

interface PdfStripProps {
  file: PdfFile;
  rotation?: Rotation;
  /** The page that is being read, from 1. */
  current: number;
  goTo: (page: number) => void;
}

const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Small pages to choose from; only those in view are drawn. ↑ and ↓ go from page to page. */
export function PdfStrip({ file, rotation = 0, current, goTo }: PdfStripProps) {
  const list = useRef<HTMLOListElement>(null);
  const [view, setView] = useState({ top: 0, height: 0 });
  const unit = rem();
  const cell = CELL * unit;
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const top = (current - 1) * cell;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (top + cell > element.scrollTop + element.clientHeight)
      element.scrollTo({ top: top + cell - element.clientHeight });
  }, [current, cell]);

  const first = Math.max(0, Math.floor(view.top / cell) - 1);
  const last = Math.min(file.pageCount - 1, Math.ceil((view.top + view.height) / cell));
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return (
    <ol
      ref={list}
      className="pdf-strip"
      aria-label="页"
      onScroll={({ currentTarget }) =>
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <li aria-hidden="true" className="pdf-strip-space" style={{ height: file.pageCount * cell }} />
      {shown.map((index) => {
        const page = index + 1;
        const { width, height } = turned(assumedSize(file, page), rotation);
        const scale = Math.min((PICTURE.width * unit) / width, (PICTURE.height * unit) / height);
        return (
          <li key={page} className="pdf-strip-cell" style={{ top: index * cell, height: cell }}>
            <button
              type="button"
              aria-label={`第 ${page} 页`}
              aria-current={page === current ? 'page' : undefined}
              tabIndex={page === current ? 0 : -1}
              onClick={() => goTo(page)}
              onKeyDown={(event) => {
                const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
                if (step === undefined || event.altKey) return;
                event.preventDefault();
                const next = Math.min(file.pageCount, Math.max(1, page + step));
                goTo(next);
                const buttons = list.current?.querySelectorAll('button') ?? [];
                for (const button of buttons)
                  if (button.getAttribute('aria-label') === `第 ${next} 页`)
                    button.focus({ preventScroll: true });
              }}
            >
              <PdfPage file={file} page={page} scale={scale} rotation={rotation} beside />
              <span>{page}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
