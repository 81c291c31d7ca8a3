import type { EventPayload } from '../../shared/contract.ts';
import type { DraftFacts } from '../../shared/form/evidence-facts.ts';
import type { OpenDraft } from '../package/draft-file.ts';
import type { OpaqueFiles } from '../security/opaque-files.ts';
import type { Clock } from '../store/clock.ts';
import type { Store } from '../store/store.ts';
import type { Log } from '../window/log.ts';
import type { Work } from '../work/work.ts';
import type { MadeThings } from './made-things.ts';

/** What preview, export and what comes after it work with; made once, in `main.ts`. */
export interface ExportContext {
  /** Asked at every call: after a restore it is another store. */
  readonly data: { readonly store: Store };
  readonly work: Work;
  /** What is known of the files of a draft of the store; read where it is not known. */
  readonly factsOf: (opened: OpenDraft, signal: AbortSignal) => Promise<DraftFacts>;
  readonly offered: OpaqueFiles;
  readonly made: MadeThings;
  readonly dialogs: {
    /** @returns an absolute path; undefined when the person closed the dialog */
    openFolder(question: { title: string; startIn?: string }): Promise<string | undefined>;
  };
  readonly shell: {
    showItemInFolder(place: string): void;
    /** @returns what went wrong, empty when nothing did */
    openPath(place: string): Promise<string>;
  };
  readonly send: (name: 'exportStage', payload: EventPayload<'exportStage'>) => void;
  readonly clock: Clock;
  readonly log: Log;
}
