import { LARGEST_UPLOAD } from '../../shared/contract/evidence.ts';
import type { CheckedInput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import type { Clock } from '../store/clock.ts';
import type { IncomingFile } from '../store/incoming-file.ts';
import type { ProgramData } from './program-data.ts';

/** A file for a draft; or, for no draft, a package that is looked at or taken in, or a scan for one. */
type Begin = Omit<CheckedInput<'beginUpload'>, 'target'> & {
  target:
    | CheckedInput<'beginUpload'>['target']
    | { kind: 'package' }
    | { kind: 'scan'; sealingId: string }
    | { kind: 'intake'; batchId: string };
};

/** What a finished upload is for, and its bytes; whoever takes it keeps or discards it. */
export interface FinishedUpload extends Pick<Begin, 'draftId' | 'target' | 'name'> {
  incoming: IncomingFile;
}

interface Upload extends Begin {
  incoming: IncomingFile;
  /** A piece is being written. */
  busy: boolean;
  heardAt: number;
}

const MOST_UPLOADS = 8;
/** A page that was reloaded leaves its uploads behind; one that is silent this long is given up. Milliseconds. */
const LONGEST_SILENCE = 60_000;

/** Files that come from the window in pieces, in order. Nothing of one is kept before it is finished. */
export class Uploads {
  readonly #data: Pick<ProgramData, 'store'>;
  readonly #clock: Clock;
  readonly #running = new Map<string, Upload>();

  constructor(data: Pick<ProgramData, 'store'>, clock: Clock = () => new Date()) {
    this.#data = data;
    this.#clock = clock;
  }

  /** @throws fileRefused while too many come at once, diskFull, deviceFailed */
  async begin(input: Begin): Promise<string> {
    await this.#giveUpSilent();
    if (this.#running.size >= MOST_UPLOADS)
      throw new DossierError('fileRefused', {
        name: input.name,
        reason: '来得太多',
        remedy: '请等前面的文件添加完，再拖入其余的',
      });
    const limit = Math.min(input.bytes, LARGEST_UPLOAD);
    const incoming = await this.#data.store.files.begin(input.name, limit);
    const id = makeOpaqueId();
    this.#running.set(id, { ...input, incoming, busy: false, heardAt: this.#now() });
    return id;
  }

  /**
   * @returns bytes received so far
   * @throws gone; inputRefused for a piece that is not the next one or goes beyond what was announced:
   *   the upload is then given up; diskFull, deviceFailed
   */
  async add(id: string, offset: number, piece: Uint8Array): Promise<number> {
    const upload = this.#find(id);
    const { incoming } = upload;
    const isNext = !upload.busy && offset === incoming.bytes;
    if (!isNext || incoming.bytes + piece.byteLength > upload.bytes) {
      await this.cancel(id);
      throw new DossierError('inputRefused', { call: 'sendChunk', problems: ['offset'] });
    }
    upload.busy = true;
    try {
      await incoming.write(piece);
    } catch (error) {
      await this.cancel(id);
      throw error;
    } finally {
      upload.busy = false;
      upload.heardAt = this.#now();
    }
    return incoming.bytes;
  }

  /** @throws gone, fileRefused for a file that did not come whole */
  async finish(id: string): Promise<FinishedUpload> {
    const { draftId, target, name, bytes, incoming, busy } = this.#find(id);
    if (busy || incoming.bytes !== bytes) {
      await this.cancel(id);
      throw new DossierError('fileRefused', {
        name,
        reason: '没有传完整',
        remedy: '请重新拖入；如果它在 U 盘或网络盘上，请先复制到本机',
      });
    }
    this.#running.delete(id);
    return { draftId, target, name, incoming };
  }

  /** Gives an upload up; one that is not there (any more) is no error. */
  async cancel(id: string): Promise<void> {
    const upload = this.#running.get(id);
    this.#running.delete(id);
    await upload?.incoming.discard();
  }

  /** Gives all up: the program ends, or other data takes the place of the present. */
  async cancelAll(): Promise<void> {
    for (const id of [...this.#running.keys()]) await this.cancel(id);
  }

  async #giveUpSilent(): Promise<void> {
    const oldest = this.#now() - LONGEST_SILENCE;
    for (const [id, { heardAt, busy }] of [...this.#running])
      if (heardAt < oldest && !busy) await this.cancel(id);
  }

  #find(id: string): Upload {
    const upload = this.#running.get(id);
    if (upload === undefined) throw new DossierError('gone', { what: '正在添加的文件' });
    return upload;
  }

  #now(): number {
    return this.#clock().getTime();
  }
}
