import type { CallOutput } from '../../shared/contract.ts';
import { formProgress } from '../../shared/form/progress.ts';
import { judgeOpenDraft } from '../package/check-open-draft.ts';
import { hashesOf } from '../package/draft-facts.ts';
import type { CheckedDraft } from '../package/findings-book.ts';
import { twinCode } from '../package/twin-code.ts';
import type { Clock } from '../store/clock.ts';
import { draftForFile } from '../store/transfer.ts';
import type { Log } from '../window/log.ts';
import { localDay, localMinute } from '../window/program-services.ts';
import type { ProgramData } from './program-data.ts';
import type { StoreFiles } from './store-files.ts';

type Findings = CallOutput<'readFindings'>;

interface Remembered {
  revision: number;
  today: string;
  findings: Findings;
}

/** The check of the store's drafts, each at its latest revision. */
export class DraftChecks {
  readonly #data: ProgramData;
  readonly #files: StoreFiles;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed: (draftId: string, revision: number) => void;
  readonly #last = new Map<string, Remembered>();

  /** @param changed told when a check that nobody waits for has come to its end */
  constructor(
    data: ProgramData,
    files: StoreFiles,
    clock: Clock,
    log: Log,
    changed: (draftId: string, revision: number) => void,
  ) {
    this.#data = data;
    this.#files = files;
    this.#clock = clock;
    this.#log = log;
    this.#changed = changed;
    data.onExchanged(() => this.#last.clear());
  }

  /**
   * What is to be said about a draft as it stands, and how far it is. Reads files that nobody has read
   * yet; with all of them known it takes some milliseconds.
   *
   * @throws draftGone, draftUnknownNotice, draftInvalid, notAllowed, deviceFailed
   */
  async read(draftId: string): Promise<Findings> {
    for (;;) {
      const { store } = this.#data;
      const draft = draftForFile(store, draftId);
      const today = localDay(this.#clock());
      const last = this.#last.get(draftId);
      if (last?.revision === draft.revision && last.today === today) return last.findings;
      const facts = await this.#files.facts.ofDraft(draft);
      // With what reads them, fonts take their time to load: not before the window is there.
      const { loadBookFonts } = await import('../book/fonts.ts');
      const fonts = await loadBookFonts();
      // Reading files takes time; what is told is of the latest revision.
      if (this.#data.store !== store || store.drafts.revision(draftId) !== draft.revision) continue;
      const { findings: found, confirmed } = judgeOpenDraft(draft, facts, fonts, today);
      const progress = formProgress(draft.notice, draft.draft, found);
      const findings: Findings = { revision: draft.revision, findings: found, confirmed, ...progress };
      this.#last.set(draftId, { revision: draft.revision, today, findings });
      const blocks = found.filter(({ level }) => level === 'block').length;
      store.drafts.rememberCheck(draftId, draft.revision, progress.progress, blocks);
      return findings;
    }
  }

  /** Progress for the list, of a draft that came in as a whole; nobody waits for it. */
  inBackground(draftId: string): void {
    this.read(draftId)
      .then(({ revision }) => this.#changed(draftId, revision))
      .catch((error: unknown) => {
        if (this.#data.isOpen) this.#log('problem', 'first check of a draft', error);
      });
  }

  /**
   * The check of a draft as it stands with all that its print tells beside the findings.
   *
   * @throws as `read`
   */
  async toPrint(draftId: string): Promise<CheckedDraft> {
    for (;;) {
      const { findings, confirmed, revision } = await this.read(draftId);
      const opened = draftForFile(this.#data.store, draftId);
      const { draft, form, notice } = opened;
      const facts = await this.#files.facts.ofDraft(opened);
      if (opened.revision !== revision) continue;
      const twin = twinCode(draft, hashesOf(facts), form);
      const checkedAt = localMinute(this.#clock());
      return { notice, form, draft, findings, confirmed, twinCode: twin, checkedAt };
    }
  }

  /** Files of the draft were looked at anew: its next check judges them again. */
  forget(draftId: string): void {
    this.#last.delete(draftId);
  }
}
