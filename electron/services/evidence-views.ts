import type { EvidenceFileView, EvidenceView, FigureView } from '../../shared/contract/evidence.ts';
import type { EvidenceKind } from '../../shared/form/evidence-facts.ts';
import { describeProblem } from '../../shared/form/evidence-problem.ts';
import { isPictureKind } from '../evidence/picture-kinds.ts';
import { namedFiles } from '../package/draft-files.ts';
import { shownName } from '../package/twin-code.ts';
import type { OfferedFile, OpaqueFiles } from '../security/opaque-files.ts';
import type { Store } from '../store/store.ts';
import { draftForFile } from '../store/transfer.ts';
import { type PlacedFile, placedFiles, slotsOf } from './placed-files.ts';
import type { ContentFacts, StoredFacts } from './stored-facts.ts';
import type { Thumbnails } from './thumbnails.ts';

/** Kinds that a window shows by itself. */
const SHOWN: Partial<Record<EvidenceKind, OfferedFile['type']>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
};

/** Names of the contract are at most this long; a draft that came as a file may hold longer ones. */
const LONGEST_SHOWN = 300;

/** The evidence and figures of the store's drafts as the window shows them. */
export class EvidenceViews {
  readonly #store: Store;
  readonly #offered: OpaqueFiles;
  readonly #facts: StoredFacts;
  readonly #thumbnails: Thumbnails;

  constructor(store: Store, offered: OpaqueFiles, facts: StoredFacts, thumbnails: Thumbnails) {
    this.#store = store;
    this.#offered = offered;
    this.#facts = facts;
    this.#thumbnails = thumbnails;
  }

  /**
   * Slots of a draft with their files, in the form's order. Files that were never read are read now.
   *
   * @param only the slots to give; all of the form without it
   * @throws draftGone, draftUnknownNotice, draftInvalid
   */
  async slots(draftId: string, only?: readonly string[]): Promise<EvidenceView[]> {
    const { draft, form } = draftForFile(this.#store, draftId);
    const slots = slotsOf(form);
    const files = placedFiles(draftId, draft.evidence, slots);
    const views: EvidenceView[] = [];
    for (const slot of slots) {
      if (only?.includes(slot) === false) continue;
      const none = draft.evidence[slot]?.none;
      const view: EvidenceView = {
        slot,
        files: [],
        none: none === null || none === undefined ? null : { reason: none.reason },
      };
      for (const placed of files) if (placed.slot === slot) view.files.push(await this.#file(placed));
      views.push(view);
    }
    return views;
  }

  /** Every figure that the draft's narratives name, each once. @throws as `slots` */
  async figures(draftId: string): Promise<FigureView[]> {
    const { draft, form } = draftForFile(this.#store, draftId);
    const figures = new Map<string, string | undefined>();
    for (const { path, use, sha256 } of namedFiles(form, draft))
      if (use === 'figure') figures.set(path, figures.get(path) ?? sha256);
    const views: FigureView[] = [];
    for (const [file, sha256] of figures) {
      // A hash is what the contract knows a figure by; the store gives one to all that came with their file.
      if (sha256 !== undefined) views.push(await this.figure(file, sha256));
    }
    return views;
  }

  /** One figure. @param file its name inside the draft */
  async figure(file: string, sha256: string): Promise<FigureView> {
    const facts = await this.#facts.of(sha256);
    return {
      file,
      sha256,
      width: facts.pixels?.width ?? 0,
      height: facts.pixels?.height ?? 0,
      address: this.#address(sha256, facts),
      problem: facts.problem === undefined ? null : describeProblem(facts.problem),
    };
  }

  async #file({ fileId, file }: PlacedFile): Promise<EvidenceFileView> {
    const facts = await this.#facts.of(file.sha256);
    return {
      fileId,
      name: shownName(file).slice(0, LONGEST_SHOWN),
      kind: facts.kind,
      bytes: facts.bytes,
      pages: facts.pages.length,
      rotate: file.rotate ?? 0,
      about: file.about ?? [],
      problem: problemText(facts),
      address: this.#address(file.sha256, facts),
      thumbnail: this.#thumbnail(file.sha256, facts),
    };
  }

  #address(sha256: string | null | undefined, facts: ContentFacts): string | null {
    const { kind, problem } = facts;
    if (sha256 === null || sha256 === undefined) return null;
    if (problem?.code === 'missing' || problem?.code === 'changed') return null;
    if (isShownByPicture(facts)) {
      const make = async () =>
        (await this.#thumbnails.of(sha256, this.#store.files.path(sha256), 'shown')) !== undefined;
      return this.#offered.offer({ path: this.#thumbnails.place(sha256, 'shown'), type: 'image/jpeg', make });
    }
    const type = SHOWN[kind];
    if (type === undefined) return null;
    return this.#offered.offer({ path: this.#store.files.path(sha256), type });
  }

  /** Made when the window asks for it: a draft with a hundred photos opens no later for them. */
  #thumbnail(sha256: string | null | undefined, facts: ContentFacts): string | null {
    if (sha256 === null || sha256 === undefined || facts.problem !== undefined) return null;
    if (!isPictureKind(facts.kind)) return null;
    const make = async () =>
      (await this.#thumbnails.of(sha256, this.#store.files.path(sha256))) !== undefined;
    return this.#offered.offer({ path: this.#thumbnails.place(sha256), type: 'image/jpeg', make });
  }
}

/**
 * Whether a window needs a picture of the picture. Chromium turns no WebP by its EXIF, while the book does: what is
 * marked to be blacked out would be marked elsewhere. A TIFF it cannot show at all; of one with several pages, a
 * single picture would hide the others.
 */
function isShownByPicture({ kind, problem, pages, remarks }: ContentFacts): boolean {
  if (problem !== undefined) return false;
  return (kind === 'webp' && remarks.includes('exifRotated')) || (kind === 'tiff' && pages.length === 1);
}

/** What is wrong with a file and what helps, as one line. */
function problemText({ problem }: ContentFacts): string | null {
  if (problem === undefined) return null;
  const remedy = problem.code === 'unsupported' ? `。${problem.remedy}` : '';
  return `${describeProblem(problem)}${remedy}`;
}
