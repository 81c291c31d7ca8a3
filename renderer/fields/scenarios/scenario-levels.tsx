import { Radio } from 'antd';
import type { Scenario } from '../../../shared/reference/scenarios.ts';
import { SCENARIO_STANDARD } from '../../../shared/reference/scenarios.ts';

interface ScenarioLevelsProps {
  id: string | undefined;
  scenario: Scenario;
  /** 1 to 4; null while the scenario is not on the board or its level is open. */
  level: number | null;
  applied: boolean;
  choose: (level: number) => void;
  giveUp: () => void;
}

/** The four official judgements side by side, to choose from. */
export function ScenarioLevels({ id, scenario, level, applied, choose, giveUp }: ScenarioLevelsProps) {
  const name = `level-${scenario.id}`;
  return (
    <fieldset id={id} className="scenario-levels">
      <legend className="field-label">应用水平</legend>
      <p className="field-hint">
        对照《{SCENARIO_STANDARD.title}》（{SCENARIO_STANDARD.documentNumber}）选择已经达到的等级。
      </p>
      <Radio name={name} checked={!applied} onChange={giveUp}>
        未应用
      </Radio>
      <div className="scenario-judgements">
        {scenario.levels.map((each) => (
          <Radio
            key={each.level}
            name={name}
            className={
              each.level === level ? 'scenario-judgement scenario-judgement-chosen' : 'scenario-judgement'
            }
            checked={applied && each.level === level}
            onChange={() => choose(each.level)}
          >
            <span className="scenario-judgement-name">
              {each.name}
              <span className="quiet">（{each.alias}）</span>
            </span>
            <span className="scenario-judgement-text">{each.judgement}</span>
          </Radio>
        ))}
      </div>
    </fieldset>
  );
}
