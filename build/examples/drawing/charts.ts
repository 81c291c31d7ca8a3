import { circle, polyline, rect, ring, text } from './svg.ts';

/** Parts of screens and charts. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Bars with labels below and, where asked, values above. */
export function bars(
  box: Box,
  values: number[],
  labels: string[],
  style: { fill: string; labelFill?: string; maximum: number; showValues?: boolean; size?: number },
): string {
  const step = box.width / values.length;
  const size = style.size ?? 20;
  return values
    .map((value, index) => {
      const height = (box.height * value) / style.maximum;
      const x = box.x + index * step + step * 0.2;
      const y = box.y + box.height - height;
      const label = text(box.x + (index + 0.5) * step, box.y + box.height + size, labels[index] ?? '', {
        size,
        anchor: 'middle',
        fill: style.labelFill ?? '#475569',
      });
      const shown =
        style.showValues === true
          ? text(box.x + (index + 0.5) * step, y - size * 0.8, String(value), {
              size,
              anchor: 'middle',
              fill: style.labelFill ?? '#334155',
            })
          : '';
      return rect(x, y, step * 0.6, height, { fill: style.fill, radius: 3 }) + label + shown;
    })
    .join('');
}

/** A curve over the box; values between 0 and `maximum`. */
export function curve(box: Box, values: number[], maximum: number, stroke: string, dots = false): string {
  const points = values.map((value, index): [number, number] => [
    box.x + (index * box.width) / (values.length - 1),
    box.y + box.height * (1 - value / maximum),
  ]);
  const marks = dots
    ? points.map(([x, y]) => circle(x, y, 6, { fill: '#ffffff', stroke, width: 3 })).join('')
    : '';
  return polyline(points, { stroke, width: 3.5 }) + marks;
}

/** Horizontal rules with their values at the left. */
export function grid(
  box: Box,
  maximum: number,
  steps: number,
  unit: string,
  colour = '#e2e8f0',
  fill = '#64748b',
): string {
  return Array.from({ length: steps + 1 }, (_, index) => {
    const y = box.y + box.height - (index * box.height) / steps;
    return (
      polyline(
        [
          [box.x, y],
          [box.x + box.width, y],
        ],
        { stroke: colour, width: 1.5 },
      ) +
      text(box.x - 12, y, `${Math.round((maximum * index) / steps)}${unit}`, {
        size: 20,
        anchor: 'end',
        fill,
      })
    );
  }).join('');
}

export function progress(box: Box, share: number, fill: string, track: string): string {
  const radius = box.height / 2;
  return (
    rect(box.x, box.y, box.width, box.height, { fill: track, radius }) +
    rect(box.x, box.y, Math.max(box.width * share, box.height), box.height, { fill, radius })
  );
}

export function tag(x: number, y: number, label: string, fill: string, colour: string, width = 92): string {
  return (
    rect(x, y - 17, width, 34, { fill, radius: 6 }) +
    text(x + width / 2, y, label, { size: 20, fill: colour, anchor: 'middle' })
  );
}

/** A ring with its share in words at the middle. */
export function gauge(
  x: number,
  y: number,
  radius: number,
  percent: number,
  colour: string,
  track: string,
  fill: string,
): string {
  return (
    ring(x, y, radius, 1, { stroke: track, width: 18 }) +
    ring(x, y, radius, percent / 100, { stroke: colour, width: 18 }) +
    text(x, y, `${percent}%`, { size: radius * 0.48, bold: true, anchor: 'middle', fill })
  );
}

/** Rows of a table inside a screen: columns by their left edge. */
export function cells(
  y: number,
  columns: number[],
  row: string[],
  size: number,
  fill: string,
  bold = false,
): string {
  return row.map((each, index) => text(columns[index] ?? 0, y, each, { size, fill, bold })).join('');
}

/** Window frame of a browser with its address. */
export function browser(width: number, address: string): string {
  return (
    rect(0, 0, width, 64, { fill: '#dfe5ec' }) +
    ['#ef6a5e', '#f5bd4f', '#61c454']
      .map((fill, index) => circle(34 + index * 34, 32, 10, { fill }))
      .join('') +
    rect(150, 14, width - 190, 36, { fill: '#ffffff', radius: 18 }) +
    text(176, 32, address, { size: 20, fill: '#64748b' })
  );
}
