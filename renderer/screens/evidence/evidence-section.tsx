import { DndContext, DragOverlay } from '@dnd-kit/core';
import { useCallback, useMemo, useState } from 'react';
import type { EvidenceFileView, EvidenceView } from '../../../shared/contract/evidence.ts';
import type { SectionOfKind } from '../../../shared/form/definition.ts';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftSession, DraftState } from '../../draft/draft-session.ts';
import { type Findings, findingsOfField, findingsOfSlot } from '../../draft/findings.ts';
import { useLocked } from '../../draft/read-only.tsx';
import { LedgerPanel } from '../../ledger/ledger-panel.tsx';
import { asLedger } from '../../ledger/use-ledger.ts';
import { isLedgerFile } from '../../ledger/use-ledger-import.tsx';
import { useToasts } from '../../shell/toasts.tsx';
import { type Dropped, foldersRefused } from '../../upload/dropped-files.ts';
import { AboutSheet } from './about-sheet.tsx';
import { ChooseSlotSheet } from './choose-slot-sheet.tsx';
import { EvidenceSlotPanel } from './evidence-slot.tsx';
import { EvidenceSummary } from './evidence-summary.tsx';
import type { FileCommands } from './file-card.tsx';
import { FileThumbnail } from './file-thumbnail.tsx';
import { nextTurn, PreviewSheet } from './preview-sheet.tsx';
import { slotsOfItems } from './rank-slots.ts';
import { slotState } from './slot-state.ts';
import { useClaims } from './use-claims.ts';
import { useEvidenceActions } from './use-evidence-actions.ts';
import { useFileDrag } from './use-file-drag.ts';
import { usePicturePaste } from './use-picture-paste.ts';
import { useWindowDrop } from './use-window-drop.ts';
import './evidence.css';

const evidenceOf = (state: DraftState) => state.evidence;
const answersOf = (state: DraftState) => state.content.answers;
const NOTHING: Pick<EvidenceView, 'files' | 'none'> = { files: [], none: null };

/** What lies over the checklist. */
type Asking =
  | { what: 'preview'; slot: string; fileId: string }
  | { what: 'about'; slot: string; file: EvidenceFileView }
  | { what: 'place'; files: readonly File[] }
  | { what: 'move'; slot: string; file: EvidenceFileView }
  | undefined;

/** Where a file lies at this moment. */
function slotHolding({ state }: DraftSession, { fileId }: EvidenceFileView): EvidenceView | undefined {
  return [...state.evidence.values()].find(({ files }) => files.some((each) => each.fileId === fileId));
}

/** After the order changed the card is another element in the same place, or the same one moved: the focus goes along. */
function focusCard(fileId: string): void {
  document.querySelector<HTMLElement>(`.file-open[data-file="${CSS.escape(fileId)}"]`)?.focus();
}

interface EvidenceSectionProps {
  section: SectionOfKind<'evidence'>;
  findings: Findings | undefined;
}

/** 相关证明材料: the notice's checklist with what lies in each place of it (ui.md “Evidence”). */
export function EvidenceSection({ section, findings }: EvidenceSectionProps) {
  const session = useSession();
  const evidence = useDraftState(evidenceOf);
  const answers = useDraftState(answersOf);
  const actions = useEvidenceActions();
  const { show } = useToasts();
  const locked = useLocked();
  const [asking, setAsking] = useState<Asking>();
  const [tables, setTables] = useState<readonly File[]>();
  const close = useCallback(() => setAsking(undefined), []);
  const slots = useMemo(() => slotsOfItems(section.items), [section]);
  const claims = useClaims(slots, asking?.what === 'about' ? asking.slot : undefined);
  const files = useMemo(
    () => new Map(slots.map(({ slot }) => [slot.id, evidence.get(slot.id)?.files ?? []])),
    [slots, evidence],
  );
  const { shown, dragged, context } = useFileDrag(files, actions.move);

  const states = useMemo(() => {
    const blocksOf = (id: string, ledger: string | undefined) =>
      [
        ...findingsOfSlot(findings, id),
        ...(ledger === undefined ? [] : findingsOfField(findings, ledger)),
      ].filter(({ level }) => level === 'block').length;
    return new Map(
      slots.map(({ slot }) => {
        const ledger = slot.ledgerField === undefined ? null : (answers[slot.ledgerField] ?? null);
        return [
          slot.id,
          slotState({
            slot,
            content: evidence.get(slot.id) ?? NOTHING,
            other: slot.requiredWhenNone === undefined ? undefined : evidence.get(slot.requiredWhenNone),
            invoices: asLedger(ledger).invoices.length,
            blocks: blocksOf(slot.id, slot.ledgerField),
          }),
        ];
      }),
    );
  }, [slots, evidence, answers, findings]);

  /** Files for a slot; where it is a ledger's, tables and 数电票 go into the ledger. */
  const addTo = useCallback(
    (id: string, given: readonly File[]) => {
      const ledger = slots.find(({ slot }) => slot.id === id)?.slot.ledgerField;
      const tables = ledger === undefined ? [] : given.filter(({ name }) => isLedgerFile(name));
      const others = given.filter((file) => !tables.includes(file));
      if (tables.length > 0) setTables(tables);
      if (others.length > 0) void actions.add(id, others);
    },
    [slots, actions],
  );
  const place = useCallback(
    (given: Dropped, slot: string | null) => {
      if (locked)
        return show({ kind: 'info', text: '内容已锁定，没有添加材料。要修改，请先点上方的“继续修改”。' });
      const refused = foldersRefused(given.folders);
      if (refused !== undefined) show({ kind: 'problem', text: refused });
      if (given.files.length === 0) return;
      if (slot === null) setAsking({ what: 'place', files: given.files });
      else addTo(slot, given.files);
    },
    [addTo, show, locked],
  );
  const hovering = useWindowDrop(place);
  usePicturePaste((pasted, slot) => place({ files: pasted, folders: [] }, slot));

  const commands = useMemo<FileCommands>(() => {
    const slotOf = (file: EvidenceFileView) => slotHolding(session, file)?.slot ?? '';
    return {
      preview: (file) => setAsking({ what: 'preview', slot: slotOf(file), fileId: file.fileId }),
      turn: (file) => void actions.rotate(file, nextTurn(file.rotate, 90)),
      rename: (file, name) => void actions.rename(file, name),
      replace: (file) => void actions.replace(file),
      shift: (file, step) => {
        const holding = slotHolding(session, file);
        const at = holding?.files.findIndex(({ fileId }) => fileId === file.fileId) ?? -1;
        const position = at + step;
        if (holding === undefined || at < 0 || position < 0 || position >= holding.files.length) return;
        void actions.move(file, holding.slot, position).then(() => focusCard(file.fileId));
      },
      moveAway: (file) => setAsking({ what: 'move', slot: slotOf(file), file }),
      describe: (file) => setAsking({ what: 'about', slot: slotOf(file), file }),
      remove: (file) => {
        const siblings = slotHolding(session, file)?.files ?? [];
        const at = siblings.findIndex(({ fileId }) => fileId === file.fileId);
        const next = siblings[at + 1] ?? siblings[at - 1];
        void actions.remove(file).then((removed) => {
          if (removed && next !== undefined) focusCard(next.fileId);
        });
      },
    };
  }, [actions, session]);

  return (
    <DndContext {...context}>
      <EvidenceSummary slots={slots} states={states} />
      {section.items.map((item) => (
        <section key={item.id} className="card evidence-item" aria-label={item.shortName}>
          <h2 className="evidence-printed">{item.printed}</h2>
          {item.slots.map((slot) => (
            <EvidenceSlotPanel
              key={slot.id}
              slot={slot}
              alone={item.slots.length === 1}
              files={shown.get(slot.id) ?? []}
              none={evidence.get(slot.id)?.none ?? null}
              state={states.get(slot.id) ?? 'missing'}
              findings={findingsOfSlot(findings, slot.id)}
              commands={commands}
              actions={actions}
              describable={claims.slots.has(slot.id)}
              hovered={hovering?.slot === slot.id}
            >
              {slot.ledgerField === undefined ? null : (
                <LedgerPanel field={slot.ledgerField} dropped={tables} />
              )}
            </EvidenceSlotPanel>
          ))}
        </section>
      ))}
      <DragOverlay dropAnimation={null}>
        {dragged === undefined ? null : (
          <div className="file-card file-card-lifted">
            <FileThumbnail file={dragged} />
            <span className="file-name">{dragged.name}</span>
          </div>
        )}
      </DragOverlay>
      {hovering?.slot === null ? (
        <div className="drop-hint" role="status">
          松开鼠标，再选择放到哪一项；也可以直接拖到某一项上
        </div>
      ) : null}
      {asking?.what === 'preview' ? (
        <PreviewSheet
          files={evidence.get(asking.slot)?.files ?? []}
          fileId={asking.fileId}
          onOpen={(fileId) => setAsking({ ...asking, fileId })}
          onTurn={(file, rotate) => void actions.rotate(file, rotate)}
          onClose={() => {
            close();
            focusCard(asking.fileId);
          }}
        />
      ) : null}
      {asking?.what === 'about' ? (
        <AboutSheet
          file={asking.file}
          offers={claims.offers}
          onSave={(about) => {
            close();
            void actions.describe(asking.file, about);
          }}
          onClose={close}
        />
      ) : null}
      {asking?.what === 'place' ? (
        <ChooseSlotSheet
          title="放到哪一项？"
          items={section.items}
          names={asking.files.map(({ name }) => name)}
          onChoose={(chosen) => {
            close();
            for (const slot of new Set(chosen))
              addTo(
                slot,
                asking.files.filter((_, index) => chosen[index] === slot),
              );
          }}
          onClose={close}
        />
      ) : null}
      {asking?.what === 'move' ? (
        <ChooseSlotSheet
          title="移到哪一项？"
          items={section.items}
          names={[asking.file.name]}
          except={asking.slot}
          onChoose={([slot]) => {
            close();
            const end = slot === undefined ? 0 : (evidence.get(slot)?.files.length ?? 0);
            if (slot !== undefined) void actions.move(asking.file, slot, end);
          }}
          onClose={close}
        />
      ) : null}
    </DndContext>
  );
}
