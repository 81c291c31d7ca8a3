import { listMarker } from '../list-markers.ts';
import { child, descendants, elements, wordValue, type XmlElement } from './xml-tree.ts';

interface Level {
  start: number;
  format: string;
  text: string;
}

/** Counts list items as Word does, and gives the marker that it prints. */
export class NumberingReader {
  private readonly levels = new Map<string, Level>();
  private readonly counts = new Map<string, number>();

  /** @param numbering root of `word/numbering.xml`, where there is one */
  constructor(numbering: XmlElement | undefined) {
    if (!numbering) return;
    const abstract = new Map<string, XmlElement>();
    for (const each of elements(numbering))
      if (each.name === 'w:abstractNum') abstract.set(each.attributes['w:abstractNumId'] ?? '', each);
    for (const list of elements(numbering)) {
      if (list.name !== 'w:num') continue;
      const definition = abstract.get(wordValue(list, 'w:abstractNumId') ?? '');
      if (definition) this.addList(list, definition);
    }
  }

  /** The marker of the next item of that list at that level; empty for a list that is not defined. */
  next(listId: string, levelIndex: number): string {
    const key = keyOf(listId, String(levelIndex));
    const level = this.levels.get(key);
    if (!level) return '';
    if (level.format === 'bullet') return level.text;
    const number = (this.counts.get(key) ?? level.start - 1) + 1;
    this.counts.set(key, number);
    const written = level.format === 'decimalEnclosedCircle' ? listMarker(true, 2, number) : String(number);
    return level.text.replace(`%${levelIndex + 1}`, written);
  }

  private addList(list: XmlElement, definition: XmlElement): void {
    const listId = list.attributes['w:numId'] ?? '';
    const starts = new Map<string, string>();
    for (const override of descendants(list, 'w:lvlOverride')) {
      const start = wordValue(override, 'w:startOverride');
      if (start !== undefined) starts.set(override.attributes['w:ilvl'] ?? '', start);
    }
    for (const level of elements(definition)) {
      if (level.name !== 'w:lvl') continue;
      const index = level.attributes['w:ilvl'] ?? '';
      this.levels.set(keyOf(listId, index), {
        start: Number(starts.get(index) ?? wordValue(level, 'w:start') ?? 1),
        format: wordValue(level, 'w:numFmt') ?? 'decimal',
        text: child(level, 'w:lvlText')?.attributes['w:val'] ?? '',
      });
    }
  }
}

function keyOf(listId: string, level: string): string {
  return `${listId} ${level}`;
}
