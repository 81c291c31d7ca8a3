import { useState } from 'react';
import type { Field, FieldOfKind, SectionOfKind } from '../../../shared/form/definition.ts';
import { isRowOf, scenarioRows } from '../../../shared/form/scenario-rows.ts';
import { SCENARIOS } from '../../../shared/reference/scenarios.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useAnswer } from '../../draft/draft-context.tsx';
import { type Findings, findingsOfField } from '../../draft/findings.ts';
import type { LimitedWords } from '../../draft/section-words.ts';
import { FieldFrame } from '../field-frame.tsx';
import { useGroupProps } from '../field-links.ts';
import { useSentTo } from '../sent-to.ts';
import { ScenarioCard } from './scenario-card.tsx';
import { ScenarioCount } from './scenario-count.tsx';
import { ScenarioPanel } from './scenario-panel.tsx';
import { StrangeRows } from './strange-rows.tsx';
import './scenarios.css';

const GROUPS = [...new Set(SCENARIOS.map(({ group }) => group))];

interface BoardProps {
  field: FieldOfKind<'scenarioBoard'>;
  countField: string;
  findings: readonly Finding[];
  words: LimitedWords | undefined;
}

/** Which card is open. Being sent to a row opens its card. */
function useOpenScenario(field: string, nameAt: (row: number) => string | undefined) {
  const { place, visit } = useSentTo();
  const [open, setOpen] = useState<string>();
  const [seen, setSeen] = useState<unknown>();
  if (seen !== visit) {
    setSeen(visit);
    const [id, row] = place?.split('.') ?? [];
    const name = id === field && row !== undefined ? nameAt(Number(row)) : undefined;
    if (name !== undefined) setOpen(name);
  }
  return { open, setOpen };
}

function Board({ field, countField, findings, words }: BoardProps) {
  const group = useGroupProps();
  const [answer] = useAnswer(field.id);
  const rows = scenarioRows(answer);
  const nameAt = (row: number) =>
    SCENARIOS.find(({ name }) => rows[row] !== undefined && isRowOf(rows[row], name))?.name;
  const { open, setOpen } = useOpenScenario(field.id, nameAt);
  return (
    <div {...group} className="scenario-board">
      {GROUPS.map((name) => {
        const scenarios = SCENARIOS.filter((scenario) => scenario.group === name);
        const opened = scenarios.find((scenario) => scenario.name === open);
        return (
          <section key={name} className="scenario-group" aria-label={name}>
            <h2>{name}</h2>
            <div className="scenario-cards">
              {scenarios.map((scenario) => {
                const index = rows.findIndex((row) => isRowOf(row, scenario.name));
                return (
                  <ScenarioCard
                    key={scenario.id}
                    scenario={scenario}
                    place={index < 0 ? undefined : `${field.id}.${index}`}
                    row={rows[index]}
                    open={open === scenario.name}
                    toggle={() => setOpen(open === scenario.name ? undefined : scenario.name)}
                    findings={findings}
                  />
                );
              })}
            </div>
            {opened === undefined ? null : (
              <ScenarioPanel
                key={opened.id}
                scenario={opened}
                field={field.id}
                countField={countField}
                findings={findings}
                words={words}
                goTo={setOpen}
              />
            )}
          </section>
        );
      })}
      <StrangeRows field={field.id} countField={countField} rows={rows} findings={findings} />
    </div>
  );
}

interface ScenariosFormProps {
  section: SectionOfKind<'scenarios'>;
  findings: Findings | undefined;
  words: LimitedWords | undefined;
}

/** 三、数字化经营应用场景: the 16 scenarios as cards in their groups; their number counts itself. */
export function ScenariosForm({ section, findings, words }: ScenariosFormProps) {
  const fieldOf = (id: string): Field | undefined => section.fields.find((field) => field.id === id);
  const board = fieldOf(section.boardField);
  const count = fieldOf(section.countField);
  if (board?.kind !== 'scenarioBoard' || count?.kind !== 'number') return null;
  const onBoard = findingsOfField(findings, board.id);
  return (
    <>
      <ScenarioCount field={count} board={board.id} findings={findingsOfField(findings, count.id)} />
      <FieldFrame
        field={board}
        findings={onBoard.filter(({ field }) => field === board.id)}
        undo="mixed"
        group
      >
        <Board field={board} countField={count.id} findings={onBoard} words={words} />
      </FieldFrame>
    </>
  );
}
