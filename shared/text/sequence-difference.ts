/** One step from an expected sequence to the one that was found. */
export type Step<T> =
  | { kind: 'same'; expected: T; found: T }
  | { kind: 'changed'; expected: T; found: T }
  | { kind: 'missing'; expected: T }
  | { kind: 'extra'; found: T };

/** Beyond this product of lengths the differing middle is compared place by place: the exact way is quadratic. */
const MOST_COMPARISONS = 4_000_000;

/**
 * Aligns two sequences by their keys: what is the same stays the same, and of what lies between, things that
 * `alike` allows count as changed, the rest as missing or extra.
 */
export function sequenceSteps<T>(
  expected: readonly T[],
  found: readonly T[],
  keyOf: (item: T) => string,
  alike: (expected: T, found: T) => boolean,
): Step<T>[] {
  const left = expected.map(keyOf);
  const right = found.map(keyOf);
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail += 1;
  const steps: Step<T>[] = [];
  const pairs = commonPairs(left.slice(head, left.length - tail), right.slice(head, right.length - tail));
  const anchors: [number, number][] = [
    ...Array.from({ length: head }, (_, index): [number, number] => [index, index]),
    ...pairs.map(([l, r]): [number, number] => [l + head, r + head]),
    ...Array.from({ length: tail }, (_, index): [number, number] => [
      left.length - tail + index,
      right.length - tail + index,
    ]),
  ];
  let l = 0;
  let r = 0;
  for (const [nextL, nextR] of [...anchors, [left.length, right.length] as const]) {
    for (const step of between(expected.slice(l, nextL), found.slice(r, nextR), alike)) steps.push(step);
    const same = expected[nextL];
    const other = found[nextR];
    if (same !== undefined && other !== undefined) steps.push({ kind: 'same', expected: same, found: other });
    l = nextL + 1;
    r = nextR + 1;
  }
  return steps;
}

/** Longest common subsequence, as index pairs. */
function commonPairs(left: readonly string[], right: readonly string[]): [number, number][] {
  const width = right.length + 1;
  if (left.length * right.length > MOST_COMPARISONS) return [];
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let l = left.length - 1; l >= 0; l -= 1)
    for (let r = right.length - 1; r >= 0; r -= 1)
      lengths[l * width + r] =
        left[l] === right[r]
          ? (lengths[(l + 1) * width + r + 1] ?? 0) + 1
          : Math.max(lengths[(l + 1) * width + r] ?? 0, lengths[l * width + r + 1] ?? 0);
  const pairs: [number, number][] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    if (left[l] === right[r]) pairs.push([l++, r++]);
    else if ((lengths[(l + 1) * width + r] ?? 0) >= (lengths[l * width + r + 1] ?? 0)) l += 1;
    else r += 1;
  }
  return pairs;
}

function between<T>(
  expected: readonly T[],
  found: readonly T[],
  alike: (expected: T, found: T) => boolean,
): Step<T>[] {
  const steps: Step<T>[] = [];
  let r = 0;
  for (const item of expected) {
    const other = found[r];
    if (other !== undefined && alike(item, other)) {
      steps.push({ kind: 'changed', expected: item, found: other });
      r += 1;
    } else steps.push({ kind: 'missing', expected: item });
  }
  for (const other of found.slice(r)) steps.push({ kind: 'extra', found: other });
  return steps;
}
