import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { pastedLine } from '../../shared/form/typed-text.ts';
import { useLocked } from '../draft/read-only.tsx';
import { insertPasted } from './insert-pasted.ts';
import './plain-text.css';

interface PlainTextProps {
  id: string;
  value: string | null | undefined;
  change: (value: string | null) => void;
  /** What the text becomes once the box is left; trimmed otherwise. */
  settle?: (text: string) => string;
  /** Several lines. */
  long?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  placeholder?: string;
  onLeave?: () => void;
}

/** A text inside a card: tied to its answer both ways; an unfinished Chinese word is not handed over. */
export function PlainText(props: PlainTextProps) {
  const {
    id,
    value,
    change,
    settle,
    long = false,
    invalid = false,
    describedBy,
    placeholder,
    onLeave,
  } = props;
  const locked = useLocked();
  const kept = value ?? '';
  const [text, setText] = useState(kept);
  const composing = useRef(false);
  const shown = useRef(text);
  shown.current = text;
  useEffect(() => {
    if (!composing.current && shown.current !== kept) setText(kept);
  }, [kept]);
  const take = (next: string) => {
    setText(next);
    if (!composing.current && next !== kept) change(next === '' ? null : next);
  };
  const common = {
    id,
    value: text,
    disabled: false,
    readOnly: locked,
    placeholder,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
    status: invalid ? ('error' as const) : ('' as const),
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => take(event.target.value),
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: (event: { currentTarget: { value: string } }) => {
      composing.current = false;
      take(event.currentTarget.value);
    },
    onBlur: () => {
      const settled = settle === undefined ? text.trim() : settle(text);
      if (settled !== text) take(settled);
      onLeave?.();
    },
  };
  if (long) return <Input.TextArea {...common} className="plain-text-long" rows={2} />;
  return (
    <Input
      {...common}
      data-enter="next"
      autoComplete="off"
      onPaste={(event) => insertPasted(event, pastedLine)}
    />
  );
}
