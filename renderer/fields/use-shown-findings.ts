import { type FocusEvent, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { isFilled } from '../../shared/form/filled.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import { useSession } from '../draft/draft-context.tsx';
import { afterPointer } from '../shell/after-pointer.ts';
import { CheckedRevisionContext } from './checked-revision.ts';

/** Whether the findings are older than the value that they speak of. */
function useStale(value: unknown): boolean {
  const session = useSession();
  const checked = useContext(CheckedRevisionContext);
  const [changed, setChanged] = useState({ value, revision: -1 });
  if (changed.value !== value) setChanged({ value, revision: session.state.revision });
  return checked === undefined || checked <= changed.revision;
}

interface ShownFindings {
  shown: Finding[];
  /** For the element around what is filled in. */
  visits: { onFocus: () => void; onBlur: (event: FocusEvent<HTMLElement>) => void };
}

/**
 * Which findings stand under a box. They wait while it is filled in for the first time; then they follow
 * every key. What was found before the last key stays until the next check, but nothing of it appears anew.
 *
 * @param sent the person was sent here to mend it
 */
export function useShownFindings(value: unknown, findings: readonly Finding[], sent: boolean): ShownFindings {
  const stale = useStale(value);
  // A long text is parsed for it: not again at every save and check while it is typed.
  const filled = useMemo(() => isFilled(value), [value]);
  const filledNow = useRef(filled);
  filledNow.current = filled;
  const [focused, setFocused] = useState(false);
  const [left, setLeft] = useState(filled);
  const before = useRef<ReadonlySet<string>>(new Set());
  const due = sent || (filled && (left || !focused));
  const shown = due
    ? findings.filter(
        ({ level, key }) =>
          // What only a person can confirm is ticked in the check; here it would stand under right answers for ever.
          (sent || level !== 'hint') && (!stale || sent || before.current.has(key)),
      )
    : [];
  useEffect(() => {
    before.current = new Set(shown.map(({ key }) => key));
  });
  return {
    shown,
    visits: {
      onFocus: () => setFocused(true),
      onBlur: (event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        afterPointer(() => {
          setFocused(false);
          // What was only walked through is still to be filled in for the first time.
          if (filledNow.current) setLeft(true);
        });
      },
    },
  };
}
