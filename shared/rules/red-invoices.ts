import type { LedgerRow, LeftOutCause } from './ledger.ts';
import { comparable } from './wording.ts';

/**
 * Pairs the red (negative) invoices of a ledger with the fully flushed blue ones that they cancel.
 * The ledger has no link between them (the tax export keeps it in 备注), so a pair is: same seller,
 * the red not before the blue, and the amounts cancel. Red invoices without such a blue stay and net
 * out, which leaves the difference of a partial flush. Source: data/einvoice-columns.md, traps.
 */
export function matchRedInvoices(
  rows: readonly LedgerRow[],
  causeOf: (index: number) => LeftOutCause | undefined,
): Map<number, number> {
  const blueOfRed = new Map<number, number>();
  const redsBySeller = new Map<string, Map<number, number[]>>();
  rows.forEach((row, index) => {
    if (row.amountFen === undefined || row.amountFen >= 0 || causeOf(index) !== undefined) return;
    const seller = comparable(row.invoice.seller ?? '');
    const byAmount = redsBySeller.get(seller) ?? new Map<number, number[]>();
    redsBySeller.set(seller, byAmount);
    const same = byAmount.get(row.amountFen);
    if (same === undefined) byAmount.set(row.amountFen, [index]);
    else same.push(index);
  });
  if (redsBySeller.size === 0) return blueOfRed;

  const unpaired: number[] = [];
  rows.forEach((blue, index) => {
    if (causeOf(index) !== 'redFlushed' || blue.amountFen === undefined || blue.amountFen <= 0) return;
    const reds = redsBySeller.get(comparable(blue.invoice.seller ?? ''))?.get(-blue.amountFen);
    const position = reds?.findIndex((red) => !isEarlier(rows[red], blue)) ?? -1;
    const [red] = position < 0 || reds === undefined ? [] : reds.splice(position, 1);
    if (red === undefined) unpaired.push(index);
    else blueOfRed.set(red, index);
  });
  if (unpaired.length === 0) return blueOfRed;
  const redsByGoods = new Map<string, number[]>();
  for (const red of [...redsBySeller.values()]
    .flatMap((byAmount) => [...byAmount.values()].flat())
    .sort((a, b) => a - b)) {
    const goods = goodsOf(rows[red]);
    const same = redsByGoods.get(goods);
    if (same === undefined) redsByGoods.set(goods, [red]);
    else same.push(red);
  }
  for (const index of unpaired) {
    const blue = rows[index];
    if (blue === undefined) continue;
    const reds = redsByGoods.get(goodsOf(blue)) ?? [];
    for (const red of inSteps(rows, blue, reds, blueOfRed)) blueOfRed.set(red, index);
  }
  return blueOfRed;
}

/** Seller and content: what several red invoices of one blue have in common. */
function goodsOf(row: LedgerRow | undefined): string {
  return `${comparable(row?.invoice.seller ?? '')}\n${comparable(row?.invoice.content ?? '')}`;
}

function isEarlier(red: LedgerRow | undefined, blue: LedgerRow): boolean {
  return red?.issuedDay !== undefined && blue.issuedDay !== undefined && red.issuedDay < blue.issuedDay;
}

/** Several red invoices for the same goods that flush one blue in steps; none unless they cancel it to the fen. */
function inSteps(
  rows: readonly LedgerRow[],
  blue: LedgerRow,
  reds: readonly number[],
  taken: ReadonlyMap<number, number>,
): number[] {
  let left = blue.amountFen ?? 0;
  const steps: number[] = [];
  // An invoice is not flushed in more steps than this; the bound keeps hostile ledgers linear.
  for (const red of reds.slice(0, 200)) {
    const row = rows[red];
    if (row?.amountFen === undefined || taken.has(red) || isEarlier(row, blue)) continue;
    if (-row.amountFen > left) continue;
    left += row.amountFen;
    steps.push(red);
    if (left === 0) return steps;
  }
  return [];
}
