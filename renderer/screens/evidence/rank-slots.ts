import type { EvidenceItem, EvidenceSlot } from '../../../shared/form/definition.ts';

/** A slot of the checklist with the item it belongs to. */
export interface PlacedSlot {
  item: EvidenceItem;
  slot: EvidenceSlot;
}

export interface RankedSlot extends PlacedSlot {
  /** Above 0: something in the names points to it. */
  score: number;
}

/** A year that the name says and the slot does not is stronger than any word that fits. */
const OTHER_YEAR = 100;
const SAME_YEAR = 3;

export function slotsOfItems(items: readonly EvidenceItem[]): PlacedSlot[] {
  return items.flatMap((item) => item.slots.map((slot) => ({ item, slot })));
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

function yearsIn(text: string): string[] {
  return [...text.matchAll(/(?<!\d)20\d\d(?!\d{5})/g)].map(([year]) => year);
}

/** Length of the longest of a slot's words that the name holds. */
function longestWord(name: string, { keywords }: EvidenceSlot): number {
  return Math.max(0, ...keywords.map(plain).map((word) => (name.includes(word) ? word.length : 0)));
}

function scoreOf(name: string, { item, slot }: PlacedSlot): number {
  const own = longestWord(name, slot);
  // “审计” stands with one year's slot only, but means both.
  const beside = Math.max(...item.slots.map((each) => longestWord(name, each)));
  const words = own * 2 + (own === 0 ? beside : 0);
  if (words === 0) return 0;
  const [named, asked] = [yearsIn(name), yearsIn(slot.label)];
  if (named.length === 0 || asked.length === 0) return words;
  return asked.some((year) => named.includes(year)) ? words + SAME_YEAR : words - OTHER_YEAR;
}

/**
 * The slots with the likeliest first, by the words and years in file names: 营业执照, 审计报告, 参保,
 * 发票. Those to which nothing points follow in the checklist's order.
 */
export function rankSlots(items: readonly EvidenceItem[], names: readonly string[]): RankedSlot[] {
  const texts = names.map(plain);
  return slotsOfItems(items)
    .map((placed) => ({
      ...placed,
      score: Math.max(0, ...texts.map((name) => scoreOf(name, placed))),
    }))
    .sort((one, other) => other.score - one.score);
}

/** The slot that a file's name points to; undefined where it points nowhere. */
export function likelySlot(items: readonly EvidenceItem[], name: string): EvidenceSlot | undefined {
  const [first] = rankSlots(items, [name]);
  return first === undefined || first.score === 0 ? undefined : first.slot;
}
