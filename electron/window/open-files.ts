import { draftsAmong } from './draft-arguments.ts';

/** The part of Electron's `app` that hands over files; macOS does so, also before the program is ready. */
export interface FileOpening {
  on(event: 'open-file', listener: (event: { preventDefault(): void }, path: string) => void): unknown;
}

/** Drafts that macOS opens with us (a double click, the dock); none is lost that comes before we can take it. */
export class OpenFiles {
  #early: string[] = [];
  #take: ((paths: string[]) => void) | undefined;

  /** @param app to be given before it is ready */
  constructor(app: FileOpening) {
    app.on('open-file', (event, file) => {
      event.preventDefault();
      const paths = draftsAmong([file], '/');
      if (this.#take === undefined) this.#early.push(...paths);
      else if (paths.length > 0) this.#take(paths);
    });
  }

  /** From now on; what came before comes at once. */
  listen(take: (paths: string[]) => void): void {
    this.#take = take;
    const early = this.#early;
    this.#early = [];
    if (early.length > 0) take(early);
  }
}
