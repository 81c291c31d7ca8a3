import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Settings } from '../../shared/contract/program.ts';
import { call } from '../bridge-calls.ts';

interface SettingsAccess {
  settings: Settings;
  /** Applies at once; kept by the program. */
  change: (part: Partial<Settings>) => void;
  /** Why the last change could not be kept; it is taken back then. */
  problem: unknown;
  /** The theme that is in force, with the system's choice followed. */
  dark: boolean;
}

const DEFAULTS: Settings = { theme: 'system', scale: 100, panels: { sections: true, guidance: true } };
const SettingsContext = createContext<SettingsAccess | undefined>(undefined);

function useSystemIsDark(): boolean {
  const [query] = useState(() => window.matchMedia('(prefers-color-scheme: dark)'));
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const follow = () => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [query]);
  return dark;
}

export function SettingsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['settings'], queryFn: () => call('readSettings') });
  const { mutate, error: problem } = useMutation({
    mutationFn: (part: Partial<Settings>) => call('saveSettings', part),
    onMutate: (part) => {
      client.setQueryData<Settings>(['settings'], (known) => ({ ...(known ?? DEFAULTS), ...part }));
    },
    onError: () => client.invalidateQueries({ queryKey: ['settings'] }),
    onSuccess: (settings) => client.setQueryData(['settings'], settings),
  });
  const systemIsDark = useSystemIsDark();
  const settings = data ?? DEFAULTS;
  const dark = settings.theme === 'dark' || (settings.theme === 'system' && systemIsDark);
  const access = useMemo(
    () => ({ settings, change: mutate, problem, dark }),
    [settings, mutate, problem, dark],
  );
  return <SettingsContext value={access}>{children}</SettingsContext>;
}

export function useSettings(): SettingsAccess {
  const access = useContext(SettingsContext);
  if (access === undefined) throw new Error('no settings here');
  return access;
}
