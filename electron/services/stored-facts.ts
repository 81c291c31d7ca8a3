import { existsSync } from 'node:fs';
import { DossierError } from '../../shared/errors.ts';
import type { DraftFacts, FileFacts } from '../../shared/form/evidence-facts.ts';
import type { OpenDraft } from '../package/draft-file.ts';
import { namedFiles } from '../package/draft-files.ts';
import { stopIfCancelled } from '../package/file-errors.ts';
import { PROGRAM } from '../package/program-version.ts';
import type { Store } from '../store/store.ts';

/** What reading a file told, whatever it is called in a draft. */
export type ContentFacts = Omit<FileFacts, 'path'>;

/** Reads a file of the store; a bad file is a fact. @throws DossierError cancelled, notAllowed, deviceFailed */
export type Inspect = (path: string, signal?: AbortSignal) => Promise<ContentFacts>;

/** Another version may see more in a file. */
export const INSPECTED_BY = `inspect ${PROGRAM.version}`;

const MISSING: ContentFacts = {
  bytes: 0,
  sha256: '',
  kind: 'unknown',
  pages: [],
  problem: { code: 'missing' },
  remarks: [],
};

/** What is known of the files in the store. Each content is read once and remembered. */
export class StoredFacts {
  readonly #store: Store;
  readonly #inspect: Inspect;
  readonly #running = new Map<string, Promise<ContentFacts>>();
  /** Contents on which the reading process broke: not tried again before the next start. */
  readonly #breaking = new Map<string, ContentFacts>();

  constructor(store: Store, inspect: Inspect) {
    this.#store = store;
    this.#inspect = inspect;
  }

  /**
   * Facts of one content of the store; of one that is not there, that it is missing. A file that
   * cannot be read is damaged, so that no file can keep a draft from opening.
   *
   * @throws DossierError cancelled
   */
  async of(sha256: string | null | undefined, signal?: AbortSignal): Promise<ContentFacts> {
    if (sha256 === null || sha256 === undefined || !existsSync(this.#store.files.path(sha256)))
      return MISSING;
    const known = this.#breaking.get(sha256) ?? this.#store.files.facts(sha256, INSPECTED_BY);
    if (known !== undefined) return known;
    const running = this.#running.get(sha256);
    // Who joined a reading that another one cancelled reads anew.
    if (running !== undefined) return running.catch(() => this.of(sha256, signal));
    const started = this.#read(sha256, signal).finally(() => this.#running.delete(sha256));
    this.#running.set(sha256, started);
    return started;
  }

  /** Keeps what this version's inspection told of contents elsewhere: of the examples, when the program was built. */
  remember(facts: Readonly<Record<string, ContentFacts>>): void {
    this.#store.context.write(() => {
      for (const [sha256, found] of Object.entries(facts))
        this.#store.files.rememberFacts(sha256, INSPECTED_BY, found);
    });
  }

  /** Facts of every file that a draft of the store names, by its path in the draft, for the rules. */
  async ofDraft(opened: Pick<OpenDraft, 'draft' | 'form'>, signal?: AbortSignal): Promise<DraftFacts> {
    const facts: DraftFacts = {};
    for (const { path, sha256 } of namedFiles(opened.form, opened.draft)) {
      stopIfCancelled(signal);
      const found = await this.of(sha256, signal);
      facts[path] = { path, ...found };
    }
    return facts;
  }

  async #read(sha256: string, signal: AbortSignal | undefined): Promise<ContentFacts> {
    const found = await this.#inspect(this.#store.files.path(sha256), signal).catch((error: unknown) => {
      if (error instanceof DossierError && error.code === 'cancelled') throw error;
      return this.#broke(sha256);
    });
    if (this.#breaking.get(sha256) === found) return found;
    if (found.problem?.code === 'missing') return found;
    // What lies under this name is no longer what came in.
    if (found.sha256 !== sha256)
      return {
        ...found,
        pages: [],
        problem: { code: 'changed', expected: sha256, actual: found.sha256 },
      };
    // The program is ending: read again at the next start.
    if (!this.#store.context.database.open) return found;
    this.#store.files.rememberFacts(sha256, INSPECTED_BY, found);
    return found;
  }

  #broke(sha256: string): ContentFacts {
    const facts: ContentFacts = {
      ...MISSING,
      bytes: this.#store.files.get(sha256)?.bytes ?? 0,
      sha256,
      problem: { code: 'damaged', detail: '读取时中断，可能已损坏或过大' },
    };
    this.#breaking.set(sha256, facts);
    return facts;
  }
}
