import type { FieldOfKind } from '../../shared/form/definition.ts';
import { narrativeAnswerSchema } from '../../shared/text/narrative.ts';
import { narrativeText, toNarrativeDocument } from '../../shared/text/narrative-text.ts';
import { useAnswer } from '../draft/draft-context.tsx';

export function NarrativeField({ field }: { field: FieldOfKind<'narrative'> }) {
  const [value] = useAnswer(field.id);
  return <p>{narrativeText(toNarrativeDocument(narrativeAnswerSchema.safeParse(value).data))}</p>;
}
