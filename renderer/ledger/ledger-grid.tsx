import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Invoice } from '../../shared/form/draft.ts';
import { proposeCategory } from '../../shared/rules/invoice-category.ts';
import type { LedgerRow } from '../../shared/rules/ledger.ts';
import { type CellEditorProps, type CellMove, ChoiceCellEditor, TextCellEditor } from './cell-editor.tsx';
import {
  cellText,
  changeCell,
  EMPTY_INVOICE,
  LEDGER_COLUMNS,
  type LedgerColumn,
  shownCell,
} from './ledger-columns.ts';
import type { LedgerOrder } from './ledger-view.ts';
import type { LedgerAccess } from './use-ledger.ts';

/** rem: a line, the column of numbers, the column that says what counts. */
const LINE = 2.5;
const NUMBER_WIDTH = 4;
const COUNTED_WIDTH = 11.5;
const COLUMNS = `${NUMBER_WIDTH}rem ${COUNTED_WIDTH}rem ${LEDGER_COLUMNS.map(({ width }) => `${width}rem`).join(' ')}`;
const WIDTH = NUMBER_WIDTH + COUNTED_WIDTH + LEDGER_COLUMNS.reduce((sum, { width }) => sum + width, 0);
/** Lines drawn outside the view on each side. */
const AROUND = 8;

export interface LedgerGridHandle {
  /** Brings a row of the ledger into view and puts the focus into one of its cells. */
  goTo: (row: number, column: LedgerColumn['id']) => void;
  /** To the line at the end that takes a new invoice. */
  goToNew: () => void;
}

interface LedgerGridProps {
  access: LedgerAccess;
  rows: readonly LedgerRow[];
  /** Indexes of the rows that are shown, in their order. */
  view: readonly number[];
  /** A row was added at the end, by typing: it is to be shown whatever is filtered. */
  onAppend: (row: number) => void;
  order: LedgerOrder | null;
  onOrder: (order: LedgerOrder | null) => void;
  marked: ReadonlySet<number>;
  onMark: (rows: readonly number[], marked: boolean) => void;
  onRemove: (rows: readonly number[]) => void;
  pasteTable: CellEditorProps['pasteTable'];
  tell: (problem: string) => void;
  /** F6: to the tools above. */
  onLeave: () => void;
  ref?: Ref<LedgerGridHandle>;
}

interface Place {
  /** Index in the view; its length is the line for a new invoice. */
  line: number;
  column: number;
}

function CountedCell({ row }: { row: LedgerRow | undefined }) {
  if (row === undefined) return null;
  if (row.counted)
    return (
      <span className="ledger-counted">
        <span aria-hidden="true">● </span>计入
      </span>
    );
  return (
    <span className="ledger-left-out" title={row.reason}>
      <span aria-hidden="true">▲ </span>不计：{row.reason}
    </span>
  );
}

interface LineProps {
  /** Index in the view. */
  line: number;
  /** Index in the ledger; undefined for the line of a new invoice. */
  index: number | undefined;
  invoice: Invoice;
  row: LedgerRow | undefined;
  marked: boolean;
  activeColumn: number | undefined;
  onMark: LedgerGridProps['onMark'];
  editor: ((column: LedgerColumn) => CellEditorProps) | undefined;
}

const Line = memo(function Line(props: LineProps) {
  const { line, index, invoice, row, marked, activeColumn, onMark, editor } = props;
  const name = index === undefined ? '新的一张' : `第 ${index + 1} 行`;
  return (
    <tr
      data-line={line}
      aria-rowindex={line + 2}
      className={`ledger-line${row?.counted === false ? ' ledger-line-out' : ''}${marked ? ' ledger-line-marked' : ''}`}
      style={{ transform: `translateY(${line * LINE}rem)`, gridTemplateColumns: COLUMNS }}
    >
      <th scope="row" className="ledger-number">
        {index === undefined ? (
          <span aria-hidden="true">＋</span>
        ) : (
          <label>
            <input
              type="checkbox"
              tabIndex={-1}
              checked={marked}
              aria-label={`选中${name}`}
              onChange={({ target }) => onMark([index], target.checked)}
            />
            {index + 1}
          </label>
        )}
      </th>
      <td className="ledger-cell ledger-state">
        {index === undefined ? (
          <span className="quiet">在这一行填写新的一张</span>
        ) : (
          <CountedCell row={row} />
        )}
      </td>
      {LEDGER_COLUMNS.map((column, at) => {
        const given = at === activeColumn ? editor?.(column) : undefined;
        const Editor = column.options === undefined ? TextCellEditor : ChoiceCellEditor;
        return (
          <td
            key={column.id}
            data-column={at}
            className={`ledger-cell ledger-cell-${column.kind}${given === undefined ? '' : ' ledger-active'}`}
          >
            {given === undefined ? (
              shownCell(invoice, column)
            ) : (
              <Editor key={`${index ?? 'new'} ${column.id}`} {...given} label={`${column.label}，${name}`} />
            )}
          </td>
        );
      })}
    </tr>
  );
});

/** The invoices as a spreadsheet: only the lines in view are there, one cell has the focus. */
export function LedgerGrid(props: LedgerGridProps) {
  const {
    access,
    rows,
    view,
    onAppend,
    order,
    onOrder,
    marked,
    onMark,
    onRemove,
    pasteTable,
    tell,
    onLeave,
    ref,
  } = props;
  const { ledger } = access;
  const scroller = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 0 });
  const [active, setActive] = useState<Place>({ line: 0, column: 0 });
  /** The grid has the focus, or is about to: its cell is a box. */
  const [entered, setEntered] = useState(false);
  const tabbedFrom = useRef<number>(undefined);
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const lines = view.length + 1;
  /** Rows shown, with one that was just added by typing. */
  const length = useRef(view.length);
  length.current = view.length;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setScroll({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const reveal = useCallback(
    ({ line, column }: Place) => {
      const element = scroller.current;
      if (element === null) return;
      // The heading and the column of numbers stay in view.
      const top = line * LINE * unit;
      const bottom = top + LINE * 2 * unit;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight)
        element.scrollTop = bottom - element.clientHeight;
      const before = LEDGER_COLUMNS.slice(0, column).reduce((sum, { width }) => sum + width, 0);
      const left = (COUNTED_WIDTH + before) * unit;
      const right = left + (NUMBER_WIDTH + (LEDGER_COLUMNS[column]?.width ?? 0)) * unit;
      if (left < element.scrollLeft) element.scrollLeft = column === 0 ? 0 : left;
      else if (right > element.scrollLeft + element.clientWidth)
        element.scrollLeft = right - element.clientWidth;
    },
    [unit],
  );
  const activate = useCallback(
    (place: Place) => {
      setEntered(true);
      setActive(place);
      reveal(place);
    },
    [reveal],
  );
  useImperativeHandle(
    ref,
    () => ({
      goTo: (row, id) => {
        const line = Math.max(0, view.indexOf(row));
        activate({
          line,
          column: Math.max(
            0,
            LEDGER_COLUMNS.findIndex((column) => column.id === id),
          ),
        });
      },
      goToNew: () => activate({ line: view.length, column: 0 }),
    }),
    [view, activate],
  );

  const line = Math.min(active.line, lines - 1);
  const here = view[line];
  const move = (to: CellMove) => {
    const last = LEDGER_COLUMNS.length - 1;
    const page = Math.max(1, Math.floor(scroll.height / unit / LINE) - 2);
    if (to.kind !== 'along' && to.kind !== 'line') tabbedFrom.current = undefined;
    let [nextLine, column] = [line, active.column];
    switch (to.kind) {
      case 'by':
        nextLine += to.rows;
        column += to.columns;
        break;
      case 'along':
        tabbedFrom.current ??= column;
        column += to.step;
        if (column > last || column < 0) {
          nextLine += to.step;
          column = to.step === 1 ? 0 : last;
        }
        break;
      case 'line':
        nextLine += to.step;
        column = tabbedFrom.current ?? column;
        tabbedFrom.current = undefined;
        break;
      case 'page':
        nextLine += to.step * page;
        break;
      case 'edge':
        if (to.to === 'start' || to.to === 'end') nextLine = to.to === 'start' ? 0 : length.current;
        column = to.to === 'start' || to.to === 'lineStart' ? 0 : last;
        break;
      case 'out':
        onLeave();
        return;
    }
    if (to.kind === 'along' && (nextLine < 0 || nextLine > length.current)) {
      onLeave();
      return;
    }
    activate({
      line: Math.min(length.current, Math.max(0, nextLine)),
      column: Math.min(last, Math.max(0, column)),
    });
  };

  const take = (column: LedgerColumn, index: number | undefined, typed: string): string | undefined => {
    const before = index === undefined ? EMPTY_INVOICE : (ledger.invoices[index] ?? EMPTY_INVOICE);
    if (index === undefined && typed.trim() === '') return undefined;
    const { invoice, problem } = changeCell(before, column, typed);
    if (invoice === undefined) return problem;
    const proposed =
      column.id === 'content' && before.category == null ? proposeCategory(invoice.content) : undefined;
    const taken = proposed === undefined ? invoice : { ...invoice, category: proposed };
    if (index !== undefined) access.setInvoice(index, taken);
    else {
      access.append(taken);
      onAppend(ledger.invoices.length);
      length.current += 1;
    }
    return undefined;
  };

  const command = (event: KeyboardEvent): boolean => {
    const ctrl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const run = (() => {
      if (ctrl && key === 'z') return event.shiftKey ? access.redo : access.undo;
      if (ctrl && key === 'y') return access.redo;
      if (here === undefined) return undefined;
      if (ctrl && key === 'delete') return () => onRemove([here]);
      if (event.shiftKey && key === ' ') return () => onMark([here], !marked.has(here));
      return undefined;
    })();
    if (run === undefined) return false;
    event.preventDefault();
    run();
    return true;
  };

  const editorOf = (column: LedgerColumn): CellEditorProps => ({
    column,
    stored: here === undefined ? '' : cellText(ledger.invoices[here] ?? EMPTY_INVOICE, column),
    label: column.label,
    take: (typed) => take(column, here, typed),
    move,
    command,
    pasteTable,
    tell,
  });

  const first = Math.max(0, Math.floor(scroll.top / unit / LINE) - AROUND);
  const end = Math.min(lines, Math.ceil((scroll.top + scroll.height) / unit / LINE) + AROUND);
  const shown = useMemo(() => {
    const all = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
    // The cell that has the focus stays there when it is scrolled away.
    return all.includes(line) ? all : [...all, line];
  }, [first, end, line]);

  const isAllMarked = view.length > 0 && view.every((index) => marked.has(index));
  /** The cell that was clicked, where it is not the one that has the focus. */
  const click = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return;
    const at = event.target.closest<HTMLElement>('td')?.dataset.column;
    const clicked = event.target.closest<HTMLElement>('tr')?.dataset.line;
    if (at === undefined || clicked === undefined || event.target.matches('.ledger-input')) return;
    event.preventDefault();
    activate({ line: Number(clicked), column: Number(at) });
  };
  return (
    <div
      ref={scroller}
      className="ledger-grid"
      onScroll={({ currentTarget }) =>
        setScroll({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows it; its cells are moved through like a spreadsheet's
        role="grid"
        aria-label="发票清单"
        aria-rowcount={lines + 1}
        // Until it is entered the grid itself is the one stop of Tab.
        tabIndex={entered ? -1 : 0}
        onMouseDown={click}
        onFocus={({ target, currentTarget }) => {
          if (target === currentTarget) activate({ ...active, line });
        }}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setEntered(false);
        }}
      >
        <thead>
          <tr className="ledger-head" aria-rowindex={1} style={{ gridTemplateColumns: COLUMNS }}>
            <th scope="col" className="ledger-number">
              <label>
                <input
                  type="checkbox"
                  tabIndex={-1}
                  checked={isAllMarked}
                  aria-label="选中所列各行"
                  onChange={({ target }) => onMark(view, target.checked)}
                />
                行
              </label>
            </th>
            <th scope="col">是否计入</th>
            {LEDGER_COLUMNS.map(({ id, label }) => {
              const sorted = order?.column === id ? (order.down ? 'descending' : 'ascending') : 'none';
              const next = {
                none: { column: id, down: false },
                ascending: { column: id, down: true },
                descending: null,
              };
              return (
                <th key={id} scope="col" aria-sort={sorted}>
                  <button type="button" tabIndex={-1} title="点击排序" onClick={() => onOrder(next[sorted])}>
                    {label}
                    <span aria-hidden="true">{{ none: '', ascending: ' ↑', descending: ' ↓' }[sorted]}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody className="ledger-lines" style={{ height: `${lines * LINE}rem`, width: `${WIDTH}rem` }}>
          {shown.map((at) => {
            const index = view[at];
            const isActive = entered && at === line;
            return (
              <Line
                key={index ?? 'new'}
                line={at}
                index={index}
                invoice={index === undefined ? EMPTY_INVOICE : (ledger.invoices[index] ?? EMPTY_INVOICE)}
                row={index === undefined ? undefined : rows[index]}
                marked={index !== undefined && marked.has(index)}
                activeColumn={isActive ? active.column : undefined}
                onMark={onMark}
                editor={isActive ? editorOf : undefined}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
