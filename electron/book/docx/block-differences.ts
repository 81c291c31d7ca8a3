import { sequenceSteps } from '../../../shared/text/sequence-difference.ts';
import type { ReadBlock, ReadCell, ReadContentsEntry, ReadTable } from './read-blocks.ts';

/** Longest stretch of text that a message quotes, in characters. */
const QUOTED = 40;
const PAGE = /^(?:[1-9][0-9]*|—)$/u;

const NAMES: Record<ReadBlock['kind'], string> = {
  heading: '标题',
  paragraph: '段落',
  listItem: '列表项',
  pictures: '图片',
  contents: '目录',
  leaderLine: '目录行',
  boundPage: '页码',
  table: '表',
};

/** What differs between the body that was composed and the one that was read back, in reading order. */
export function blockDifferences(expected: readonly ReadBlock[], found: readonly ReadBlock[]): string[] {
  return sequenceDifferences(expected, found, '');
}

/** @param place where these blocks stand: empty for the body, else a cell */
function sequenceDifferences(
  expected: readonly ReadBlock[],
  found: readonly ReadBlock[],
  place: string,
): string[] {
  const differences: string[] = [];
  let heading = '';
  let tables = 0;
  let underHeading = 0;
  for (const step of sequenceSteps(expected, found, keyOf, alike)) {
    const block = step.kind === 'extra' ? step.found : step.expected;
    if (step.kind !== 'extra') {
      if (block.kind === 'table') tables += 1;
      underHeading += 1;
    }
    const around = heading === '' ? (place === '' ? '文首' : place) : `${place}“${heading}”之下`;
    if (step.kind === 'missing') differences.push(`${around}：缺少${NAMES[block.kind]}${named(block)}`);
    else if (step.kind === 'extra') differences.push(`${around}：多出${NAMES[block.kind]}${named(block)}`);
    else {
      const own = block.kind === 'table' ? `${place}第${tables}个表` : `${around}第${underHeading}段`;
      differences.push(
        ...pairDifferences(step.expected, step.found, place !== '' && block.kind !== 'table' ? place : own),
      );
    }
    if (step.kind !== 'extra' && block.kind === 'heading') {
      heading = quote(block.text, 0);
      underHeading = 0;
    }
  }
  return differences;
}

function keyOf(block: ReadBlock): string {
  return JSON.stringify(block, (name, value: unknown) => (name === 'page' ? '' : value));
}

function alike(expected: ReadBlock, found: ReadBlock): boolean {
  return expected.kind === found.kind;
}

function pairDifferences(expected: ReadBlock, found: ReadBlock, place: string): string[] {
  if (expected.kind === 'table' && found.kind === 'table') return tableDifferences(expected, found, place);
  if (expected.kind === 'contents' && found.kind === 'contents')
    return contentsDifferences(expected.entries, found.entries);
  if (expected.kind === 'boundPage' && found.kind === 'boundPage')
    return pageDifferences(expected.page, found.page, place);
  const [should, is] = [words(expected), words(found)];
  if (should !== is) return [`${place}：${shouldBe(should, is)}`];
  if (expected.kind === 'leaderLine' && found.kind === 'leaderLine')
    return pageDifferences(expected.page, found.page, `目录“${quote(should, 0)}”`);
  if (expected.kind === 'heading' && found.kind === 'heading' && expected.level !== found.level)
    return [`标题“${quote(should, 0)}”：应为${expected.level}级，写出为${found.level}级`];
  return [];
}

function contentsDifferences(
  expected: readonly ReadContentsEntry[],
  found: readonly ReadContentsEntry[],
): string[] {
  const steps = sequenceSteps(
    expected,
    found,
    ({ level, text }) => `${level} ${text}`,
    () => true,
  );
  return steps.flatMap((step) => {
    if (step.kind === 'missing') return [`目录缺少“${quote(step.expected.text, 0)}”`];
    if (step.kind === 'extra') return [`目录多出“${quote(step.found.text, 0)}”`];
    if (step.kind === 'changed') return [`目录：${shouldBe(step.expected.text, step.found.text)}`];
    return pageDifferences(step.expected.page, step.found.page, `目录“${quote(step.found.text, 0)}”`);
  });
}

/** @param expected empty where any page will do */
function pageDifferences(expected: string, found: string, place: string): string[] {
  if (expected === '' ? PAGE.test(found) : expected === found) return [];
  return [`${place}：页码${expected === '' ? '' : `应为“${expected}”，`}写出为“${quote(found, 0)}”`];
}

function tableDifferences(expected: ReadTable, found: ReadTable, place: string): string[] {
  const differences: string[] = [];
  if (expected.columnCount !== found.columnCount)
    differences.push(`${place}：应有${expected.columnCount}列，写出${found.columnCount}列`);
  if (expected.rows.length !== found.rows.length)
    differences.push(`${place}：应有${expected.rows.length}行，写出${found.rows.length}行`);
  // Rows of another number are told apart by their text, so that one lost row is reported as one.
  const sameNumber = expected.rows.length === found.rows.length;
  const key = (row: ReadCell[]) => (sameNumber ? JSON.stringify(row) : rowWords(row));
  let row = 0;
  for (const step of sequenceSteps(expected.rows, found.rows, key, () => true)) {
    if (step.kind !== 'extra') row += 1;
    if (step.kind === 'missing')
      differences.push(`${place}：缺少第${row}行“${quote(rowWords(step.expected), 0)}”`);
    else if (step.kind === 'extra') differences.push(`${place}：多出一行“${quote(rowWords(step.found), 0)}”`);
    else differences.push(...rowDifferences(step.expected, step.found, `${place}第${row}行`));
  }
  return differences;
}

function rowDifferences(expected: readonly ReadCell[], found: readonly ReadCell[], place: string): string[] {
  const differences: string[] = [];
  if (expected.length !== found.length)
    differences.push(`${place}：应有${expected.length}格，写出${found.length}格`);
  expected.forEach((cell, index) => {
    const own = `${place}第${index + 1}格`;
    const other = found[index];
    if (!other) {
      differences.push(`${own}：缺少“${quote(cellWords(cell), 0)}”`);
      return;
    }
    if (
      cell.column !== other.column ||
      cell.columnSpan !== other.columnSpan ||
      cell.rowSpan !== other.rowSpan
    )
      differences.push(
        `${own}：应占${cell.rowSpan}行${cell.columnSpan}列，写出占${other.rowSpan}行${other.columnSpan}列`,
      );
    differences.push(...sequenceDifferences(withParagraph(cell), withParagraph(other), own));
  });
  return differences;
}

/** Word needs a paragraph in every cell: an empty one says no more than none. */
function withParagraph(cell: ReadCell): ReadBlock[] {
  return cell.blocks.length === 0 ? [{ kind: 'paragraph', text: '' }] : cell.blocks;
}

function words(block: ReadBlock): string {
  switch (block.kind) {
    case 'listItem':
      return `${block.marker}${block.text}`;
    case 'table':
      return block.rows.map(rowWords).join('/');
    case 'contents':
      return block.entries.map((entry) => entry.text).join('/');
    case 'pictures':
      return `${block.count}幅`;
    case 'boundPage':
      return '';
    default:
      return block.text;
  }
}

function rowWords(row: readonly ReadCell[]): string {
  return row.map(cellWords).join('|');
}

function cellWords(cell: ReadCell): string {
  return cell.blocks.map(words).join(' ');
}

function named(block: ReadBlock): string {
  const text = words(block);
  return text === '' ? '' : `“${quote(text, 0)}”`;
}

/** Both texts from shortly before the place where they part. */
function shouldBe(expected: string, found: string): string {
  const [left, right] = [[...expected], [...found]];
  let same = 0;
  while (same < left.length && left[same] === right[same]) same += 1;
  const from = Math.max(0, same - 8);
  return `应为“${quote(expected, from)}”，写出为“${quote(found, from)}”`;
}

/** A stretch of text fit for a message, from that character on. */
function quote(text: string, from: number): string {
  const characters = [...text];
  const shown = characters.slice(from, from + QUOTED).join('');
  const flat = shown.replace(/\n/gu, '⏎').replace(/\t/gu, '⇥');
  return `${from > 0 ? '…' : ''}${flat}${from + QUOTED < characters.length ? '…' : ''}`;
}
