/** The part of a page that is sealed, signed or dated; pt from the page's upper left corner. */
export interface SealSpot {
  shape: 'circle' | 'box';
  x: number;
  y: number;
  widthPt: number;
  heightPt: number;
}

/** Half the height of a mark's number, pt of the page; large, because pages are shown small. */
export const NUMBER_RADIUS = 15;

/** Middle of a mark's number. Those of neighbours keep apart: a circle has it at its lower right, a box behind it. */
export function numberPlace({ shape, x, y, widthPt, heightPt }: SealSpot): { x: number; y: number } {
  if (shape === 'circle') return { x: x + widthPt * 0.86, y: y + heightPt * 0.86 };
  return { x: x + widthPt + NUMBER_RADIUS * 0.2, y: y + heightPt / 2 };
}
