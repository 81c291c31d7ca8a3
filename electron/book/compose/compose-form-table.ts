import type { Section, SectionOfKind, TableCell } from '../../../shared/form/definition.ts';
import type { CaseAnswer } from '../../../shared/form/draft.ts';
import { printTemplate } from '../../../shared/form/print-answer.ts';
import { soleAnswer } from '../../../shared/form/template.ts';
import { narrativeAnswerSchema } from '../../../shared/text/narrative.ts';
import { isEmptyNarrative, toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import type {
  Block,
  BookCell,
  BookRow,
  HeadingBlock,
  ParagraphBlock,
  ParagraphStyle,
  TableBlock,
} from '../book.ts';
import { CELL_PADDING, TEXT_WIDTH } from '../layout.ts';
import { composeCases } from './compose-cases.ts';
import { type ComposeContext, nextHeadingId } from './compose-context.ts';
import { composeNarrative } from './compose-narrative.ts';

const STYLE_OF_ROLE: Record<TableCell['role'], ParagraphStyle> = {
  label: 'formLabel',
  value: 'formValue',
  heading: 'formHeading',
};

/** The form's own table of a section, answers filled in. */
export function composeFormTable(context: ComposeContext, section: SectionOfKind<'table'>): TableBlock {
  const columns = section.table.columns.map((share) => (TEXT_WIDTH * share) / 100);
  return {
    kind: 'table',
    role: 'form',
    columns,
    rows: section.table.rows.map((row): BookRow => {
      let column = 0;
      const cells = row.cells.map((cell) => {
        const span = cell.columnSpan ?? 1;
        const width = columns.slice(column, column + span).reduce((sum, each) => sum + each, 0);
        column += span;
        return composeCell(context, section, cell, width - CELL_PADDING.left - CELL_PADDING.right);
      });
      const heading = row.cells.some((cell) => cell.role === 'heading')
        ? rowHeading(context, section)
        : undefined;
      return {
        cells,
        header: false,
        flows: row.flows === true,
        keepWithNext: row.headsNext === true,
        ...(heading === undefined ? {} : { heading }),
      };
    }),
  };
}

function rowHeading(context: ComposeContext, section: Section): HeadingBlock {
  return {
    kind: 'heading',
    level: 1,
    text: section.title,
    id: nextHeadingId(context),
    style: 'heading1',
    inContents: true,
    startsPage: false,
    silent: true,
  };
}

function composeCell(context: ComposeContext, section: Section, cell: TableCell, width: number): BookCell {
  const blocks = cell.lines.flatMap((line) => composeLine(context, section, cell, line, width));
  const style = STYLE_OF_ROLE[cell.role];
  const empty: ParagraphBlock = { kind: 'paragraph', style, runs: [] };
  return {
    blocks: blocks.length === 0 ? [empty] : blocks,
    columnSpan: cell.columnSpan ?? 1,
    rowSpan: cell.rowSpan ?? 1,
    align: cell.align ?? 'left',
    verticalAlign: 'center',
  };
}

function composeLine(
  context: ComposeContext,
  section: Section,
  cell: TableCell,
  line: string,
  width: number,
): Block[] {
  const place = soleAnswer(line);
  const field = section.fields.find((each) => each.id === place?.path);
  const style = STYLE_OF_ROLE[cell.role];
  if (place !== undefined && field?.kind === 'narrative') {
    const answer = narrativeAnswerSchema.nullish().safeParse(context.draft.answers[field.id]);
    const document = toNarrativeDocument(answer.data);
    return isEmptyNarrative(document)
      ? [{ kind: 'paragraph', style, runs: [{ text: place.blank }] }]
      : composeNarrative(context, document, { width, style: 'formBody', inCell: true });
  }
  if (field?.kind === 'caseList') {
    const answer = context.draft.answers[field.id];
    return Array.isArray(answer) ? composeCases(field, answer as CaseAnswer[]) : [];
  }
  const text = printTemplate(context.form, context.draft, line);
  // Blanks between boxes place them on the blank form; two are enough to keep them apart.
  return [{ kind: 'paragraph', style, runs: [{ text: text.trimEnd() }] }];
}
