import type { Draft } from '../../shared/form/draft.ts';

/** What an answer is part of: the fields, the evidence slots, the conditions, the ticks, or 报送区县. */
export type DraftPart = 'answers' | 'evidence' | 'declarations' | 'confirmations' | 'destination';

/** One thing in a draft that is saved, journaled, undone and restored on its own. */
export interface Place {
  part: DraftPart;
  /** Id of the field, slot or condition, key of the finding; empty for `destination`. */
  key: string;
}

/** A place with the value it is to have; null or undefined takes the answer away. */
export interface PlacedValue extends Place {
  value: unknown;
}

const PARTS: readonly DraftPart[] = ['answers', 'evidence', 'declarations', 'confirmations', 'destination'];

export function isDraftPart(text: string): text is DraftPart {
  return PARTS.some((part) => part === text);
}

/** A place as one text, for maps: `answers.applicantName`. */
export function placeName({ part, key }: Place): string {
  return `${part}.${key}`;
}

/** Every answer of a draft, one by one. */
export function placedValues(draft: Draft): PlacedValue[] {
  const of = (part: DraftPart, values: object | null | undefined): PlacedValue[] =>
    Object.entries(values ?? {}).map(([key, value]): PlacedValue => ({ part, key, value }));
  return [
    ...of('answers', draft.answers),
    ...of('evidence', draft.evidence),
    ...of('declarations', draft.declarations),
    ...of('confirmations', draft.confirmations),
    { part: 'destination', key: '', value: draft.destinationDistrict },
  ];
}

/** The body of a draft file with these answers, to be judged by the form's schema. */
export function draftBody(values: readonly PlacedValue[]): {
  answers: object;
  evidence: object;
  declarations: object;
  confirmations: object;
  destinationDistrict: unknown;
} {
  const of = (part: DraftPart) =>
    Object.fromEntries(
      values
        .filter((each) => each.part === part && each.value !== null && each.value !== undefined)
        .map(({ key, value }) => [key, value]),
    );
  return {
    answers: of('answers'),
    evidence: of('evidence'),
    declarations: of('declarations'),
    confirmations: of('confirmations'),
    destinationDistrict: values.find((each) => each.part === 'destination')?.value ?? null,
  };
}
