import type { FieldOfKind } from '../../shared/form/definition.ts';
import { useAnswer } from '../draft/draft-context.tsx';
import { useFieldLinks } from '../fields/field-links.ts';
import { narrativeAnswer } from './document/narrative-answer.ts';
import { useFiguresBefore } from './figures/figures-before.ts';
import { useWordsLeft } from './limit/words-left.ts';
import { NarrativeEditor } from './narrative-editor.tsx';

/** A long text of the form. */
export function NarrativeField({ field }: { field: FieldOfKind<'narrative'> }) {
  const [value, change] = useAnswer(field.id);
  const { notesId, invalid } = useFieldLinks();
  return (
    <NarrativeEditor
      id={`narrative-${field.id}`}
      label={field.label}
      placeholder="从这里开始写，也可以从 Word、WPS 复制后粘贴。"
      describedBy={notesId}
      invalid={invalid}
      value={narrativeAnswer(value)}
      onChange={change}
      wordsLeft={useWordsLeft(field)}
      figuresBefore={useFiguresBefore(field.id)}
    />
  );
}
