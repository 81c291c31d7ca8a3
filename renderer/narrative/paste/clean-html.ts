import { noNotes, type Pasted, type PastedBlock } from './pasted.ts';
import { toBlocks } from './pieces.ts';
import { readStyleSheet } from './style-sheet.ts';
import { HtmlWalk } from './walk-html.ts';

/**
 * A pasted page as blocks of the narrative model: from Word, WPS, Excel, the web or an editor of ours.
 * What the model has no place for is reduced to what it says; what could not be taken over is noted.
 * The page must be inert (`DOMParser`): nothing of it is run or fetched. Any page gives a valid result.
 */
export function cleanHtml(page: Document): Pasted {
  const notes = noNotes();
  const pieces = page.body === null ? [] : new HtmlWalk(readStyleSheet(page), notes).pieces(page.body);
  const ownLevels = page.querySelector('[data-pm-slice]') !== null;
  return { blocks: toBlocks(pieces, ownLevels).filter(hasContent), notes };
}

function hasContent(block: PastedBlock): boolean {
  return (block.type !== 'paragraph' && block.type !== 'heading') || (block.content?.length ?? 0) > 0;
}
