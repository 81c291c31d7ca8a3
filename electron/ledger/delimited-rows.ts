import { refused } from '../evidence/sheet-grid.ts';
import { LONGEST_TEXT, MOST_COLUMNS, MOST_LINES, type TableCell, type TableSink } from './table-row.ts';

const DELIMITERS = ['\t', ',', ';', '，'] as const;
type Delimiter = (typeof DELIMITERS)[number];
/** Lines that are looked at to find out what stands between the cells. */
const SAMPLE = 10;

/** The sign that parts cells: a tab wherever there is one, else what the first lines have most of. */
export function delimiterOf(text: string): Delimiter {
  const sample = text
    .slice(0, 20_000)
    .split(/\r?\n|\r/, SAMPLE)
    .join('\n');
  if (sample.includes('\t')) return '\t';
  // Amounts have commas too, but those are between quotes.
  const bare = sample.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((sign) => [sign, bare.split(sign).length - 1] as const);
  const [most] = counts.toSorted(([, left], [, right]) => right - left);
  return most !== undefined && most[1] > 0 ? most[0] : '\t';
}

/**
 * The records of a text whose cells are parted by a sign, as Excel copies and saves them (RFC 4180): a cell
 * between quotes may hold the sign, line breaks, and quotes as `""`. Where a cell only begins with a quote,
 * or has more behind the closing one, its quotes are part of it: Excel copies “"智能"平台” like that.
 */
export function* recordsOf(text: string, delimiter: string): Generator<string[]> {
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const closing = text[at] === '"' ? closingQuote(text, at + 1) : -1;
    const isQuoted = closing >= 0 && bareEnd(text, closing + 1, delimiter) === closing + 1;
    const end = isQuoted ? closing + 1 : bareEnd(text, at, delimiter);
    record.push(isQuoted ? text.slice(at + 1, closing).replaceAll('""', '"') : text.slice(at, end));
    at = end;
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      // A sign at the very end opens one more, empty cell.
      if (at === text.length) record.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    yield record;
    record = [];
  }
  if (record.length > 0) yield record;
}

/** Where the quoted cell that begins before `from` is closed; -1 where it never is. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}

function bareEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r' && !text.startsWith(delimiter, at))
    at += 1;
  return at;
}

/**
 * Gives the rows of a delimited text. Everything in it is text: whether a number lost digits before it was
 * written can only be seen from how it looks.
 *
 * @throws SpreadsheetRefused for more lines than any ledger has
 */
export function readDelimitedRows(text: string, sink: TableSink): void {
  const content = text.replace(/^\ufeff/, '').replace(/^sep=.\r?\n/i, '');
  sink.beginSheet('');
  let line = 0;
  for (const record of recordsOf(content, delimiterOf(content))) {
    line += 1;
    if (line > MOST_LINES) throw refused(`超过 ${MOST_LINES} 行`, '请分成几个文件');
    const cells = new Map<number, TableCell>();
    for (const [column, cell] of record.slice(0, MOST_COLUMNS).entries()) {
      const shown = withoutFormula(cell.slice(0, LONGEST_TEXT)).trim();
      if (shown !== '') cells.set(column, { text: shown, isNumber: false });
    }
    if (cells.size > 0) sink.row({ line, cells, isHidden: false });
  }
}

/** `="0123"`, by which programs keep Excel from taking a text for a number. */
function withoutFormula(cell: string): string {
  return /^\s*="([^"]*)"\s*$/.exec(cell)?.[1] ?? cell;
}

/** The text of a file in UTF-8, UTF-16 with its mark, or the code of Chinese Windows. */
export function decodeText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
