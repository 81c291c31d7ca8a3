import type { Form, Notice } from '../../../shared/form/definition.ts';
import type { Draft } from '../../../shared/form/draft.ts';
import type { DraftFacts } from '../../../shared/form/evidence-facts.ts';

/** What composing a book starts from. */
export interface ComposeInput {
  notice: Notice;
  form: Form;
  draft: Draft;
  /** Facts of every evidence and figure file that the draft names. */
  facts: DraftFacts;
  /** `XXXX-XXXX`. */
  twinCode: string;
  /** Composed with findings that block: every page carries 草稿. */
  incomplete: boolean;
  /** Day of the export, YYYY-MM-DD. */
  today: string;
}

/** One composition under way: its input and the numbers it has given so far. */
export interface ComposeContext extends ComposeInput {
  figureCount: number;
  headingCount: number;
}

/** `heading-7`: unique within the book, the same at each export of the same draft. */
export function nextHeadingId(context: ComposeContext): string {
  context.headingCount += 1;
  return `heading-${context.headingCount}`;
}
