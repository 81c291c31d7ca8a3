import type { SectionOfKind } from '../../../shared/form/definition.ts';
import { printTemplate } from '../../../shared/form/print-answer.ts';
import { characterUnits } from '../../../shared/text/character-units.ts';
import type { Block, BookCell } from '../book.ts';
import { CELL_PADDING, STYLES, TEXT_WIDTH } from '../layout.ts';
import type { ComposeContext } from './compose-context.ts';

/** Label column: nine 字 and a colon in 三号. pt. */
const LABEL_WIDTH = 172;
/** Above the title, between it and the lines, and above who issues the form. pt. */
const SPACES = [72, 110, 96] as const;
/** What of these has to stay. pt. */
const LEAST_SPACES = [8, 24, 16] as const;

/** The cover is the page that is sealed, so it stays one: lines that a long name takes are taken from the spaces. */
export function composeCover(
  { form, draft }: Pick<ComposeContext, 'form' | 'draft'>,
  section: SectionOfKind<'cover'>,
): Block[] {
  const lines = section.lines.map(({ label, value }) => ({
    label,
    value: printTemplate(form, draft, value).trim(),
  }));
  const more = lines.reduce((sum, { value }) => sum + linesOf(value) - 1, 0);
  const [top, below, above] = spacesFor(more * STYLES.coverLine.pitchPt);
  return [
    { kind: 'space', heightPt: top },
    ...section.printedTitle.map(
      (text): Block => ({ kind: 'paragraph', style: 'coverTitle', runs: [{ text }] }),
    ),
    { kind: 'space', heightPt: below },
    {
      kind: 'table',
      role: 'plain',
      columns: [LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH],
      rows: lines.map(({ label, value }) => ({
        // Set to the right, the colons of labels with different blanks inside stand below each other.
        cells: [coverCell(label, 'right'), coverCell(value, 'left')],
        header: false,
        flows: false,
        keepWithNext: true,
      })),
    },
    { kind: 'space', heightPt: above },
    ...section.issuer.map((text): Block => ({ kind: 'paragraph', style: 'coverIssuer', runs: [{ text }] })),
  ];
}

/** The lines that a value takes, rather one too many: a number or a word in it does not break. */
function linesOf(value: string): number {
  const room = TEXT_WIDTH - LABEL_WIDTH - CELL_PADDING.left - CELL_PADDING.right;
  const units = Math.floor(room / (STYLES.coverLine.sizePt / 2)) - 2;
  return Math.max(1, Math.ceil(characterUnits(value) / units));
}

/** The lowest space gives way first: what stands above it keeps its place. */
function spacesFor(takenPt: number): [number, number, number] {
  const spaces: [number, number, number] = [...SPACES];
  let taken = takenPt;
  for (const index of [2, 1, 0] as const) {
    const given = Math.min(taken, spaces[index] - LEAST_SPACES[index]);
    spaces[index] -= given;
    taken -= given;
  }
  return spaces;
}

function coverCell(text: string, align: BookCell['align']): BookCell {
  return {
    blocks: [{ kind: 'paragraph', style: 'coverLine', runs: text === '' ? [] : [{ text }] }],
    columnSpan: 1,
    rowSpan: 1,
    align,
    verticalAlign: 'top',
  };
}
