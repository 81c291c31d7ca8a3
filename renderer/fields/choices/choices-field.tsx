import { Checkbox } from 'antd';
import { z } from 'zod';
import type { FieldOfKind } from '../../../shared/form/definition.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { useAnswer, useSession } from '../../draft/draft-context.tsx';
import { withDependents } from '../dependent-answers.ts';
import { FieldFrame } from '../field-frame.tsx';
import { useFieldHistory } from '../field-history.ts';
import { useGroupProps } from '../field-links.ts';
import { strangeOptions } from './strange-options.ts';
import './choices.css';

const chosenSchema = z.array(z.string());

interface OptionsProps {
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  choose: (option: string, chosen: boolean) => void;
}

function Options({ options, chosen, choose }: OptionsProps) {
  const group = useGroupProps();
  return (
    // As many as this stand in columns, as the form prints them.
    <div {...group} className={options.length > 8 ? 'choices choices-grid' : 'choices'}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          checked={chosen.includes(option.value)}
          onChange={(event) => choose(option.value, event.target.checked)}
        >
          {option.label}
        </Checkbox>
      ))}
    </div>
  );
}

/** Any of the form's boxes. */
export function ChoicesField({
  field,
  findings,
}: {
  field: FieldOfKind<'choices'>;
  findings: readonly Finding[];
}) {
  const session = useSession();
  const history = useFieldHistory();
  const [answer] = useAnswer(field.id);
  const chosen = chosenSchema.safeParse(answer).data ?? [];
  const options = [
    ...field.options.map((option) => ({ value: option, label: option })),
    ...strangeOptions(field.options, chosen),
  ];
  const choose = (option: string, isChosen: boolean) => {
    const next = isChosen ? [...chosen, option] : chosen.filter((each) => each !== option);
    // In the form's order, whatever the order of the ticks.
    const ordered = options.map(({ value }) => value).filter((each) => next.includes(each));
    history.apply(field.id, withDependents(session, field.id, ordered.length === 0 ? null : ordered));
  };
  return (
    <FieldFrame field={field} findings={findings} undo="field" group>
      <Options options={options} chosen={chosen} choose={choose} />
    </FieldFrame>
  );
}
