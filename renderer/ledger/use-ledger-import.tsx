import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { LedgerRead } from '../../shared/contract/evidence.ts';
import { call } from '../bridge-calls.ts';
import { useSession } from '../draft/draft-context.tsx';
import { useToasts } from '../shell/toasts.tsx';
import { uploadsOf } from '../upload/upload-queue.ts';
import { type ImportPlan, MOST_INVOICES, planImport } from './import-differences.ts';
import { ImportSheet } from './import-sheet.tsx';
import { PasteSheet } from './paste-sheet.tsx';
import type { LedgerAccess } from './use-ledger.ts';

/** A pasted text that is a table and no cell: several columns or several lines. */
export function isTable(text: string): boolean {
  return /\t/.test(text) || /\S[^\S\n]*\r?\n[^\S\n]*\S/.test(text);
}

/** Files that hold invoices for the ledger, by their names. */
export function isLedgerFile(name: string): boolean {
  return /\.(xlsx|xls|xml|csv)$/i.test(name);
}

export interface LedgerImport {
  /** Files by the system's dialog. */
  pick: () => void;
  /** Dropped files. */
  takeFiles: (files: readonly File[]) => void;
  takeText: (text: string) => void;
  /** Opens a place to paste into. */
  askForPaste: () => void;
  /** A file is being read. */
  busy: boolean;
  /** What is asked just now, to be drawn. */
  sheets: ReactNode;
}

/** The ways in which many invoices come at once. @param done told what came of it, in Chinese */
export function useLedgerImport(access: LedgerAccess, done: (words: string) => void): LedgerImport {
  const session = useSession();
  const { tellError, show } = useToasts();
  const [busy, setBusy] = useState(0);
  const [pasting, setPasting] = useState(false);
  const [asking, setAsking] = useState<{ plan: ImportPlan; problems: LedgerRead['problems'] }>();
  const { ledger, setInvoices } = access;
  const { draftId } = session;

  const take = useCallback(
    (reads: readonly LedgerRead[]) => {
      const plan = planImport(
        ledger.invoices,
        reads.flatMap(({ invoices }) => invoices),
      );
      const problems = reads.flatMap((read) => read.problems);
      const isPlain = plan.added > 0 && plan.same + plan.completed + plan.differences.length === 0;
      if (isPlain && problems.length === 0 && plan.invoices.length <= MOST_INVOICES) {
        setInvoices(plan.invoices);
        done(`已加入 ${plan.added} 张发票。`);
      } else setAsking({ plan, problems });
    },
    [ledger, setInvoices, done],
  );
  const run = useCallback(
    async (work: () => Promise<readonly LedgerRead[]>) => {
      setBusy((count) => count + 1);
      try {
        const reads = await work();
        if (reads.length > 0) take(reads);
      } catch (error) {
        tellError(error);
      } finally {
        setBusy((count) => count - 1);
      }
    },
    [take, tellError],
  );
  const actions = useMemo(
    () => ({
      pick: () =>
        void run(async () => {
          const answer = await call('pickLedger', { draftId });
          return answer.outcome === 'cancelled' ? [] : [answer];
        }),
      takeFiles: (files: readonly File[]) =>
        void run(async () => {
          const ends = await uploadsOf(session).add({ kind: 'ledger' }, files);
          const failures = ends.flatMap((each) => (each.end === 'failed' ? [each.message] : []));
          if (failures.length > 0) show({ kind: 'problem', text: failures.join('\n') });
          return ends.flatMap((each) =>
            each.end === 'taken' && each.answer.outcome === 'ledger' ? [each.answer] : [],
          );
        }),
      takeText: (text: string) => void run(async () => [await call('readLedgerText', { draftId, text })]),
      askForPaste: () => setPasting(true),
    }),
    [run, session, draftId, show],
  );
  const sheets = (
    <>
      {pasting ? (
        <PasteSheet
          onTake={(text) => {
            setPasting(false);
            actions.takeText(text);
          }}
          onClose={() => setPasting(false)}
        />
      ) : null}
      {asking === undefined ? null : (
        <ImportSheet
          plan={asking.plan}
          problems={asking.problems}
          onTake={(invoices) => {
            setAsking(undefined);
            setInvoices(invoices);
            done(`已导入，清单现有 ${invoices.length} 张发票。`);
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
  return { ...actions, busy: busy > 0, sheets };
}
