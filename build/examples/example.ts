import type { Programme } from '../../shared/form/definition.ts';
import type { Draft } from '../../shared/form/draft.ts';

/** A file of the example and how it is made. */
export interface ExampleEvidence {
  slot: string;
  /** File name as an applicant would give it. */
  name: string;
  /** What it proves: an honour, a standard, a case's enterprise. */
  about?: string[];
  make: () => Promise<Buffer>;
}

export interface Example {
  programme: Programme;
  destinationDistrict: string;
  answers: Draft['answers'];
  declarations: Draft['declarations'];
  /** SVG of each figure by its name in `figures/`. */
  figures: Record<string, () => string>;
  evidence: ExampleEvidence[];
}
