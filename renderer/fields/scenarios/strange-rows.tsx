import { Button } from 'antd';
import type { ScenarioAnswer } from '../../../shared/form/draft.ts';
import { isRowOf } from '../../../shared/form/scenario-rows.ts';
import { SCENARIOS } from '../../../shared/reference/scenarios.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { excerpt } from '../../../shared/rules/wording.ts';
import { narrativeText, toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import { FieldFindings } from '../field-notes.tsx';
import { elementIdOf } from '../place-focus.ts';
import { useScenarioRows } from './use-scenario-rows.ts';

interface StrangeRowsProps {
  field: string;
  countField: string;
  rows: readonly ScenarioAnswer[];
  findings: readonly Finding[];
}

/** Rows that no card shows: none of the 16, or a scenario for the second time (a draft written elsewhere). */
export function StrangeRows({ field, countField, rows, findings }: StrangeRowsProps) {
  const { remove } = useScenarioRows(field, countField);
  const shown = new Set(SCENARIOS.map(({ name }) => rows.findIndex((row) => isRowOf(row, name))));
  const strange = rows.flatMap((row, index) => (shown.has(index) ? [] : [{ row, index }]));
  if (strange.length === 0) return null;
  return (
    <section className="scenario-group" aria-label="不在 16 项之内的行">
      <h2>不在 16 项之内，或重复的行</h2>
      <ul className="scenario-strange">
        {strange.map(({ row, index }) => (
          <li key={`${index} ${row.scenario}`}>
            <strong>{row.scenario === '' ? '（没有名称）' : row.scenario}</strong>
            <p>{excerpt(narrativeText(toNarrativeDocument(row.description)), 120)}</p>
            <FieldFindings
              findings={findings.filter((each) => each.field === `${field}.${index}.scenario`)}
            />
            <Button id={elementIdOf(`${field}.${index}`)} size="small" onClick={() => remove(index)}>
              移除这一行
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
