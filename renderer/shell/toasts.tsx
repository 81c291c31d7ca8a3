import { Button } from 'antd';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { messageOf } from '../bridge-calls.ts';
import { useTopSheet } from './sheet-stack.ts';
import './toasts.css';

export interface Toast {
  /** `problem` stays until it is closed. */
  kind: 'done' | 'problem' | 'info';
  text: string;
  /** Takes the place of the one before of the same kind, where one act follows the other quickly. */
  group?: string;
  /** “撤销”, “打开文件夹”. */
  action?: { label: string; run: () => void };
}

interface Shown extends Toast {
  id: number;
}

interface Toasts {
  show: (toast: Toast) => void;
  /** Tells an error of a call, in its own words. */
  tellError: (error: unknown) => void;
}

const SHOWN_FOR = 8_000;
const ToastsContext = createContext<Toasts | undefined>(undefined);

function ToastCard({ toast, close }: { toast: Shown; close: (id: number) => void }) {
  const { id, kind, text, action } = toast;
  useEffect(() => {
    if (kind === 'problem') return;
    const timer = setTimeout(() => close(id), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [id, kind, close]);
  return (
    <div data-toast={id} className={`toast toast-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <span className="toast-text">{text}</span>
      {action === undefined ? null : (
        <Button
          size="small"
          onClick={() => {
            close(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button size="small" type="text" onClick={() => close(id)}>
        关闭
      </Button>
    </div>
  );
}

/** Short messages at the window's foot; they never take the focus and never cover what is being written. */
export function ToastsProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  const lastId = useRef(0);
  const place = useRef<HTMLDivElement>(null);
  const show = useCallback((toast: Toast) => {
    lastId.current += 1;
    const id = lastId.current;
    setShown((before) => {
      const others = before.filter(
        ({ text, group }) => text !== toast.text && (group === undefined || group !== toast.group),
      );
      return [...others.slice(-3), { ...toast, id }];
    });
  }, []);
  /** What had the focus before a message's button took it. */
  const cameFrom = useRef<HTMLElement>(undefined);
  const close = useCallback((id: number) => {
    // A button that goes away must not take the place in the form or the list with it.
    const card = place.current?.querySelector(`[data-toast="${id}"]`);
    if (card?.contains(document.activeElement) === true) cameFrom.current?.focus();
    setShown((before) => before.filter((each) => each.id !== id));
  }, []);
  const toasts = useMemo(
    () => ({ show, tellError: (error: unknown) => show({ kind: 'problem', text: messageOf(error) }) }),
    [show],
  );
  const sheet = useTopSheet();
  // Shown anew with each message and sheet: so it lies above a dialog that was opened meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sheet means another place
  useLayoutEffect(() => {
    const element = place.current;
    // The sheet that it lay in has just gone: it is drawn anew where that one was.
    if (element === null || !element.isConnected) return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (shown.length > 0) element.showPopover();
  }, [shown, sheet]);
  return (
    <ToastsContext value={toasts}>
      {children}
      {/* Inside the sheet on top: whatever lies outside of it could be seen but not clicked. */}
      {createPortal(
        // biome-ignore lint/a11y/noStaticElementInteractions: it only sees where the focus came from
        <div
          ref={place}
          popover="manual"
          className="toasts"
          onFocus={({ relatedTarget, currentTarget }) => {
            if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
              cameFrom.current = relatedTarget;
          }}
        >
          {shown.map((toast) => (
            <ToastCard key={toast.id} toast={toast} close={close} />
          ))}
        </div>,
        sheet ?? document.body,
      )}
    </ToastsContext>
  );
}

export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (toasts === undefined) throw new Error('no toasts here');
  return toasts;
}
