/** One way in for what others made. */
export interface Target {
  name: string;
  /** Reads each thing as it should be once: what this costs is no growth. */
  warm(): Promise<void>;
  /**
   * Makes and reads one hostile thing.
   *
   * @param seed makes the thing: the same seed, the same thing
   * @throws Error for whatever is no answer and no error of the closed set
   */
  attack(seed: number): Promise<void>;
  /** Ends what goes on from case to case; only then must it have left nothing behind. */
  end?(): Promise<void>;
}
