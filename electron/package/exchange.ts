import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DossierError } from '../../shared/errors.ts';
import { renamePatiently } from '../store/rename-patiently.ts';
import { exists } from './exists.ts';
import { systemErrorCode } from './file-errors.ts';

/**
 * New things take the place of old ones by several renames: no system that we run on exchanges two folders in
 * one step through Node. All lies in one temporary folder beside the places: the new things under their names, the old
 * ones in a folder of it, whose name decides. While it says `GIVING_WAY`, an exchange that was broken off
 * goes back; once it says `GIVEN_WAY`, forward. So new and old are never mixed, and none is lost.
 */
export const GIVING_WAY = '.giving-way';
export const GIVEN_WAY = '.given-way';

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function freshIn(temporary: string): Promise<string[]> {
  return (await namesIn(temporary)).filter((name) => name !== GIVING_WAY && name !== GIVEN_WAY);
}

/**
 * Moves all that a temporary folder holds to its places beside that folder, once what lies there has moved aside. Whatever
 * goes wrong, all is back where it was; broken off, `finishExchange` brings it to its end.
 *
 * @param names of what is moved in: all that the temporary folder holds
 * @param aside names that give way, moved in again or not
 * @throws targetExists, and errors of the file system as they are
 */
export async function exchange(
  temporary: string,
  names: readonly string[],
  aside: readonly string[],
): Promise<void> {
  const parent = dirname(temporary);
  const [giving, given] = [join(temporary, GIVING_WAY), join(temporary, GIVEN_WAY)];
  const undo: (() => Promise<void>)[] = [];
  const move = async (from: string, to: string) => {
    await renamePatiently(from, to);
    undo.unshift(() => renamePatiently(to, from));
  };
  // A recursive mkdir says ENOENT of a disk that is read-only.
  if (!(await exists(giving))) await mkdir(giving);
  try {
    for (const name of aside) await move(join(parent, name), join(giving, name));
    await move(giving, given);
    for (const name of names) {
      const target = join(parent, name);
      // POSIX renames a file over another in silence.
      if (await exists(target)) throw new DossierError('targetExists', { path: target });
      await move(join(temporary, name), target);
    }
  } catch (error) {
    try {
      for (const step of undo) await step();
    } catch {
      // A stick that was pulled. The first failure is what the person must hear of; the next visit goes on here.
    }
    throw error;
  }
}

/** Whether the old things in a temporary folder may go: nothing of the exchange is left to be done. */
export async function isExchangeOver(temporary: string): Promise<boolean> {
  if (await exists(join(temporary, GIVEN_WAY))) return (await freshIn(temporary)).length === 0;
  return (await namesIn(join(temporary, GIVING_WAY))).length === 0;
}

/** Brings an exchange that was broken off to its end. What somebody put there meanwhile is not touched. */
export async function finishExchange(temporary: string): Promise<void> {
  const hasGiven = await exists(join(temporary, GIVEN_WAY));
  const from = hasGiven ? temporary : join(temporary, GIVING_WAY);
  for (const name of hasGiven ? await freshIn(temporary) : await namesIn(from)) {
    const target = join(dirname(temporary), name);
    if (!(await exists(target))) await rename(join(from, name), target);
  }
}
