import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { elementIdOf } from '../fields/place-focus.ts';
import { useNavigation } from '../shell/navigation.tsx';
import { LEDGER_COLUMNS } from './ledger-columns.ts';
import { LedgerSheet, type LedgerTarget } from './ledger-sheet.tsx';
import { LedgerSum } from './ledger-sum.tsx';
import { useLedger } from './use-ledger.ts';
import { useLedgerImport } from './use-ledger-import.tsx';
import './ledger.css';

interface LedgerPanelProps {
  field: string;
  /** Files that fell on its place; each list is taken once. */
  dropped: readonly File[] | undefined;
}

/** `investmentLedger.invoices.3.number` → the fourth row's number. */
function targetOf(place: string | null, field: string): LedgerTarget | undefined {
  const [id, list, row, column] = place?.split('.') ?? [];
  if (id !== field || list !== 'invoices' || row === undefined) return undefined;
  const found = LEDGER_COLUMNS.find((each) => each.id === column);
  return { row: Number(row), column: found?.id ?? 'content' };
}

/** The invoice ledger in its place of the checklist: what it amounts to, and the way to the whole of it. */
export function LedgerPanel({ field, dropped }: LedgerPanelProps) {
  const access = useLedger(field);
  const { view } = useNavigation();
  const [open, setOpen] = useState(false);
  const [target, setTarget] = useState<LedgerTarget>();
  const [said, setSaid] = useState('');
  const say = useCallback((words: string) => setSaid(words), []);
  const importing = useLedgerImport(access, say);
  const { takeFiles } = importing;
  const taken = useRef<readonly File[]>(undefined);
  useEffect(() => {
    if (dropped === undefined || dropped === taken.current) return;
    taken.current = dropped;
    takeFiles(dropped);
  }, [dropped, takeFiles]);
  // A finding points to a cell: each time it is followed, also to the same one again.
  useEffect(() => {
    if (view.screen !== 'draft' || view.pane?.kind !== 'section') return;
    const found = targetOf(view.pane.field, field);
    if (found === undefined) return;
    setTarget(found);
    setOpen(true);
  }, [view, field]);
  const count = access.ledger.invoices.length;
  const openAt = (next: LedgerTarget | undefined) => {
    setTarget(next);
    setOpen(true);
  };
  const { sums } = access;
  return (
    <div id={elementIdOf(field)} className="ledger-panel">
      {sums === undefined || count === 0 ? null : <LedgerSum sums={sums} />}
      <div className="ledger-tools">
        <Button
          type={count === 0 ? 'default' : 'primary'}
          disabled={count === 0 ? undefined : false}
          onClick={() => openAt(count === 0 ? undefined : { row: 0, column: 'content' })}
        >
          {count === 0 ? '填写发票清单' : `打开发票清单（${count} 张）`}
        </Button>
        <Button type={count === 0 ? 'primary' : 'default'} loading={importing.busy} onClick={importing.pick}>
          导入 Excel 或数电票
        </Button>
        <Button onClick={importing.askForPaste}>从 Excel 粘贴</Button>
      </div>
      {said === '' || open ? null : (
        <p className="ledger-said" role="status">
          {said}
          {access.undo === undefined ? null : (
            <Button type="link" size="small" onClick={access.undo}>
              撤销
            </Button>
          )}
        </p>
      )}
      {open ? (
        <LedgerSheet
          access={access}
          importing={importing}
          said={said}
          say={say}
          target={target}
          onClose={() => setOpen(false)}
        />
      ) : (
        importing.sheets
      )}
    </div>
  );
}
