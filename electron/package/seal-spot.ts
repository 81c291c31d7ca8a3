import type { SealSpot } from '../../shared/seal-guide/seal-spot.ts';
import { MM, PAGE } from '../book/layout.ts';
import type { ReadItem, ReadPage } from '../book/pdf/read-pdf.ts';
import type { MarkedPlace } from './seal-places.ts';

/** Across the round seal that most enterprises have; ours. */
const SEAL = 40 * MM;
/** What a hand needs for a name, and what a line leaves it between its neighbours; ours. */
const SIGNATURE = { widthPt: 45 * MM, least: 20 * MM, up: 22, down: 9 };
const DATE_PADDING = { across: 8, up: 18, down: 7 };
/** No mark comes nearer to the edge of the sheet. */
const EDGE = 8 * MM;
const SAME_LINE = 1;
const DATE = /^(?:\d{4}年\d{1,2}月\d{1,2}日|年月日)$/;

interface Line {
  baseline: number;
  items: readonly ReadItem[];
  /** Without blanks. */
  text: string;
}

const squeeze = (text: string) => text.replace(/\s/g, '');

function linesOf(items: readonly ReadItem[]): Line[] {
  const lines: { baseline: number; items: ReadItem[] }[] = [];
  for (const item of items) {
    const own = lines.find(({ baseline }) => Math.abs(baseline - item.baseline) <= SAME_LINE);
    if (own === undefined) lines.push({ baseline: item.baseline, items: [item] });
    else own.items.push(item);
  }
  return lines.map((line) => {
    const ordered = line.items.toSorted((a, b) => a.x - b.x);
    return { ...line, items: ordered, text: ordered.map(({ text }) => squeeze(text)).join('') };
  });
}

/** Where the first `count` characters of a line end. An item's characters are about equally wide: they are 汉字. */
function endOf(line: Line, count: number): number {
  let before = 0;
  for (const { text, x, widthPt } of line.items) {
    const own = squeeze(text).length;
    if (own > 0 && before + own >= count) return x + (widthPt * (count - before)) / own;
    before += own;
  }
  return rightOf(line);
}

const leftOf = ({ items }: Line) => Math.min(...items.map(({ x }) => x));
const rightOf = ({ items }: Line) => Math.max(...items.map(({ x, widthPt }) => x + widthPt));

function within(value: number, size: number, whole: number): number {
  return Math.min(Math.max(value, EDGE), whole - EDGE - size);
}

/** Over the name behind the label, or where it would stand. */
function sealAt(line: Line, labelEnd: number): SealSpot {
  const middle = rightOf(line) > labelEnd + 1 ? (labelEnd + rightOf(line)) / 2 : labelEnd + SEAL / 2;
  return {
    shape: 'circle',
    x: within(middle - SEAL / 2, SEAL, PAGE.widthPt),
    // The middle of the characters lies a third of their height above the baseline; 三号 is 16 pt.
    y: within(line.baseline - 5 - SEAL / 2, SEAL, PAGE.heightPt),
    ...{ widthPt: SEAL, heightPt: SEAL },
  };
}

function signatureAt(line: Line, labelEnd: number): SealSpot {
  const x = labelEnd + 2;
  const room = PAGE.widthPt - EDGE - x;
  return {
    ...{ shape: 'box', x, y: line.baseline - SIGNATURE.up },
    widthPt: Math.min(SIGNATURE.widthPt, Math.max(room, SIGNATURE.least)),
    heightPt: SIGNATURE.up + SIGNATURE.down,
  };
}

function dateAt(line: Line): SealSpot {
  const { across, up, down } = DATE_PADDING;
  const x = leftOf(line) - across;
  return {
    ...{ shape: 'box', x, y: line.baseline - up },
    ...{ widthPt: rightOf(line) + across - x, heightPt: up + down },
  };
}

/**
 * Finds the spot of a place on its page of the book by what the page prints there.
 *
 * @returns undefined where the page does not print it, as for evidence
 */
export function sealSpot(
  { items }: Pick<ReadPage, 'items'>,
  { mark, label }: MarkedPlace,
): SealSpot | undefined {
  if (label === undefined) return undefined;
  const lines = linesOf(items);
  if (mark === 'date') {
    // A text may end in a date, too: that of the signature is the lowest.
    const line = lines.findLast(({ text }) => DATE.test(text));
    return line && dateAt(line);
  }
  const words = squeeze(label);
  const line = lines.find(({ text }) => text.startsWith(words));
  if (line === undefined || words === '') return undefined;
  const labelEnd = endOf(line, words.length);
  return mark === 'seal' ? sealAt(line, labelEnd) : signatureAt(line, labelEnd);
}
