import { basename } from 'node:path';
import type { IncomingDraft } from '../../shared/contract/drafts.ts';
import { DossierError, describeError } from '../../shared/errors.ts';
import { type OpenDraft, openDraft } from '../package/draft-file.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import type { DraftSummary } from '../store/draft-summary.ts';
import type { Log } from '../window/log.ts';
import { summaryView } from './draft-views.ts';
import type { ProgramData } from './program-data.ts';
import type { SendEvent } from './service-context.ts';
import type { SystemDialogs } from './system-dialogs.ts';

/** Unpacked drafts lie in temporary folders; a person decides on a few at a time. */
const MOST_WAITING = 20;
/** Names of the contract are at most this long. */
const LONGEST_NAME = 300;

interface Waiting {
  opened: OpenDraft;
  /** Its file's name; set for one that the system opened with us, which the window has to be told of. */
  offeredAs: string | undefined;
}

function applicantOf({ draft }: OpenDraft): string {
  const name = draft.answers.applicantName;
  return typeof name === 'string' ? name.trim() : '';
}

/** The draft that a file brings back, in the list or in the bin. */
function existingDraft(data: ProgramData, { draft }: OpenDraft): DraftSummary | undefined {
  const { store } = data;
  return [...store.drafts.list(), ...store.bin.list()].find(({ id }) => id === draft.uid);
}

/** Drafts from outside, opened and waiting for what the person decides. */
export class IncomingDrafts {
  readonly #data: ProgramData;
  readonly #dialogs: Pick<SystemDialogs, 'tell'>;
  readonly #send: SendEvent;
  readonly #log: Log;
  readonly #waiting = new Map<string, Waiting>();
  #windowListens = false;

  constructor(data: ProgramData, dialogs: Pick<SystemDialogs, 'tell'>, send: SendEvent, log: Log) {
    this.#data = data;
    this.#dialogs = dialogs;
    this.#send = send;
    this.#log = log;
  }

  /**
   * Takes drafts that the system opened with us, and offers them as soon as there is a window to ask.
   * One that cannot be opened is told of; the others go on.
   *
   * @param paths absolute
   */
  async offer(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      try {
        const id = await this.keep(await openDraft(path), basename(path));
        if (this.#windowListens) this.#tell(id);
      } catch (error) {
        this.#log('problem', 'a draft that the system opened with us', error);
        await this.#dialogs.tell(describeError(error));
      }
    }
  }

  /** The window has come up, maybe anew, on data that are open: it is told of every draft that waits. */
  windowListens(): void {
    this.#windowListens = true;
    for (const [id, { offeredAs }] of this.#waiting) if (offeredAs !== undefined) this.#tell(id);
  }

  /** Keeps an opened draft until `end`. @returns the id that the window may name it by */
  async keep(opened: OpenDraft, offeredAs?: string): Promise<string> {
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined && this.#waiting.size >= MOST_WAITING) await this.end(oldest);
    const id = makeOpaqueId();
    this.#waiting.set(id, { opened, offeredAs });
    return id;
  }

  /** @throws gone */
  find(id: string): OpenDraft {
    const found = this.#waiting.get(id);
    if (found === undefined) throw new DossierError('gone', { what: '要导入的草稿' });
    return found.opened;
  }

  /** The person has decided; what was unpacked goes. */
  async end(id: string): Promise<void> {
    const found = this.#waiting.get(id);
    this.#waiting.delete(id);
    await found?.opened.close();
  }

  /** The program ends: whatever still waits is where it came from. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#waiting.keys()].map((id) => this.end(id)));
  }

  #tell(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting?.offeredAs === undefined || !this.#data.isOpen) return;
    const existing = existingDraft(this.#data, waiting.opened);
    this.#send('draftOffered', {
      importId: id,
      name: waiting.offeredAs.slice(0, LONGEST_NAME),
      incoming: incomingView(waiting.opened),
      existing: existing === undefined ? null : summaryView(existing),
    });
  }
}

/** What the window shows beside the draft that is here already. */
export function incomingView(opened: OpenDraft): IncomingDraft {
  return {
    programme: opened.draft.programme,
    applicantName: applicantOf(opened),
    changedAt: opened.draft.changedAt ?? null,
  };
}
