import type { SectionOfKind } from '../../../shared/form/definition.ts';
import type { ScenarioAnswer } from '../../../shared/form/draft.ts';
import { oneLine, printTemplate } from '../../../shared/form/print-answer.ts';
import type { NarrativeBlock } from '../../../shared/text/narrative.ts';
import { figuresOf, toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import { printable } from '../../../shared/text/printable.ts';
import type { Block, BookCell, BookRow, ParagraphBlock, ParagraphStyle } from '../book.ts';
import { CELL_PADDING, TEXT_WIDTH } from '../layout.ts';
import type { ComposeContext } from './compose-context.ts';
import { FLOWING_ROW_WORDS, wordsOf } from './compose-data-table.ts';
import { composeFigure } from './compose-figure.ts';
import { composeNarrative } from './compose-narrative.ts';

/** 序号, 应用场景名称, 应用水平, 应用描述, 佐证: shares of the text width, ours. */
const COLUMN_SHARES = [8, 12, 10, 48, 22];
const LEVELS = ['一级', '二级', '三级', '四级'];

/** 三、数字化经营应用场景: their number, the 明细表, then the pictures of the descriptions. */
export function composeScenarios(context: ComposeContext, section: SectionOfKind<'scenarios'>): Block[] {
  const answer = context.draft.answers[section.boardField];
  const scenarios = Array.isArray(answer) ? (answer as ScenarioAnswer[]) : [];
  const board = section.fields.find((field) => field.id === section.boardField);
  if (scenarios.length === 0) {
    return [
      { kind: 'paragraph', style: 'hint', runs: [{ text: section.instruction ?? '' }] },
      { kind: 'paragraph', style: 'hint', runs: [{ text: board?.hint ?? '' }] },
    ];
  }
  const columns = COLUMN_SHARES.map((share) => (TEXT_WIDTH * share) / 100);
  const { number, name, level, description, proof } = section.columns;
  const head: BookRow = {
    cells: [number, name, level, description, proof].map((text) => textCell(text, 'tableHead', 'center')),
    header: true,
    flows: false,
    keepWithNext: true,
  };
  return [
    {
      kind: 'paragraph',
      style: 'body',
      keepWithNext: true,
      runs: [{ text: printTemplate(context.form, context.draft, section.countLine) }],
    },
    {
      kind: 'table',
      role: 'data',
      columns,
      rows: [head, ...scenarios.map((each, index) => scenarioRow(context, each, index, columns[3] ?? 0))],
    },
    ...scenarios.flatMap((each) =>
      figuresOf(toNarrativeDocument(each.description)).map((figure) =>
        composeFigure(context, figure, TEXT_WIDTH, 'body', `${oneLine(each.scenario)}：`),
      ),
    ),
  ];
}

function textCell(text: string, style: ParagraphStyle, align: BookCell['align']): BookCell {
  return cell(
    printable(text)
      .split(/\r\n?|\n/)
      .map(
        (line): ParagraphBlock => ({
          kind: 'paragraph',
          style,
          runs: line.trim() === '' ? [] : [{ text: line.trim() }],
        }),
      )
      .filter((paragraph, index) => index === 0 || paragraph.runs.length > 0),
    align,
  );
}

function cell(blocks: Block[], align: BookCell['align']): BookCell {
  return { blocks, columnSpan: 1, rowSpan: 1, align, verticalAlign: 'center' };
}

function scenarioRow(
  context: ComposeContext,
  answer: ScenarioAnswer,
  index: number,
  columnWidth: number,
): BookRow {
  const document = toNarrativeDocument(answer.description);
  const isText = (block: NarrativeBlock) => block.type !== 'figure';
  const description = composeNarrative(
    context,
    { type: 'doc', content: document.content.filter(isText) },
    { width: columnWidth - CELL_PADDING.left - CELL_PADDING.right, style: 'tableCell', inCell: true },
  );
  const level = answer.level ?? 0;
  const cells = [
    textCell(String(index + 1), 'tableCell', 'center'),
    textCell(oneLine(answer.scenario), 'tableCell', 'center'),
    textCell(LEVELS[level - 1] ?? (level === 0 ? '' : String(level)), 'tableCell', 'center'),
    cell(
      description.length === 0 ? [{ kind: 'paragraph', style: 'tableCell', runs: [] }] : description,
      'left',
    ),
    textCell(answer.proof ?? '', 'tableCell', 'left'),
  ];
  return { cells, header: false, flows: wordsOf(cells) > FLOWING_ROW_WORDS, keepWithNext: false };
}
