import { TextRun } from 'docx';
import { printable } from '../../../shared/text/printable.ts';
import type { Run } from '../book.ts';
import { RawElement } from './raw-element.ts';
import { CHECK_BOX_STYLE } from './style-names.ts';

/** □ ☐ ☑ ☒: the common Chinese fonts lack some of them, so all come from one font (character style). */
const CHECK_BOXES = /([\u25a1\u2610\u2611\u2612]+)/u;

/** Word sets these as Latin, with Latin line breaking, unless told that they stand in Chinese text: “ ” … — · ① ℃. */
const AMBIGUOUS = /[\u00a7-\u00f7\u2010-\u2049\u2100-\u27bf]/u;

/** The runs of a paragraph as Word's: boxes apart from text, line feeds as breaks, tabs as tabs. */
export function textRuns(runs: readonly Run[]): TextRun[] {
  return runs.flatMap((run) =>
    printable(run.text)
      .split(CHECK_BOXES)
      .map((text, index) => ({ text, box: index % 2 === 1 }))
      .filter(({ text }) => text !== '')
      .map(
        ({ text, box }) =>
          new TextRun({
            ...(box ? { style: CHECK_BOX_STYLE } : {}),
            ...(!box && AMBIGUOUS.test(text) ? { font: { hint: 'eastAsia' } } : {}),
            ...(run.bold ? { bold: true } : {}),
            children: inRun(text),
          }),
      ),
  );
}

function inRun(text: string): (string | RawElement)[] {
  return text
    .split(/([\n\t])/u)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece === '\n') return new RawElement('w:br');
      return piece === '\t' ? new RawElement('w:tab') : piece;
    });
}
