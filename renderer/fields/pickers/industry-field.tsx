import type { Change } from '../../../shared/contract/drafts.ts';
import type { Field, FieldOfKind, Form } from '../../../shared/form/definition.ts';
import { fieldsOf } from '../../../shared/form/definition.ts';
import { industryPath } from '../../../shared/reference/industries.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useAnswer, useDraftState, useSession } from '../../draft/draft-context.tsx';
import type { DraftState } from '../../draft/draft-session.ts';
import { FieldFrame } from '../field-frame.tsx';
import { answerChange, useFieldHistory } from '../field-history.ts';
import { useControlProps } from '../field-links.ts';
import { IndustryCascader } from './industry-cascader.tsx';
import { industryOf } from './industry-options.ts';
import './pickers.css';

type IndustryFieldOf = FieldOfKind<'industry'>;

/** The form's 大类 and 小类, which the check wants to agree. */
function pairOf(form: Form): { division: IndustryFieldOf; class: IndustryFieldOf } | undefined {
  const industries = fieldsOf(form).filter((field: Field) => field.kind === 'industry');
  const division = industries.find(({ level }) => level === 'division');
  const inner = industries.find(({ level }) => level === 'class');
  return division === undefined || inner === undefined ? undefined : { division, class: inner };
}

function readCode(answer: unknown) {
  return typeof answer === 'string' && answer.trim() !== '' ? industryOf(answer) : undefined;
}

interface ControlProps {
  field: IndustryFieldOf;
  code: string | undefined;
  choose: (code: string | null) => void;
}

function Control({ field, code, choose }: ControlProps) {
  return (
    <IndustryCascader
      level={field.level}
      code={code}
      choose={choose}
      placeholder={
        field.level === 'class'
          ? '输入代码或名称查找，如 3612、汽车；也可逐级选择'
          : '输入代码或名称查找；也可逐级选择'
      }
      control={useControlProps()}
    />
  );
}

const contentOf = (state: DraftState) => state.content.answers;

/** An industry of GB/T 4754. The 大类 follows from the 小类 and says so. */
export function IndustryField({ field, findings }: { field: IndustryFieldOf; findings: readonly Finding[] }) {
  const { form } = useSession();
  const history = useFieldHistory();
  const [answer] = useAnswer(field.id);
  const answers = useDraftState(contentOf);
  const pair = pairOf(form);
  const industry = readCode(answer);
  const choose = (code: string | null) => {
    const changes: Change[] = [answerChange(field.id, code)];
    const division = code?.slice(0, 2);
    if (pair !== undefined && field.id === pair.class.id && division !== undefined)
      if (answers[pair.division.id] !== division) changes.push(answerChange(pair.division.id, division));
    history.apply(field.id, changes);
  };
  const inner =
    pair !== undefined && field.id === pair.division.id ? readCode(answers[pair.class.id]) : undefined;
  const follows = industry !== undefined && inner?.code.startsWith(industry.code) === true;
  const strange = typeof answer === 'string' && answer.trim() !== '' && industry === undefined;
  return (
    <FieldFrame
      field={field}
      findings={findings}
      undo="field"
      note={
        <>
          {industry === undefined ? null : (
            <p className="field-note">{industryPath(industry).replaceAll('>', ' > ')}</p>
          )}
          {follows ? (
            <p className="field-note">
              已随“{pair?.class.label}”{inner?.code} {inner?.name} 自动填写。
            </p>
          ) : null}
          {strange ? (
            <p className="field-note">原来填写的是“{answer}”，不是标准中的代码；请重新选择。</p>
          ) : null}
        </>
      }
    >
      <Control field={field} code={industry?.code} choose={choose} />
    </FieldFrame>
  );
}
