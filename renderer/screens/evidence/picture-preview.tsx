import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Rotation } from '../../pdf/page-size.ts';

interface PicturePreviewProps {
  address: string;
  name: string;
  /** 1: the whole picture fits. */
  zoom: number;
  rotation: Rotation;
  /** Lies over the picture, as large as it. */
  over?: ReactNode;
}

interface Size {
  width: number;
  height: number;
}

/** Around the picture, CSS pixels. */
const GAP = 16;

/** A picture as large as there is room for, turned; larger than that it scrolls. */
export function PicturePreview({ address, name, zoom, rotation, over }: PicturePreviewProps) {
  const place = useRef<HTMLElement>(null);
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  const [own, setOwn] = useState<Size>();
  const [failed, setFailed] = useState(false);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => setRoom({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const lying = rotation % 180 !== 0;
  const natural = own ?? { width: 1, height: 1 };
  const upright = lying ? { width: natural.height, height: natural.width } : natural;
  const fit = Math.min(1, (room.width - 2 * GAP) / upright.width, (room.height - 2 * GAP) / upright.height);
  const scale = Math.max(0.01, fit) * zoom;
  const shown = { width: upright.width * scale, height: upright.height * scale };
  return (
    <section
      ref={place}
      className="picture-preview"
      aria-label={`“${name}”的图片`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
      tabIndex={0}
    >
      {failed ? (
        <p className="preview-words" role="alert">
          这张图片不能显示。文件没有改动；导出时以文件内容为准。
        </p>
      ) : (
        <div className="picture-place" style={own === undefined ? { visibility: 'hidden' } : shown}>
          <img
            src={address}
            alt={name}
            style={{
              width: natural.width * scale,
              height: natural.height * scale,
              transform: `translate(-50%, -50%) rotate(${rotation}deg)`,
            }}
            onLoad={({ currentTarget }) =>
              setOwn({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
            }
            onError={() => setFailed(true)}
          />
          {own === undefined ? null : over}
        </div>
      )}
    </section>
  );
}
