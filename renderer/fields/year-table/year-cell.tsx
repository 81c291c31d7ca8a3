import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { numberProblem } from '../../../shared/form/field-format.ts';
import { groupedNumber, pastedLine, plainNumber, readNumber } from '../../../shared/form/typed-text.ts';
import { useLocked } from '../../draft/read-only.tsx';
import { afterPointer } from '../../shell/after-pointer.ts';
import { insertPasted } from '../insert-pasted.ts';
import { elementIdOf } from '../place-focus.ts';

interface YearCellProps {
  place: string;
  /** “2024年营业收入”. */
  name: string;
  row: { unit: string; decimals: number; mayBeNegative?: boolean | undefined };
  value: number | null;
  /** The check blocks on this very cell. */
  troubled: boolean;
  put: (value: number | null) => void;
  tellProblem: (place: string, problem: string | undefined) => void;
  /** @returns whether it took the paste */
  paste: (event: ClipboardEvent<HTMLInputElement>) => boolean;
  /** @returns false at the table's edge */
  move: (columns: number, rows: number) => boolean;
  goOn: (step: 1 | -1) => boolean;
  attach: (input: HTMLInputElement | null) => void;
}

const textOf = (value: number | null) => (value === null ? '' : plainNumber(value));

/** Where the caret stands: an arrow key leaves the cell from its edge, or while all of it is marked. */
function edges({ selectionStart, selectionEnd, value }: HTMLInputElement) {
  const all = selectionStart === 0 && selectionEnd === value.length;
  return { left: all || selectionEnd === 0, right: all || selectionStart === value.length };
}

/** One number of the table. */
export function YearCell(props: YearCellProps) {
  const { place, name, row, value, troubled, put, tellProblem, paste, move, goOn, attach } = props;
  const locked = useLocked();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(textOf(value));
  const [editing, setEditing] = useState(false);
  const [left, setLeft] = useState(false);
  const composing = useRef(false);
  const problemOf = (typed: string) => {
    const { unit, decimals } = row;
    return numberProblem(typed, { name, unit, decimals, minimum: row.mayBeNegative ? undefined : 0 });
  };
  const typedText = useRef(text);
  typedText.current = text;
  // Undo, a pasted block, a restored version: the answer changed, and not from here.
  useEffect(() => {
    if (composing.current || (readNumber(typedText.current, row.unit) ?? null) === value) return;
    setText(textOf(value));
    tellProblem(place, undefined);
  }, [value, row.unit, place, tellProblem]);
  useEffect(() => {
    if (editing) input.current?.select();
  }, [editing]);

  const take = (typed: string) => {
    setText(typed);
    if (composing.current) return;
    if (left) tellProblem(place, problemOf(typed));
    const next = readNumber(typed, row.unit) ?? null;
    if (next !== value) put(next);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const edge = edges(event.currentTarget);
    const moved =
      (event.key === 'ArrowUp' && move(0, -1)) ||
      (event.key === 'ArrowDown' && move(0, 1)) ||
      (event.key === 'ArrowLeft' && !event.shiftKey && edge.left && move(-1, 0)) ||
      (event.key === 'ArrowRight' && !event.shiftKey && edge.right && move(1, 0)) ||
      (event.key === 'Enter' && goOn(event.shiftKey ? -1 : 1));
    if (moved || event.key === 'ArrowUp' || event.key === 'ArrowDown') event.preventDefault();
    // At the table's end Enter goes on to the next field.
    if (moved) event.stopPropagation();
  };
  const problem = left ? problemOf(text) : undefined;
  const number = readNumber(text, row.unit);
  return (
    <input
      id={elementIdOf(place)}
      ref={(element) => {
        input.current = element;
        attach(element);
      }}
      className="year-cell"
      readOnly={locked}
      data-enter="next"
      aria-label={`${name}（${row.unit}）`}
      aria-invalid={problem !== undefined || troubled}
      inputMode="decimal"
      autoComplete="off"
      value={editing || number === undefined ? text : groupedNumber(number, row.decimals)}
      onChange={(event) => take(event.target.value)}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        take(event.currentTarget.value);
      }}
      onFocus={() => setEditing(true)}
      onBlur={() => {
        if (number !== undefined) setText(plainNumber(number));
        setEditing(false);
        afterPointer(() => {
          setLeft(true);
          tellProblem(place, problemOf(typedText.current));
        });
      }}
      onKeyDown={press}
      onPaste={(event) => {
        if (!locked && !paste(event))
          insertPasted(event, (pasted) => {
            const pastedNumber = readNumber(pastedLine(pasted), row.unit);
            return pastedNumber === undefined ? pastedLine(pasted) : plainNumber(pastedNumber);
          });
      }}
    />
  );
}
