import type { Change, OpenedDraft, SealingView } from '../../shared/contract/drafts.ts';
import type { EvidenceView, FigureView } from '../../shared/contract/evidence.ts';
import type { CallOutput } from '../../shared/contract.ts';
import type { Form, Notice } from '../../shared/form/definition.ts';
import { CallError, call } from '../bridge-calls.ts';

/**
 * How long what was typed may wait before it is saved, milliseconds. Counted from the first key that
 * is not saved, not from the last one: who types without a pause is saved all the same.
 */
export const SAVE_DELAY = 400;
/** After a save that failed, milliseconds until it is tried again by itself. */
const RETRY_DELAY = 5_000;

export type Answers = OpenedDraft['content']['answers'];
export type AnswerValue = Extract<Change, { kind: 'answer' }>['value'];
export type DeclarationValue = 'yes' | 'no' | 'unsure';

export type SaveState =
  | { phase: 'saved'; at: string }
  | { phase: 'waiting' }
  | { phase: 'saving' }
  | { phase: 'failed'; message: string };

/** All that the screens show of the open draft. A new object on every change; its parts keep their identity. */
export interface DraftState {
  revision: number;
  content: OpenedDraft['content'];
  evidence: ReadonlyMap<string, EvidenceView>;
  figures: ReadonlyMap<string, FigureView>;
  /** What became of the last export for sealing; while it locks the draft, nothing is changed. */
  sealing: SealingView | null;
  save: SaveState;
}

function keyOf(change: Change): string {
  switch (change.kind) {
    case 'answer':
      return `answer ${change.field}`;
    case 'declaration':
      return `declaration ${change.condition}`;
    case 'confirmation':
      return `confirmation ${change.finding}`;
    case 'destinationDistrict':
      return 'destinationDistrict';
  }
}

function withChange(content: OpenedDraft['content'], change: Change): OpenedDraft['content'] {
  switch (change.kind) {
    case 'answer':
      return { ...content, answers: { ...content.answers, [change.field]: change.value } };
    case 'declaration': {
      const { [change.condition]: _, ...others } = content.declarations;
      const declarations = change.value === null ? others : { ...others, [change.condition]: change.value };
      return { ...content, declarations };
    }
    case 'confirmation':
      return { ...content, confirmations: { ...content.confirmations, [change.finding]: change.value } };
    case 'destinationDistrict':
      return { ...content, destinationDistrict: change.value };
  }
}

/** What evidence calls answer with, as far as the session takes it over. */
interface Touched {
  revision: number;
  slots: EvidenceView[];
}

/**
 * The open draft: what is on the screen at once, and its way to the disk. Everything that changes the
 * draft goes through here, one thing after the other, so that the revision is never stale by our own
 * doing.
 */
export class DraftSession {
  readonly draftId: string;
  readonly notice: Notice;
  readonly form: Form;
  /** Local day, YYYY-MM-DD. */
  readonly today: string;
  readonly example: boolean;
  readonly place: OpenedDraft['place'];

  #state: DraftState;
  readonly #listeners = new Set<() => void>();
  /** Typed and not yet sent, the latest of each. */
  #pending = new Map<string, Change>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The tail of the queue of calls that change the draft. */
  #queue: Promise<unknown> = Promise.resolve();
  /** Components that hold a text back for a moment hand it over when asked. */
  readonly #holders = new Set<() => void>();

  constructor(opened: OpenedDraft, notice: CallOutput<'readNotice'>) {
    this.draftId = opened.summary.draftId;
    this.notice = notice.notice;
    this.form = notice.notice.forms[opened.content.programme];
    this.today = notice.today;
    this.example = opened.summary.example;
    this.place = opened.place;
    this.#state = {
      ...partsOf(opened),
      save: { phase: 'saved', at: opened.summary.changedAt },
    };
  }

  get state(): DraftState {
    return this.#state;
  }

  /** Arrow functions, for React takes them without the object. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getState = (): DraftState => this.#state;

  /** `hand` is called before every save and flush: it must give what it holds back to `change`. @returns the end of it */
  holdBack(hand: () => void): () => void {
    this.#holders.add(hand);
    return () => this.#holders.delete(hand);
  }

  setAnswer(field: string, value: AnswerValue): void {
    this.change({ kind: 'answer', field, value });
  }

  /** Shows a change at once and saves it soon; of a locked draft, nothing is changed but the person's own ticks. */
  change(change: Change): void {
    if (this.#state.sealing?.state === 'locked' && change.kind !== 'confirmation') return;
    this.#take(change);
  }

  #take(change: Change): void {
    this.#pending.set(keyOf(change), change);
    this.#set({ content: withChange(this.#state.content, change), save: { phase: 'waiting' } });
    this.#timer ??= setTimeout(() => void this.#saveSoon(), SAVE_DELAY);
  }

  /**
   * Saves all that was typed.
   *
   * @throws CallError when it could not be saved; it stays on the screen and is tried again
   */
  async flush(): Promise<void> {
    for (const hand of this.#holders) hand();
    await this.#inTurn(() => this.#savePending());
  }

  /**
   * Runs a call that changes the draft in the program (evidence, restore): after all that was typed is
   * saved, and before anything later is.
   *
   * @throws CallError
   */
  async run<T>(work: (revision: number) => Promise<T>, take?: (answer: T) => void): Promise<T> {
    for (const hand of this.#holders) hand();
    return this.#inTurn(async () => {
      await this.#savePending();
      const answer = await work(this.#state.revision);
      take?.(answer);
      return answer;
    });
  }

  /** `run` for evidence: takes the slots over that the call touched. Calls that end in a dialog may be cancelled. */
  async changeEvidence<T extends { outcome: string }>(work: () => Promise<T>): Promise<T> {
    return this.run(
      () => work(),
      (answer) => {
        if (isTouched(answer)) this.#takeSlots(answer);
      },
    );
  }

  /** A figure that was added to the draft's files; the narrative names it by its `file`. */
  addFigure(figure: FigureView): void {
    this.#set({ figures: new Map(this.#state.figures).set(figure.file, figure) });
  }

  /** Lets the draft be changed again. @throws CallError */
  async unlock(): Promise<void> {
    await this.#inTurn(async () => {
      const { draftId } = this;
      this.#set({ sealing: (await call('unlockDraft', { draftId })).sealing });
    });
  }

  /** An export has ended, or what it was made of was changed. What was typed before one saw the lock is kept. */
  async readSealing(): Promise<void> {
    const { draftId } = this;
    const { sealing } = await call('readSealing', { draftId });
    if (sealing?.state === 'locked') for (const hand of this.#holders) hand();
    this.#set({ sealing });
  }

  /** The draft as the program has it now, after a restore or an import. What is typed since stays on top. */
  adopt(opened: OpenedDraft): void {
    const parts = partsOf(opened);
    let { content } = parts;
    for (const change of this.#pending.values()) content = withChange(content, change);
    this.#set({ ...parts, content, save: { phase: 'saved', at: opened.summary.changedAt } });
  }

  /** Ends the session; what is pending should have been flushed. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #set(part: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  #takeSlots({ revision, slots }: Touched): void {
    const evidence = new Map(this.#state.evidence);
    for (const slot of slots) evidence.set(slot.slot, slot);
    this.#set({ revision, evidence, save: { phase: 'saved', at: new Date().toISOString() } });
    this.#sealedAnew();
  }

  /** With every change a sealed draft may become another one, or again what it was. */
  #sealedAnew(): void {
    if (this.#state.sealing !== null) void this.readSealing().catch(() => undefined);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #saveSoon(): Promise<void> {
    try {
      await this.#inTurn(() => {
        for (const hand of this.#holders) hand();
        return this.#savePending();
      });
    } catch {
      // Shown by the save state, and tried again.
    }
  }

  async #savePending(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.size === 0) return;
    const sent = this.#pending;
    this.#pending = new Map();
    this.#set({ save: { phase: 'saving' } });
    try {
      const saved = await this.#send([...sent.values()]);
      const save: SaveState =
        this.#pending.size === 0 ? { phase: 'saved', at: saved.savedAt } : { phase: 'waiting' };
      this.#set({ revision: saved.revision, save });
      this.#sealedAnew();
    } catch (error) {
      // What was typed meanwhile is newer.
      this.#pending = new Map([...sent, ...this.#pending]);
      this.#timer ??= setTimeout(() => void this.#saveSoon(), RETRY_DELAY);
      this.#set({
        save: { phase: 'failed', message: error instanceof Error ? error.message : String(error) },
      });
      throw error;
    }
  }

  /**
   * A draft that the program changed without us (an import over it) is read again; what is typed goes on
   * top of it. What was typed while an export came to its end is kept: the lock, which nobody could see
   * yet, gives way to it.
   */
  async #send(changes: Change[]): Promise<CallOutput<'saveDraft'>> {
    const { draftId } = this;
    try {
      return await call('saveDraft', { draftId, revision: this.#state.revision, changes });
    } catch (error) {
      if (error instanceof CallError && error.code === 'draftLocked') {
        this.#set({ sealing: (await call('unlockDraft', { draftId })).sealing });
        return this.#send(changes);
      }
      if (!(error instanceof CallError) || error.code !== 'staleRevision') throw error;
      const opened = await call('openDraft', { draftId });
      const parts = partsOf(opened);
      let { content } = parts;
      for (const change of [...changes, ...this.#pending.values()]) content = withChange(content, change);
      this.#set({ ...parts, content });
      return call('saveDraft', { draftId, revision: parts.revision, changes });
    }
  }
}

function isTouched(answer: { outcome: string }): answer is { outcome: string } & Touched {
  return 'slots' in answer && 'revision' in answer;
}

function partsOf({ summary, content, evidence, figures }: OpenedDraft) {
  return {
    revision: summary.revision,
    content,
    evidence: new Map(evidence.map((view) => [view.slot, view])),
    figures: new Map(figures.map((view) => [view.file, view])),
    sealing: summary.sealing,
  };
}
