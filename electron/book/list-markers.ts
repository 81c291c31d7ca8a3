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
