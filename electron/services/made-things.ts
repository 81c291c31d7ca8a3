import type { MadePart } from '../../shared/contract/export.ts';
import { DossierError } from '../../shared/errors.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';

/** Something that was written for the person; each part by its absolute path. */
export type MadeThing = Partial<Record<MadePart, string>> & { itself: string };

/** What may be shown in the folder, opened or printed: only what we wrote ourselves, since the start. */
export class MadeThings {
  readonly #things = new Map<string, MadeThing>();

  /** @returns the id that the window may name it by */
  add(thing: MadeThing): string {
    const id = makeOpaqueId();
    this.#things.set(id, thing);
    return id;
  }

  /** @throws gone */
  find(id: string): MadeThing {
    const found = this.#things.get(id);
    if (found === undefined) throw new DossierError('gone', { what: '导出的文件' });
    return found;
  }
}
