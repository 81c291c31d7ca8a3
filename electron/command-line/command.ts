/** What a command works with: where the user stands, where words go, and when to stop. */
export interface CommandContext {
  /** Makes a path absolute from where the user stood. */
  resolve(path: string): string;
  /** The result, on stdout. */
  print(text: string): void;
  /** Stages and remarks, on stderr. */
  tell(text: string): void;
  /** Shows the present stage; on a terminal it overwrites the one before. */
  progress(text: string): void;
  signal: AbortSignal;
  /** Local day, YYYY-MM-DD. */
  today: string;
}

/** 0 done and good, 1 done but not good, 2 not done (design.md, Command line). */
export type ExitCode = 0 | 1 | 2;

/**
 * What a command needs is loaded once its words are understood: the document libraries take a second that
 * a slip of the keyboard need not wait for.
 */
export type Command = (parameters: readonly string[], context: CommandContext) => Promise<ExitCode>;
