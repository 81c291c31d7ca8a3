import type { ReactNode } from 'react';
import type { Finding } from '../../shared/rules/finding.ts';
import { FieldFindings } from './field-notes.tsx';
import { elementIdOf } from './place-focus.ts';
import { useSentTo } from './sent-to.ts';
import { useShownFindings } from './use-shown-findings.ts';

interface PlacePartProps {
  /** In the draft: `cases.3.effect`. */
  place: string;
  label: string;
  /** What stands there. */
  value: unknown;
  /** Of the whole field. */
  findings: readonly Finding[];
  className?: string;
  /** Beside the name, at the right. */
  aside?: ReactNode;
  /** Under the box. */
  more?: ReactNode;
  /** The name is no `label` of a box: the box names itself. */
  unlabelled?: boolean;
  children: (control: { id: string; describedBy: string; invalid: boolean }) => ReactNode;
}

/** A box inside a card, with its name and with what the check says of this very place. */
export function PlacePart(props: PlacePartProps) {
  const { place, label, value, findings, className, aside, more, unlabelled = false, children } = props;
  const { place: sent } = useSentTo();
  const own = findings.filter(({ field, level }) => field === place && level !== 'hint');
  const { shown, visits } = useShownFindings(value, own, sent === place);
  const id = elementIdOf(place);
  const describedBy = `${id}-notes`;
  return (
    <div className={className === undefined ? 'field' : `field ${className}`} {...visits}>
      <div className="field-head">
        {unlabelled ? (
          <span className="field-label">{label}</span>
        ) : (
          <label className="field-label" htmlFor={id}>
            {label}
          </label>
        )}
        {aside}
      </div>
      {children({ id, describedBy, invalid: shown.some(({ level }) => level === 'block') })}
      <div id={describedBy} className="field-notes">
        {more}
        <FieldFindings findings={shown} />
      </div>
    </div>
  );
}
