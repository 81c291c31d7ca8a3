import type { LedgerRow, LeftOutCause } from './ledger.ts';
import { comparable } from './wording.ts';

interface Pairing {
  rows: readonly LedgerRow[];
  reds: readonly number[];
  /** The blue row of each red one that is left out with it. */
  blueOfRed: Map<number, number>;
}

/**
 * Pairs the red (negative) invoices of a ledger with those blue ones that do not count: the fully
 * flushed, and those left out for another reason (before the window, another buyer, city money …), whose
 * red ones would else be subtracted from invoices that they have nothing to do with.
 * The ledger has no link between them (the tax export keeps it in 备注), so a pair is: same seller,
 * the red not before the blue, and the amounts cancel. Red invoices without such a blue stay and net
 * out, which leaves the difference of a partial flush. Source: data/einvoice-columns.md, traps.
 */
export function matchRedInvoices(
  rows: readonly LedgerRow[],
  causeOf: (index: number) => LeftOutCause | undefined,
): Map<number, number> {
  const blueOfRed = new Map<number, number>();
  const reds = rows.flatMap((row, index) =>
    row.amountFen !== undefined && row.amountFen < 0 && causeOf(index) === undefined ? [index] : [],
  );
  if (reds.length === 0) return blueOfRed;
  const pairing: Pairing = { rows, reds, blueOfRed };
  const blues = rows.flatMap((row, index) =>
    row.amountFen !== undefined && row.amountFen > 0 ? [index] : [],
  );
  const flushed = blues.filter((index) => causeOf(index) === 'redFlushed');
  const otherwise = blues.filter((index) => {
    const cause = causeOf(index);
    // A duplicate's invoice counts or not with its other row; a voided one has no red.
    return cause !== undefined && cause !== 'redFlushed' && cause !== 'duplicate' && cause !== 'voided';
  });
  pairInSteps(pairing, pairWhole(pairing, flushed), 'toTheFen');

  const counted = countedBlues(rows, blues, causeOf);
  // Where a counted invoice could be the one that was flushed, the smaller sum is the safe one.
  const isAlone = (index: number) => !counted.markedSellers.has(sellerOf(rows[index]));
  const isMarked = (index: number) => rows[index]?.invoice.status === '已红冲-部分';
  const marked = pairWhole(pairing, otherwise.filter(isMarked));
  pairInSteps(pairing, marked.filter(isAlone), 'inPart');
  const unmarked = otherwise.filter((index) => !isMarked(index) && isAlone(index));
  pairWhole(
    pairing,
    unmarked.filter((index) => !counted.amounts.has(amountOf(rows[index]))),
  );
  return blueOfRed;
}

/** What could have been flushed among the invoices that count: sellers of partly flushed ones, amounts by seller. */
function countedBlues(
  rows: readonly LedgerRow[],
  blues: readonly number[],
  causeOf: (index: number) => LeftOutCause | undefined,
): { markedSellers: Set<string>; amounts: Set<string> } {
  const markedSellers = new Set<string>();
  const amounts = new Set<string>();
  for (const index of blues) {
    if (causeOf(index) !== undefined) continue;
    const seller = sellerOf(rows[index]);
    amounts.add(amountOf(rows[index]));
    if (rows[index]?.invoice.status === '已红冲-部分') markedSellers.add(seller);
  }
  return { markedSellers, amounts };
}

function sellerOf(row: LedgerRow | undefined): string {
  return comparable(row?.invoice.seller ?? '');
}
/** Seller and amount, whichever its sign. */
function amountOf(row: LedgerRow | undefined): string {
  return `${sellerOf(row)}\n${Math.abs(row?.amountFen ?? 0)}`;
}
/** Seller and content: what several red invoices of one blue have in common. */
function goodsOf(row: LedgerRow | undefined): string {
  return `${sellerOf(row)}\n${comparable(row?.invoice.content ?? '')}`;
}

function isEarlier(red: LedgerRow | undefined, blue: LedgerRow | undefined): boolean {
  return red?.issuedDay !== undefined && blue?.issuedDay !== undefined && red.issuedDay < blue.issuedDay;
}

function grouped(indexes: readonly number[], keyOf: (index: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of indexes) {
    const key = keyOf(index);
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [index]);
    else same.push(index);
  }
  return groups;
}

/** Pairs blues with one red each of the very amount; gives the blues that found none. */
function pairWhole({ rows, reds, blueOfRed }: Pairing, blues: readonly number[]): number[] {
  if (blues.length === 0) return [];
  const free = grouped(
    reds.filter((red) => !blueOfRed.has(red)),
    (red) => amountOf(rows[red]),
  );
  return blues.filter((blue) => {
    const same = free.get(amountOf(rows[blue]));
    const position = same?.findIndex((red) => !isEarlier(rows[red], rows[blue])) ?? -1;
    const [red] = position < 0 || same === undefined ? [] : same.splice(position, 1);
    if (red !== undefined) blueOfRed.set(red, blue);
    return red === undefined;
  });
}

/** Pairs each blue with several reds for the same goods: such as cancel it to the fen, or such as fit into it. */
function pairInSteps(pairing: Pairing, blues: readonly number[], how: 'toTheFen' | 'inPart'): void {
  if (blues.length === 0) return;
  const { rows, reds, blueOfRed } = pairing;
  const redsByGoods = grouped(reds, (red) => goodsOf(rows[red]));
  for (const blue of blues) {
    const { steps, left } = stepsOf(pairing, blue, redsByGoods.get(goodsOf(rows[blue])) ?? []);
    if (how === 'inPart' || left === 0) for (const red of steps) blueOfRed.set(red, blue);
  }
}

/** Free reds that fit into a blue, in the ledger's order, and what of it they leave. */
function stepsOf(
  { rows, blueOfRed }: Pairing,
  blue: number,
  reds: readonly number[],
): { steps: number[]; left: number } {
  let left = rows[blue]?.amountFen ?? 0;
  const steps: number[] = [];
  // An invoice is not flushed in more steps than this; the bound keeps hostile ledgers linear.
  for (const red of reds.slice(0, 200)) {
    const row = rows[red];
    if (row?.amountFen === undefined || blueOfRed.has(red) || isEarlier(row, rows[blue])) continue;
    if (-row.amountFen > left) continue;
    left += row.amountFen;
    steps.push(red);
    if (left === 0) break;
  }
  return { steps, left };
}
