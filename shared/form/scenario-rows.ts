import { z } from 'zod';
import { SCENARIOS, scenarioByName } from '../reference/scenarios.ts';
import type { ScenarioAnswer } from './draft.ts';
import { scenarioAnswerSchema } from './draft.ts';

/** The rows of 应用场景明细表 as the board keeps them: one a scenario, in the board's order. */

const rowsSchema = z.array(scenarioAnswerSchema);

function areRows(answer: unknown): answer is ScenarioAnswer[] {
  return rowsSchema.safeParse(answer).success;
}

/** The rows of an answer, the same objects; none where it holds no rows. */
export function scenarioRows(answer: unknown): readonly ScenarioAnswer[] {
  return areRows(answer) ? answer : [];
}

/** Places of the 16; what is none of them (an older file's own wording) comes last, in its order. */
function placeOf({ scenario }: ScenarioAnswer): number {
  return scenarioByName(scenario)?.number ?? SCENARIOS.length + 1;
}

function inOrder(rows: readonly ScenarioAnswer[]): ScenarioAnswer[] {
  return [...rows].sort((one, other) => placeOf(one) - placeOf(other));
}

/** Whether a row is that of a scenario; 类 behind its name is taken. */
export function isRowOf({ scenario }: ScenarioAnswer, name: string): boolean {
  return scenario === name || scenarioByName(scenario)?.name === name;
}

/** With a change to the scenario's row, which is added where there is none. */
export function withScenario(
  rows: readonly ScenarioAnswer[],
  name: string,
  part: Partial<Omit<ScenarioAnswer, 'scenario'>>,
): ScenarioAnswer[] {
  const at = rows.findIndex((row) => isRowOf(row, name));
  if (at < 0) return inOrder([...rows, { scenario: name, ...part }]);
  return inOrder(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
}

/** Without the scenario's row. */
export function withoutScenario(rows: readonly ScenarioAnswer[], name: string): ScenarioAnswer[] {
  return inOrder(rows.filter((row) => !isRowOf(row, name)));
}
