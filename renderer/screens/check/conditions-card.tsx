import { ConditionQuestion } from '../../draft/condition-question.tsx';
import { useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { useLocked } from '../../draft/read-only.tsx';

const declarationsOf = (state: DraftState) => state.content.declarations;

/** The answers that were given before writing; they can be changed here. */
export function ConditionsCard() {
  const session = useSession();
  const declarations = useDraftState(declarationsOf);
  const locked = useLocked();
  const { conditions } = session.form;
  const met = conditions.filter(({ id }) => declarations[id] === 'yes').length;
  return (
    <section aria-labelledby="check-conditions">
      <h2 id="check-conditions">
        申报条件自查（{met} / {conditions.length} 条符合）
      </h2>
      <div className="card check-conditions">
        {conditions.map((condition) => (
          <ConditionQuestion
            key={condition.id}
            condition={condition}
            notice={session.notice}
            locked={locked}
            value={declarations[condition.id]}
            onChange={(value) => session.change({ kind: 'declaration', condition: condition.id, value })}
          />
        ))}
      </div>
    </section>
  );
}
