import { expect, test } from 'vitest';
import { PAGE, TEXT_WIDTH, textLeft } from '../layout.ts';
import { footerLayout, qrBars, qrText } from './footer.ts';

test('the foot keeps to GB/T 9704: 7 mm below the text, odd pages right, even pages left, one 字 in', () => {
  const odd = footerLayout(1, '7K3M-9QXZ').number;
  const even = footerLayout(12, '7K3M-9QXZ').number;
  expect(odd).toMatchObject({ text: '— 1 —', anchor: 'right' });
  expect(odd.x).toBeCloseTo(PAGE.widthPt - PAGE.rightPt - 14, 6);
  expect(even).toMatchObject({ text: '— 12 —', anchor: 'left' });
  expect(even.x).toBeCloseTo(PAGE.rightPt + 14, 6);
});

test('the 订口 of 28 mm is inside on both sides of a leaf', () => {
  expect(textLeft(1)).toBe(PAGE.leftPt);
  expect(PAGE.widthPt - textLeft(2) - TEXT_WIDTH).toBeCloseTo(PAGE.leftPt, 6);
});

test('number, code and QR code lie apart, below the text and on the paper', () => {
  for (const page of [1, 2, 99, 1000]) {
    const foot = footerLayout(page, '7K3M-9QXZ');
    expect(foot.qr.y).toBeGreaterThanOrEqual(PAGE.heightPt - PAGE.bottomPt + 6);
    expect(foot.qr.y + foot.qr.sizePt).toBeLessThan(PAGE.heightPt - 40);
    expect(Math.abs(foot.code.x - foot.number.x)).toBeGreaterThan(200);
    expect(foot.code.anchor).not.toBe(foot.number.anchor);
  }
});

test('the bars of the QR code are those of its modules', () => {
  const text = qrText('7K3M-9QXZ', 12);
  expect(text).toBe('7K3M-9QXZ/12');
  expect(qrText('7K3M-9QXZ', 1, 'L')).toBe('7K3M-9QXZ/L1');
  const bars = qrBars(text);
  // Version 1: 21 modules, three finder patterns of 7 in the corners.
  const side = 1 / 21;
  const isDark = (row: number, column: number): boolean =>
    bars.some(
      (bar) =>
        Math.round(bar.y / side) === row &&
        bar.x <= (column + 0.5) * side &&
        bar.x + bar.width >= (column + 0.5) * side,
    );
  for (const [row, column] of [
    [0, 0],
    [0, 14],
    [14, 0],
  ] as const) {
    for (let at = 0; at < 7; at++) {
      expect(isDark(row, column + at)).toBe(true);
      expect(isDark(row + at, column)).toBe(true);
    }
    expect(isDark(row + 1, column + 1)).toBe(false);
    expect(isDark(row + 3, column + 3)).toBe(true);
  }
});
