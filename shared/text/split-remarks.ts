import { problemLines } from './return-notice-words.ts';

/** How an item of a list may be numbered: the kind, and the number itself where it counts. */
const MARKERS: readonly [kind: string, pattern: RegExp][] = [
  ['chinese', /^[一二三四五六七八九十]{1,3}\s*[、.．]\s*/],
  ['chineseInBrackets', /^[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*[、.．]?\s*/],
  ['numberInBrackets', /^[（(]\s*\d{1,2}\s*[）)]\s*[、.．]?\s*/],
  ['circled', /^[\u2460-\u2473\u2776-\u277f]\s*[、.．]?\s*/],
  // “1.5 万元” and “2024.5” are numbers and no items.
  ['number', /^\d{1,3}\s*(?:[、．)）]|\.(?!\d))\s*/],
  ['ordinal', /^第[一二三四五六七八九十]{1,3}[，、,：:]\s*/],
  ['bullet', /^[•·●○◆◇■□▪➢\uf06c\uf0b7\u2013\u2014-]\s+/],
];

interface Line {
  /** Empty for a line without a number of its own. */
  kind: string;
  text: string;
}

function readLine(line: string): Line {
  for (const [kind, pattern] of MARKERS) {
    const match = pattern.exec(line);
    if (match !== null) return { kind, text: line.slice(match[0].length).trim() };
  }
  return { kind: '', text: line };
}

/** Several items in one line, as chats and mails have them: “1.营业收入有误；2.缺少执照；”. */
function itemsInLine(line: string): string[] {
  return line
    .split(
      /(?=[\u2460-\u2473])|(?<=[；;。]\s*)(?=\d{1,2}(?:[、．]|\.(?!\d)))|(?<=[；;。]\s*)(?=[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[）)])/u,
    )
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Full-width blanks, control characters and what Word and WPS leave behind. */
function cleaned(text: string): string[] {
  return text
    .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    .replace(/[\u200b-\u200d\ufeff\u00ad]/g, '')
    .replace(/[\t\u00a0\u3000]+/g, ' ')
    .toWellFormed()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const ENDS_OPEN = /[：:]$/;

/**
 * The remarks in a text as an officer sends it: one for each numbered item, or each line where none is
 * numbered. A heading (“一、基本信息：”) is put before each item below it; the sentence that only leads to
 * the list (“存在以下问题：”) is left out; a line without a number goes on with the item above it. Of a 退回单 that this
 * program wrote, only what is between its own two lines is read.
 *
 * @returns without their numbers, none empty
 */
export function splitRemarks(text: string): string[] {
  const lines = problemLines(cleaned(text)).flatMap(itemsInLine).map(readLine);
  const isNumbered = lines.some(({ kind }) => kind !== '');
  const remarks: string[] = [];
  let heading: Line | undefined;
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    if (line.text === '') continue;
    const next = lines[index + 1];
    if (line.kind === '' && isNumbered && isOpen) {
      remarks.push(`${remarks.pop() ?? ''}${line.text}`);
      continue;
    }
    if (heading !== undefined && line.kind === heading.kind) heading = undefined;
    const leads = ENDS_OPEN.test(line.text) && next !== undefined && next.kind !== '';
    if (leads && next.kind !== line.kind) {
      // What has no number of its own only leads to the list.
      heading = line.kind === '' ? heading : line;
      isOpen = false;
      continue;
    }
    remarks.push(heading === undefined ? line.text : `${heading.text}${line.text}`);
    isOpen = true;
  }
  return remarks;
}
