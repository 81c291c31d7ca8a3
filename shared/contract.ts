import type { z } from 'zod';
import { deliveryCalls } from './contract/delivery.ts';
import { districtPaperCalls } from './contract/district-papers.ts';
import { draftCalls } from './contract/drafts.ts';
import { evidenceCalls } from './contract/evidence.ts';
import { exportCalls, exportEvents } from './contract/export.ts';
import { intakeCalls } from './contract/intake.ts';
import { maskCalls } from './contract/masks.ts';
import { programCalls, programEvents } from './contract/program.ts';
import { remarkCalls } from './contract/remarks.ts';
import { revisionCalls } from './contract/revisions.ts';
import { sealingCalls } from './contract/sealing.ts';
import type { CallName, EventName, ListenerName } from './contract-names.ts';
import type { DossierErrorCode } from './errors.ts';

/**
 * Every call and event between window and program: name → zod schema of what goes in → of what comes
 * out. No input names a place on the disk: dialogs are the program's, and what it hands out are
 * opaque ids. Bytes are `Uint8Array` only, in pieces of at most `LARGEST_CHUNK`.
 */
export const CALLS = {
  ...programCalls,
  ...draftCalls,
  ...evidenceCalls,
  ...maskCalls,
  ...exportCalls,
  ...revisionCalls,
  ...remarkCalls,
  ...deliveryCalls,
  ...sealingCalls,
  ...intakeCalls,
  ...districtPaperCalls,
} satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>;

export const EVENTS = { ...programEvents, ...exportEvents } satisfies Record<EventName, z.ZodType>;

/** What the window may give, before the schema has looked at it. */
export type CallInput<N extends CallName> = z.input<(typeof CALLS)[N]['input']>;
/** What a service is given, after the schema has looked at it. */
export type CheckedInput<N extends CallName> = z.output<(typeof CALLS)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof CALLS)[N]['output']>;
export type EventPayload<N extends EventName> = z.output<(typeof EVENTS)[N]>;

/** Thrown errors lose all but their message on the way, so that they travel as values. */
export interface CarriedError {
  code: DossierErrorCode;
  /** Plain Chinese: what happened, what it means, what to do. */
  message: string;
  /** What `DossierErrorData` says of the code. */
  data: unknown;
}
export type Answer<T> = { ok: true; value: T } | { ok: false; error: CarriedError };

/** `window.dossier`: one named function a call, one a listener, and nothing else. */
export type Bridge = {
  [N in CallName]: CallInput<N> extends undefined
    ? () => Promise<Answer<CallOutput<N>>>
    : (input: CallInput<N>) => Promise<Answer<CallOutput<N>>>;
} & {
  /** Gives back the function that ends listening. */
  [N in EventName as ListenerName<N>]: (listener: (payload: EventPayload<N>) => void) => () => void;
};
