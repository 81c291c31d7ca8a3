import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import './size-picker.css';

const ROWS = 8;
const COLUMNS = 8;

interface SizePickerProps {
  choose: (rows: number, columns: number) => void;
  /** Esc. */
  leave: () => void;
}

/** Chooses rows and columns by pointing, or with the arrow keys and Enter. */
export function SizePicker({ choose, leave }: SizePickerProps) {
  const [size, setSize] = useState({ rows: 3, columns: 3 });
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => grid.current?.focus(), []);
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const step = steps[event.key];
    if (step !== undefined)
      setSize(({ rows, columns }) => ({
        rows: Math.min(ROWS, Math.max(1, rows + step[0])),
        columns: Math.min(COLUMNS, Math.max(1, columns + step[1])),
      }));
    else if (event.key === 'Enter' || event.key === ' ') choose(size.rows, size.columns);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const words = `${size.rows} 行 × ${size.columns} 列`;
  return (
    <div className="size-picker">
      <div
        ref={grid}
        className="size-picker-grid"
        role="spinbutton"
        tabIndex={0}
        aria-label="表格大小，用方向键选择，按回车插入"
        aria-valuenow={size.rows * size.columns}
        aria-valuetext={words}
        onKeyDown={press}
      >
        {Array.from({ length: ROWS * COLUMNS }, (_, index) => {
          const row = Math.floor(index / COLUMNS) + 1;
          const column = (index % COLUMNS) + 1;
          const chosen = row <= size.rows && column <= size.columns;
          return (
            <span
              key={`${row} ${column}`}
              className={chosen ? 'size-picker-cell size-picker-chosen' : 'size-picker-cell'}
              onPointerMove={(event) => {
                // A pointer that only lies there when the grid opens chooses nothing.
                if (event.movementX !== 0 || event.movementY !== 0) setSize({ rows: row, columns: column });
              }}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(row, column);
              }}
            />
          );
        })}
      </div>
      <div className="size-picker-words" aria-hidden="true">
        {words}
      </div>
    </div>
  );
}
