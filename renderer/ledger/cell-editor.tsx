import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocked } from '../draft/read-only.tsx';
import type { LedgerColumn } from './ledger-columns.ts';

/** Where the focus goes after a key. */
export type CellMove =
  | { kind: 'by'; rows: number; columns: number }
  /** Tab: the next cell, over the end of the line. */
  | { kind: 'along'; step: 1 | -1 }
  /** Enter: the next line, at the column where Tab began. */
  | { kind: 'line'; step: 1 | -1 }
  | { kind: 'edge'; to: 'lineStart' | 'lineEnd' | 'start' | 'end' }
  | { kind: 'page'; step: 1 | -1 }
  | { kind: 'out' };

export interface CellEditorProps {
  column: LedgerColumn;
  /** The cell's text as it is stored. */
  stored: string;
  label: string;
  /** @returns why the text is not taken, in Chinese */
  take: (typed: string) => string | undefined;
  move: (to: CellMove) => void;
  /** A key that is no cell's business: undo, removing the line, marking it. @returns whether it was taken */
  command: (event: KeyboardEvent) => boolean;
  /** A table was pasted. @returns whether it was taken */
  pasteTable: (text: string) => boolean;
  tell: (problem: string) => void;
}

/** A key that goes to another cell, whatever is in this one. */
function moveOf({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): CellMove | undefined {
  const ctrl = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowUp':
      return { kind: 'by', rows: -1, columns: 0 };
    case 'ArrowDown':
      return { kind: 'by', rows: 1, columns: 0 };
    case 'ArrowLeft':
      return { kind: 'by', rows: 0, columns: -1 };
    case 'ArrowRight':
      return { kind: 'by', rows: 0, columns: 1 };
    case 'Tab':
      return { kind: 'along', step: shiftKey ? -1 : 1 };
    case 'Enter':
      return { kind: 'line', step: shiftKey ? -1 : 1 };
    case 'PageUp':
      return { kind: 'page', step: -1 };
    case 'PageDown':
      return { kind: 'page', step: 1 };
    case 'Home':
      return { kind: 'edge', to: ctrl ? 'start' : 'lineStart' };
    case 'End':
      return { kind: 'edge', to: ctrl ? 'end' : 'lineEnd' };
    case 'F6':
      return { kind: 'out' };
    default:
      return undefined;
  }
}

const SIDEWAYS = ['ArrowLeft', 'ArrowRight', 'Home', 'End'];

/**
 * The one cell that has the focus, as a spreadsheet has it: all of it is marked, so that typing writes
 * anew and an input method finds a box; F2 or a click puts the caret into the text. Arrows, Enter and Tab
 * take what was typed and go on; Esc gives it up.
 */
export function TextCellEditor(props: CellEditorProps) {
  const { stored, label, take, move, command, pasteTable, tell } = props;
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(stored);
  /** `caret`: sideways keys move within the text. */
  const [mode, setMode] = useState<'whole' | 'typing' | 'caret'>('whole');
  const [refused, setRefused] = useState(false);
  const latest = useRef({ text, stored, take, tell, mode });
  latest.current = { text, stored, take, tell, mode };
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    // An undo, a paste: what is stored changed under the cell.
    if (latest.current.mode === 'whole') setText(stored);
  }, [stored]);
  // Never later than the drawing of that text: a key that came between would be marked, and the next one replace it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what is marked
  useLayoutEffect(() => {
    if (mode === 'whole' && box.current === document.activeElement) box.current?.select();
  }, [text, mode]);
  /** @returns whether the cell may be left */
  const settle = (): boolean => {
    if (mode === 'whole' || text === stored) return true;
    const problem = take(text);
    setRefused(problem !== undefined);
    if (problem !== undefined) {
      tell(problem);
      return false;
    }
    setMode('whole');
    return true;
  };
  // Scrolled or clicked away: what was typed is taken all the same.
  useEffect(
    () => () => {
      const { text: typed, stored: before, take: hand, tell: say, mode: how } = latest.current;
      if (how === 'whole' || typed === before) return;
      const problem = hand(typed);
      if (problem !== undefined) say(problem);
    },
    [],
  );
  const locked = useLocked();
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    if (event.key === 'Escape' && mode !== 'whole') {
      event.preventDefault();
      event.stopPropagation();
      setText(stored);
      setMode('whole');
      setRefused(false);
      return;
    }
    if (event.key === 'F2') {
      event.preventDefault();
      setMode('caret');
      box.current?.setSelectionRange(text.length, text.length);
      return;
    }
    if (mode === 'whole' && command(event)) return;
    const to = moveOf(event);
    if (to === undefined || (mode === 'caret' && SIDEWAYS.includes(event.key))) return;
    event.preventDefault();
    if (settle()) {
      latest.current = { ...latest.current, mode: 'whole' };
      move(to);
    }
  };
  return (
    <input
      ref={box}
      readOnly={locked}
      className={`ledger-input${refused ? ' ledger-refused' : ''}`}
      aria-label={label}
      aria-invalid={refused}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        setRefused(false);
        if (mode === 'whole') setMode('typing');
      }}
      onKeyDown={press}
      onMouseUp={() => {
        if (mode === 'whole' && box.current?.selectionStart !== box.current?.selectionEnd) return;
        setMode('caret');
      }}
      onDoubleClick={() => setMode('caret')}
      onPaste={(event: ClipboardEvent) => {
        if (!locked && pasteTable(event.clipboardData.getData('text/plain'))) event.preventDefault();
      }}
      onBlur={settle}
    />
  );
}

/** The one cell that has the focus, where something is to be chosen: Space or a digit chooses, Delete clears. */
export function ChoiceCellEditor(props: CellEditorProps) {
  const { column, stored, label, take, move, command, pasteTable } = props;
  const box = useRef<HTMLSelectElement>(null);
  const locked = useLocked();
  const options = column.options ?? [];
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), []);
  const press = (event: KeyboardEvent<HTMLSelectElement>) => {
    if (event.altKey || command(event)) return;
    if (locked && moveOf(event) === undefined) {
      // Letters and digits choose an entry.
      if (event.key.length === 1 || event.key === 'F2' || event.key === 'Delete') event.preventDefault();
      return;
    }
    const digit = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1] : undefined;
    if (digit !== undefined || event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      take(digit ?? '');
      return;
    }
    if (event.key === 'F2') {
      event.preventDefault();
      box.current?.showPicker();
      return;
    }
    const to = moveOf(event);
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return (
    <select
      ref={box}
      className="ledger-input"
      aria-label={label}
      value={stored}
      onChange={({ target }) => {
        if (!locked) take(target.value);
      }}
      onKeyDown={press}
      onPaste={(event) => {
        if (!locked && pasteTable(event.clipboardData.getData('text/plain'))) event.preventDefault();
      }}
    >
      <option value="">—</option>
      {options.map((option, index) => (
        <option key={option} value={option}>
          {index + 1} {option}
        </option>
      ))}
    </select>
  );
}
