import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventPayload } from '../../../shared/contract.ts';
import { EVENTS } from '../../../shared/contract.ts';
import type { EventName } from '../../../shared/contract-names.ts';
import type { PrintOutcome } from '../../printing/print-job.ts';
import { OpaqueFiles } from '../../security/opaque-files.ts';
import { readBackup } from '../../store/backup-file.ts';
import { copyBackup } from '../../store/second-copy.ts';
import { openLog } from '../../window/log.ts';
import { PlacesInWork } from '../../work/places-in-work.ts';
import { workHere } from '../../work/testing/work-here.ts';
import { DraftChanges } from '../draft-changes.ts';
import { DraftChecks } from '../draft-checks.ts';
import { IncomingDrafts } from '../incoming-drafts.ts';
import { MadeThings } from '../made-things.ts';
import { ProgramData } from '../program-data.ts';
import type { ServiceContext } from '../service-context.ts';
import { StoreFiles } from '../store-files.ts';
import type { SystemDialogs } from '../system-dialogs.ts';
import { Thumbnails } from '../thumbnails.ts';
import { Uploads } from '../uploads.ts';
import { windowServices } from '../window-services.ts';
import { evidenceWorkHere, inspectHere } from './work-here.ts';

/** Where the folders are noted that are just written to. */
export const PLACES_FILE = 'writing.json';

/** The services as the program wires them, on a data folder of their own; the person at the dialogs is the test. */
export class RunningServices {
  readonly folder: string;
  readonly data: ProgramData;
  readonly context: ServiceContext;
  readonly call: ReturnType<typeof windowServices>;
  readonly events: { name: EventName; payload: unknown }[] = [];
  /** What the person chooses in the next dialogs; an empty list closes one. */
  readonly answers: string[][] = [];
  /** What the program said in a box of its own. */
  readonly told: string[] = [];
  /** What the system was asked to show or to open. */
  readonly shown: string[] = [];
  /** What the system says when it opens nothing. */
  refusal = '';
  /** What was handed to the print dialog, and what comes of the next ones. */
  readonly printed: string[] = [];
  readonly printOutcomes: PrintOutcome[] = [];
  now = new Date('2025-10-10T08:00:00.000Z');

  constructor(folder: string = mkdtempSync(join(tmpdir(), 'dossier-services-'))) {
    this.folder = folder;
    const log = openLog(join(folder, 'logs'));
    const clock = () => this.now;
    const choose = async () => {
      const answer = this.answers.shift();
      if (answer === undefined) throw new Error('a dialog that the test did not foresee');
      return answer;
    };
    const dialogs: SystemDialogs = {
      openFiles: choose,
      openFolder: async () => (await choose())[0],
      saveFile: async () => (await choose())[0],
      tell: async (message) => void this.told.push(message),
    };
    this.data = new ProgramData(folder, clock, log, readBackup, (input, signal) =>
      copyBackup(input, undefined, signal),
    );
    const placesInWork = new PlacesInWork(join(folder, PLACES_FILE), log);
    const send = <N extends EventName>(name: N, payload: EventPayload<N>) => {
      this.events.push({ name, payload: EVENTS[name].parse(payload) });
    };
    const offered = new OpaqueFiles();
    const thumbnails = new Thumbnails(join(folder, 'thumbnails'), evidenceWorkHere.writeThumbnail);
    const files = new StoreFiles(this.data, offered, inspectHere, thumbnails);
    const findingsChanged = (draftId: string, revision: number) =>
      send('findingsChanged', { draftId, revision });
    this.context = {
      data: this.data,
      changes: new DraftChanges(this.data, findingsChanged),
      checks: new DraftChecks(this.data, files, clock, log, findingsChanged),
      files,
      offered,
      made: new MadeThings(),
      dialogs,
      shell: {
        showItemInFolder: (place) => void this.shown.push(`in folder: ${place}`),
        openPath: async (place) => {
          this.shown.push(place);
          return this.refusal;
        },
      },
      printer: {
        print: async (file, copies) => {
          this.printed.push(`${copies} × ${file}`);
          return this.printOutcomes.shift() ?? 'printed';
        },
      },
      evidenceWork: evidenceWorkHere,
      uploads: new Uploads(this.data, clock),
      incoming: new IncomingDrafts(this.data, dialogs, send, workHere, log),
      work: {
        ...workHere,
        noting: (places, work) => placesInWork.during(places, work),
        runJob: (name, input, options = {}) =>
          placesInWork.during(options.places ?? [], () => workHere.runJob(name, input, options)),
      },
      send,
      clock,
      log,
    };
    this.call = windowServices(this.context);
  }

  static async start(folder?: string): Promise<RunningServices> {
    const running = new RunningServices(folder);
    await running.data.open();
    return running;
  }

  /** Lets time pass. */
  wait(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  /** Ends as the program ends, and begins anew on the same data. */
  async restart(): Promise<RunningServices> {
    await this.data.close();
    const next = new RunningServices(this.folder);
    next.now = this.now;
    await next.data.open();
    return next;
  }

  async stop(): Promise<void> {
    await this.data.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
