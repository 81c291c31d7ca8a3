import type { ScenarioAnswer } from '../../../shared/form/draft.ts';
import type { Scenario } from '../../../shared/reference/scenarios.ts';
import { scenarioLevelName } from '../../../shared/reference/scenarios.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { excerpt } from '../../../shared/rules/wording.ts';
import { isEmptyNarrative, narrativeText, toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import { elementIdOf } from '../place-focus.ts';

interface ScenarioCardProps {
  scenario: Scenario;
  /** Of its row in the draft; undefined while it is not on the board. */
  place: string | undefined;
  row: ScenarioAnswer | undefined;
  open: boolean;
  toggle: () => void;
  findings: readonly Finding[];
}

function lineOf(row: ScenarioAnswer): string {
  const description = toNarrativeDocument(row.description);
  if (isEmptyNarrative(description)) return '还没有写应用描述';
  return excerpt(narrativeText(description), 40);
}

/** Element of a scenario's card, on the board or not. */
export function cardIdOf({ id }: Scenario): string {
  return `scenario-card-${id}`;
}

/** A scenario: its name, its level, one line. */
export function ScenarioCard({ scenario, place, row, open, toggle, findings }: ScenarioCardProps) {
  const level = row === undefined ? '未应用' : (scenarioLevelName(row.level ?? 0) ?? '等级未选');
  const blocks = findings.filter(
    (finding) => place !== undefined && finding.level === 'block' && finding.field?.startsWith(`${place}.`),
  ).length;
  return (
    <div id={place === undefined ? undefined : elementIdOf(place)} className="scenario-place">
      <button
        type="button"
        id={cardIdOf(scenario)}
        className={row === undefined ? 'scenario-card' : 'scenario-card scenario-card-chosen'}
        aria-expanded={open}
        onClick={toggle}
      >
        <span className="scenario-card-head">
          <span className="scenario-card-name">{scenario.name}</span>
          <span className="scenario-card-level">{level}</span>
        </span>
        <span className="scenario-card-line">{row === undefined ? '点开对照判定选择等级' : lineOf(row)}</span>
        {blocks === 0 ? null : <span className="scenario-card-blocks">▲ {blocks} 项须改</span>}
      </button>
    </div>
  );
}
