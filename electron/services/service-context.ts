import type { EventPayload } from '../../shared/contract.ts';
import type { EventName } from '../../shared/contract-names.ts';
import type { OpaqueFiles } from '../security/opaque-files.ts';
import type { Clock } from '../store/clock.ts';
import type { Log } from '../window/log.ts';
import type { Work } from '../work/work.ts';
import type { DraftChanges } from './draft-changes.ts';
import type { DraftChecks } from './draft-checks.ts';
import type { EvidenceWork } from './evidence-work.ts';
import type { IncomingDrafts } from './incoming-drafts.ts';
import type { Printer, ShowingShell } from './made-services.ts';
import type { MadeThings } from './made-things.ts';
import type { ProgramData } from './program-data.ts';
import type { StoreFiles } from './store-files.ts';
import type { SystemDialogs } from './system-dialogs.ts';
import type { Uploads } from './uploads.ts';

export type SendEvent = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** What the services of the window work with; made once, in `main.ts`. */
export interface ServiceContext {
  readonly data: ProgramData;
  readonly changes: DraftChanges;
  readonly checks: DraftChecks;
  /** What is known and shown of the files in the store. */
  readonly files: StoreFiles;
  /** Files that the window may read, by address. */
  readonly offered: OpaqueFiles;
  /** What was written for the person and may be shown to them. */
  readonly made: MadeThings;
  readonly dialogs: SystemDialogs;
  readonly shell: ShowingShell;
  readonly printer: Printer;
  /** What is done with files that others made. */
  readonly evidenceWork: EvidenceWork;
  /** Files on their way from the window. */
  readonly uploads: Uploads;
  /** Drafts from outside that wait for the person's decision. */
  readonly incoming: IncomingDrafts;
  /** Long and risky work, apart from the window's process. */
  readonly work: Pick<Work, 'runJob' | 'warm' | 'noting'>;
  readonly send: SendEvent;
  readonly clock: Clock;
  readonly log: Log;
}
