import type { ReadCodeView } from '../../../shared/contract/revisions.ts';

/** Numbers as people say them, each once, runs shortened: 1–3、7. */
export function rangeWords(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  const runs: { from: number; to: number }[] = [];
  for (const number of sorted) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join('、');
}

/** Which printed pages show a code: “成册第 1–3 页，《材料清单》第 2 页”. */
export function printedPageWords(pages: ReadCodeView['pages']): string {
  const papers = [...new Set(pages.map(({ paper }) => paper))];
  return papers
    .map((paper) => {
      const numbers = pages.filter((each) => each.paper === paper).map(({ printed }) => printed);
      return `${paper === null ? '成册' : `《${paper}》`}第 ${rangeWords(numbers)} 页`;
    })
    .join('，');
}
