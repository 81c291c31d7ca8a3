import { Input, type InputRef } from 'antd';
import { type ClipboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { creditCodeProgress } from '../../shared/form/field-format.ts';
import {
  pastedText,
  readingText,
  settledText,
  type TypedField as TypedFieldDefinition,
  typedAnswer,
  typedText,
} from '../../shared/form/typed-text.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import { useAnswer } from '../draft/draft-context.tsx';
import { useLocked } from '../draft/read-only.tsx';
import { afterPointer } from '../shell/after-pointer.ts';
import { CreditCodeNote } from './credit-code-note.tsx';
import { DatePickerButton } from './date-picker-button.tsx';
import { FieldFrame } from './field-frame.tsx';
import { answerChange, useFieldHistory } from './field-history.ts';
import { useControlProps } from './field-links.ts';
import { insertPasted } from './insert-pasted.ts';
import { YuanOffer } from './yuan-offer.tsx';
import './typed-field.css';

/** The texts of the typed boxes of a section, by field id. */
export type TypedTexts = Record<string, string>;

/**
 * What the boxes show differs from what is edited only here: numbers with separators, codes in groups,
 * dates as they are kept. Such a box undoes itself, for the browser forgets what it was when a program
 * writes into it.
 */
function isRewritten({ kind }: TypedFieldDefinition): boolean {
  return kind === 'number' || kind === 'date' || kind === 'creditCode';
}

/** The text of a box, tied to the answer both ways. */
function useTypedText(field: TypedFieldDefinition) {
  const { control, setValue } = useFormContext<TypedTexts>();
  const { field: box, fieldState } = useController({ name: field.id, control });
  const history = useFieldHistory();
  const [answer, setAnswer] = useAnswer(field.id);
  const composing = useRef(false);
  const text = box.value ?? '';
  const shownText = useRef(text);
  shownText.current = text;
  const touched = fieldState.isTouched;

  // Undo, a restored version, an import: the answer changed, and not from here.
  useEffect(() => {
    if (composing.current || typedAnswer(field, shownText.current) === answer) return;
    setValue(field.id, typedText(field, answer), { shouldValidate: touched });
  }, [field, answer, setValue, touched]);

  const keep = (next: string) => {
    const value = typedAnswer(field, next);
    if (value === answer) return;
    if (isRewritten(field)) history.apply(field.id, [answerChange(field.id, value)], field.id);
    else setAnswer(value);
  };
  return {
    text,
    error: fieldState.error?.message,
    type: (next: string) => {
      box.onChange(next);
      // Letters of an unfinished Chinese word are no answer yet.
      if (!composing.current) keep(next);
    },
    /** As a whole, by a button or the calendar. */
    put: (next: string) => {
      setValue(field.id, next, { shouldValidate: true, shouldTouch: true });
      keep(next);
    },
    settle: () => {
      const settled = settledText(field, text);
      if (settled !== text) setValue(field.id, settled);
      keep(settled);
    },
    /** From now on what is wrong is told. What was only walked through is still to be typed for the first time. */
    judge: () => {
      if (shownText.current !== '') box.onBlur();
    },
    composition: {
      onCompositionStart: () => {
        composing.current = true;
      },
      onCompositionEnd: (event: { currentTarget: HTMLInputElement }) => {
        composing.current = false;
        box.onChange(event.currentTarget.value);
        keep(event.currentTarget.value);
      },
    },
    attach: box.ref,
  };
}

interface TypedInputProps {
  field: TypedFieldDefinition;
  typed: ReturnType<typeof useTypedText>;
  editing: boolean;
  setEditing: (editing: boolean) => void;
  suffix: ReactNode;
}

function TypedInput({ field, typed, editing, setEditing, suffix }: TypedInputProps) {
  const control = useControlProps();
  const locked = useLocked();
  const input = useRef<InputRef>(null);
  const rewritten = isRewritten(field);
  // The box shows another text than before it was entered: all of it is marked, as the browser would have done.
  useEffect(() => {
    if (editing && rewritten) input.current?.select();
  }, [editing, rewritten]);
  const paste = (event: ClipboardEvent<HTMLInputElement>) =>
    insertPasted(event, (text) => pastedText(field, text));
  return (
    <Input
      {...control}
      {...typed.composition}
      ref={(element) => {
        input.current = element;
        typed.attach(element);
      }}
      className={`typed typed-${field.kind}`}
      disabled={false}
      readOnly={locked}
      data-enter="next"
      value={editing ? typed.text : readingText(field, typed.text)}
      suffix={suffix}
      status={control['aria-invalid'] ? 'error' : ''}
      inputMode={field.kind === 'number' ? 'decimal' : field.kind === 'phone' ? 'tel' : 'text'}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => typed.type(event.target.value)}
      onPaste={paste}
      onFocus={() => setEditing(true)}
      onBlur={() => {
        typed.settle();
        afterPointer(() => {
          setEditing(false);
          typed.judge();
        });
      }}
    />
  );
}

const NONE: readonly Finding[] = [];

/** Its note tells what is missing or wrong: the check's word on the same, between two keys, would move all below. */
function isUnfinishedCode(text: string): boolean {
  const { typed, length, problem } = creditCodeProgress(text);
  return typed > 0 && (problem !== undefined || typed < length);
}

interface TypedFieldProps {
  field: TypedFieldDefinition;
  findings: readonly Finding[];
}

/** A field of one line: text, number, date, telephone, credit code. */
export function TypedField({ field, findings }: TypedFieldProps) {
  const typed = useTypedText(field);
  const [editing, setEditing] = useState(false);
  const told = editing && field.kind === 'creditCode' && isUnfinishedCode(typed.text);
  const note =
    field.kind === 'creditCode' ? (
      <CreditCodeNote text={typed.text} editing={editing} wrong={typed.error !== undefined} />
    ) : field.kind === 'number' && !editing ? (
      <YuanOffer place={field.id} text={typed.text} unit={field.unit} convert={typed.put} />
    ) : undefined;
  const suffix =
    field.kind === 'number' ? (
      <span className="typed-unit">{field.unit}</span>
    ) : field.kind === 'date' ? (
      <DatePickerButton label={field.label} text={typed.text} choose={typed.put} />
    ) : undefined;
  return (
    <FieldFrame
      field={field}
      findings={told ? NONE : findings}
      error={typed.error}
      undo={isRewritten(field) ? 'field' : 'text'}
      note={note}
    >
      <TypedInput field={field} typed={typed} editing={editing} setEditing={setEditing} suffix={suffix} />
    </FieldFrame>
  );
}
