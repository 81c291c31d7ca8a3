import type { SealPlace } from '../../../shared/contract/seal-guide.ts';
import { NUMBER_RADIUS, numberPlace, type SealSpot } from '../../../shared/seal-guide/seal-spot.ts';
import type { PdfFile } from '../../pdf/open-pdf.ts';
import { assumedSize, PdfPage } from '../../pdf/pdf-page.tsx';

/** Width of a page, rem. */
const WIDTH = 15;

function Mark({ number, spot }: { number: number; spot: SealSpot }) {
  const { shape, x, y, widthPt, heightPt } = spot;
  const middle = numberPlace(spot);
  return (
    <g>
      {shape === 'circle' ? (
        <ellipse cx={x + widthPt / 2} cy={y + heightPt / 2} rx={widthPt / 2} ry={heightPt / 2} />
      ) : (
        <rect x={x} y={y} width={widthPt} height={heightPt} rx={4} />
      )}
      <circle className="mark-disc" cx={middle.x} cy={middle.y} r={NUMBER_RADIUS} />
      <text x={middle.x} y={middle.y + NUMBER_RADIUS * 0.5}>
        {number}
      </text>
    </g>
  );
}

interface MarkedPageProps {
  file: PdfFile;
  /** From 1. */
  page: number;
  places: readonly SealPlace[];
}

/** A page in small with the spots to seal and sign; the words beside it say the same. */
export function MarkedPage({ file, page, places }: MarkedPageProps) {
  const { width, height } = assumedSize(file, page);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return (
    <div className="marked-page">
      <PdfPage file={file} page={page} scale={(WIDTH * rem) / width} beside />
      <svg className="marks" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {places.map(({ number, spot }) =>
          spot === null ? null : <Mark key={number} number={number} spot={spot} />,
        )}
      </svg>
    </div>
  );
}
