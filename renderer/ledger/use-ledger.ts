import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Invoice, Ledger } from '../../shared/form/draft.ts';
import { useAnswer, useDraftState, useSession } from '../draft/draft-context.tsx';
import type { AnswerValue, DraftState } from '../draft/draft-session.ts';
import { type LedgerSums, sumLedger } from './ledger-sums.ts';

const answersOf = (state: DraftState) => state.content.answers;
const EMPTY: Ledger = { invoices: [] };
/** Steps that can be undone; each holds the list of rows, the rows themselves are shared. */
const MOST_STEPS = 200;

/** The answer of a ledger field is a ledger: the program checks it by the form before it stores it. */
export function asLedger(value: AnswerValue): Ledger {
  const isLedger =
    typeof value === 'object' && value !== null && 'invoices' in value && Array.isArray(value.invoices);
  return isLedger ? (value as Ledger) : EMPTY;
}

/** The invoice ledger of the open draft, what it amounts to, and the ways to change it, each of which can be undone. */
export interface LedgerAccess {
  ledger: Ledger;
  /** May be a moment behind the ledger while it is typed into. */
  sums: LedgerSums | undefined;
  setInvoice: (row: number, invoice: Invoice) => void;
  /** Puts a row at the end. */
  append: (invoice: Invoice) => void;
  setInvoices: (invoices: readonly Invoice[]) => void;
  /** Changes several rows alike. */
  setAll: (rows: readonly number[], part: Partial<Invoice>) => void;
  removeRows: (rows: readonly number[]) => void;
  setBasis: (basis: 'total' | 'amount') => void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
}

export function useLedger(field: string): LedgerAccess {
  const session = useSession();
  const [value] = useAnswer(field);
  const ledger = asLedger(value);
  const answers = useDraftState(answersOf);
  const deferredAnswers = useDeferredValue(answers);
  const deferredLedger = useDeferredValue(ledger);
  const sums = useMemo(
    () => sumLedger(session.form, deferredAnswers, deferredLedger, session.today),
    [session, deferredAnswers, deferredLedger],
  );
  const past = useRef<Ledger[]>([]);
  const future = useRef<Ledger[]>([]);
  const [, setSteps] = useState(0);

  const put = useCallback(
    (next: Ledger) => {
      session.setAnswer(field, next);
      setSteps((steps) => steps + 1);
    },
    [session, field],
  );
  const present = useCallback(() => asLedger(session.state.content.answers[field] ?? null), [session, field]);
  const change = useCallback(
    (part: Partial<Ledger>) => {
      const before = present();
      past.current = [...past.current.slice(1 - MOST_STEPS), before];
      future.current = [];
      put({ ...before, ...part });
    },
    [present, put],
  );
  const actions = useMemo(
    () => ({
      setInvoice: (row: number, invoice: Invoice) =>
        change({ invoices: present().invoices.with(row, invoice) }),
      append: (invoice: Invoice) => change({ invoices: [...present().invoices, invoice] }),
      setInvoices: (invoices: readonly Invoice[]) => change({ invoices: [...invoices] }),
      setAll: (rows: readonly number[], part: Partial<Invoice>) => {
        const touched = new Set(rows);
        change({
          invoices: present().invoices.map((invoice, row) =>
            touched.has(row) ? { ...invoice, ...part } : invoice,
          ),
        });
      },
      removeRows: (rows: readonly number[]) => {
        const gone = new Set(rows);
        change({ invoices: present().invoices.filter((_, row) => !gone.has(row)) });
      },
      setBasis: (basis: 'total' | 'amount') => change({ basis }),
    }),
    [change, present],
  );
  const step = (from: { current: Ledger[] }, to: { current: Ledger[] }) => () => {
    const next = from.current.at(-1);
    if (next === undefined) return;
    from.current = from.current.slice(0, -1);
    to.current = [...to.current, present()];
    put(next);
  };
  return {
    ledger,
    sums,
    ...actions,
    undo: past.current.length === 0 ? undefined : step(past, future),
    redo: future.current.length === 0 ? undefined : step(future, past),
  };
}
