/** A plane projective map, row by row: `[a b c; d e f; g h i]`, applied to `(x, y, 1)`. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];
export interface Point {
  x: number;
  y: number;
}
/** A point of the one plane, the same point in the other, and how much it is to be trusted. */
export interface Pair {
  from: Point;
  to: Point;
  weight: number;
}
export type MapKind = 'similarity' | 'affine' | 'homography';

export function mapPoint([a, b, c, d, e, f, g, h, i]: Homography, { x, y }: Point): Point {
  const w = g * x + h * y + i;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

/** First `first`, then `then`. */
export function chain(first: Homography, then: Homography): Homography {
  const entry = (row: number, column: number) =>
    [0, 1, 2].reduce((sum, k) => sum + (then[row * 3 + k] ?? 0) * (first[k * 3 + column] ?? 0), 0);
  return [
    ...([entry(0, 0), entry(0, 1), entry(0, 2)] as const),
    ...([entry(1, 0), entry(1, 1), entry(1, 2)] as const),
    ...([entry(2, 0), entry(2, 1), entry(2, 2)] as const),
  ];
}

/** The way back. */
export function inverse([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const over = (value: number) => value / det;
  return [
    ...([over(e * i - f * h), over(c * h - b * i), over(b * f - c * e)] as const),
    ...([over(f * g - d * i), over(a * i - c * g), over(c * d - a * f)] as const),
    ...([over(d * h - e * g), over(b * g - a * h), over(a * e - b * d)] as const),
  ];
}

export function scaling(across: number, down: number = across): Homography {
  return [across, 0, 0, 0, down, 0, 0, 0, 1];
}

/** The linear equations that each kind of map asks of a pair: coefficients and right side. */
function equations(kind: MapKind, { x, y }: Point, { x: u, y: v }: Point): [number[], number][] {
  if (kind === 'similarity')
    return [
      [[x, -y, 1, 0], u],
      [[y, x, 0, 1], v],
    ];
  if (kind === 'affine')
    return [
      [[x, y, 1, 0, 0, 0], u],
      [[0, 0, 0, x, y, 1], v],
    ];
  return [
    [[x, y, 1, 0, 0, 0, -x * u, -y * u], u],
    [[0, 0, 0, x, y, 1, -x * v, -y * v], v],
  ];
}

function fromUnknowns(kind: MapKind, unknowns: readonly number[]): Homography {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = unknowns;
  if (kind === 'similarity') return [a, -b, c, b, a, d, 0, 0, 1];
  return [a, b, c, d, e, f, g, h, 1];
}

/** Moves points to about the unit square around zero: the equations stay well conditioned. */
function toUnit(points: readonly Point[]): Homography {
  const mean = (of: (point: Point) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const spread = mean((point) => Math.hypot(point.x - x, point.y - y));
  const by = spread > 0 ? 1 / spread : 1;
  return [by, 0, -x * by, 0, by, -y * by, 0, 0, 1];
}

/** Weighted least squares; undefined where the pairs do not determine the map. */
export function fitMap(kind: MapKind, pairs: readonly Pair[]): Homography | undefined {
  const least = { similarity: 2, affine: 3, homography: 4 }[kind];
  if (pairs.length < least) return undefined;
  const from = toUnit(pairs.map((pair) => pair.from));
  const to = toUnit(pairs.map((pair) => pair.to));
  const size = { similarity: 4, affine: 6, homography: 8 }[kind];
  const matrix = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  for (const pair of pairs)
    for (const [row, right] of equations(kind, mapPoint(from, pair.from), mapPoint(to, pair.to)))
      for (const [i, left] of row.entries()) {
        const line = matrix[i] ?? [];
        for (const [j, value] of row.entries()) line[j] = (line[j] ?? 0) + pair.weight * left * value;
        line[size] = (line[size] ?? 0) + pair.weight * left * right;
      }
  const unknowns = solve(matrix);
  if (unknowns === undefined) return undefined;
  return chain(chain(from, fromUnknowns(kind, unknowns)), inverse(to));
}

/** Gauss with pivots, on the matrix with its right side; undefined for a singular one. */
function solve(matrix: number[][]): number[] | undefined {
  const size = matrix.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0)) pivot = row;
    const chosen = matrix[pivot];
    const head = chosen?.[column] ?? 0;
    if (chosen === undefined || Math.abs(head) < 1e-12) return undefined;
    matrix[pivot] = matrix[column] ?? [];
    matrix[column] = chosen;
    for (let row = 0; row < size; row += 1) {
      const line = matrix[row];
      if (row === column || line === undefined) continue;
      const factor = (line[column] ?? 0) / head;
      for (let j = column; j <= size; j += 1) line[j] = (line[j] ?? 0) - factor * (chosen[j] ?? 0);
    }
  }
  return matrix.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}

/**
 * A map that most pairs agree upon: those further off than `tolerance` (in the second plane's units)
 * lose their say step by step.
 *
 * @returns the map, and for each pair how far the map misses it
 */
export function fitRobustly(
  kind: MapKind,
  pairs: readonly Pair[],
  tolerance: number,
): { map: Homography; misses: number[] } | undefined {
  let weighted = pairs;
  let map = fitMap(kind, weighted);
  for (let round = 0, reach = tolerance * 4; round < 6 && map !== undefined; round += 1) {
    const current = map;
    weighted = pairs.map((pair) => {
      const miss = missOf(current, pair) / reach;
      return { ...pair, weight: miss >= 1 ? 0 : pair.weight * (1 - miss ** 2) ** 2 };
    });
    map = fitMap(
      kind,
      weighted.filter(({ weight }) => weight > 0),
    );
    reach = Math.max(tolerance, reach * 0.6);
  }
  if (map === undefined || !map.every(Number.isFinite)) return undefined;
  const final = map;
  return { map, misses: pairs.map((pair) => missOf(final, pair)) };
}

function missOf(map: Homography, { from, to }: Pair): number {
  const found = mapPoint(map, from);
  return Math.hypot(found.x - to.x, found.y - to.y);
}
