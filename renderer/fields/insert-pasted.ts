import type { ClipboardEvent } from 'react';

/**
 * Puts a cleaned text in place of a pasted one, as typed: it can be undone by Ctrl+Z. A text that is clean
 * already is left to the browser.
 */
export function insertPasted(
  event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>,
  clean: (text: string) => string,
): void {
  const pasted = event.clipboardData.getData('text/plain');
  const text = clean(pasted);
  if (text === pasted) return;
  event.preventDefault();
  // Nothing else writes into a box in a way that the browser can undo.
  document.execCommand('insertText', false, text);
}
