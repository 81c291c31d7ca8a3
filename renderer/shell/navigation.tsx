import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { Programme } from '../../shared/form/definition.ts';

/** What the middle of an open draft shows. */
export type DraftPane =
  /** `field` is where the finding or the last stay points to: it is brought into view and focused. */
  | { kind: 'section'; section: string; field: string | null }
  /** `place` is an answer that is asked on the check itself (`declarations.…`), to be brought into view and focused. */
  | { kind: 'check'; place?: string }
  | { kind: 'preview' }
  /** `from` is the revision that the draft is compared with at first. */
  | { kind: 'exports'; from: number | null }
  | { kind: 'remarks' }
  /** `field` narrows the history to one field. */
  | { kind: 'history'; field: string | null };

/** Where the person is. */
export type View =
  | { screen: 'home' }
  | { screen: 'bin' }
  /** Without a programme, it is asked first. */
  | { screen: 'newDraft'; programme: Programme | null }
  | { screen: 'notice' }
  | { screen: 'settings' }
  /** 区县汇总: the batches, and those in the bin. */
  | { screen: 'batches' }
  | { screen: 'newBatch' }
  | { screen: 'batch'; batchId: string; pane: 'entries' | 'papers' }
  /** Without a pane, the draft opens where it was left. */
  | { screen: 'draft'; draftId: string; pane: DraftPane | null };

interface Navigation {
  view: View;
  /** Goes to another view; what is open may finish its saving first. */
  goTo: (view: View) => void;
  /** Back to where `settings`, `notice` or `bin` was opened from. */
  goBack: () => void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

export function NavigationProvider({ children }: { children: ReactNode }) {
  const [view, setView] = useState<View>({ screen: 'home' });
  const before = useRef<View[]>([]);
  const goTo = useCallback((next: View) => {
    setView((present) => {
      if (next.screen === 'home') before.current = [];
      else if (next.screen !== present.screen) before.current = [...before.current.slice(-20), present];
      return next;
    });
  }, []);
  const goBack = useCallback(() => setView(before.current.pop() ?? { screen: 'home' }), []);
  const navigation = useMemo(() => ({ view, goTo, goBack }), [view, goTo, goBack]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === undefined) throw new Error('no navigation here');
  return navigation;
}
