/** What a job is told of the outside. */
export interface JobContext<P> {
  /** Says that nobody waits any more; a job that does not heed it is ended with its process. */
  signal: AbortSignal;
  progress: (value: P) => void;
}

/**
 * Work that runs in a process of its own. What goes in and out is plain data, as structured clone
 * carries it: no functions, no classes. There is no store in there: main hands over places on the disk.
 */
export type Job<I, O, P> = (input: I, context: JobContext<P>) => Promise<O>;

/** How far it is: files, pages, whatever the job counts. */
export interface DoneOfTotal {
  done: number;
  total: number;
}
