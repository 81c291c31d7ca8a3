/** Digits as strokes on a grid of 2 × 4, from its upper left corner: they need no font. */
const DIGITS: readonly string[] = [
  '0,0 2,0 2,4 0,4 0,0',
  '0.2,1 1,0 1,4',
  '0,0 2,0 2,2 0,2 0,4 2,4',
  '0,0 2,0 2,4 0,4;0.4,2 2,2',
  '1.6,4 1.6,0 0,2.8 2.2,2.8',
  '2,0 0,0 0,2 2,2 2,4 0,4',
  '2,0 0,0 0,4 2,4 2,2 0,2',
  '0,0 2,0 0.7,4',
  '0,0 2,0 2,4 0,4 0,0;0,2 2,2',
  '2,2 0,2 0,0 2,0 2,4 0,4',
];
const STEP = 3;

/**
 * A number as the path of an SVG.
 *
 * @param number a natural number
 * @param middle of the number
 * @param radius of the disc that it stands on, in the same unit
 */
export function numberStrokes(number: number, middle: { x: number; y: number }, radius: number): string {
  const digits = [...String(number)];
  const unit = (radius * 0.28) / Math.max(1, digits.length * 0.7);
  const left = middle.x - ((digits.length - 1) * STEP + 2) * 0.5 * unit;
  const top = middle.y - 2 * unit;
  return digits
    .flatMap((digit, index) =>
      (DIGITS[Number(digit)] ?? '').split(';').map((stroke) => {
        const points = stroke.split(' ').map((point) => {
          const [x = 0, y = 0] = point.split(',').map(Number);
          return `${(left + (x + index * STEP) * unit).toFixed(2)} ${(top + y * unit).toFixed(2)}`;
        });
        return `M${points.join('L')}`;
      }),
    )
    .join('');
}
