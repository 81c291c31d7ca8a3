import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EvidenceFile } from '../../../shared/form/draft.ts';
import { writeThumbnail } from '../../evidence/thumbnail.ts';
import { OpaqueFiles } from '../../security/opaque-files.ts';
import type { Store } from '../../store/store.ts';
import { TemporaryStore } from '../../store/testing/temporary-store.ts';
import { EvidenceViews } from '../evidence-views.ts';
import { StoredFacts } from '../stored-facts.ts';
import { Thumbnails } from '../thumbnails.ts';
import { inspectHere } from './work-here.ts';

/** A real store in a temporary folder with one draft, and the views over it. */
export class EvidenceStore {
  readonly temporary: TemporaryStore;
  readonly draftId: string;
  readonly offered = new OpaqueFiles();
  store: Store;
  facts: StoredFacts;
  views: EvidenceViews;
  /** How often a file was read for its facts. */
  inspections = 0;

  private constructor(temporary: TemporaryStore, store: Store, draftId: string) {
    this.temporary = temporary;
    this.draftId = draftId;
    this.store = store;
    ({ facts: this.facts, views: this.views } = this.#over(store));
  }

  static async make(programme: 'benchmark' | 'product' = 'benchmark'): Promise<EvidenceStore> {
    const temporary = new TemporaryStore();
    const store = await temporary.store();
    return new EvidenceStore(temporary, store, store.drafts.create('cq-2025-40', programme).id);
  }

  get thumbnailFolder(): string {
    return join(this.temporary.root, 'thumbnails');
  }

  /** Closes and opens the store, as a restart does. */
  async restart(): Promise<void> {
    this.temporary.close();
    this.store = await this.temporary.store();
    ({ facts: this.facts, views: this.views } = this.#over(this.store));
  }

  /** A file on the disk, as the person has it. */
  source(name: string, bytes: Uint8Array | string): string {
    const path = join(this.temporary.root, name);
    writeFileSync(path, bytes);
    return path;
  }

  /** Takes a file in and gives it a place in the draft, past the services. */
  async give(slot: string, path: string, more: Partial<EvidenceFile> = {}): Promise<EvidenceFile> {
    const { sha256 } = await this.store.files.takeIn(path);
    const file: EvidenceFile = { path: `evidence/${slot}/${basename(path)}`, sha256, ...more };
    const { draft, revision } = this.store.drafts.get(this.draftId);
    const files = [...(draft.evidence[slot]?.files ?? []), file];
    this.store.drafts.save(this.draftId, revision, [{ part: 'evidence', key: slot, value: { files } }]);
    return file;
  }

  /** What the window gets under an address. */
  async read(address: string | null): Promise<Buffer> {
    const found = this.offered.find((address ?? '').slice('/file/'.length));
    if (found === undefined || (await found.make?.()) === false) throw new Error('nothing is offered there');
    return readFileSync(found.path);
  }

  remove(): void {
    this.temporary.remove();
  }

  #over(store: Store): { facts: StoredFacts; views: EvidenceViews } {
    const facts = new StoredFacts(store, (path, signal) => {
      this.inspections += 1;
      return inspectHere(path, signal);
    });
    const thumbnails = new Thumbnails(this.thumbnailFolder, writeThumbnail);
    return { facts, views: new EvidenceViews(store, this.offered, facts, thumbnails) };
  }
}
