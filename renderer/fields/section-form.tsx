import type { Section } from '../../shared/form/definition.ts';
import type { Findings } from '../draft/findings.ts';
import type { LimitedWords } from '../draft/section-words.ts';
import { NarrativeField } from '../narrative/narrative-field.tsx';
import { FieldFrame } from './field-frame.tsx';

interface SectionFormProps {
  section: Section;
  words: ReadonlyMap<string, LimitedWords>;
  findings: Findings | undefined;
}

/** The fields of a section, each by its kind, in the form's order. */
export function SectionForm({ section, words, findings }: SectionFormProps) {
  return (
    <div className="section-form">
      {section.fields.map((field) => (
        <FieldFrame key={field.id} field={field} findings={findings} words={words.get(field.id)}>
          {field.kind === 'narrative' ? <NarrativeField field={field} /> : field.kind}
        </FieldFrame>
      ))}
    </div>
  );
}
