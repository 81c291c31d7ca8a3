import type { EditorView } from '@tiptap/pm/view';

/**
 * Marks stretches of text without touching it: the browser paints them over the text as it is, so that
 * neither typing nor a composition is disturbed. How each kind looks is said in CSS, `::highlight(…)`.
 */
export type HighlightName = 'narrative-over' | 'narrative-found' | 'narrative-found-current';

function highlightOf(name: HighlightName): Highlight {
  const known = CSS.highlights.get(name);
  if (known !== undefined) return known;
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
}

/** The marks of one kind in one editor; several editors share a kind. */
export class Marks {
  readonly #name: HighlightName;
  #ranges: Range[] = [];

  constructor(name: HighlightName) {
    this.#name = name;
  }

  /** Marks these stretches of the document and no others. */
  show(view: EditorView, stretches: readonly { from: number; to: number }[]): Range[] {
    this.clear();
    const highlight = highlightOf(this.#name);
    this.#ranges = stretches.map(({ from, to }) => {
      const range = document.createRange();
      const start = view.domAtPos(from, 1);
      const end = view.domAtPos(to, -1);
      range.setStart(start.node, start.offset);
      range.setEnd(end.node, end.offset);
      highlight.add(range);
      return range;
    });
    return this.#ranges;
  }

  clear(): void {
    const highlight = CSS.highlights.get(this.#name);
    for (const range of this.#ranges) highlight?.delete(range);
    this.#ranges = [];
  }
}
