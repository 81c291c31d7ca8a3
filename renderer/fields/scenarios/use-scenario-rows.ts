import { useCallback } from 'react';
import type { ScenarioAnswer } from '../../../shared/form/draft.ts';
import { isRowOf, scenarioRows, withoutScenario, withScenario } from '../../../shared/form/scenario-rows.ts';
import { useSession } from '../../draft/draft-context.tsx';
import type { DraftSession } from '../../draft/draft-session.ts';
import { answerChange, useFieldHistory } from '../field-history.ts';

type Part = Partial<Omit<ScenarioAnswer, 'scenario'>>;

/** Rows that were taken off the board while it is open: what was written comes back with the level. */
const setAside = new WeakMap<DraftSession, Map<string, ScenarioAnswer>>();

function asideOf(session: DraftSession): Map<string, ScenarioAnswer> {
  const aside = setAside.get(session) ?? new Map<string, ScenarioAnswer>();
  setAside.set(session, aside);
  return aside;
}

/** Changes of the board, each with the number of scenarios that follows from it. */
export function useScenarioRows(field: string, countField: string) {
  const session = useSession();
  const history = useFieldHistory();
  const put = useCallback(
    (rows: readonly ScenarioAnswer[], act?: string) => {
      const { length } = rows;
      history.apply(
        field,
        [
          answerChange(field, length === 0 ? null : [...rows]),
          answerChange(countField, length === 0 ? null : length),
        ],
        act,
      );
    },
    [history, field, countField],
  );
  // Read when it is needed: an editor hands its text over when it is closed, perhaps with its row gone.
  const present = useCallback(() => scenarioRows(session.state.content.answers[field]), [session, field]);
  return {
    /** Puts the scenario on the board at a level, or changes its level. */
    choose: (name: string, level: number) => {
      const rows = present();
      const { scenario: _, ...before } = asideOf(session).get(name) ?? { scenario: name };
      const known = rows.some((row) => isRowOf(row, name));
      put(withScenario(rows, name, known ? { level } : { ...before, level }));
    },
    /** Takes the scenario off the board. @returns the way back, where anything was written */
    giveUp: (name: string): (() => void) | undefined => {
      const rows = present();
      const row = rows.find((each) => isRowOf(each, name));
      if (row === undefined) return undefined;
      asideOf(session).set(name, row);
      put(withoutScenario(rows, name));
      if (row.description == null && (row.proof ?? '').trim() === '') return undefined;
      // The editor may have handed its last words over since.
      return () => put(withScenario(present(), name, asideOf(session).get(name) ?? row));
    },
    write: (name: string, part: Part, act: string) => {
      const rows = present();
      if (rows.some((row) => isRowOf(row, name))) put(withScenario(rows, name, part), `${name}.${act}`);
      else asideOf(session).set(name, { ...(asideOf(session).get(name) ?? { scenario: name }), ...part });
    },
    /** Removes a row by its place: one that is none of the 16, or a double. */
    remove: (index: number) => put(present().filter((_, at) => at !== index)),
  };
}
