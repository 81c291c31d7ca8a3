import type { OpaqueFiles } from '../security/opaque-files.ts';
import type { Store } from '../store/store.ts';
import { EvidenceViews } from './evidence-views.ts';
import type { ProgramData } from './program-data.ts';
import { type Inspect, StoredFacts } from './stored-facts.ts';
import type { Thumbnails } from './thumbnails.ts';

interface OfStore {
  store: Store;
  facts: StoredFacts;
  views: EvidenceViews;
}

/** What is known and shown of the files of the open store; other data brings its own. */
export class StoreFiles {
  readonly #data: ProgramData;
  readonly #offered: OpaqueFiles;
  readonly #inspect: Inspect;
  readonly #thumbnails: Thumbnails;
  #present: OfStore | undefined;

  constructor(data: ProgramData, offered: OpaqueFiles, inspect: Inspect, thumbnails: Thumbnails) {
    this.#data = data;
    this.#offered = offered;
    this.#inspect = inspect;
    this.#thumbnails = thumbnails;
  }

  /** @throws the error with which the data could not be opened */
  get facts(): StoredFacts {
    return this.#ofStore().facts;
  }

  /** @throws the error with which the data could not be opened */
  get views(): EvidenceViews {
    return this.#ofStore().views;
  }

  #ofStore(): OfStore {
    const { store } = this.#data;
    if (this.#present?.store !== store) {
      const facts = new StoredFacts(store, this.#inspect);
      const views = new EvidenceViews(store, this.#offered, facts, this.#thumbnails);
      this.#present = { store, facts, views };
    }
    return this.#present;
  }
}
