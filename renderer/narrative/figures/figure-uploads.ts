import type { Editor } from '@tiptap/core';
import type { FigureAdded } from '../../../shared/contract/evidence.ts';
import { call, messageOf } from '../../bridge-calls.ts';
import type { DraftSession } from '../../draft/draft-session.ts';
import { sendFile } from '../../upload/send-file.ts';
import { insertFigure } from './insert-figure.ts';

export interface UploadState {
  name: string;
  /** Share that was received, 0 to 1. */
  share: number;
  /** Why it was not added; the figure then waits to be removed. */
  problem: string | null;
}

interface Upload {
  state: UploadState;
  stop: AbortController;
}

/**
 * Pictures of one editor that are on their way into the draft. Each has its place in the text from the
 * start, as a figure that is not stored until its file is there.
 */
export class FigureUploads {
  readonly #session: DraftSession;
  readonly #tell: (note: string) => void;
  readonly #uploads = new Map<string, Upload>();
  readonly #listeners = new Set<() => void>();
  #lastId = 0;

  /** @param tell what the program says of a picture that it took over (“HEIC was converted”) */
  constructor(session: DraftSession, tell: (note: string) => void) {
    this.#session = session;
    this.#tell = tell;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  stateOf(id: string): UploadState | undefined {
    return this.#uploads.get(id)?.state;
  }

  /** Adds pictures one after the other, at `position` or where the cursor is. */
  add(editor: Editor, files: readonly File[], position?: number): void {
    for (const picture of files) {
      // What a clipboard holds is called image.png, whatever it shows.
      const file =
        picture.name === 'image.png' ? new File([picture], '截图.png', { type: picture.type }) : picture;
      const id = this.prepare(file.name);
      insertFigure(editor, { upload: id, caption: '' }, position);
      this.send(editor, id, file);
    }
  }

  /** An id for a figure whose file is to be sent. */
  prepare(name: string): string {
    this.#lastId += 1;
    const id = `upload-${this.#lastId}`;
    this.#uploads.set(id, { state: { name, share: 0, problem: null }, stop: new AbortController() });
    return id;
  }

  send(editor: Editor, id: string, file: File): void {
    const upload = this.#uploads.get(id);
    if (upload === undefined) return;
    const { signal } = upload.stop;
    this.#transfer(id, file, signal).then(
      ({ figure, notes }) => {
        this.#uploads.delete(id);
        if (signal.aborted) return;
        this.#session.addFigure(figure);
        for (const note of notes) this.#tell(note);
        settleFigures(editor, id, { file: figure.file, sha256: figure.sha256, upload: null });
      },
      (error: unknown) => {
        const problem = messageOf(error);
        if (!signal.aborted) this.#set(id, { problem });
      },
    );
  }

  /** @throws CallError, FileNotSent; the signal's reason */
  async #transfer(id: string, file: File, signal: AbortSignal): Promise<FigureAdded> {
    const uploadId = await sendFile(this.#session.draftId, { kind: 'figure' }, file, {
      signal,
      onSent: (bytes) => this.#set(id, { share: bytes / file.size }),
    });
    const added = await call('finishUpload', { uploadId });
    if (added.outcome !== 'figure') throw new Error(`a figure was sent and ${added.outcome} came back`);
    return added;
  }

  /** Stops it; nothing of the picture stays. */
  cancel(id: string): void {
    this.#uploads.get(id)?.stop.abort();
    this.#uploads.delete(id);
  }

  /** The editor goes away. @returns names of the pictures that were not added yet */
  close(): string[] {
    const names = [...this.#uploads.values()]
      .filter(({ state }) => state.problem === null)
      .map(({ state }) => state.name);
    for (const id of [...this.#uploads.keys()]) this.cancel(id);
    return names;
  }

  #set(id: string, part: Partial<UploadState>): void {
    const upload = this.#uploads.get(id);
    if (upload === undefined) return;
    upload.state = { ...upload.state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

/** Gives a figure its file, outside the history: undo takes the picture away, not its file from it. */
function settleFigures(editor: Editor, id: string, attributes: Record<string, unknown>): void {
  if (editor.isDestroyed) return;
  const { tr, doc } = editor.state;
  doc.forEach((node, offset) => {
    if (node.type.name === 'figure' && node.attrs.upload === id)
      tr.setNodeMarkup(offset, null, { ...node.attrs, ...attributes });
  });
  if (tr.docChanged) editor.view.dispatch(tr.setMeta('addToHistory', false));
}
