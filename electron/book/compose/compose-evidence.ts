import type { EvidenceSlot, SectionOfKind } from '../../../shared/form/definition.ts';
import type { EvidenceFile, Ledger } from '../../../shared/form/draft.ts';
import { ledgerSchema } from '../../../shared/form/draft.ts';
import { describeProblem } from '../../../shared/form/evidence-problem.ts';
import { oneLine } from '../../../shared/form/print-answer.ts';
import type { Block, BookCell, BookEvidenceItem, BookRow, ParagraphStyle } from '../book.ts';
import { TEXT_WIDTH } from '../layout.ts';
import type { ComposeContext } from './compose-context.ts';
import { composeLedger } from './compose-ledger.ts';

/** Name of an evidence file as printed: its given name, else the file's own. */
export function evidenceName(file: EvidenceFile): string {
  return oneLine(file.name ?? '') || oneLine(file.path.split('/').at(-1) ?? file.path);
}

/** The evidence as it is bound behind the book, in the checklist's order. */
export function composeEvidence(
  context: ComposeContext,
  section: SectionOfKind<'evidence'>,
): BookEvidenceItem[] {
  return section.items.map((item) => ({
    item: item.id,
    number: item.number,
    label: item.label,
    shortName: item.shortName,
    entries: item.slots.flatMap((slot) => slotEntries(context, slot)),
  }));
}

function slotEntries(context: ComposeContext, slot: EvidenceSlot): BookEvidenceItem['entries'] {
  const answer = context.draft.evidence[slot.id];
  const slotLabel = slot.label;
  const printed: BookEvidenceItem['entries'] =
    slot.ledgerField === undefined
      ? []
      : [{ kind: 'printed', slotLabel, note: ledgerNote(draftLedger(context, slot.ledgerField)) }];
  const files = (answer?.files ?? []).map((file): BookEvidenceItem['entries'][number] => {
    const facts = context.facts[file.path];
    const problem = facts === undefined ? ({ code: 'missing' } as const) : facts.problem;
    return {
      kind: 'file',
      path: file.path,
      name: evidenceName(file),
      slotLabel,
      rotate: file.rotate ?? 0,
      pageCount: problem === undefined ? (facts?.pages.length ?? 0) : 1,
      ...(problem === undefined ? {} : { unreadable: describeProblem(problem) }),
    };
  });
  if (files.length + printed.length > 0) return [...printed, ...files];
  if (answer?.none) return [{ kind: 'none', slotLabel, reason: oneLine(answer.none.reason) }];
  const demanded =
    slot.presence === 'required' ||
    (slot.requiredWhenNone !== undefined && context.draft.evidence[slot.requiredWhenNone]?.none);
  return demanded ? [{ kind: 'printed', slotLabel, note: '尚未提供' }] : [];
}

function ledgerNote(ledger: Ledger | undefined): string {
  return ledger === undefined ? '尚未提供' : `清单已印于申报书本项之下，共${ledger.invoices.length}张发票`;
}

/** The draft's invoice ledger, or undefined while there is none. */
export function draftLedger(context: ComposeContext, fieldId: string): Ledger | undefined {
  const ledger = ledgerSchema.safeParse(context.draft.answers[fieldId]).data;
  return ledger === undefined || ledger.invoices.length === 0 ? undefined : ledger;
}

/** 六、相关证明材料: the notice's lines, the ledger at its place in 六（三）, then the list of files with their pages in the bound book. */
export function composeEvidenceSection(
  context: ComposeContext,
  section: SectionOfKind<'evidence'>,
  evidence: readonly BookEvidenceItem[],
): Block[] {
  return [
    ...section.items.flatMap((item): Block[] => {
      const ledgers = item.slots.flatMap((slot) => {
        const ledger = slot.ledgerField === undefined ? undefined : draftLedger(context, slot.ledgerField);
        return ledger === undefined ? [] : composeLedger(context, ledger);
      });
      return [{ kind: 'paragraph', style: 'body', runs: [{ text: item.printed }] }, ...ledgers];
    }),
    ...fileList(evidence),
  ];
}

/** 序号, 材料, 页数, 成册页码. */
const COLUMN_SHARES = [10, 62, 12, 16];

function cell(block: Block, align: BookCell['align'], columnSpan = 1): BookCell {
  return { blocks: [block], columnSpan, rowSpan: 1, align, verticalAlign: 'center' };
}

const line = (text: string, style: ParagraphStyle = 'tableCell'): Block => ({
  kind: 'paragraph',
  style,
  runs: text === '' ? [] : [{ text }],
});

function row(cells: BookCell[], more: Partial<BookRow> = {}): BookRow {
  return { cells, header: false, flows: false, keepWithNext: false, ...more };
}

function fileList(evidence: readonly BookEvidenceItem[]): Block[] {
  const head = row(
    ['序号', '材料名称', '页数', '成册页码'].map((text) => cell(line(text, 'tableHead'), 'center')),
    { header: true, keepWithNext: true },
  );
  const rows = evidence.flatMap((item) => [
    row(
      [
        cell(line(item.number, 'tableHead'), 'center'),
        cell(
          { kind: 'paragraph', style: 'tableHead', align: 'left', runs: [{ text: item.shortName }] },
          'left',
          2,
        ),
        cell({ kind: 'boundPage', style: 'tableHead', key: item.item }, 'center'),
      ],
      { keepWithNext: true },
    ),
    ...item.entries.map((entry, index) => {
      const number = cell(line(String(index + 1)), 'center');
      if (entry.kind === 'file')
        return row([
          number,
          cell(
            line(entry.unreadable === undefined ? entry.name : `${entry.name}（${entry.unreadable}）`),
            'left',
          ),
          cell(line(String(entry.pageCount)), 'center'),
          cell({ kind: 'boundPage', style: 'tableCell', key: entry.path }, 'center'),
        ]);
      const text =
        entry.kind === 'none'
          ? `${entry.slotLabel}：无（${entry.reason}）`
          : `${entry.slotLabel}：${entry.note}`;
      return row([number, cell(line(text), 'left', 3)]);
    }),
  ]);
  return [
    { kind: 'paragraph', style: 'caption', keepWithNext: true, runs: [{ text: '证明材料清单' }] },
    {
      kind: 'table',
      role: 'data',
      columns: COLUMN_SHARES.map((share) => (TEXT_WIDTH * share) / 100),
      rows: [head, ...rows],
    },
  ];
}
