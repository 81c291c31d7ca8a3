import { type KeyboardEvent, useCallback, useRef } from 'react';

const CONTROLS = 'button:not([disabled])';

/**
 * One stop of the Tab key for a whole toolbar; arrows, Home and End go through its buttons (ARIA toolbar
 * pattern). The buttons are set by the attribute, for antd's do not all take a `tabIndex`.
 *
 * @param leave Esc: back to the text
 */
export function useRovingFocus(leave: () => void) {
  const toolbar = useRef<HTMLDivElement | null>(null);
  const settle = useCallback((current?: Element) => {
    const buttons = [...(toolbar.current?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])];
    const stop = buttons.find((each) => each === current) ?? buttons.find((each) => each.tabIndex === 0);
    for (const button of buttons) button.tabIndex = button === (stop ?? buttons[0]) ? 0 : -1;
  }, []);
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      toolbar.current = element;
      settle();
    },
    [settle],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !toolbar.current?.contains(event.target)) return;
    const buttons = [...toolbar.current.querySelectorAll<HTMLElement>(CONTROLS)];
    const at = buttons.indexOf(event.target);
    const goals: Record<string, number> = {
      ArrowRight: (at + 1) % buttons.length,
      ArrowLeft: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    const goal = goals[event.key];
    if (event.key === 'Escape') {
      event.stopPropagation();
      leave();
    }
    if (goal === undefined || at < 0) return;
    event.preventDefault();
    buttons[goal]?.focus();
  };
  const onFocus = (event: { target: unknown }) => {
    if (event.target instanceof Element) settle(event.target);
  };
  const focusFirst = () => toolbar.current?.querySelector<HTMLElement>(`${CONTROLS}[tabindex="0"]`)?.focus();
  return { props: { ref, onKeyDown, onFocus }, settle, focusFirst };
}
