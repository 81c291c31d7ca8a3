import {
  LeftOutlined,
  RightOutlined,
  RotateLeftOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { EvidenceFileView } from '../../../shared/contract/evidence.ts';
import { useLocked } from '../../draft/read-only.tsx';
import type { Rotation } from '../../pdf/page-size.ts';
import { PdfPages, type PdfPagesHandle } from '../../pdf/pdf-pages.tsx';
import { PdfStrip } from '../../pdf/pdf-strip.tsx';
import { usePdf } from '../../pdf/use-pdf.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { FileThumbnail } from './file-thumbnail.tsx';
import { factsWords, notShownWords } from './file-words.ts';
import { MaskBar } from './masks/mask-bar.tsx';
import { MaskLayer } from './masks/mask-layer.tsx';
import { useMasks } from './masks/use-masks.ts';
import { PicturePreview } from './picture-preview.tsx';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

interface PreviewSheetProps {
  /** All files of the slot, as they are now. */
  files: readonly EvidenceFileView[];
  fileId: string;
  onOpen: (fileId: string) => void;
  onTurn: (file: EvidenceFileView, rotate: Rotation) => void;
  onClose: () => void;
}

/** By a quarter; the window knows the four turns only. */
export function nextTurn(rotate: Rotation, step: 90 | 270): Rotation {
  const turns: Record<number, Rotation> = { 0: 0, 90: 90, 180: 180, 270: 270 };
  return turns[(rotate + step) % 360] ?? 0;
}

function PdfPreview({
  address,
  name,
  zoom,
  rotation,
  page,
  setPage,
  over,
}: {
  address: string;
  name: string;
  zoom: number;
  rotation: Rotation;
  page: number;
  setPage: (page: number) => void;
  over: (page: number) => ReactNode;
}) {
  const pdf = usePdf(address);
  const pages = useRef<PdfPagesHandle>(null);
  if (pdf.state === 'opening')
    return (
      <p className="preview-words" role="status">
        正在打开……
      </p>
    );
  if (pdf.state === 'failed')
    return (
      <p className="preview-words" role="alert">
        {pdf.message}
      </p>
    );
  const { file } = pdf;
  return (
    <>
      {file.pageCount > 1 ? (
        <PdfStrip file={file} rotation={rotation} current={page} goTo={(next) => pages.current?.goTo(next)} />
      ) : null}
      <div className="preview-pages">
        <PdfPages
          ref={pages}
          file={file}
          zoom={zoom}
          rotation={rotation}
          label={`“${name}”的各页`}
          onPage={setPage}
          over={over}
        />
        <p className="preview-page" role="status">
          第 {page} 页 / 共 {file.pageCount} 页
        </p>
      </div>
    </>
  );
}

/** Regions can be marked on what is shown. */
function canMark({ address, problem }: EvidenceFileView): boolean {
  return address !== null && problem === null;
}

interface ShownProps {
  file: EvidenceFileView;
  zoom: number;
  page: number;
  setPage: (page: number) => void;
  over: (page: number) => ReactNode;
}

function Shown({ file, zoom, page, setPage, over }: ShownProps) {
  const { address, kind, name, rotate } = file;
  if (address === null || !canMark(file))
    return (
      <div className="preview-words">
        <FileThumbnail file={file} />
        <p>{notShownWords(file)}</p>
      </div>
    );
  if (kind === 'pdf')
    return <PdfPreview key={address} {...{ address, name, zoom, page, setPage, over }} rotation={rotate} />;
  return <PicturePreview key={address} {...{ address, name, zoom }} rotation={rotate} over={over(1)} />;
}

/** A file in large: all its pages or the picture; zoom, turn, and the way to the files beside it. */
export function PreviewSheet({ files, fileId, onOpen, onTurn, onClose }: PreviewSheetProps) {
  const [isMarking, setMarking] = useState(false);
  const desk = useMasks(fileId);
  const [page, setPage] = useState(1);
  const locked = useLocked();
  const [zoomAt, setZoomAt] = useState(ZOOMS.indexOf(1));
  const at = files.findIndex((each) => each.fileId === fileId);
  const file = files[at];
  useEffect(() => {
    // Its file went away, by an undo or from elsewhere.
    if (file === undefined) onClose();
  }, [file, onClose]);
  const whole = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another file the list of pages goes, and the focus that was in it
  useEffect(() => {
    // A sheet begins at its “关闭”, where none of the keys would be heard.
    if (whole.current?.contains(document.activeElement) === false) whole.current.focus();
  }, [fileId]);
  if (file === undefined) return null;
  const zoom = ZOOMS[zoomAt] ?? 1;
  const changeZoom = (step: number) => setZoomAt(Math.min(ZOOMS.length - 1, Math.max(0, zoomAt + step)));
  const go = (step: -1 | 1) => {
    const next = files[at + step];
    if (next !== undefined) onOpen(next.fileId);
  };
  const turn = (step: 90 | 270) => {
    if (!locked) onTurn(file, nextTurn(file.rotate, step));
  };
  const marks = isMarking && canMark(file);
  const press = (event: KeyboardEvent) => {
    const isStep = (event.ctrlKey || event.metaKey) && !event.altKey;
    const step =
      !isStep || !marks
        ? undefined
        : event.key.toLowerCase() === 'z'
          ? event.shiftKey
            ? desk.redo
            : desk.undo
          : event.key.toLowerCase() === 'y'
            ? desk.redo
            : undefined;
    if (step !== undefined) {
      event.preventDefault();
      step();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const command = {
      ArrowLeft: () => go(-1),
      ArrowRight: () => go(1),
      '+': () => changeZoom(1),
      '=': () => changeZoom(1),
      '-': () => changeZoom(-1),
      '0': () => setZoomAt(ZOOMS.indexOf(1)),
      r: () => turn(90),
      R: () => turn(270),
    }[event.key];
    if (command === undefined) return;
    event.preventDefault();
    command();
  };
  const tool = (words: string, icon: ReactNode, run: () => void, disabled = false) => (
    <Button icon={icon} title={words} aria-label={words} onClick={run} disabled={disabled} />
  );
  return (
    <Sheet title={file.name} kind="full" onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: every key has its button */}
      <div ref={whole} className="preview-file" tabIndex={-1} onKeyDown={press}>
        <div className="preview-bar" role="toolbar" aria-label="预览工具">
          {tool('上一个文件（←）', <LeftOutlined />, () => go(-1), at === 0)}
          <span className="preview-count">
            {at + 1} / {files.length}
          </span>
          {tool('下一个文件（→）', <RightOutlined />, () => go(1), at === files.length - 1)}
          <span className="preview-facts quiet">{factsWords(file)}</span>
          {tool('缩小（-）', <ZoomOutOutlined />, () => changeZoom(-1), zoomAt === 0)}
          <span className="preview-count">{Math.round(zoom * 100)}%</span>
          {tool('放大（+）', <ZoomInOutlined />, () => changeZoom(1), zoomAt === ZOOMS.length - 1)}
          {tool('逆时针旋转（Shift+R）', <RotateLeftOutlined />, () => turn(270), locked)}
          {tool('顺时针旋转（R）', <RotateRightOutlined />, () => turn(90), locked)}
          <Button
            aria-pressed={marks}
            type={marks ? 'primary' : 'default'}
            disabled={!canMark(file)}
            onClick={() => setMarking(!isMarking)}
          >
            {marks
              ? '标记完成'
              : desk.masks.length === 0
                ? '标记涂黑区域'
                : `涂黑区域（${desk.masks.length}）`}
          </Button>
        </div>
        {marks ? <MaskBar desk={desk} page={file.kind === 'pdf' ? page : 1} /> : null}
        <div className="preview-shown">
          <Shown
            {...{ file, zoom, page, setPage }}
            over={(each) => <MaskLayer page={each} rotation={file.rotate} isMarking={marks} desk={desk} />}
          />
        </div>
      </div>
    </Sheet>
  );
}
