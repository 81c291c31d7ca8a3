import { memo, useMemo } from 'react';
import type { Field, FieldOfKind } from '../../shared/form/definition.ts';
import type { Finding } from '../../shared/rules/finding.ts';
import type { Findings } from '../draft/findings.ts';
import { findingsOfField } from '../draft/findings.ts';
import type { LimitedWords } from '../draft/section-words.ts';
import { NarrativeField } from '../narrative/narrative-field.tsx';
import { CaseListField } from './cases/case-list-field.tsx';
import { ChoiceField } from './choices/choice-field.tsx';
import { ChoicesField } from './choices/choices-field.tsx';
import { FieldFrame } from './field-frame.tsx';
import { DistrictField } from './pickers/district-field.tsx';
import { IndustriesField } from './pickers/industries-field.tsx';
import { IndustryField } from './pickers/industry-field.tsx';
import { elementIdOf } from './place-focus.ts';
import { TypedField } from './typed-field.tsx';
import { YearTableField } from './year-table/year-table-field.tsx';

interface FieldViewProps {
  field: Field;
  findings: Findings | undefined;
  words: LimitedWords | undefined;
  /** The field is the whole section: its heading says what it is. */
  alone: boolean;
}

interface LongFieldProps {
  field: FieldOfKind<'narrative'>;
  findings: readonly Finding[];
  words: LimitedWords | undefined;
  alone: boolean;
}

/** A long text. The notice's hint stands once: in the empty text of a section of its own, else above. */
function LongField({ field, findings, words, alone }: LongFieldProps) {
  const framed = alone ? { ...field, hint: undefined } : field;
  const written = useMemo(() => (alone ? field : { ...field, hint: undefined }), [alone, field]);
  return (
    <FieldFrame field={framed} findings={findings} words={words} undo="text" group labelHidden={alone}>
      <div id={elementIdOf(field.id)}>
        <NarrativeField field={written} />
      </div>
    </FieldFrame>
  );
}

/** A field by its kind. Its answer it asks for itself: a key in one box draws no other anew. */
export const FieldView = memo(function FieldView({ field, findings, words, alone }: FieldViewProps) {
  const own = findingsOfField(findings, field.id);
  switch (field.kind) {
    case 'text':
    case 'number':
    case 'date':
    case 'phone':
    case 'creditCode':
      return <TypedField field={field} findings={own} />;
    case 'district':
      return <DistrictField field={field} findings={own} />;
    case 'industry':
      return <IndustryField field={field} findings={own} />;
    case 'industries':
      return <IndustriesField field={field} findings={own} />;
    case 'choice':
      return <ChoiceField field={field} findings={own} />;
    case 'choices':
      return <ChoicesField field={field} findings={own} />;
    case 'yearTable':
      return <YearTableField field={field} findings={own} />;
    case 'narrative':
      return <LongField field={field} findings={own} words={words} alone={alone} />;
    case 'caseList':
      return <CaseListField field={field} findings={own} />;
    case 'scenarioBoard':
    case 'ledger':
      // The board comes with its count (`ScenariosForm`), the ledger in its slot of the evidence.
      return null;
  }
});
