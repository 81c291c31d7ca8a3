import { useCallback, useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { call } from '../../bridge-calls.ts';

type Listed = CallOutput<'listMediumPlaces'>;
export type Place = Listed['places'][number];

export interface MediumPlacesState {
  /** Undefined while the system is asked. */
  listed: Listed | undefined;
  /** Why it could not be asked. */
  error: unknown;
  refresh: () => void;
  /** Asks for a folder. */
  choose: () => Promise<Place | undefined>;
  /** Id of the place that was last written to. */
  chosen: string | undefined;
  setChosen: (placeId: string) => void;
}

/** Sticks and other places that a package can be written to, asked of the system anew with each `refresh`. */
export function useMediumPlaces(madeId: string): MediumPlacesState {
  const [listed, setListed] = useState<Listed>();
  const [error, setError] = useState<unknown>();
  const [chosen, setChosen] = useState<string>();
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks anew
  useEffect(() => {
    let isCurrent = true;
    setListed(undefined);
    setError(undefined);
    call('listMediumPlaces', { madeId }).then(
      (found) => isCurrent && setListed(found),
      (failure: unknown) => isCurrent && setError(failure),
    );
    return () => {
      isCurrent = false;
    };
  }, [madeId, turn]);
  const refresh = useCallback(() => setTurn((before) => before + 1), []);
  const choose = useCallback(async () => {
    const answer = await call('chooseMediumPlace', { madeId });
    return answer.outcome === 'chosen' ? answer.place : undefined;
  }, [madeId]);
  return { listed, error, refresh, choose, chosen, setChosen };
}
