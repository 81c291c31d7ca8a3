import { lstat, mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemErrorCode } from './file-errors.ts';

/**
 * Something new takes the place of something old by two renames: no system that we run on exchanges two
 * folders in one step through Node. Between them neither has its name; both lie in the temporary folder, the new
 * one under its name, the old one in here. Whoever sweeps that folder brings the exchange to an end first.
 */
export const GIVEN_WAY = '.given-way';

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Where, in a temporary folder, what has a name now is to be moved; the folder for it is made. */
export async function placeToGiveWay(temporary: string, name: string): Promise<string> {
  await mkdir(join(temporary, GIVEN_WAY), { recursive: true });
  return join(temporary, GIVEN_WAY, name);
}

async function namesGivenWay(temporary: string): Promise<string[]> {
  try {
    return await readdir(join(temporary, GIVEN_WAY));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Whether the old things in a temporary folder may go: something has each of their names.
 *
 * @param temporary lies beside the things that are exchanged
 */
export async function isExchangeOver(temporary: string): Promise<boolean> {
  for (const name of await namesGivenWay(temporary))
    if (!(await isThere(join(dirname(temporary), name)))) return false;
  return true;
}

/** All that is new has its name: what gave way may go, also that in whose place nothing came. */
export async function endExchange(temporary: string): Promise<void> {
  try {
    await rename(join(temporary, GIVEN_WAY), join(temporary, '.gone'));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

/**
 * Brings an exchange that was broken off to an end: forward, where something new has its name already, so that
 * new and old are not mixed (then what nothing new replaces is not put back); else back.
 */
export async function finishExchange(temporary: string): Promise<void> {
  const parent = dirname(temporary);
  const old = await namesGivenWay(temporary);
  const nameless: string[] = [];
  for (const name of old) if (!(await isThere(join(parent, name)))) nameless.push(name);
  for (const name of nameless) {
    const fresh = join(temporary, name);
    const goesForward = nameless.length < old.length;
    if (goesForward && !(await isThere(fresh))) continue;
    await rename(goesForward ? fresh : join(temporary, GIVEN_WAY, name), join(parent, name));
  }
}
