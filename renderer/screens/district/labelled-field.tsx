import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { FieldLinksContext, useControlProps } from '../../fields/field-links.ts';
import '../../fields/field-frame.css';

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
}

/** A day in one line with its label; an emptied box keeps the day it had. */
export function DayBox({ label, day, change }: DayBoxProps) {
  return (
    <label className="day-box">
      {label}
      <input
        type="date"
        value={day}
        min="2000-01-01"
        max="2999-12-31"
        onChange={({ target }) => {
          if (target.value !== '') change(target.value);
        }}
      />
    </label>
  );
}
