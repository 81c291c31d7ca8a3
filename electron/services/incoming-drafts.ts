import { basename, join } from 'node:path';
import type { IncomingDraft } from '../../shared/contract/drafts.ts';
import { DossierError, describeError, hasCode } from '../../shared/errors.ts';
import { openDescribed } from '../package/described-draft.ts';
import type { OpenDraft } from '../package/draft-file.ts';
import { leaveTemporaryFolder, makeUnpackingFolder } from '../package/temporary-folder.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import type { DraftSummary } from '../store/draft-summary.ts';
import type { Log } from '../window/log.ts';
import type { Work } from '../work/work.ts';
import { summaryView } from './draft-views.ts';
import type { ProgramData } from './program-data.ts';
import type { SendEvent } from './service-context.ts';
import type { SystemDialogs } from './system-dialogs.ts';

/** Unpacked drafts lie in temporary folders; a person decides on a few at a time. */
const MOST_WAITING = 20;
/** Names of the contract are at most this long. */
const LONGEST_NAME = 300;

interface Waiting {
  /** Opened, or where one lies that opens with its password only. */
  draft: OpenDraft | { protectedAt: string };
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
  readonly #work: Pick<Work, 'runJob'>;
  readonly #log: Log;
  readonly #waiting = new Map<string, Waiting>();
  #windowListens = false;

  constructor(
    data: ProgramData,
    dialogs: Pick<SystemDialogs, 'tell'>,
    send: SendEvent,
    work: Pick<Work, 'runJob'>,
    log: Log,
  ) {
    this.#data = data;
    this.#dialogs = dialogs;
    this.#send = send;
    this.#work = work;
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
        const { id } = await this.open(path, basename(path));
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

  /**
   * Opens a draft and keeps it until `end`; one with a password is kept closed.
   *
   * @param path absolute
   * @returns the id that the window may name it by, and the draft where it is open
   */
  async open(path: string, offeredAs?: string): Promise<{ id: string; opened: OpenDraft | undefined }> {
    try {
      const opened = await this.#openApart(path);
      return { id: await this.#keep({ draft: opened, offeredAs }), opened };
    } catch (error) {
      if (!hasCode(error, 'draftProtected')) throw error;
      return { id: await this.#keep({ draft: { protectedAt: path }, offeredAs }), opened: undefined };
    }
  }

  /** @throws gone, also for one that still waits for its password */
  find(id: string): OpenDraft {
    const found = this.#waiting.get(id)?.draft;
    if (found === undefined || 'protectedAt' in found)
      throw new DossierError('gone', { what: '要导入的草稿' });
    return found;
  }

  /**
   * Opens one that waits for its password; then it waits like any other.
   *
   * @param unprotect writes what the file holds to a new file
   * @throws gone, wrongPassword and what else opening throws: it waits on
   */
  async unlock(
    id: string,
    unprotect: (source: string, target: string) => Promise<unknown>,
  ): Promise<{ opened: OpenDraft; existing: DraftSummary | undefined }> {
    const found = this.#waiting.get(id);
    if (found === undefined) throw new DossierError('gone', { what: '要导入的草稿' });
    if ('protectedAt' in found.draft) {
      const folder = await makeUnpackingFolder();
      try {
        const target = join(folder, basename(found.draft.protectedAt));
        await unprotect(found.draft.protectedAt, target);
        const opened = await this.#openApart(target);
        // Given up while it was opened.
        if (this.#waiting.has(id)) this.#waiting.set(id, { ...found, draft: opened });
        else await opened.close();
      } finally {
        await leaveTemporaryFolder(folder);
      }
    }
    const opened = this.find(id);
    return { opened, existing: existingDraft(this.#data, opened) };
  }

  /** The person has decided; what was unpacked goes. */
  async end(id: string): Promise<void> {
    const found = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (found !== undefined && !('protectedAt' in found.draft)) await found.draft.close();
  }

  /** The program ends: whatever still waits is where it came from. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#waiting.keys()].map((id) => this.end(id)));
  }

  /** What others packed is unpacked in another process: what breaks there takes no typing with it. */
  async #openApart(path: string): Promise<OpenDraft> {
    const folder = await makeUnpackingFolder();
    try {
      const described = await this.#work.runJob('openForeignDraft', { path, folder });
      return { ...openDescribed(described), close: () => leaveTemporaryFolder(folder) };
    } catch (error) {
      await leaveTemporaryFolder(folder);
      throw error;
    }
  }

  async #keep(waiting: Waiting): Promise<string> {
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined && this.#waiting.size >= MOST_WAITING) await this.end(oldest);
    const id = makeOpaqueId();
    this.#waiting.set(id, waiting);
    return id;
  }

  #tell(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting?.offeredAs === undefined || !this.#data.isOpen) return;
    const { draft, offeredAs } = waiting;
    const offer = { importId: id, name: offeredAs.slice(0, LONGEST_NAME) };
    if ('protectedAt' in draft) {
      this.#send('passwordNeeded', offer);
      return;
    }
    const existing = existingDraft(this.#data, draft);
    this.#send('draftOffered', {
      ...offer,
      incoming: incomingView(draft),
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
