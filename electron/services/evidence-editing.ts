import { randomBytes } from 'node:crypto';
import type { EvidenceChanged } from '../../shared/contract/evidence.ts';
import { DossierError } from '../../shared/errors.ts';
import type { Draft, EvidenceAnswer, EvidenceFile } from '../../shared/form/draft.ts';
import { safeName } from '../package/names.ts';
import { shownName } from '../package/twin-code.ts';
import type { PlacedValue } from '../store/place.ts';
import { draftForFile } from '../store/transfer.ts';
import type { TakenFile } from './file-intake.ts';
import { type PlacedFile, placedFiles, slotsOf } from './placed-files.ts';
import { removedFile, returnPosition } from './returned-file.ts';
import type { ServiceContext } from './service-context.ts';

/** As many as the draft's schema takes. */
const MOST_FILES = 500;

/** The evidence of one draft while it is changed. */
class Desk {
  readonly notes: string[];
  readonly #placed: PlacedFile[];
  readonly #evidence: Draft['evidence'];
  readonly #slots: readonly string[];
  readonly #changes = new Map<string, EvidenceAnswer | null>();

  constructor(draftId: string, evidence: Draft['evidence'], slots: readonly string[], notes: string[]) {
    this.#placed = placedFiles(draftId, evidence, slots);
    this.#evidence = evidence;
    this.#slots = slots;
    this.notes = notes;
  }

  /** A file that is there, or undefined. */
  look(fileId: string): PlacedFile | undefined {
    return this.#placed.find((each) => each.fileId === fileId);
  }

  /** @throws gone */
  find(fileId: string): PlacedFile {
    const file = this.look(fileId);
    if (file === undefined) throw new DossierError('gone', { what: '这份材料' });
    return file;
  }

  /** What a slot holds. @throws misused for one that the form does not have */
  answer(slot: string): { files: EvidenceFile[]; none: EvidenceAnswer['none'] } {
    if (!this.#slots.includes(slot)) throw unknownSlot(slot);
    const answer = this.#evidence[slot];
    return { files: [...(answer?.files ?? [])], none: answer?.none ?? null };
  }

  /** What the slot holds from now on. */
  put(slot: string, files: readonly EvidenceFile[], none: EvidenceAnswer['none']): void {
    const answer = {
      ...(files.length === 0 ? {} : { files: [...files] }),
      ...(none == null ? {} : { none }),
    };
    this.#changes.set(slot, files.length === 0 && none == null ? null : answer);
  }

  changes(): PlacedValue[] {
    return [...this.#changes].map(([key, value]) => ({ part: 'evidence', key, value }));
  }
}

function unknownSlot(slot: string): DossierError {
  return new DossierError('misused', { detail: `这份申报书没有材料项“${slot}”。没有任何改动。` });
}

type EditingContext = Pick<ServiceContext, 'data' | 'changes' | 'files'>;

/** A new place in a draft, that no other file of it ever had: a file that was removed may come back. */
export function newPath(folder: 'evidence' | 'figures', name: string): string {
  return `${folder}/${randomBytes(6).toString('hex')}/${safeName(name, '材料')}`;
}

function inserted<T>(list: readonly T[], position: number, item: T): T[] {
  return list.toSpliced(Math.min(position, list.length), 0, item);
}

/**
 * Changes to the evidence of the store's drafts. Each is one save with its own line in the history,
 * on the disk when it comes back.
 */
export class EvidenceEditing {
  readonly #context: EditingContext;

  constructor(context: EditingContext) {
    this.#context = context;
  }

  /**
   * Fails early where nothing could be saved anyway, before a dialog opens or a byte is copied.
   *
   * @throws draftGone, draftInBin, draftLocked, misused for a slot that the form does not have
   */
  checkWritable(draftId: string, slot?: string): void {
    const { store } = this.#context.data;
    if (store.drafts.summary(draftId).binnedAt !== null) throw new DossierError('draftInBin', {});
    store.exports.refuseLocked(draftId);
    if (slot !== undefined && !slotsOf(draftForFile(store, draftId).form).includes(slot))
      throw unknownSlot(slot);
  }

  /** Where a file is. @throws draftGone, gone */
  find(draftId: string, fileId: string): PlacedFile {
    const { draft, form } = draftForFile(this.#context.data.store, draftId);
    const file = placedFiles(draftId, draft.evidence, slotsOf(form)).find((each) => each.fileId === fileId);
    if (file === undefined) throw new DossierError('gone', { what: '这份材料' });
    return file;
  }

  /** Adds files at the end of a slot; one whose content is there already is named and left out. */
  add(draftId: string, slot: string, taken: readonly TakenFile[], notes: readonly string[] = []) {
    return this.#change(draftId, (desk) => {
      desk.notes.push(...notes);
      const { files, none } = desk.answer(slot);
      for (const { sha256, name, note } of taken) {
        const same = files.find((file) => file.sha256 === sha256);
        if (same !== undefined) {
          desk.notes.push(`“${name}”与本项已有的“${shownName(same)}”内容相同，没有重复添加。`);
          continue;
        }
        if (files.length >= MOST_FILES) {
          desk.notes.push(`本项已有 ${MOST_FILES} 个文件，没有添加“${name}”。请合并为较少的 PDF 后再添加。`);
          continue;
        }
        if (note !== undefined) desk.notes.push(note);
        files.push({ path: newPath('evidence', name), sha256 });
      }
      const isNew = files.length > (desk.answer(slot).files.length ?? 0);
      if (isNew && none != null) desk.notes.push('已添加材料，原来填的“无”已取消。');
      desk.put(slot, files, isNew ? null : none);
      return [slot];
    });
  }

  /** Puts another content in the place of a file; what it proves stays, its turn and name do not. */
  replace(draftId: string, fileId: string, taken: TakenFile) {
    return this.#change(draftId, (desk) => {
      const { slot, position, file } = desk.find(fileId);
      const { files, none } = desk.answer(slot);
      const same = files.find(({ sha256 }) => sha256 === taken.sha256);
      if (same !== undefined) {
        desk.notes.push(`“${taken.name}”与本项已有的“${shownName(same)}”内容相同，没有替换。`);
        return [slot];
      }
      if (taken.note !== undefined) desk.notes.push(taken.note);
      const path = newPath('evidence', taken.name);
      const about = file.about == null ? {} : { about: file.about };
      desk.put(slot, files.with(position, { path, sha256: taken.sha256, ...about }), none);
      return [slot];
    });
  }

  rename(draftId: string, fileId: string, name: string) {
    const shown = name
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .trim()
      .toWellFormed();
    return this.#edit(draftId, fileId, (file) => {
      const { name: _before, ...unnamed } = file;
      return shown === '' || shown === shownName(unnamed) ? unnamed : { ...unnamed, name: shown };
    });
  }

  rotate(draftId: string, fileId: string, rotate: 0 | 90 | 180 | 270) {
    return this.#edit(draftId, fileId, ({ rotate: _before, ...file }) =>
      rotate === 0 ? file : { ...file, rotate },
    );
  }

  describe(draftId: string, fileId: string, about: readonly string[]) {
    return this.#edit(draftId, fileId, ({ about: _before, ...file }) =>
      about.length === 0 ? file : { ...file, about: [...about] },
    );
  }

  /** @param position in the slot that it goes to, counted without the file itself; beyond the end is the end */
  move(draftId: string, fileId: string, slot: string, position: number) {
    return this.#change(draftId, (desk) => {
      const from = desk.find(fileId);
      const source = desk.answer(from.slot);
      const without = source.files.toSpliced(from.position, 1);
      if (from.slot === slot) {
        desk.put(slot, inserted(without, position, from.file), source.none);
        return [slot];
      }
      const target = desk.answer(slot);
      const same = target.files.find(({ sha256 }) => sha256 != null && sha256 === from.file.sha256);
      if (same !== undefined || target.files.length >= MOST_FILES) {
        const name = shownName(from.file);
        desk.notes.push(
          same === undefined
            ? `那一项已有 ${MOST_FILES} 个文件，没有移动“${name}”。`
            : `那一项已有内容相同的“${shownName(same)}”，没有移动“${name}”。`,
        );
        return [from.slot, slot];
      }
      if (target.none != null) desk.notes.push('已移入材料，原来填的“无”已取消。');
      desk.put(from.slot, without, source.none);
      desk.put(slot, inserted(target.files, position, from.file), null);
      return [from.slot, slot];
    });
  }

  remove(draftId: string, fileId: string) {
    return this.#change(draftId, (desk) => {
      const { slot, position } = desk.find(fileId);
      const { files, none } = desk.answer(slot);
      desk.put(slot, files.toSpliced(position, 1), none);
      return [slot];
    });
  }

  /** Puts a removed file back where it stood; one that is there is left where it is. @throws gone */
  return(draftId: string, fileId: string) {
    return this.#change(draftId, (desk, slots) => {
      const present = desk.look(fileId);
      if (present !== undefined) return [present.slot];
      const removed = removedFile(this.#context.data.store, draftId, slots, fileId);
      if (removed === undefined) throw new DossierError('gone', { what: '这份材料' });
      const { slot, file } = removed;
      const { files, none } = desk.answer(slot);
      desk.put(slot, inserted(files, returnPosition(files, removed), file), none);
      return [slot];
    });
  }

  /** “无” with its reason, or null to take it back. Files stay as they are; the check names the contradiction. */
  setNone(draftId: string, slot: string, reason: string | null) {
    return this.#change(draftId, (desk) => {
      const { files } = desk.answer(slot);
      desk.put(slot, files, reason === null ? null : { reason: reason.toWellFormed() });
      return [slot];
    });
  }

  #edit(draftId: string, fileId: string, change: (file: EvidenceFile) => EvidenceFile) {
    return this.#change(draftId, (desk) => {
      const { slot, position, file } = desk.find(fileId);
      const { files, none } = desk.answer(slot);
      desk.put(slot, files.with(position, change(file)), none);
      return [slot];
    });
  }

  /**
   * Nothing is awaited between reading the evidence and saving it: no other change can come between.
   *
   * @param work gives the slots to be shown
   * @throws draftGone, draftInBin, gone, misused, diskFull, storeMoved
   */
  async #change(
    draftId: string,
    work: (desk: Desk, slots: readonly string[]) => string[],
  ): Promise<EvidenceChanged> {
    const { data, changes, files } = this.#context;
    const notes: string[] = [];
    let touched: string[] = [];
    const saved = changes.change(draftId, ({ draft }) => {
      const slots = slotsOf(draftForFile(data.store, draftId).form);
      const desk = new Desk(draftId, draft.evidence, slots, notes);
      touched = work(desk, slots);
      return desk.changes();
    });
    const views = await files.views.slots(draftId, touched);
    return { outcome: 'changed', revision: saved.revision, slots: views, notes };
  }
}
