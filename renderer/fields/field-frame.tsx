import type { ReactNode } from 'react';
import type { Field } from '../../shared/form/definition.ts';
import type { Findings } from '../draft/findings.ts';
import type { LimitedWords } from '../draft/section-words.ts';
import { elementIdOf } from './place-focus.ts';
import { WordCounter } from './word-counter.tsx';

interface FieldFrameProps {
  field: Field;
  findings: Findings | undefined;
  words: LimitedWords | undefined;
  children: ReactNode;
}

/** Around every field: the form's wording above, the notice's hint below it in grey, what is wrong under the box. */
export function FieldFrame({ field, words, children }: FieldFrameProps) {
  return (
    <div className="field" id={elementIdOf(field.id)}>
      <div className="field-head">
        <span className="field-label">{field.label}</span>
        {words === undefined ? null : <WordCounter {...words} />}
      </div>
      {field.hint === undefined ? null : <p className="quiet">{field.hint}</p>}
      {children}
    </div>
  );
}
