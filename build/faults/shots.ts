import { type Injection, type SeenCall, WRITING_CALLS, type WritingCall } from './strace.ts';

export const ERRORS = ['ENOSPC', 'EIO', 'EACCES', 'EBUSY', 'EXDEV'] as const;

/** One start of the program, with what is to happen in it. */
export interface Shot {
  /** As the table calls it. */
  fault: string;
  injection: Injection;
  /** How often the operation is done, each time in a fresh folder, so that each meets the fault at another call. */
  rounds: number;
}

/** Where a call of one kind stands among all of its kind in its thread, 1-based. */
interface Places {
  call: WritingCall;
  /** Of calls on the round's own files. */
  own: number[];
  /** Calls of this kind in a round. */
  perRound: number;
}

/** Up to `most` of them, evenly, the first and the last among them. */
export function spread<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_each, index) => {
    const at = most === 1 ? Math.floor(all.length / 2) : Math.round((index * (all.length - 1)) / (most - 1));
    return all[at];
  }).filter((each) => each !== undefined);
}

/** @param threads of a run of two rounds without a fault */
function placesOf(threads: readonly (readonly SeenCall[])[]): Places[] {
  return threads.flatMap((calls) =>
    WRITING_CALLS.flatMap((call): Places[] => {
      const seen = calls.filter((each) => each.call === call);
      const of = (round: number) => seen.flatMap((each, index) => (each.round === round ? [index + 1] : []));
      const [own, next] = [of(0), of(1)];
      const [first, second] = [own[0], next[0]];
      return first === undefined ? [] : [{ call, own, perRound: (second ?? first + own.length) - first }];
    }),
  );
}

/** A write in the thread for files may also be a sign to the main thread: that one must not fail, so each is aimed at. */
function mustBeAimed(call: WritingCall): boolean {
  return call === 'write' || call === 'writev';
}

/**
 * Every way to break an operation off, so many of each kind.
 *
 * @param threads what the operation does without a fault, in two rounds
 * @param most calls of each kind for each fault
 */
export function shotsAt(threads: readonly (readonly SeenCall[])[], most: number): Shot[] {
  return placesOf(threads).flatMap(({ call, own, perRound }): Shot[] => {
    const aimed = (fault: string, how: string, at: number): Shot => ({
      fault,
      injection: { calls: [call], fault: how, when: String(at) },
      rounds: 1,
    });
    const kills = spread(own, most).map((at) => aimed('SIGKILL', 'signal=SIGKILL', at));
    const errors = ERRORS.flatMap((error): Shot[] => {
      const how = `error=${error}`;
      if (mustBeAimed(call)) return spread(own, most).map((at) => aimed(error, how, at));
      const when = `${own[0] ?? 1}+${perRound + 1}`;
      return [
        { fault: error, injection: { calls: [call], fault: how, when }, rounds: Math.min(own.length, most) },
      ];
    });
    // From then on every call of the kind fails: a full disk, a stick that was pulled.
    const lasting = mustBeAimed(call)
      ? []
      : spread(own, Math.ceil(most / 2)).flatMap((at) =>
          (['ENOSPC', 'EIO'] as const).map(
            (error): Shot => ({
              ...aimed(`${error} lasting`, `error=${error}`, at),
              injection: { calls: [call], fault: `error=${error}`, when: `${at}+` },
            }),
          ),
        );
    return [...kills, ...errors, ...lasting];
  });
}
