import { useSyncExternalStore } from 'react';
import { useSettings } from './settings-context.tsx';

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** Width of the window in px as it were at 100 %: what has room for what. */
export function useWindowWidth(): number {
  const { settings } = useSettings();
  const width = useSyncExternalStore(subscribe, () => window.innerWidth);
  return (width * 100) / settings.scale;
}
