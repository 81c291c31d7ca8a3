import { Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { readDay } from '../../../shared/rules/calendar.ts';
import { DatePickerButton } from '../../fields/date-picker-button.tsx';
import { FieldLinksContext, useControlProps } from '../../fields/field-links.ts';
import '../../fields/field-frame.css';
import '../../fields/typed-field.css';

interface LabelledFieldProps {
  label: string;
  hint?: string | undefined;
  /** What is wrong with what is in it. */
  problem?: string | undefined;
  children: ReactNode;
}

/** A label above its control, a hint under the label, and what is wrong under the control. */
export function LabelledField({ label, hint, problem, children }: LabelledFieldProps) {
  const id = useId();
  const links = {
    controlId: id,
    labelId: `${id}-label`,
    notesId: `${id}-notes`,
    invalid: problem !== undefined,
  };
  return (
    <div className="field">
      <div className="field-head">
        <label id={links.labelId} htmlFor={id} className="field-label">
          {label}
        </label>
      </div>
      <FieldLinksContext value={links}>{children}</FieldLinksContext>
      <div id={links.notesId} className="field-notes">
        {problem === undefined ? null : <p className="field-error">{problem}</p>}
        {hint === undefined || problem !== undefined ? null : <p className="field-guidance">{hint}</p>}
      </div>
    </div>
  );
}

interface BoxProps {
  value: string;
  change: (value: string) => void;
  longest: number;
  onLeave: (() => void) | undefined;
}

function Box({ value, change, longest, onLeave }: BoxProps) {
  const { 'aria-invalid': invalid, ...control } = useControlProps();
  return (
    <Input
      {...control}
      aria-invalid={invalid}
      status={invalid ? 'error' : ''}
      value={value}
      maxLength={longest}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => change(target.value)}
      onBlur={onLeave}
    />
  );
}

interface TextFieldProps extends Omit<LabelledFieldProps, 'children'> {
  value: string;
  change: (value: string) => void;
  /** Characters. */
  longest: number;
  onLeave?: () => void;
}

/** A line of text under its label. */
export function TextField({ value, change, longest, onLeave, ...field }: TextFieldProps) {
  return (
    <LabelledField {...field}>
      <Box value={value} change={change} longest={longest} onLeave={onLeave} />
    </LabelledField>
  );
}

interface DayBoxProps {
  label: string;
  /** YYYY-MM-DD */
  day: string;
  change: (day: string) => void;
  /** It counts as soon as it is a day, before the box is left. */
  live?: boolean;
}

/** A day in one line with its label; what is no day gives way to the one it had. */
export function DayBox({ label, day, change, live = false }: DayBoxProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const take = (text: string) => {
    const read = readDay(text);
    if (read !== undefined && read !== day) change(read);
  };
  const settle = () => {
    setTyped(undefined);
    take(typed ?? day);
  };
  return (
    <span className="day-box">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={typed ?? day}
        maxLength={20}
        autoComplete="off"
        onChange={({ target }) => {
          setTyped(target.value);
          if (live) take(target.value);
        }}
        onBlur={settle}
        onPressEnter={settle}
        suffix={
          <DatePickerButton
            label={label}
            text={day}
            choose={(chosen) => {
              if (chosen !== '') change(chosen);
            }}
          />
        }
      />
    </span>
  );
}
