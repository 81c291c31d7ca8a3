import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { CallOutput } from '../../shared/contract.ts';
import { describeDraft } from '../package/described-draft.ts';
import { makeUnpackingFolder } from '../package/temporary-folder.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import { draftForFile } from '../store/transfer.ts';
import { localDay } from '../window/program-services.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import type { ServiceContext } from './service-context.ts';

export type PreviewDone = Extract<CallOutput<'waitForPreview'>, { outcome: 'done' }>;

/** A window that was loaded anew closes none of what it showed before; older ones than these go. */
const MOST_OPEN = 3;

/** PDFs of drafts as they stand, made in the work process, each until the window closes it. */
export class ExportPreviews {
  readonly works = new ExportWorks<PreviewDone>('这次预览');
  readonly #context: ServiceContext;
  /** Place and address of each preview, by its id, oldest first. */
  readonly #open = new Map<string, { place: string; address: string }>();
  /** Only its owner may look into it; removed when the program ends. */
  #folder: Promise<string> | undefined;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Begins the preview of a draft at its present revision.
   *
   * @returns the work's id; its end brings what else can go wrong
   * @throws draftGone, draftUnknownNotice, draftInvalid
   */
  start(draftId: string): string {
    const opened = draftForFile(this.#context.data.store, draftId);
    const today = localDay(this.#context.clock());
    return this.works.start(`${draftId} ${opened.revision} ${today}`, (workId, signal) =>
      this.#make(workId, opened, today, signal),
    );
  }

  /** Takes the file away that the window no longer shows. */
  async close(previewId: string): Promise<void> {
    const found = this.#open.get(previewId);
    if (found === undefined) return;
    this.#open.delete(previewId);
    this.#context.offered.takeBack(found.address);
    // Windows holds a file that is just being read.
    await rm(found.place, { force: true, maxRetries: 3 }).catch((error: unknown) =>
      this.#context.log('problem', 'preview not removed', error),
    );
  }

  async #make(
    workId: string,
    opened: ReturnType<typeof draftForFile>,
    today: string,
    signal: AbortSignal,
  ): Promise<PreviewDone> {
    const { work, files, offered, send } = this.#context;
    const progress = new ExportProgress();
    const facts = await files.facts.ofDraft(opened, signal);
    const place = path.join(await this.#place(), `${randomBytes(12).toString('hex')}.pdf`);
    try {
      const { pageCount, bytes, willWrite } = await work.runJob(
        'previewDraft',
        { draft: describeDraft(opened), facts, today, target: place },
        { signal, onProgress: (report) => send('exportStage', { workId, ...progress.next(report) }) },
      );
      const previewId = makeOpaqueId();
      const address = offered.offer({ path: place, type: 'application/pdf' });
      this.#open.set(previewId, { place, address });
      await this.#closeOld();
      return {
        outcome: 'done',
        ...{ previewId, address, revision: opened.revision, pageCount, bytes },
        willWrite: willWrite.map((part) => ({ name: part.path, bytes: part.bytes })),
      };
    } catch (error) {
      await rm(place, { force: true });
      throw error;
    }
  }

  async #closeOld(): Promise<void> {
    const tooMany = [...this.#open.keys()].slice(0, Math.max(0, this.#open.size - MOST_OPEN));
    for (const previewId of tooMany) await this.close(previewId);
  }

  /** The folder for previews; made anew where somebody cleared the temporary files away. */
  async #place(): Promise<string> {
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined && existsSync(folder)) return folder;
    this.#folder = makeUnpackingFolder();
    return this.#folder;
  }
}
