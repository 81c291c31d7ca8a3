import type { FieldOfKind } from '../../../shared/form/definition.ts';
import { findDistrict, THRESHOLD_CLAUSE } from '../../../shared/reference/districts.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useAnswer, useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { withDependents } from '../dependent-answers.ts';
import { FieldFrame } from '../field-frame.tsx';
import { useFieldHistory } from '../field-history.ts';
import { DistrictSelect } from './district-select.tsx';
import './pickers.css';

export const destinationOf = (state: DraftState) => state.content.destinationDistrict;

function nameOf(written: string | null): string | null {
  return written === null || written.trim() === '' ? null : (findDistrict(written)?.name ?? written.trim());
}

/** 所属区县: what the notice asks of its region, and where the papers go as long as nobody says otherwise. */
export function DistrictField({
  field,
  findings,
}: {
  field: FieldOfKind<'district'>;
  findings: readonly Finding[];
}) {
  const session = useSession();
  const history = useFieldHistory();
  const [answer] = useAnswer(field.id);
  const destination = nameOf(useDraftState(destinationOf));
  const value = typeof answer === 'string' && answer !== '' ? answer : null;
  const own = nameOf(value);
  const thresholds = (value === null ? undefined : findDistrict(value))?.possibleThresholdsWan ?? [];
  const choose = (name: string | null) => {
    const follows = destination === null || destination === own;
    history.apply(field.id, [
      ...withDependents(session, field.id, name),
      ...(follows ? [{ kind: 'destinationDistrict' as const, value: name }] : []),
    ]);
  };
  return (
    <FieldFrame
      field={field}
      findings={findings}
      undo="field"
      note={
        own === null ? undefined : (
          <>
            {thresholds.length === 0 ? null : (
              <p className="field-note">
                数字化转型投入门槛：{thresholds.join(' 或 ')} 万元
                {thresholds.length > 1 ? '，看所属区域' : ''}（{THRESHOLD_CLAUSE}）。
              </p>
            )}
            <p className="field-note">
              {destination === own
                ? `报送区县随之为${own}，可在“封面”改。`
                : `报送区县为${destination ?? '（未选择）'}，在“封面”填写。`}
            </p>
          </>
        )
      }
    >
      <DistrictSelect value={value} choose={choose} thresholds />
    </FieldFrame>
  );
}
