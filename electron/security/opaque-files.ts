import { randomBytes } from 'node:crypto';

/** @returns an id that tells nothing: 144 random bits, base64url */
export function makeOpaqueId(): string {
  return randomBytes(18).toString('base64url');
}

export interface OfferedFile {
  path: string;
  /** What the window is told that it is; only kinds that a window can show without running anything. */
  type: 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/bmp';
  /** Makes the file where it is not there yet, when the window asks for it. @returns whether it is there */
  make?: () => Promise<boolean>;
}

/**
 * The files that the window may read, each under an id without meaning, until it is taken back. The
 * window never learns where they lie.
 */
export class OpaqueFiles {
  readonly #files = new Map<string, OfferedFile>();
  readonly #ids = new Map<string, string>();

  /** @returns the address for the window; the same for the same file as long as it is offered */
  offer(file: OfferedFile): string {
    const key = `${file.type} ${file.path}`;
    const id = this.#ids.get(key) ?? makeOpaqueId();
    this.#ids.set(key, id);
    this.#files.set(id, { ...file });
    return `/file/${id}`;
  }

  /** Ends what `offer` began. */
  takeBack(address: string): void {
    const id = address.slice('/file/'.length);
    const file = this.#files.get(id);
    if (file === undefined) return;
    this.#files.delete(id);
    this.#ids.delete(`${file.type} ${file.path}`);
  }

  find(id: string): OfferedFile | undefined {
    return this.#files.get(id);
  }
}
