import { Radio } from 'antd';
import { useId } from 'react';
import type { Form, Notice } from '../../shared/form/definition.ts';
import { clauseText } from '../../shared/form/notice-clause.ts';
import { elementIdOf } from '../fields/place-focus.ts';
import type { DeclarationValue } from './draft-session.ts';
import './condition-question.css';

const OPTIONS: { value: DeclarationValue; label: string }[] = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
  { value: 'unsure', label: '不确定' },
];

const SAYS: Partial<Record<DeclarationValue, string>> = {
  no: '通知要求符合这一条，不符合的不能申报。可以先填写；选错了或情况有变，之后在“检查”里改。',
  unsure: '可以先填写。导出之前需要核实这一条，并在“检查”里改为“是”或“否”。',
};

interface ConditionQuestionProps {
  condition: Form['conditions'][number];
  notice: Notice;
  value: DeclarationValue | undefined;
  onChange: (value: DeclarationValue) => void;
  /** Only to be read. */
  locked?: boolean;
}

/** A condition of the notice as a question; what the answer means stands under it at once, and nothing is barred. */
export function ConditionQuestion({
  condition,
  notice,
  value,
  onChange,
  locked = false,
}: ConditionQuestionProps) {
  const { id, question, clause } = condition;
  const group = useId();
  const text = clauseText(notice, clause);
  const says = value === undefined ? undefined : SAYS[value];
  return (
    <fieldset className="condition" id={elementIdOf(`declarations.${id}`)}>
      <legend id={group}>{question}</legend>
      <Radio.Group
        aria-labelledby={group}
        options={OPTIONS}
        disabled={locked}
        value={value ?? null}
        onChange={({ target }) => {
          const chosen = OPTIONS.find((option) => option.value === target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      />
      <div aria-live="polite">{says === undefined ? null : <p className="condition-says">{says}</p>}</div>
      {text === undefined ? (
        <p className="condition-clause">依据：{clause}</p>
      ) : (
        <details className="condition-clause">
          <summary>依据：{clause}</summary>
          <p>{text}</p>
        </details>
      )}
    </fieldset>
  );
}
