import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckedInput, EventPayload } from '../../../shared/contract.ts';
import { openDraft } from '../../package/draft-file.ts';
import { writeRealDraft } from '../../package/testing/real-draft.ts';
import { importDraft } from '../../store/transfer.ts';
import { Work } from '../../work/work.ts';
import type { ForkedProcess, Forker } from '../../work/work-process.ts';
import { exportServices } from '../export-services.ts';
import { RunningServices } from './running-services.ts';

/** Preview and export as the program wires them, with the processes that work for them. */
export class RunningExports {
  readonly services: RunningServices;
  readonly work: Work;
  readonly call: ReturnType<typeof exportServices>;
  /** Every process that was started, in order. */
  readonly processes: ForkedProcess[] = [];
  /** Called at each stage; a test may cancel, kill or quit there. */
  atStage: (stage: EventPayload<'exportStage'>) => void = () => {};

  private constructor(services: RunningServices, forker: Forker) {
    this.services = services;
    const { context } = services;
    const fork: Forker['fork'] = (...given) => {
      const process = forker.fork(...given);
      this.processes.push(process);
      return process;
    };
    this.work = new Work({ fork }, context.log);
    this.call = exportServices({
      ...context,
      work: this.work,
      send: (name, payload) => {
        context.send(name, payload);
        if (name === 'exportStage') this.atStage(payload as EventPayload<'exportStage'>);
      },
    });
  }

  /** @param forker the host's `utilityProcess` */
  static async start(forker: Forker): Promise<RunningExports> {
    return new RunningExports(await RunningServices.start(), forker);
  }

  get stages(): EventPayload<'exportStage'>[] {
    return this.services.events
      .filter(({ name }) => name === 'exportStage')
      .map(({ payload }) => payload as EventPayload<'exportStage'>);
  }

  /** A folder of the person's. */
  folder(name: string): string {
    const folder = join(this.services.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  async example(programme: 'benchmark' | 'product'): Promise<string> {
    return (await this.services.call.createExample({ programme })).draft.draftId;
  }

  /** A small draft, with a scan and a figure, that is not complete. */
  async smallDraft(): Promise<string> {
    const opened = await openDraft(await writeRealDraft(join(this.services.folder, 'small')));
    const made = await importDraft(this.services.data.store, opened, { choice: 'keepBoth' });
    if (made.outcome !== 'imported') throw new Error('not imported');
    return made.draft.id;
  }

  revision(draftId: string): number {
    return this.services.data.store.drafts.get(draftId).revision;
  }

  /** As the person chooses a folder in the system's dialog. */
  async choose(draftId: string, folder: string): Promise<string> {
    this.services.answers.push([folder]);
    const chosen = await this.call.chooseExportPlace({ draftId });
    if (chosen.outcome !== 'chosen') throw new Error('not chosen');
    return chosen.placeId;
  }

  /** Exports as far as it goes. */
  async export(draftId: string, folder: string, more: Partial<CheckedInput<'startExport'>> = {}) {
    const placeId = await this.choose(draftId, folder);
    const { workId } = this.call.startExport({
      ...{ draftId, revision: this.revision(draftId), placeId, incomplete: true, zip: false },
      ...more,
    });
    return { workId, end: this.call.waitForExport({ workId }) };
  }

  async stop(): Promise<void> {
    await this.work.end();
    await this.services.stop();
  }
}
