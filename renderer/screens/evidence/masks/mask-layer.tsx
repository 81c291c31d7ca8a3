import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import {
  backTurn,
  type Mask,
  movedRegion,
  regionBetween,
  SMALLEST_MASK,
  turnRegion,
} from '../../../../shared/masks/mask.ts';
import type { Rotation } from '../../../pdf/page-size.ts';
import type { MaskDesk } from './use-masks.ts';
import './masks.css';

interface MaskLayerProps {
  /** From 1. */
  page: number;
  /** As the applicant turned the file: regions are kept as the file itself stands. */
  rotation: Rotation;
  isMarking: boolean;
  desk: MaskDesk;
}

type Region = Omit<Mask, 'page'>;
interface Point {
  x: number;
  y: number;
}
/** What the pointer does: draws a new region, or moves one. */
type Drag = { from: Point; to: Point; index: number | undefined };

/** A step of an arrow key. Share of the page. */
const STEP = 0.005;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** A new region takes the keys, and comes into view. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}

function placed({ x, y, width, height }: Region) {
  return { left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` };
}

function pointOf(event: PointerEvent, layer: Element): Point {
  const { left, top, width, height } = layer.getBoundingClientRect();
  return { x: (event.clientX - left) / Math.max(1, width), y: (event.clientY - top) / Math.max(1, height) };
}

/** Larger or smaller by its right and lower edge, within the page. */
function resized(region: Region, by: Point): Region {
  const within = (size: number, at: number) => Math.min(1 - at, Math.max(SMALLEST_MASK, size));
  return {
    ...region,
    width: within(region.width + by.x, region.x),
    height: within(region.height + by.y, region.y),
  };
}

/** The marked regions over a page: drawn and moved by the pointer, moved, resized and removed by the keyboard. */
export function MaskLayer({ page, rotation, isMarking, desk }: MaskLayerProps) {
  const [drag, setDrag] = useState<Drag>();
  const { masks, change } = desk;
  const shown = masks.map((mask, index) => ({ index, region: turnRegion(mask, rotation), page: mask.page }));
  const own = shown.filter((each) => each.page === page);
  const kept = (region: Region): Mask => {
    const { x, y, width, height } = turnRegion(region, backTurn(rotation));
    const inside = (value: number) => Math.min(1, Math.max(0, value));
    return { page, x: inside(x), y: inside(y), width: inside(width), height: inside(height) };
  };
  const put = (index: number, region: Region) => change(masks.with(index, kept(region)));

  const begin = (event: PointerEvent<HTMLElement>, index: number | undefined) => {
    const layer = event.currentTarget.closest('.mask-layer');
    if (event.button !== 0 || layer === null) return;
    event.stopPropagation();
    layer.setPointerCapture(event.pointerId);
    const from = pointOf(event, layer);
    setDrag({ from, to: from, index });
  };
  const end = () => {
    if (drag === undefined) return;
    setDrag(undefined);
    const { from, to, index } = drag;
    if (index === undefined) {
      const region = regionBetween(from, to);
      if (region.width >= SMALLEST_MASK && region.height >= SMALLEST_MASK) change([...masks, kept(region)]);
      return;
    }
    const moved = own.find((each) => each.index === index);
    if (moved !== undefined && (from.x !== to.x || from.y !== to.y))
      put(index, movedRegion(moved.region, to.x - from.x, to.y - from.y));
  };
  const press = (event: KeyboardEvent<HTMLElement>, index: number, region: Region) => {
    const by = ARROWS[event.key];
    const isRemoval = event.key === 'Delete' || event.key === 'Backspace';
    if ((by === undefined && !isRemoval) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (isRemoval) {
      // With the region its focus would go, and the keys with it.
      event.currentTarget.closest<HTMLElement>('.mask-layer')?.focus();
      change(masks.toSpliced(index, 1));
    } else if (by !== undefined)
      put(index, event.shiftKey ? resized(region, by) : movedRegion(region, by.x, by.y));
  };

  if (!isMarking)
    return (
      <div className="mask-layer mask-quiet" aria-hidden="true">
        {own.map(({ index, region }) => (
          <div key={index} className="mask" style={placed(region)} />
        ))}
      </div>
    );
  const drawn =
    drag !== undefined && drag.index === undefined ? regionBetween(drag.from, drag.to) : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset lays out otherwise
    <div
      className="mask-layer"
      role="group"
      tabIndex={-1}
      aria-label={`第 ${page} 页的涂黑区域`}
      onPointerDown={(event) => begin(event, undefined)}
      onPointerMove={(event) => {
        if (drag !== undefined) setDrag({ ...drag, to: pointOf(event, event.currentTarget) });
      }}
      onPointerUp={end}
      onPointerCancel={() => setDrag(undefined)}
    >
      {own.map(({ index, region }, turn) => {
        const at =
          drag?.index === index
            ? movedRegion(region, drag.to.x - drag.from.x, drag.to.y - drag.from.y)
            : region;
        return (
          <button
            key={index}
            ref={index === desk.fresh ? takeFocus : undefined}
            type="button"
            className="mask"
            style={placed(at)}
            aria-label={`第 ${page} 页，涂黑区域 ${turn + 1}`}
            onPointerDown={(event) => {
              event.currentTarget.focus();
              begin(event, index);
            }}
            onKeyDown={(event) => press(event, index, region)}
          />
        );
      })}
      {drawn === undefined ? null : <div className="mask mask-drawn" style={placed(drawn)} />}
    </div>
  );
}
