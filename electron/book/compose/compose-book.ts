import { evidenceSectionOf, type Section, type SectionOfKind } from '../../../shared/form/definition.ts';
import { oneLine, printAnswer, printTemplate } from '../../../shared/form/print-answer.ts';
import { narrativeAnswerSchema } from '../../../shared/text/narrative.ts';
import { isEmptyNarrative, toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import type { Block, Book, BookCell, BookEvidenceItem, HeadingBlock, TableBlock } from '../book.ts';
import { STYLES, TEXT_WIDTH } from '../layout.ts';
import { type ComposeContext, type ComposeInput, nextHeadingId } from './compose-context.ts';
import { composeEvidence, composeEvidenceSection } from './compose-evidence.ts';
import { composeFormTable } from './compose-form-table.ts';
import { composeNarrative } from './compose-narrative.ts';
import { composeScenarios } from './compose-scenarios.ts';
import { printableBook } from './printable-book.ts';

/**
 * The whole application as a Book: every decision about content, order, numbering, headings, captions
 * and wording (design.md 9 and 13). Pure: the same draft, facts and version give the same Book.
 */
export function composeBook(input: ComposeInput): Book {
  const context: ComposeContext = { ...input, figureCount: 0, headingCount: 0 };
  const { form, draft } = input;
  const evidence = composeEvidence(context, evidenceSectionOf(form));
  const applicant = printAnswer(form, draft, 'applicantName');
  return printableBook({
    title: form.title,
    applicant,
    programme: form.programme,
    twinCode: input.twinCode,
    ...(input.incomplete ? { watermark: '草稿' } : {}),
    blocks: joinTables(form.sections.flatMap((section) => composeSection(context, section, evidence))),
    evidence,
  });
}

function composeSection(context: ComposeContext, section: Section, evidence: BookEvidenceItem[]): Block[] {
  switch (section.kind) {
    case 'cover':
      return composeCover(context, section);
    case 'commitment':
      return [...composeCommitment(context, section), ...composeContents(evidence)];
    case 'table':
      return composeTableSection(context, section);
    case 'narrative':
      return composeNarrativeSection(context, section);
    case 'scenarios':
      return [sectionHeading(context, section.heading), ...composeScenarios(context, section)];
    case 'evidence':
      return [
        sectionHeading(context, section.heading, true),
        ...composeEvidenceSection(context, section, evidence),
      ];
  }
}

function sectionHeading(context: ComposeContext, text: string, startsPage = false): HeadingBlock {
  return {
    kind: 'heading',
    level: 1,
    text,
    id: nextHeadingId(context),
    style: 'heading1',
    inContents: true,
    startsPage,
  };
}

function titleHeading(context: ComposeContext, text: string): HeadingBlock {
  return { ...sectionHeading(context, text, true), style: 'title' };
}

/** Label column of the cover: nine 字 and a colon in 三号. pt. */
const COVER_LABEL_WIDTH = 172;

/** What the cover's parts stand apart, and the least they do. pt. */
const COVER_GAPS = { top: 72, lines: 110, issuer: 96 } as const;
const LEAST_GAP_SHARE = 0.3;
/** 字 in a line of a value, and the lines beyond one a value that the cover has room for. */
const COVER_LINE_CHARACTERS = 16;
const SPARE_COVER_LINES = 1;

/**
 * By how much the gaps shrink: a long name of a branch takes several lines, and the cover is one page, on
 * which the seal has its place.
 */
function coverGapShare(values: readonly string[]): number {
  const linesOf = (value: string) => Math.max(1, Math.ceil([...value].length / COVER_LINE_CHARACTERS));
  const extra = values.reduce((sum, value) => sum + linesOf(value) - 1, 0);
  const wanted = Math.max(0, extra - SPARE_COVER_LINES) * STYLES.coverLine.pitchPt;
  const gaps = COVER_GAPS.top + COVER_GAPS.lines + COVER_GAPS.issuer;
  return Math.max(LEAST_GAP_SHARE, 1 - wanted / gaps);
}

function composeCover(context: ComposeContext, section: SectionOfKind<'cover'>): Block[] {
  const { form, draft } = context;
  const values = section.lines.map((line) => printTemplate(form, draft, line.value).trim());
  const share = coverGapShare(values);
  return [
    { kind: 'space', heightPt: COVER_GAPS.top * share },
    ...section.printedTitle.map(
      (text): Block => ({ kind: 'paragraph', style: 'coverTitle', runs: [{ text }] }),
    ),
    { kind: 'space', heightPt: COVER_GAPS.lines * share },
    {
      kind: 'table',
      role: 'plain',
      columns: [COVER_LABEL_WIDTH, TEXT_WIDTH - COVER_LABEL_WIDTH],
      rows: section.lines.map((line, index) => ({
        cells: [
          // Set to the right, the colons of labels with different blanks inside stand below each other.
          coverCell(line.label, 'right'),
          coverCell(values[index] ?? '', 'left'),
        ],
        header: false,
        flows: false,
        keepWithNext: true,
      })),
    },
    { kind: 'space', heightPt: COVER_GAPS.issuer * share },
    ...section.issuer.map((text): Block => ({ kind: 'paragraph', style: 'coverIssuer', runs: [{ text }] })),
  ];
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

function composeCommitment(context: ComposeContext, section: SectionOfKind<'commitment'>): Block[] {
  return [
    titleHeading(context, section.printedTitle),
    ...section.paragraphs.map((text): Block => ({ kind: 'paragraph', style: 'body', runs: [{ text }] })),
    { kind: 'space', heightPt: 56 },
    ...section.signature.map((each): Block => {
      const text = printTemplate(context.form, context.draft, each.line);
      return each.mark === 'note'
        ? { kind: 'paragraph', style: 'signatureNote', runs: [{ text }] }
        : { kind: 'paragraph', style: 'signature', runs: [{ text }] };
    }),
  ];
}

/** The 目录 stands after the commitment: cover and commitment are the pages that are sealed, in the notice's order. */
function composeContents(evidence: readonly BookEvidenceItem[]): Block[] {
  return [
    { kind: 'pageBreak' },
    {
      kind: 'contents',
      title: '目录',
      evidenceTitle: '证明材料（页码为成册后的页码）',
      evidence: evidence.map((item) => ({ item: item.item, text: `${item.number}${item.shortName}` })),
    },
    { kind: 'pageBreak' },
  ];
}

function composeTableSection(context: ComposeContext, section: SectionOfKind<'table'>): Block[] {
  const heading = section.printedTitle === undefined ? [] : [titleHeading(context, section.printedTitle)];
  const footnote: Block[] =
    section.footnote === undefined
      ? []
      : [{ kind: 'paragraph', style: 'footnote', runs: [{ text: section.footnote }] }];
  return [...heading, composeFormTable(context, section), ...footnote];
}

/** The form's first narrative begins a page of its own behind the table; the others follow on. */
function composeNarrativeSection(context: ComposeContext, section: SectionOfKind<'narrative'>): Block[] {
  const first = context.form.sections.find((each) => each.kind === 'narrative');
  return [
    sectionHeading(context, section.heading, first?.id === section.id),
    ...section.parts.flatMap((part): Block[] => {
      const field = section.fields.find((each) => each.id === part.field);
      const answer = narrativeAnswerSchema.nullish().safeParse(context.draft.answers[part.field]);
      const document = toNarrativeDocument(answer.data);
      const prompt: Block[] =
        part.prompt === undefined
          ? []
          : [{ ...sectionHeading(context, part.prompt), level: 2, style: 'heading2', inContents: false }];
      const hint: Block[] =
        field?.hint === undefined
          ? []
          : [{ kind: 'paragraph', style: 'hint', runs: [{ text: oneLine(field.hint) }] }];
      const written = isEmptyNarrative(document)
        ? hint
        : composeNarrative(context, document, { width: TEXT_WIDTH, style: 'body', inCell: false });
      return [...prompt, ...written];
    }),
  ];
}

/** 附件3 is one table over three sections: tables that follow each other directly become one. */
function joinTables(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind === 'table' && block.role === 'form' && last?.kind === 'table' && last.role === 'form') {
      const whole: TableBlock = { ...last, rows: [...last.rows, ...block.rows] };
      joined[joined.length - 1] = whole;
    } else {
      joined.push(block);
    }
  }
  return joined;
}
