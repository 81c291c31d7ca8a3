import { Button, Input, Radio, Select } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Invoice } from '../../shared/form/draft.ts';
import { ReadOnlyWhenLocked, useLocked } from '../draft/read-only.tsx';
import { Sheet } from '../shell/sheet.tsx';
import { holdsFiles, readDropped } from '../upload/dropped-files.ts';
import { LEDGER_COLUMNS, type LedgerColumn } from './ledger-columns.ts';
import { LedgerGrid, type LedgerGridHandle } from './ledger-grid.tsx';
import { LedgerSum } from './ledger-sum.tsx';
import { isOpen, type LedgerViewSettings, viewLedger, WHOLE_LEDGER } from './ledger-view.ts';
import type { LedgerAccess } from './use-ledger.ts';
import { isTable, type LedgerImport } from './use-ledger-import.tsx';

export interface LedgerTarget {
  row: number;
  column: LedgerColumn['id'];
}

interface LedgerSheetProps {
  access: LedgerAccess;
  importing: LedgerImport;
  /** What came of the last act, for the line under the tools. */
  said: string;
  say: (words: string) => void;
  /** A cell that a finding points to. */
  target: LedgerTarget | undefined;
  onClose: () => void;
}

const CATEGORIES = LEDGER_COLUMNS.find(({ id }) => id === 'category')?.options ?? [];
const HINT =
  '方向键移动，直接输入就是改写，F2 在原文上改；Tab、回车到下一格，Ctrl+Z 撤销，Ctrl+Delete 删除本行，F6 离开表格。';

/**
 * Which rows are shown, and in which order. Typing changes neither: a row that no longer fits stays until
 * something else is asked for.
 */
function useView(access: LedgerAccess) {
  const rows = access.sums?.assessment.rows ?? [];
  const count = access.ledger.invoices.length;
  const [settings, setSettings] = useState<LedgerViewSettings>(WHOLE_LEDGER);
  const isWhole = settings.filter === 'all' && settings.search === '' && settings.order === null;
  const [held, setHeld] = useState<{ of: LedgerViewSettings; count: number; view: number[] }>({
    of: settings,
    count: -1,
    view: [],
  });
  // The judgement comes a moment after the rows; sorting and filtering wait for it.
  const isJudged = rows.length === count;
  if ((held.of !== settings || held.count !== count) && (isJudged || isWhole)) {
    const view = isWhole ? Array.from({ length: count }, (_, index) => index) : viewLedger(rows, settings);
    setHeld({ of: settings, count, view });
  }
  const append = useCallback(
    (row: number) => setHeld((before) => ({ ...before, count: row + 1, view: [...before.view, row] })),
    [],
  );
  const view = held.count === count ? held.view : held.view.filter((index) => index < count);
  return { rows, view, settings, setSettings, append };
}

/** The ledger over the whole window: what it amounts to, the tools, the grid. */
export function LedgerSheet({ access, importing, said, say, target, onClose }: LedgerSheetProps) {
  const { ledger, sums, removeRows, setAll, setBasis, undo, redo } = access;
  const { rows, view, settings, setSettings, append } = useView(access);
  const locked = useLocked();
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
  const grid = useRef<LedgerGridHandle>(null);
  const tools = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (target !== undefined) grid.current?.goTo(target.row, target.column);
    else grid.current?.goToNew();
  }, [target]);

  const mark = useCallback((indexes: readonly number[], isMarked: boolean) => {
    setMarked((before) => {
      const next = new Set(before);
      for (const index of indexes) {
        if (isMarked) next.add(index);
        else next.delete(index);
      }
      return next;
    });
  }, []);
  const remove = (indexes: readonly number[]) => {
    if (locked) return;
    removeRows(indexes);
    setMarked(new Set());
    say(`已删除 ${indexes.length} 张，按 Ctrl+Z 可以撤销。`);
  };
  const chosen = [...marked].filter((index) => index < ledger.invoices.length);
  const setChosen = (part: Partial<Invoice>, words: string) => {
    setAll(chosen, part);
    say(`已把选中的 ${chosen.length} 张${words}，按 Ctrl+Z 可以撤销。`);
  };
  const unsaid = ledger.invoices.flatMap(({ cityFunded }, index) =>
    typeof cityFunded === 'boolean' ? [] : [index],
  );
  const open = rows.filter(isOpen).length;
  const filter = (words: string, count: number) => `${words} ${count.toLocaleString('zh-CN')}`;
  return (
    <Sheet title="数字化转型投入明细表及发票清单" kind="full" onClose={onClose}>
      <section
        className="ledger-sheet"
        aria-label="发票清单与工具"
        onDragOver={(event) => {
          if (holdsFiles(event.dataTransfer)) event.preventDefault();
        }}
        onDrop={(event) => {
          if (!holdsFiles(event.dataTransfer)) return;
          event.preventDefault();
          if (!locked) importing.takeFiles(readDropped(event.dataTransfer).files);
        }}
      >
        {sums === undefined ? null : <LedgerSum sums={sums} />}
        <ReadOnlyWhenLocked>
          <div className="ledger-tools" ref={tools}>
            <Button onClick={() => grid.current?.goToNew()}>添加一张</Button>
            <Button onClick={importing.pick} loading={importing.busy}>
              导入 Excel 或数电票
            </Button>
            <Button onClick={importing.askForPaste}>从 Excel 粘贴</Button>
            <Button onClick={undo} disabled={undo === undefined}>
              撤销
            </Button>
            <Button onClick={redo} disabled={redo === undefined}>
              重做
            </Button>
            <span className="ledger-tools-gap" />
            <Radio.Group
              aria-label="按哪个金额累计（通知没有写明是否含税）"
              optionType="button"
              value={ledger.basis ?? 'total'}
              onChange={({ target: chosenBasis }) =>
                setBasis(chosenBasis.value === 'amount' ? 'amount' : 'total')
              }
              options={[
                { label: '按价税合计', value: 'total' },
                { label: '按金额', value: 'amount' },
              ]}
            />
          </div>
          <div className="ledger-tools">
            <Select
              aria-label="显示哪些发票"
              disabled={false}
              className="ledger-filter"
              value={settings.filter}
              onChange={(value) => setSettings({ ...settings, filter: value })}
              options={[
                { value: 'all', label: filter('全部', rows.length) },
                { value: 'counted', label: filter('计入', sums?.counted ?? 0) },
                { value: 'leftOut', label: filter('不计入', sums?.leftOut ?? 0) },
                { value: 'open', label: filter('类别或市级资金待填', open) },
              ]}
            />
            <Input.Search
              className="ledger-search"
              aria-label="在清单中查找"
              disabled={false}
              placeholder="查找内容、号码、销方"
              allowClear
              onSearch={(search) => setSettings({ ...settings, search })}
            />
            {chosen.length > 0 ? (
              <>
                <span>选中 {chosen.length} 张：</span>
                <Select
                  aria-label="选中发票的类别"
                  placeholder="设为类别"
                  className="ledger-filter"
                  value={null}
                  onChange={(category: Invoice['category']) =>
                    setChosen({ category }, `的类别设为“${category}”`)
                  }
                  options={CATEGORIES.map((category) => ({ value: category, label: category }))}
                />
                <Button onClick={() => setChosen({ cityFunded: false }, '注明未获市级财政资金')}>
                  未获市级资金
                </Button>
                <Button onClick={() => setChosen({ cityFunded: true }, '注明已获市级财政资金')}>
                  已获市级资金
                </Button>
                <Button danger onClick={() => remove(chosen)}>
                  删除
                </Button>
              </>
            ) : (
              <>
                <span className="ledger-tools-gap" />
                {unsaid.length === 0 ? null : (
                  <Button
                    onClick={() => {
                      setAll(unsaid, { cityFunded: false });
                      say(`已把 ${unsaid.length} 张注明未获市级财政资金，按 Ctrl+Z 可以撤销。请确认属实。`);
                    }}
                  >
                    其余 {unsaid.length} 张均未获市级资金
                  </Button>
                )}
                {settings.order === null ? null : (
                  <Button
                    disabled={view.length !== ledger.invoices.length}
                    title="申报书按这个次序打印；只能在显示全部时使用"
                    onClick={() => {
                      access.setInvoices(view.flatMap((index) => ledger.invoices[index] ?? []));
                      setSettings(WHOLE_LEDGER);
                      say('清单已按这个次序排好，申报书也按它打印。');
                    }}
                  >
                    按此次序排列
                  </Button>
                )}
              </>
            )}
          </div>
        </ReadOnlyWhenLocked>
        <LedgerGrid
          ref={grid}
          access={access}
          rows={rows}
          view={view}
          onAppend={append}
          order={settings.order}
          onOrder={(order) => setSettings({ ...settings, order })}
          marked={marked}
          onMark={mark}
          onRemove={remove}
          pasteTable={(text) => {
            if (!isTable(text)) return false;
            importing.takeText(text);
            return true;
          }}
          tell={say}
          onLeave={() => tools.current?.querySelector('button')?.focus()}
        />
        <p className="ledger-said" role="status">
          {said === '' ? <span className="quiet">{HINT}</span> : said}
        </p>
      </section>
      {importing.sheets}
    </Sheet>
  );
}
