import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

function collector(): () => void {
  // V8 has no other door to its collector from inside a program that was started without the flag.
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  return typeof found === 'function' ? () => found() : () => {};
}

/**
 * Gives back what whole files in memory have left behind. V8 counts buffers outside its heap late:
 * without this, an export holds every large evidence file that it has read until some later stage.
 */
export function freeMemory(): void {
  collect ??= collector();
  collect();
}
