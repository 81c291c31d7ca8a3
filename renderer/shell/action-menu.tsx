import { Dropdown, type DropdownProps } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';

/** The popup is drawn before it is shown, and what is hidden takes no focus: so many pictures it is tried. */
const MOST_TRIES = 20;

/** Puts the focus on the first entry, from where the arrow keys go; antd's own `autoFocus` does not reach it. */
function FocusFirst({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    const attempt = (tries: number) => {
      const entry = place.current?.querySelector<HTMLElement>('[role=menuitem]');
      entry?.focus();
      if (document.activeElement !== entry && tries < MOST_TRIES)
        frame = requestAnimationFrame(() => attempt(tries + 1));
    };
    attempt(0);
    return () => cancelAnimationFrame(frame);
  }, []);
  return <div ref={place}>{children}</div>;
}

/** A menu that is worked by the keyboard as by the mouse: Enter opens, arrows move, Esc leads back. */
export function ActionMenu(props: DropdownProps) {
  return <Dropdown {...props} destroyOnHidden popupRender={(menu) => <FocusFirst>{menu}</FocusFirst>} />;
}
