import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { PdfFile } from './open-pdf.ts';
import { layOutPages, pageAt, pagesBetween } from './page-layout.ts';
import { type PageSize, type Rotation, turned } from './page-size.ts';
import { assumedSize, PdfPage } from './pdf-page.tsx';
import './pdf.css';

/** Around each page, CSS pixels. */
const GAP = 16;
/** At zoom 1 a page is as wide as there is room, but not wider than this, CSS pixels: A4 at 100 %. */
const WIDEST_AT_ONE = 794;

export interface PdfPagesHandle {
  /** Brings a page, from 1, to the top. */
  goTo: (page: number) => void;
}

interface PdfPagesProps {
  file: PdfFile;
  /** 1: the page's width fits, up to the size of paper. */
  zoom: number;
  rotation?: Rotation;
  /** What readers hear that this is. */
  label: string;
  /** The page that is at the top, from 1. */
  onPage?: (page: number) => void;
  /** Lies over each page, as large as it. */
  over?: (page: number) => ReactNode;
  ref?: Ref<PdfPagesHandle>;
}

/** All pages of a PDF below each other; only those in view are drawn. */
export function PdfPages({ file, zoom, rotation = 0, label, onPage, over, ref }: PdfPagesProps) {
  const scroller = useRef<HTMLElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const [top, setTop] = useState(0);
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(new Map());
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setRoom({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const learnSize = useCallback(
    (page: number, size: PageSize) =>
      setSizes((known) => (known.get(page) === size ? known : new Map(known).set(page, size))),
    [],
  );
  const { pages, scale, layout } = useMemo(() => {
    const all = Array.from({ length: file.pageCount }, (_, index) =>
      turned(sizes.get(index + 1) ?? assumedSize(file, index + 1), rotation),
    );
    const widest = Math.max(1, ...all.slice(0, 1).map(({ width }) => width));
    const fit = Math.min(Math.max(100, room.width - 2 * GAP), WIDEST_AT_ONE) / widest;
    const scaled = fit * zoom;
    return {
      pages: all,
      scale: scaled,
      layout: layOutPages(
        all.map(({ height }) => height * scaled),
        GAP,
      ),
    };
  }, [file, sizes, rotation, room.width, zoom]);

  // Zooming and turning keep the page that is being read.
  const reading = useRef({ page: 0, share: 0 });
  const scrolled = () => {
    const element = scroller.current;
    if (element === null) return;
    setTop(element.scrollTop);
    const page = pageAt(layout, element.scrollTop + GAP);
    const height = (pages[page]?.height ?? 1) * scale;
    reading.current = { page, share: (element.scrollTop - (layout.tops[page] ?? 0)) / height };
  };
  useLayoutEffect(() => {
    const { page, share } = reading.current;
    const height = (pages[page]?.height ?? 1) * scale;
    scroller.current?.scrollTo({ top: (layout.tops[page] ?? 0) + share * height });
  }, [layout, pages, scale]);

  const current = pageAt(layout, top + Math.min(room.height / 3, 200)) + 1;
  useEffect(() => onPage?.(current), [current, onPage]);
  useImperativeHandle(
    ref,
    () => ({
      goTo: (page) => {
        // Known before it is scrolled: the room may be measured in between, and the page must stay.
        reading.current = { page: page - 1, share: 0 };
        scroller.current?.scrollTo({ top: (layout.tops[page - 1] ?? 0) - GAP / 2 });
      },
    }),
    [layout],
  );

  const widest = Math.max(room.width, ...pages.map(({ width }) => width * scale + 2 * GAP));
  return (
    <section
      ref={scroller}
      className="pdf-pages"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
      tabIndex={0}
      onScroll={scrolled}
    >
      <div className="pdf-sheet" style={{ height: layout.height, width: widest }}>
        {room.height === 0
          ? null
          : pagesBetween(layout, top, top + room.height).map((index) => (
              <div
                key={index}
                className="pdf-place"
                style={{
                  top: layout.tops[index],
                  left: (widest - (pages[index]?.width ?? 0) * scale) / 2,
                }}
              >
                <PdfPage
                  file={file}
                  page={index + 1}
                  scale={scale}
                  rotation={rotation}
                  label={`第 ${index + 1} 页，共 ${file.pageCount} 页`}
                  onSize={learnSize}
                />
                {over?.(index + 1)}
              </div>
            ))}
      </div>
    </section>
  );
}
