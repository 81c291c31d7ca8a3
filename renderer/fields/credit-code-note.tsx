import { creditCodeProgress } from '../../shared/form/field-format.ts';

interface CreditCodeNoteProps {
  text: string;
  editing: boolean;
  /** Said already under the box. */
  wrong: boolean;
}

/** While a credit code is typed: how much of it is there, and what is wrong already. */
export function CreditCodeNote({ text, editing, wrong }: CreditCodeNoteProps) {
  const { typed, length, problem } = creditCodeProgress(text);
  if (wrong || typed === 0) return null;
  if (problem !== undefined)
    return (
      <p className="field-finding-warn" aria-live="polite">
        <span aria-hidden="true">△ </span>
        {problem}
      </p>
    );
  if (typed === length) return <p className="field-note typed-done">✓ {length} 位，校验码相符</p>;
  return editing ? (
    <p className="field-note">
      {typed} / {length} 位
    </p>
  ) : null;
}
