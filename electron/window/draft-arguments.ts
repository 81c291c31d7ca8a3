import path from 'node:path';

/**
 * The drafts among the words that the system started us with (a double click on a `.dossier`).
 * Switches are none, and neither is anything on another machine: opening it would tell that machine
 * who we are.
 *
 * @param folder that relative names are meant from
 */
export function draftsAmong(words: readonly string[], folder: string): string[] {
  return words
    .filter((word) => !word.startsWith('-') && word.toLowerCase().endsWith('.dossier'))
    .filter((word) => !/^[\\/]{2}/.test(word) && !/^[a-z][a-z0-9+.-]+:/i.test(word))
    .map((word) => path.resolve(folder, word));
}
