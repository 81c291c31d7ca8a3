import type { OperationId } from './operations.ts';

/** How an operation ended that met a fault, and what was found afterwards. */
export interface Outcome {
  operation: OperationId;
  fault: string;
  /** The call that met it, with its file. */
  place: string;
  /** `done`: the fault was overcome. `told`: refused with a message. `untold`: with none of ours. `broken`: the program was gone. */
  end: 'done' | 'told' | 'untold' | 'broken';
  /** What the program said where that is not a message of ours. */
  said: string;
  /** What is lost; empty where all survived. */
  problems: string[];
  /** Where it can be looked at, if something is lost. */
  kept?: string;
}
