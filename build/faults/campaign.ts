import { CAN_MOUNT } from '../../e2e/testing/small-disk.ts';
import { findOperation, type OperationId } from './operations.ts';
import type { Outcome } from './outcome.ts';
import { Range } from './range.ts';
import { shotsAt, spread } from './shots.ts';

export interface Campaign {
  operation: OperationId;
  /** Calls of each kind for each fault. */
  most: number;
  /** Starts of the program at most, evenly from all; a full disk and short writes not counted. */
  starts: number;
  /** Rooms on a small disk, and intervals of short writes. */
  extra: number;
  /** What makes writes short, where there is a compiler. */
  shortWrites?: string | undefined;
  /** Programs at once. */
  jobs: number;
}

/** Breaks one operation off in many ways. What is lost stays where it is, to be looked at. */
export async function breakOff(campaign: Campaign): Promise<Outcome[]> {
  const { operation: id, most, starts, extra, shortWrites, jobs } = campaign;
  const range = new Range(id, await findOperation(id));
  const shots = await range.scout().then(
    (threads) => shotsAt(threads, most),
    (error: unknown) => {
      range.remove();
      throw error;
    },
  );
  const numbers = Array.from({ length: extra }, (_each, index) => index);
  const works: (() => Promise<Outcome[]>)[] = [
    ...spread(shots, starts).map((shot) => () => range.fire(shot)),
    ...(CAN_MOUNT ? numbers.map((index) => () => range.fillDisk(index / extra)) : []),
    ...(shortWrites === undefined ? [] : numbers.map((index) => () => range.shorten(shortWrites, index + 1))),
  ];
  const outcomes: Outcome[] = [];
  const next = async (): Promise<void> => {
    for (let work = works.shift(); work !== undefined; work = works.shift()) outcomes.push(...(await work()));
  };
  await Promise.all(Array.from({ length: jobs }, next));
  if (outcomes.every(({ problems }) => problems.length === 0)) range.remove();
  return outcomes;
}
