import type { CallOutput } from '../../shared/contract.ts';
import { formProgress } from '../../shared/form/progress.ts';
import { loadBookFonts } from '../book/fonts.ts';
import { checkOpenDraft } from '../package/check-open-draft.ts';
import type { Clock } from '../store/clock.ts';
import { draftForFile } from '../store/transfer.ts';
import { localDay } from '../window/program-services.ts';
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
  readonly #last = new Map<string, Remembered>();

  constructor(data: ProgramData, files: StoreFiles, clock: Clock) {
    this.#data = data;
    this.#files = files;
    this.#clock = clock;
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
      const fonts = await loadBookFonts();
      // Reading files takes time; what is told is of the latest revision.
      if (this.#data.store !== store || store.drafts.revision(draftId) !== draft.revision) continue;
      const found = checkOpenDraft(draft, facts, fonts, today);
      const progress = formProgress(draft.notice, draft.draft, found);
      const findings: Findings = { revision: draft.revision, findings: found, ...progress };
      this.#last.set(draftId, { revision: draft.revision, today, findings });
      const blocks = found.filter(({ level }) => level === 'block').length;
      store.drafts.rememberCheck(draftId, draft.revision, progress.progress, blocks);
      return findings;
    }
  }

  /** Files of the draft were looked at anew: its next check judges them again. */
  forget(draftId: string): void {
    this.#last.delete(draftId);
  }
}
