import { Button, Spin } from 'antd';
import { useRef, useState } from 'react';
import { PdfPages, type PdfPagesHandle } from '../../pdf/pdf-pages.tsx';
import { PdfStrip } from '../../pdf/pdf-strip.tsx';
import { usePdf } from '../../pdf/use-pdf.ts';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/**
 * The pages as they will be printed: small ones to choose from, and the one that is read.
 *
 * @param address of the preview's PDF
 */
export function PreviewDocument({ address }: { address: string }) {
  const pdf = usePdf(address);
  const pages = useRef<PdfPagesHandle>(null);
  const [current, setCurrent] = useState(1);
  const [zoom, setZoom] = useState(1);
  if (pdf.state === 'opening')
    return (
      <div className="preview-document" aria-busy="true">
        <Spin description="正在打开预览……" />
      </div>
    );
  if (pdf.state === 'failed')
    return (
      <p role="alert" className="preview-document export-blocked">
        {pdf.message}
      </p>
    );
  const { file } = pdf;
  const larger = ZOOMS.find((each) => each > zoom);
  const smaller = ZOOMS.findLast((each) => each < zoom);
  const change = (next: number | undefined) => next !== undefined && setZoom(next);
  return (
    <div className="preview-document">
      <PdfStrip file={file} current={current} goTo={(page) => pages.current?.goTo(page)} />
      <div className="preview-reading">
        <div className="preview-tools" role="toolbar" aria-label="查看">
          <span>
            第 {current} / {file.pageCount} 页
          </span>
          <Button size="small" disabled={smaller === undefined} onClick={() => change(smaller)}>
            缩小
          </Button>
          <span>{Math.round(zoom * 100)}%</span>
          <Button size="small" disabled={larger === undefined} onClick={() => change(larger)}>
            放大
          </Button>
        </div>
        <PdfPages file={file} zoom={zoom} label="申报书预览" onPage={setCurrent} ref={pages} />
      </div>
    </div>
  );
}
