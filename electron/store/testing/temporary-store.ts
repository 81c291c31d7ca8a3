import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../open-store.ts';
import type { PlacedValue } from '../place.ts';
import type { Store } from '../store.ts';

/** A store in a folder of its own, with a clock that stands still until it is moved. */
export class TemporaryStore {
  readonly root: string;
  now = new Date('2025-10-10T08:00:00.000Z');
  #store: Store | undefined;

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'dossier-store-'));
  }

  readonly clock = (): Date => this.now;

  /** Lets time pass. */
  wait(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  /** The open store; it is opened when it is not. */
  async store(): Promise<Store> {
    if (this.#store === undefined) {
      const opened = await openStore(this.root, this.clock);
      if (opened.outcome !== 'opened') throw opened.error;
      this.#store = opened.store;
    }
    return this.#store;
  }

  close(): void {
    this.#store?.close();
    this.#store = undefined;
  }

  remove(): void {
    this.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function answer(key: string, value: unknown): PlacedValue {
  return { part: 'answers', key, value };
}
