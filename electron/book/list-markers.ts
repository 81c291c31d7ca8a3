const CIRCLED = [...'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'];
const BULLETS = ['•', '–', '·'];

/**
 * What stands before an item of a list: 1. （1） ① by depth, or • – ·.
 * @param level 0 for the outermost list
 * @param number of the item, counted from the list's start
 */
export function listMarker(ordered: boolean, level: number, number: number): string {
  if (!ordered) return BULLETS[Math.min(level, BULLETS.length - 1)] ?? '•';
  if (level === 0) return `${number}.`;
  if (level === 1) return `（${number}）`;
  return CIRCLED[number - 1] ?? `(${number})`;
}

/** Where a list's marker, its text and an item's further paragraphs begin, pt from the column's edge. */
export interface ListIndents {
  marker: number;
  text: number;
  further: number;
}

/** Two 字 for each level, a marker within one and a half; （1） takes one more and pushes its text by half a 字. */
export function listIndents(ordered: boolean, level: number, sizePt: number): ListIndents {
  const wide = ordered && level === 1;
  const further = 2 * sizePt * (level + 1);
  const text = further + (wide ? sizePt / 2 : 0);
  return { marker: text - sizePt * (wide ? 2.5 : 1.5), text, further };
}
