import { useEffect, useRef, useState } from 'react';
import { holdUntilFlushed } from '../../../shell/open-session.ts';

/** How long what was typed may wait, milliseconds; counted from the first key that is not kept. */
const KEPT_AFTER = 500;

/**
 * A text that is typed here at once and kept a moment later: also when the box is left, when it goes from
 * the screen, and before the window closes.
 *
 * @param save told of the whole text; @returns whether it is kept
 */
export function useHeldText(kept: string, save: (text: string) => Promise<boolean>) {
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hand = useRef(async () => {});
  hand.current = async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (typed === undefined) return;
    // What could not be kept stays in the box.
    if (typed === kept || (await save(typed))) setTyped((now) => (now === typed ? undefined : now));
  };
  useEffect(() => {
    const release = holdUntilFlushed(() => hand.current());
    return () => {
      void hand.current();
      release();
    };
  }, []);
  return {
    text: typed ?? kept,
    type: (text: string) => {
      setTyped(text);
      timer.current ??= setTimeout(() => void hand.current(), KEPT_AFTER);
    },
    keep: () => void hand.current(),
  };
}
