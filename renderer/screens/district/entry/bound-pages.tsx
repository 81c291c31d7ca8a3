import { Button, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { PdfPages, type PdfPagesHandle } from '../../../pdf/pdf-pages.tsx';
import { usePdf } from '../../../pdf/use-pdf.ts';
import '../../preview/preview.css';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

interface BoundPagesProps {
  address: string;
  /** The page that was asked for last; a new object each time. */
  wish: { page: number } | undefined;
  openOutside: () => void;
}

/** The bound book beside the list, at the page that a line speaks of. */
export function BoundPages({ address, wish, openOutside }: BoundPagesProps) {
  const pdf = usePdf(address);
  const pages = useRef<PdfPagesHandle>(null);
  const [current, setCurrent] = useState(1);
  const [zoom, setZoom] = useState(1);
  const isOpen = pdf.state === 'open';
  useEffect(() => {
    if (isOpen && wish !== undefined) pages.current?.goTo(wish.page);
  }, [isOpen, wish]);
  if (pdf.state === 'opening')
    return (
      <div className="entry-pages entry-pages-none" aria-busy="true">
        <Spin description="正在打开成册……" />
      </div>
    );
  if (pdf.state === 'failed')
    return (
      <div className="entry-pages entry-pages-none">
        <p role="alert" className="export-blocked">
          {pdf.message}
        </p>
        <Button onClick={openOutside}>用 PDF 程序打开</Button>
      </div>
    );
  const larger = ZOOMS.find((each) => each > zoom);
  const smaller = ZOOMS.findLast((each) => each < zoom);
  const change = (next: number | undefined) => next !== undefined && setZoom(next);
  return (
    <div className="entry-pages">
      <div className="preview-tools" role="toolbar" aria-label="查看">
        <span>
          第 {current} / {pdf.file.pageCount} 页
        </span>
        <Button size="small" disabled={smaller === undefined} onClick={() => change(smaller)}>
          缩小
        </Button>
        <span>{Math.round(zoom * 100)}%</span>
        <Button size="small" disabled={larger === undefined} onClick={() => change(larger)}>
          放大
        </Button>
        <Button size="small" onClick={openOutside}>
          用 PDF 程序打开
        </Button>
      </div>
      <PdfPages file={pdf.file} zoom={zoom} label="成册的页面" onPage={setCurrent} ref={pages} />
    </div>
  );
}
