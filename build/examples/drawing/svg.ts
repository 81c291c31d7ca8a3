import QRCode from 'qrcode';
import sharp from 'sharp';

/** Small words for drawing pictures as SVG; lengths in pixels, y of a text is its middle. */

export interface TextStyle {
  size?: number;
  fill?: string;
  bold?: boolean;
  anchor?: 'start' | 'middle' | 'end';
  family?: 'sans' | 'serif' | 'kai';
  rotate?: number;
  spacing?: number;
}

const FAMILIES = {
  sans: 'Noto Sans CJK SC',
  serif: 'Noto Serif CJK SC',
  kai: 'LXGW WenKai',
} as const;

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const size = style.size ?? 26;
  const turned = style.rotate === undefined ? '' : ` transform="rotate(${style.rotate} ${x} ${y})"`;
  const spacing = style.spacing === undefined ? '' : ` letter-spacing="${style.spacing}"`;
  return `<text xml:space="preserve" x="${x}" y="${y + size * 0.36}" font-family="${FAMILIES[style.family ?? 'sans']}" font-size="${size}" font-weight="${style.bold === true ? 700 : 400}" fill="${style.fill ?? '#1f2937'}" text-anchor="${style.anchor ?? 'start'}"${turned}${spacing}>${escapeXml(content)}</text>`;
}

/** Several lines, the block's middle at y. */
export function lines(x: number, y: number, content: string[], pitch: number, style: TextStyle = {}): string {
  const top = y - ((content.length - 1) * pitch) / 2;
  return content.map((each, index) => text(x, top + index * pitch, each, style)).join('');
}

export interface ShapeStyle {
  fill?: string;
  stroke?: string;
  width?: number;
  radius?: number;
  dash?: string;
  opacity?: number;
}

function paint(style: ShapeStyle): string {
  const dash = style.dash === undefined ? '' : ` stroke-dasharray="${style.dash}"`;
  const opacity = style.opacity === undefined ? '' : ` opacity="${style.opacity}"`;
  return `fill="${style.fill ?? 'none'}" stroke="${style.stroke ?? 'none'}" stroke-width="${style.width ?? 2}"${dash}${opacity}`;
}

export function rect(x: number, y: number, width: number, height: number, style: ShapeStyle): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${style.radius ?? 0}" ${paint(style)}/>`;
}

export function circle(x: number, y: number, radius: number, style: ShapeStyle): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" ${paint(style)}/>`;
}

export function polyline(points: [number, number][], style: ShapeStyle): string {
  return `<polyline points="${points.map((each) => each.join(',')).join(' ')}" stroke-linejoin="round" stroke-linecap="round" ${paint(style)}/>`;
}

export function polygon(points: [number, number][], style: ShapeStyle): string {
  return `<polygon points="${points.map((each) => each.join(',')).join(' ')}" stroke-linejoin="round" ${paint(style)}/>`;
}

/** A line along the points with an arrow head at its end. */
export function arrow(points: [number, number][], style: ShapeStyle & { head?: number } = {}): string {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) throw new Error('an arrow needs two points');
  const head = style.head ?? 14;
  const stroke = style.stroke ?? '#475569';
  const angle = Math.atan2(end[1] - before[1], end[0] - before[0]);
  const side = (turn: number): [number, number] => [
    end[0] - head * 1.3 * Math.cos(angle + turn),
    end[1] - head * 1.3 * Math.sin(angle + turn),
  ];
  const base: [number, number] = [end[0] - head * Math.cos(angle), end[1] - head * Math.sin(angle)];
  return (
    polyline([...points.slice(0, -1), base], { width: 3, ...style, stroke }) +
    polygon([end, side(0.42), side(-0.42)], { fill: stroke })
  );
}

/** A ring segment, `share` of the whole from the top clockwise. */
export function ring(
  x: number,
  y: number,
  radius: number,
  share: number,
  style: { stroke: string; width: number },
): string {
  const length = 2 * Math.PI * radius;
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${style.stroke}" stroke-width="${style.width}" stroke-dasharray="${length * share} ${length}" transform="rotate(-90 ${x} ${y})"/>`;
}

/** A QR code with quiet zone in a white square. */
export function qrCode(x: number, y: number, side: number, content: string): string {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' });
  const cell = side / (modules.size + 4);
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      path += `M${x + (column + 2) * cell} ${y + (row + 2) * cell}h${cell}v${cell}h${-cell}z`;
    }
  }
  return `${rect(x, y, side, side, { fill: '#ffffff' })}<path d="${path}" fill="#111111"/>`;
}

export function picture(width: number, height: number, body: string, background = '#ffffff'): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${rect(0, 0, width, height, { fill: background })}${body}</svg>`;
}

/** PNG with a palette: flat drawings stay sharp and small. `scale` enlarges what was drawn in pixels. */
export function toPng(svg: string, scale = 1): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: 72 * scale })
    .png({ palette: true, colours: 192, effort: 9, compressionLevel: 9 })
    .toBuffer();
}
