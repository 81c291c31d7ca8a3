/** What stands before an item of a list, as a word processor wrote it. */
export interface ListMarker {
  /** `literal`: a numbering that the book's lists do not have (一、 （一） 第一章); it stays as text. */
  kind: 'bullet' | 'ordered' | 'literal';
  /** Of an ordered one; 0 where it was not written: then it goes on from the one before. */
  number: number;
  text: string;
}

const CHINESE = '一二三四五六七八九十';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/**
 * Reads a marker. Bullets come as letters of symbol fonts (`·` of Symbol, `Ø`, `ü`, `n`, `l` of
 * Wingdings), so the level's format in the style sheet decides where it is there.
 */
export function readMarker(written: string, format: string | undefined): ListMarker {
  const text = written.replace(/[\s\u00a0\u3000]+/g, '');
  if (format === 'bullet' || (text === '' && format === undefined))
    return { kind: 'bullet', number: 1, text };
  if (text === '') return { kind: 'ordered', number: 0, text };
  const core = text.replace(/^[（(［[]|[)）］\].．、:：]+$/g, '');
  if (/^\d{1,3}$/.test(core)) return { kind: 'ordered', number: Number(core), text };
  if (/^\d+(?:[.．]\d+)+$/.test(core)) return { kind: 'literal', number: 1, text };
  const circled = CIRCLED.indexOf(core);
  if (core !== '' && circled >= 0) return { kind: 'ordered', number: circled + 1, text };
  if (format === undefined && !/[.．、)）:：]$/.test(text)) return { kind: 'bullet', number: 1, text };
  if (/^[a-z]$/i.test(core) && !/roman/.test(format ?? ''))
    return { kind: 'ordered', number: core.toLowerCase().charCodeAt(0) - 96, text };
  const roman = /^[ivxlc]{1,7}$/i.test(core) ? romanNumber(core.toLowerCase()) : 0;
  if (roman > 0) return { kind: 'ordered', number: roman, text };
  return { kind: 'literal', number: 1, text };
}

/** `第`, Chinese numbers and what is around them, `1.1`: before its text as it stood. */
export function withMarker(marker: ListMarker): string {
  return /[、）)．]$/.test(marker.text) ? marker.text : `${marker.text} `;
}

function romanNumber(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) {
    const value = ROMAN[text[index] ?? ''] ?? 0;
    sum += value < (ROMAN[text[index + 1] ?? ''] ?? 0) ? -value : value;
  }
  return sum;
}

/** The number of an item in Chinese, 1 to 99. */
export function chineseNumber(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : (CHINESE[tens - 1] ?? '')}十`;
  return `${ten}${ones === 0 ? '' : (CHINESE[ones - 1] ?? '')}`;
}
