/** Tells the harness something that must be true whatever happens from now on. */
export type Confirm = (what: Confirmed) => void;

/** What a person was told is safe. */
export type Confirmed =
  | { kind: 'answer'; revision: number; key: string; value: string }
  | { kind: 'file'; sha256: string }
  | { kind: 'backup'; id: string }
  | { kind: 'entry'; entryId: string }
  | { kind: 'written' };

/** A piece of the product that is broken off in many ways. */
export interface Operation {
  /** As the table calls it. */
  name: string;
  /** Writes what the operation begins with into an empty folder. */
  prepare(folder: string): Promise<void>;
  /** The product's own code, in a process of its own. */
  run(folder: string, confirm: Confirm): Promise<void>;
  /**
   * Looks at what is left as the next start of the program does, in a process that had no part in it.
   *
   * @returns what is lost or half-done, in words; empty where nothing is
   */
  check(folder: string, confirmed: readonly Confirmed[]): Promise<string[]>;
}
