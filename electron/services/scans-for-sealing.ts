import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ScannedPage, SealingPlanView } from '../../shared/contract/sealing.ts';
import type { CheckedInput } from '../../shared/contract.ts';
import { withFileErrors } from '../package/file-errors.ts';
import { safeName, splitExtension } from '../package/names.ts';
import { makeUnpackingFolder, removeTemporaryFolder } from '../package/temporary-folder.ts';
import type { ScanAnswer } from '../sealing/look-at-scans.ts';
import type { Answer, Placement } from '../sealing/placement.ts';
import type { KnownSealing, PlannedPage, SealingPlan } from '../sealing/plan-sealing.ts';
import type { OpaqueFiles } from '../security/opaque-files.ts';
import type { IncomingFile } from '../store/incoming-file.ts';

type GivenAnswer = CheckedInput<'startReadingScans'>['answer'];

/** Names of the contract are at most this long. */
const LONGEST_NAME = 300;

/** What the work process is to look at: the scans and what was said of their pages. */
export interface Look {
  /** Of the scans among all that were ever added, and where they lie. */
  numbers: readonly number[];
  scans: string[];
  /** By id of the page. */
  answers: ReadonlyMap<string, Answer>;
  known: KnownSealing | undefined;
}

interface Shown {
  thumbnail: Uint8Array;
  address: string;
}

/** A page keeps its id while files are added and left out before it. */
function pageIdOf(scanNumber: number, page: number): string {
  return `${scanNumber}-${page}`;
}

function placementView(placement: Placement, answer: Answer | undefined): ScannedPage['placement'] {
  switch (placement.state) {
    case 'placed':
      return placement;
    case 'question':
      return { state: 'question', likely: placement.likely ?? null, text: placement.text };
    case 'refused':
      return { state: 'refused', mayAnswer: answer !== undefined, text: placement.text };
    case 'left':
      return { state: 'left', undo: answer === 'leave', text: placement.text };
  }
}

function isPlaced({ placement }: PlannedPage): boolean {
  return placement.state === 'placed';
}

/** The scans that a person lays before one package, what was found on them, and the small pictures of that. */
export class ScansForSealing {
  readonly #offered: OpaqueFiles;
  /** Every file that was ever added here, by number; a file that was refused keeps its number, unused. */
  readonly #added: string[] = [];
  /** Those that were read, by number. */
  #scans: number[] = [];
  #waiting: number[] = [];
  #answers = new Map<string, Answer>();
  #plan: SealingPlan | undefined;
  #known: KnownSealing | undefined;
  readonly #shown = new Map<string, Shown>();
  #folder: Promise<string> | undefined;

  constructor(offered: OpaqueFiles) {
    this.#offered = offered;
  }

  /** Files from the dialog. One that is there already is read anew: it may have been scanned again under its name. */
  add(paths: readonly string[]): void {
    const waiting = new Set(this.#paths(this.#waiting));
    for (const each of new Set(paths)) if (!waiting.has(each)) this.#waiting.push(this.#added.push(each) - 1);
  }

  /** A dropped file, under its own name, until the end. */
  async take(incoming: IncomingFile): Promise<void> {
    await incoming.finish();
    const folder = path.join(await this.#place(), randomBytes(6).toString('hex'));
    const { stem, extension } = splitExtension(incoming.name);
    const target = path.join(folder, safeName(stem, '扫描件', undefined, extension));
    await withFileErrors(target, async () => {
      await mkdir(folder, { mode: 0o700 });
      // The temporary files may lie on another disk.
      await copyFile(incoming.path, target);
    });
    await incoming.discard();
    this.add([target]);
  }

  /** What is to be looked at next: what was read, what was added since, and what is said now. */
  look(answer: GivenAnswer): Look {
    const answers = new Map(this.#answers);
    if (answer?.to === null) answers.delete(answer.pageId);
    else if (answer !== null) answers.set(answer.pageId, answer.to);
    const again = new Set(this.#paths(this.#waiting));
    const numbers = [
      ...this.#scans.filter((number) => !again.has(this.#added[number] ?? '')),
      ...this.#waiting,
    ];
    const known = this.#known && {
      ...this.#known,
      scans: this.#known.scans.filter((scan) => !again.has(scan.path)),
    };
    return { numbers, scans: this.#paths(numbers), answers, known };
  }

  /** In the words of the work process, whose scans are counted from 0. */
  answersOf({ numbers, answers }: Look): ScanAnswer[] {
    return [...answers].flatMap(([pageId, answer]) => {
      const [number = Number.NaN, page = Number.NaN] = pageId.split('-').map(Number);
      const scan = numbers.indexOf(number);
      return scan < 0 || !Number.isSafeInteger(page) ? [] : [{ scan, page, answer }];
    });
  }

  /** What was to be read and was not is given up; what was added meanwhile stays. */
  giveUp({ numbers }: Look): void {
    this.#waiting = this.#waiting.filter((number) => !numbers.includes(number));
  }

  /** Keeps what was found. */
  async keep({ numbers, answers }: Look, plan: SealingPlan, known: KnownSealing): Promise<SealingPlanView> {
    const refused = new Set(plan.unreadable.map(({ scan }) => scan));
    const views: ScannedPage[] = [];
    for (const planned of plan.scans) {
      const pageId = pageIdOf(numbers[planned.scan] ?? -1, planned.page);
      views.push({
        pageId,
        name: planned.name.slice(0, LONGEST_NAME),
        number: planned.page + 1,
        pageCount: plan.scans.filter(({ scan }) => scan === planned.scan).length,
        address: await this.#show(pageId, planned.thumbnail),
        placement: placementView(planned.placement, answers.get(pageId)),
      });
    }
    // Indices of the scans that are kept, for the writing.
    const kept = numbers.filter((_, index) => !refused.has(index));
    const moved = (scan: number) => kept.indexOf(numbers[scan] ?? -1);
    this.#plan = { ...plan, scans: plan.scans.map((each) => ({ ...each, scan: moved(each.scan) })) };
    this.#known = known;
    this.#scans = kept;
    this.#waiting = this.#waiting.filter((number) => !numbers.includes(number));
    this.#answers = new Map(answers);
    const withPage = (places: SealingPlan['places']) =>
      places.flatMap(({ page, where, what }) => (page === undefined ? [] : [{ page, where, what }]));
    return {
      pages: plan.pages,
      scans: views,
      places: withPage(plan.places),
      missing: withPage(plan.missing),
      unreadable: plan.unreadable.map(({ message }) => message),
    };
  }

  /**
   * The files that have a page in its place, and answers with which nothing is open: refused pages stay
   * outside and hold nothing up. Undefined while something is asked or nothing is placed.
   */
  settled(): { scans: string[]; answers: ScanAnswer[] } | undefined {
    const pages = this.#plan?.scans ?? [];
    const isAsked = pages.some(({ placement }) => placement.state === 'question');
    const used = [...new Set(pages.filter(isPlaced).map(({ scan }) => scan))];
    if (isAsked || used.length === 0) return undefined;
    return {
      scans: used.map((scan) => this.#added[this.#scans[scan] ?? -1] ?? ''),
      answers: pages.flatMap(({ scan, page, placement }): ScanAnswer[] => {
        const at = used.indexOf(scan);
        if (at < 0) return [];
        if (placement.state !== 'placed') return [{ scan: at, page, answer: 'leave' }];
        return placement.by === 'person' ? [{ scan: at, page, answer: placement.page }] : [];
      }),
    };
  }

  /** Takes every picture and dropped file away. */
  async close(): Promise<void> {
    for (const { address } of this.#shown.values()) this.#offered.takeBack(address);
    this.#shown.clear();
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) await removeTemporaryFolder(folder);
  }

  /** @returns the address of the small picture; the same as long as the picture is */
  async #show(pageId: string, thumbnail: Uint8Array): Promise<string> {
    const last = this.#shown.get(pageId);
    if (last !== undefined && Buffer.compare(last.thumbnail, thumbnail) === 0) return last.address;
    if (last !== undefined) this.#offered.takeBack(last.address);
    const place = path.join(await this.#place(), `${randomBytes(12).toString('hex')}.jpg`);
    await withFileErrors(place, () => writeFile(place, thumbnail));
    const address = this.#offered.offer({ path: place, type: 'image/jpeg' });
    this.#shown.set(pageId, { thumbnail, address });
    return address;
  }

  #paths(numbers: readonly number[]): string[] {
    return numbers.map((number) => this.#added[number] ?? '');
  }

  #place(): Promise<string> {
    this.#folder ??= makeUnpackingFolder();
    return this.#folder;
  }
}
