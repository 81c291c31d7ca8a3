import type { Editor } from '@tiptap/core';
import type { NarrativeAnswer, NarrativeDocument } from '../../../shared/text/narrative.ts';
import { toNarrativeDocument } from '../../../shared/text/narrative-text.ts';
import { fromEditorDocument, normalDocument, toEditorDocument } from './convert-document.ts';

export interface TieOptions {
  onChange: (value: NarrativeDocument | null) => void;
  /** True while a save is on its way that will ask for what is held back: then nothing need be handed over now. */
  willBeAsked: () => boolean;
}

/**
 * Ties an editor to the answer that is stored. What is typed is handed over once it is painted, or
 * later, with the save that is on its way. An answer that changes from outside (a version restored)
 * replaces what the editor shows, where it differs, and never while a composition is under way.
 */
export class AnswerTie {
  readonly #editor: Editor;
  readonly #options: TieOptions;
  /** The answer that both sides last agreed on; undefined while the editor is ahead. */
  #agreed: NarrativeAnswer | null | undefined;
  #held = false;
  #scheduled: ReturnType<typeof setTimeout> | undefined;
  /** Came during a composition. */
  #awaited: { value: NarrativeAnswer | null } | undefined;

  constructor(editor: Editor, value: NarrativeAnswer | null, options: TieOptions) {
    this.#editor = editor;
    this.#agreed = value;
    this.#options = options;
  }

  /** The editor's document was changed by the person. */
  changed(): void {
    this.#held = true;
    this.#awaited = undefined;
    if (this.#scheduled !== undefined || this.#options.willBeAsked()) return;
    // A task of its own: the key is painted first.
    this.#scheduled = setTimeout(() => this.hand(), 0);
  }

  /** Hands over what is held back. */
  hand(): void {
    clearTimeout(this.#scheduled);
    this.#scheduled = undefined;
    if (!this.#held) return;
    this.#held = false;
    const document = fromEditorDocument(this.#editor.state.doc);
    this.#agreed = document.content.length === 0 ? null : document;
    this.#options.onChange(this.#agreed);
  }

  /** The stored answer is this now. What was typed since and is still held back goes on top of it. */
  take(value: NarrativeAnswer | null): void {
    if (value === this.#agreed) return;
    if (this.#held) {
      this.hand();
      return;
    }
    if (this.#editor.view.composing) {
      this.#awaited = { value };
      return;
    }
    this.#agreed = value;
    this.#show(toNarrativeDocument(value));
  }

  /** A composition is over. */
  composed(): void {
    const awaited = this.#awaited;
    this.#awaited = undefined;
    if (awaited !== undefined) this.take(awaited.value);
  }

  /** Replaces only what differs, so that the cursor stays where it is. */
  #show(document: NarrativeDocument): void {
    const { state, schema, view } = this.#editor;
    const shown = fromEditorDocument(state.doc);
    if (JSON.stringify(shown) === JSON.stringify(normalDocument(document))) return;
    const next = schema.nodeFromJSON(toEditorDocument(document));
    const from = state.doc.content.findDiffStart(next.content);
    const end = state.doc.content.findDiffEnd(next.content);
    if (from === null || end === null) return;
    const overlap = Math.max(0, from - Math.min(end.a, end.b));
    const change = state.tr.replace(from, end.a + overlap, next.slice(from, end.b + overlap));
    if (!change.doc.eq(next)) change.replaceWith(0, change.doc.content.size, next.content);
    view.dispatch(change.setMeta('fromOutside', true));
  }
}
