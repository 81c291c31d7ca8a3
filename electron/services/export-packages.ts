import path from 'node:path';
import type { CallOutput, CheckedInput } from '../../shared/contract.ts';
import { DossierError, hasCode } from '../../shared/errors.ts';
import { BINDING_FILE } from '../package/binding-book.ts';
import { CHECKLIST_FILE } from '../package/checklist-book.ts';
import { describeDraft } from '../package/described-draft.ts';
import type { ExportResult } from '../package/export-package.ts';
import { BOUND_FILE, DOCX_FILE, PDF_FILE, SEALED_FILE } from '../package/package-parts.ts';
import type { Store } from '../store/store.ts';
import { draftForFile } from '../store/transfer.ts';
import { localDay } from '../window/program-services.ts';
import type { ExportPlaces } from './export-places.ts';
import { ExportProgress } from './export-progress.ts';
import { ExportWorks } from './export-works.ts';
import type { MadeThing } from './made-things.ts';
import type { ServiceContext } from './service-context.ts';

export type ExportEnd = Exclude<CallOutput<'waitForExport'>, { outcome: 'cancelled' }>;
type Done = Extract<ExportEnd, { outcome: 'done' }>;

/** What the window may open of a package. @param folder of the package, absolute */
export function packageParts(folder: string): MadeThing {
  const inside = (name: string) => path.join(folder, name);
  return {
    ...{ folder, itself: folder },
    word: inside(DOCX_FILE),
    pdf: inside(PDF_FILE),
    bound: inside(BOUND_FILE),
    checklist: inside(CHECKLIST_FILE),
    binding: inside(BINDING_FILE),
    sealed: inside(SEALED_FILE),
  };
}

/** Packages, made in the work process from a draft at the revision that the window shows. */
export class ExportPackages {
  readonly works = new ExportWorks<ExportEnd>('这次导出');
  readonly #context: ServiceContext;
  readonly #places: ExportPlaces;
  /** By id of what was made. */
  readonly #notRemembered = new Map<string, Parameters<Store['exports']['remember']>[0]>();

  constructor(context: ServiceContext, places: ExportPlaces) {
    this.#context = context;
    this.#places = places;
  }

  /**
   * Begins an export.
   *
   * @returns the work's id; its end brings what else can go wrong
   * @throws staleRevision when the draft is at another revision, draftGone, gone for the place
   */
  start({ draftId, revision, placeId, incomplete, zip }: CheckedInput<'startExport'>): string {
    const outFolder = this.#places.find(placeId);
    const opened = draftForFile(this.#context.data.store, draftId);
    if (opened.revision !== revision) throw new DossierError('staleRevision', { current: opened.revision });
    // What is typed while it runs is another version than the one that is exported.
    this.#context.data.store.exports.keepPresent(draftId);
    const options = { outFolder, incomplete, zip, today: localDay(this.#context.clock()) };
    const key = JSON.stringify([draftId, revision, options]);
    return this.works.start(key, async (workId, signal) => {
      const progress = new ExportProgress();
      const { work, send } = this.#context;
      const result = await work.runJob(
        'exportDraft',
        { draft: describeDraft(opened), ...options },
        {
          signal,
          places: [outFolder],
          onProgress: (report) => send('exportStage', { workId, ...progress.next(report) }),
        },
      );
      const end = this.#end(result);
      return end.outcome === 'done' ? this.#remember(draftId, revision, end) : end;
    });
  }

  /** Tries again. @throws gone, draftGone, diskFull and what else the store refuses */
  rememberAgain(madeId: string): void {
    const line = this.#notRemembered.get(madeId);
    if (line === undefined) throw new DossierError('gone', { what: '这次导出' });
    this.#context.data.store.exports.remember(line);
    this.#notRemembered.delete(madeId);
  }

  /** The package is there whatever becomes of its line in the store. */
  #remember(draft: string, revision: number, done: Done): Done {
    const { data, log } = this.#context;
    const { madeId, name, twinCode, findings } = done;
    const incomplete = findings.some(({ level }) => level === 'block');
    const line = { draft, revision, twinCode, packageName: name, incomplete };
    try {
      data.store.exports.remember(line);
      return done;
    } catch (error) {
      log('problem', 'an export that was not remembered', error);
      this.#notRemembered.set(madeId, line);
      return { ...done, notRemembered: hasCode(error, 'diskFull') ? 'diskFull' : 'other' };
    }
  }

  #end(result: ExportResult): ExportEnd {
    const { findings } = result;
    if (result.outcome === 'blocked') return { outcome: 'blocked', findings };
    const { folder, zip, twinCode, files, guide } = result;
    const { made, offered } = this.#context;
    return {
      outcome: 'done',
      madeId: made.add(packageParts(folder)),
      name: path.basename(folder),
      shown: folder,
      twinCode,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      files: files.map((file) => ({ name: file.path, bytes: file.bytes })),
      zip: zip === undefined ? null : { name: path.basename(zip.path), bytes: zip.bytes },
      findings,
      notRemembered: null,
      guide: {
        ...guide,
        address: offered.offer({ path: path.join(folder, BOUND_FILE), type: 'application/pdf' }),
      },
    };
  }
}
