import { useState } from 'react';

/** What was ticked for each package since the program began; paper is what counts. */
const kept = new Map<string, ReadonlySet<string>>();
const NONE: ReadonlySet<string> = new Set();

/** Boxes that were ticked for a package, and how to tick one. @param place of the package, as it is shown */
export function useSealTicks(place: string): {
  ticks: ReadonlySet<string>;
  tick: (key: string, isDone: boolean) => void;
} {
  const [ticks, setTicks] = useState(() => kept.get(place) ?? NONE);
  const tick = (key: string, isDone: boolean) => {
    const next = new Set(ticks);
    if (isDone) next.add(key);
    else next.delete(key);
    kept.set(place, next);
    setTicks(next);
  };
  return { ticks, tick };
}
