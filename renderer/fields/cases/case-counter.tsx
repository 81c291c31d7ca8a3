import type { CaseAnswer } from '../../../shared/form/draft.ts';
import { caseNumbersParameters, countCases } from '../../../shared/rules/kinds/cases.ts';
import { useSession } from '../../draft/draft-context.tsx';

interface CaseCounterProps {
  field: string;
  rows: readonly CaseAnswer[];
}

/** “已填 5 个（至少 5 个），其中重庆 2 个（至少 2 个）”, counted as the check counts. */
export function CaseCounter({ field, rows }: CaseCounterProps) {
  const { form } = useSession();
  const wanted = form.rules
    .filter(({ kind }) => kind === 'caseNumbers')
    .map(({ parameters }) => caseNumbersParameters.safeParse(parameters).data)
    .find((parameters) => parameters?.cases === field);
  if (wanted === undefined) return null;
  const { eligible, inChongqing } = countCases(rows, wanted.since);
  const enough = eligible >= wanted.minimum && inChongqing >= wanted.inChongqing;
  const left = rows.length - eligible;
  return (
    <p className={enough ? 'case-counter case-counter-enough' : 'case-counter'} aria-live="polite">
      <span aria-hidden="true">{enough ? '●' : '◐'} </span>
      已填 {eligible} 个（至少 {wanted.minimum} 个），其中重庆 {inChongqing} 个（至少 {wanted.inChongqing}{' '}
      个）
      {left === 0 ? null : (
        <span className="quiet">
          ；另有 {left} 个没有写明 {wanted.since.slice(0, 4)} 年以来的完成时间，不计入
        </span>
      )}
    </p>
  );
}
