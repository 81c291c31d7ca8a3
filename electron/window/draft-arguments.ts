import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Linux desktops name files as `file:` addresses; those of this machine are paths like any other. */
function asPath(word: string): string {
  if (!/^file:\/\/(?:localhost)?\//i.test(word)) return word;
  try {
    return fileURLToPath(word.replace(/^file:\/\/localhost/i, 'file://'));
  } catch {
    // Not an address after all (a wrong escape): what it names is not there either.
    return word;
  }
}

/**
 * The drafts among the words that the system started us with (a double click on a `.dossier`).
 * Switches are none, and neither is anything on another machine: opening it would tell that machine
 * who we are.
 *
 * @param folder that relative names are meant from
 */
export function draftsAmong(words: readonly string[], folder: string): string[] {
  return words
    .map(asPath)
    .filter((word) => !word.startsWith('-') && word.toLowerCase().endsWith('.dossier'))
    .filter((word) => !/^[\\/]{2}/.test(word) && !/^[a-z][a-z0-9+.-]+:/i.test(word))
    .map((word) => path.resolve(folder, word));
}
