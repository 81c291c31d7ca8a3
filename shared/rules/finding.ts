/** What a rule says about a draft. The same list stands on the field, the section, the check screen and the command line. */
export type FindingLevel = 'block' | 'warn' | 'hint';

export interface Finding {
  /** R01 … R43. */
  code: string;
  level: FindingLevel;
  /** Stable name of this very finding within the draft (`R13:highTech`), so that a tick or a click finds it again. */
  key: string;
  /** Plain Chinese: what is wrong. */
  message: string;
  /** Where the notice or a standard asks for it. */
  clause: string;
  /** Plain Chinese: what to do. */
  remedy: string;
  /** Id of the section it belongs to. */
  section: string;
  /** Id of the field, with the place inside it where there is one: `indicators.2024.revenue`, `cases.3.effect`. */
  field?: string;
  /** Id of the evidence slot. */
  evidence?: string;
}
