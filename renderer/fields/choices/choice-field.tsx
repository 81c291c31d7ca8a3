import { Radio } from 'antd';
import type { FieldOfKind } from '../../../shared/form/definition.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useAnswer, useSession } from '../../draft/draft-context.tsx';
import { withDependents } from '../dependent-answers.ts';
import { FieldFrame } from '../field-frame.tsx';
import { useFieldHistory } from '../field-history.ts';
import { useGroupProps } from '../field-links.ts';
import { strangeOptions } from './strange-options.ts';
import './choices.css';

interface ChoiceProps {
  options: readonly { value: string; label: string }[];
  value: string | null;
  choose: (value: string) => void;
  name: string;
}

function Options({ options, value, choose, name }: ChoiceProps) {
  const group = useGroupProps('radiogroup');
  return (
    <div {...group} className="choices">
      {options.map((option) => (
        <Radio
          key={option.value}
          name={name}
          value={option.value}
          checked={option.value === value}
          onChange={() => choose(option.value)}
        >
          {option.label}
        </Radio>
      ))}
    </div>
  );
}

/** One of the form's boxes. */
export function ChoiceField({
  field,
  findings,
}: {
  field: FieldOfKind<'choice'>;
  findings: readonly Finding[];
}) {
  const session = useSession();
  const history = useFieldHistory();
  const [answer] = useAnswer(field.id);
  const value = typeof answer === 'string' && answer !== '' ? answer : null;
  const options = [
    ...field.options.map((option) => ({ value: option, label: option })),
    ...strangeOptions(field.options, value === null ? [] : [value]),
  ];
  return (
    <FieldFrame field={field} findings={findings} undo="field" group>
      <Options
        name={field.id}
        options={options}
        value={value}
        choose={(option) => history.apply(field.id, withDependents(session, field.id, option))}
      />
    </FieldFrame>
  );
}
