import { Button } from 'antd';
import type { FieldOfKind } from '../../../shared/form/definition.ts';
import { scenarioRows } from '../../../shared/form/scenario-rows.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useAnswer } from '../../draft/draft-context.tsx';
import { FieldFrame } from '../field-frame.tsx';
import { answerChange, useFieldHistory } from '../field-history.ts';
import { useGroupProps } from '../field-links.ts';

interface ScenarioCountProps {
  field: FieldOfKind<'number'>;
  board: string;
  findings: readonly Finding[];
}

function Count({ stated, counted, correct }: { stated: number; counted: number; correct: () => void }) {
  const group = useGroupProps();
  return (
    <div {...group} className="scenario-count" tabIndex={-1}>
      <strong>{stated}</strong> 个
      {stated === counted ? (
        <span className="quiet">按下面选定的场景自动计数</span>
      ) : (
        <>
          <span className="quiet">明细表有 {counted} 行</span>
          <Button size="small" onClick={correct}>
            改为 {counted} 个
          </Button>
        </>
      )}
    </div>
  );
}

/** 应用场景数量: counts itself from the board; a draft from elsewhere may state another number. */
export function ScenarioCount({ field, board, findings }: ScenarioCountProps) {
  const history = useFieldHistory();
  const [answer] = useAnswer(field.id);
  const [rows] = useAnswer(board);
  const counted = scenarioRows(rows).length;
  return (
    <FieldFrame field={field} findings={findings} undo="field" group>
      <Count
        stated={typeof answer === 'number' ? answer : 0}
        counted={counted}
        correct={() => history.apply(field.id, [answerChange(field.id, counted === 0 ? null : counted)])}
      />
    </FieldFrame>
  );
}
