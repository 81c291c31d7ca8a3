import { Button, ConfigProvider } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { addSheet } from './sheet-stack.ts';
import './sheet.css';

interface SheetProps {
  title: ReactNode;
  /** `side`: from the right, full height. `middle`: a question or a small form. `full`: nearly the whole window. */
  kind?: 'side' | 'middle' | 'full';
  onClose: () => void;
  /** Buttons at the foot, the safe one first. */
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * Something over the screen that Esc closes: the browser's own `dialog`, which keeps the focus inside and
 * gives it back. antd's Modal and Drawer write a style that our policy refuses (design.md 15).
 */
export function Sheet({ title, kind = 'side', onClose, footer, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    const leave = addSheet(element);
    return () => {
      leave();
      element.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`sheet sheet-${kind}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        // Chromium fires it for a file input inside, too.
        if (event.target === dialog.current) onClose();
      }}
      onClose={(event) => {
        // The second Esc in a row closes whatever was prevented; a sheet that only asked must not vanish.
        const element = dialog.current;
        if (element === null || event.target !== element || element.open) return;
        element.showModal();
        // What lies over this one, a question say, stays over it; else it was this one that was meant.
        const over = [...element.querySelectorAll<HTMLDialogElement>('dialog[open]')];
        for (const each of over) {
          each.close();
          each.showModal();
        }
        if (over.length === 0) onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {/* A sheet can be used whatever cannot be changed below it. */}
      <ConfigProvider componentDisabled={false}>
        <div className="sheet-body">
          <header className="sheet-head">
            <h2 id={titleId}>{title}</h2>
            <Button type="text" onClick={onClose} aria-label="关闭">
              关闭
            </Button>
          </header>
          <div className="sheet-content">{children}</div>
          {footer === undefined ? null : <footer className="sheet-foot">{footer}</footer>}
        </div>
      </ConfigProvider>
    </dialog>
  );
}
