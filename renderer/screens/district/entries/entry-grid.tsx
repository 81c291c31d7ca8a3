import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Entry, Verdict } from '../../../../shared/intake/entry.ts';
import { entryName, MARKS, STATES, verdictSign } from '../entry-words.ts';
import { SignLabel } from '../sign-label.tsx';
import type { EntryColumn, EntryOrder } from './entry-view.ts';
import './entry-grid.css';

/** rem: the height of a line. */
const LINE = 3.25;
/** Lines drawn outside the view on each side. */
const AROUND = 8;

const COLUMNS: readonly { id: EntryColumn; label: string }[] = [
  { id: 'position', label: '序' },
  { id: 'name', label: '企业' },
  { id: 'state', label: '材料' },
  { id: 'findings', label: '检查' },
  { id: 'receivedOn', label: '收到' },
  { id: 'verdict', label: '初核结论' },
];

/** Keys of the table, as its foot tells them. */
export const GRID_KEYS =
  '方向键移动，回车打开，1 推荐、2 退回修改、3 不推荐、0 撤回结论，空格选中，Delete 移出';
const VERDICT_KEYS: Record<string, Verdict | null> = {
  '1': 'recommended',
  '2': 'returned',
  '3': 'rejected',
  '0': null,
};

interface LineProps {
  entry: Entry;
  line: number;
  active: boolean;
  marked: boolean;
  onMark: (entry: Entry, marked: boolean) => void;
}

function FindingCounts({ state, findings: { block, warn } }: Entry) {
  if (state === 'byHand' || state === 'unreadable' || state === 'refused')
    return <span className="quiet">—</span>;
  if (block === 0 && warn === 0) return <span className="sign-done">● 无</span>;
  return (
    <>
      {block === 0 ? null : <span className="sign-block">▲ {block} 须改</span>}
      {warn === 0 ? null : <span className="sign-warn">△ {warn} 建议</span>}
    </>
  );
}

const Line = memo(function Line({ entry, line, active, marked, onMark }: LineProps) {
  const { values, creditCode, marks, receivedOn } = entry;
  const name = entryName(entry);
  const second = [values.productName, creditCode].filter((each) => each !== undefined && each !== '');
  return (
    <tr
      data-line={line}
      aria-rowindex={line + 2}
      aria-selected={marked}
      tabIndex={active ? 0 : -1}
      className="entry-line"
      style={{ transform: `translateY(${line * LINE}rem)` }}
    >
      <td>
        <label>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={marked}
            aria-label={`选中${name}`}
            onChange={({ target }) => onMark(entry, target.checked)}
          />
          {line + 1}
        </label>
      </td>
      <th scope="row" title={name}>
        <span className="entry-name">{name}</span>
        <span className="quiet">{second.length === 0 ? entry.cameAs : second.join(' · ')}</span>
      </th>
      <td>
        <SignLabel sign={STATES[entry.state]} />
        {marks.length === 0 ? null : (
          <span className="entry-marks">
            {marks.map((mark) => (
              <SignLabel key={mark} sign={MARKS[mark]} />
            ))}
          </span>
        )}
      </td>
      <td>
        <FindingCounts {...entry} />
      </td>
      <td>{receivedOn.slice(5).replace('-', '/')}</td>
      <td>
        <SignLabel sign={verdictSign(entry)} />
        {entry.reasons === '' ? null : <span className="quiet entry-reasons">{entry.reasons}</span>}
      </td>
    </tr>
  );
});

export interface EntryGridHandle {
  /** Puts the focus on the line of an entry. */
  focus: (entryId: string) => void;
}

interface EntryGridProps {
  label: string;
  entries: readonly Entry[];
  order: EntryOrder;
  onOrder: (order: EntryOrder) => void;
  marked: ReadonlySet<string>;
  onMark: (entries: readonly Entry[], marked: boolean) => void;
  open: (entry: Entry) => void;
  decide: (entries: readonly Entry[], verdict: Verdict | null) => void;
  bin: (entries: readonly Entry[]) => void;
  ref?: Ref<EntryGridHandle>;
}

/** The entries of a programme as a table of a thousand lines: only those in view are there, one has the focus. */
export function EntryGrid(props: EntryGridProps) {
  const { label, entries, order, onOrder, marked, onMark, open, decide, bin, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 0 });
  const [wished, setActive] = useState(0);
  const wantsFocus = useRef(false);
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const active = Math.max(0, Math.min(wished, entries.length - 1));

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => setScroll({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // After the line was drawn.
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>(`tr[data-line="${active}"]`)?.focus({ preventScroll: true });
  });

  const goTo = (line: number) => {
    const element = scroller.current;
    const next = Math.max(0, Math.min(entries.length - 1, line));
    wantsFocus.current = true;
    setActive(next);
    if (element === null) return;
    const top = next * LINE * unit;
    // The heading stays in view.
    const bottom = top + (LINE + 2.5) * unit;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = bottom - element.clientHeight;
  };
  useImperativeHandle(ref, () => ({
    focus: (entryId) => {
      const line = entries.findIndex((entry) => entry.entryId === entryId);
      if (line >= 0) goTo(line);
    },
  }));

  const here = entries[active];
  /** What a key acts on: the marked lines where the active one is among them, else that one. */
  const chosen = () => {
    if (here === undefined) return [];
    return marked.has(here.entryId) ? entries.filter(({ entryId }) => marked.has(entryId)) : [here];
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || here === undefined) return;
    const { key } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor(scroll.height / unit / LINE) - 2);
    const goals: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: entries.length - 1,
    };
    const goal = goals[key];
    const verdict = ctrl ? undefined : VERDICT_KEYS[key];
    const run = (() => {
      if (goal !== undefined) return () => goTo(goal);
      if (ctrl) return key.toLowerCase() === 'a' ? () => onMark(entries, true) : undefined;
      if (key === 'Enter') return () => open(here);
      if (key === ' ') return () => onMark([here], !marked.has(here.entryId));
      if (key === 'Delete') return () => bin(chosen());
      if (verdict !== undefined) return () => decide(chosen(), verdict);
      return undefined;
    })();
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  const lineOf = ({ target }: MouseEvent): number | undefined => {
    if (!(target instanceof Element) || target.closest('label') !== null) return undefined;
    const line = target.closest<HTMLElement>('tr')?.dataset.line;
    return line === undefined ? undefined : Number(line);
  };

  const first = Math.max(0, Math.floor(scroll.top / unit / LINE) - AROUND);
  const end = Math.min(entries.length, Math.ceil((scroll.top + scroll.height) / unit / LINE) + AROUND);
  const shown = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  // The line that has the focus stays there when it is scrolled away.
  if (entries.length > 0 && !shown.includes(active)) shown.push(active);
  const isAllMarked = entries.length > 0 && entries.every(({ entryId }) => marked.has(entryId));
  const markOne = useStable((entry: Entry, isMarked: boolean) => onMark([entry], isMarked));

  return (
    <div
      ref={scroller}
      className="entry-grid"
      onScroll={({ currentTarget }) =>
        setScroll({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows it; its lines are moved through and chosen
        role="grid"
        aria-label={label}
        aria-rowcount={entries.length + 1}
        aria-multiselectable="true"
        onKeyDown={press}
        onMouseDown={(event) => {
          const line = lineOf(event);
          if (line !== undefined) goTo(line);
        }}
        onClick={(event) => {
          const entry = entries[lineOf(event) ?? -1];
          if (entry !== undefined && event.detail === 1 && isOnName(event)) open(entry);
        }}
        onDoubleClick={(event) => {
          const entry = entries[lineOf(event) ?? -1];
          if (entry !== undefined) open(entry);
        }}
      >
        <thead>
          <tr className="entry-head" aria-rowindex={1}>
            {COLUMNS.map(({ id, label: heading }) => {
              const sorted = order.column === id ? (order.down ? 'descending' : 'ascending') : 'none';
              return (
                <th key={id} scope="col" aria-sort={sorted}>
                  {id === 'position' ? (
                    <input
                      type="checkbox"
                      checked={isAllMarked}
                      aria-label="选中所列各行"
                      onChange={({ target }) => onMark(entries, target.checked)}
                    />
                  ) : null}
                  <button
                    type="button"
                    title="点击排序"
                    onClick={() => onOrder({ column: id, down: sorted === 'ascending' })}
                  >
                    {heading}
                    <span aria-hidden="true">{{ none: '', ascending: ' ↑', descending: ' ↓' }[sorted]}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody className="entry-lines" style={{ height: `${entries.length * LINE}rem` }}>
          {shown.map((line) => {
            const entry = entries[line];
            return entry === undefined ? null : (
              <Line
                key={entry.entryId}
                entry={entry}
                line={line}
                active={line === active}
                marked={marked.has(entry.entryId)}
                onMark={markOne}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function isOnName({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('.entry-name') !== null;
}

/** The same function at every drawing, so that lines that stay as they are need not be drawn anew. */
function useStable<A extends unknown[]>(run: (...given: A) => void): (...given: A) => void {
  const latest = useRef(run);
  latest.current = run;
  const [stable] = useState(
    () =>
      (...given: A) =>
        latest.current(...given),
  );
  return stable;
}
