import { basename } from 'node:path';
import type { CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { listDrives } from '../delivery/medium/list-drives.ts';
import type { RemovableDrive } from '../delivery/medium/removable-drive.ts';
import type { IntakeSource } from '../intake/find-packages.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import type { IncomingFile } from '../store/incoming-file.ts';
import type { ServiceContext } from './service-context.ts';

interface Source extends IntakeSource {
  /** A dropped file is ours to remove. */
  incoming?: IncomingFile;
}

/** Names of the contract are at most this long. */
const LONGEST_NAME = 300;
const ARCHIVES = [
  { name: '申报包与邮件分卷（zip）', extensions: ['zip'] },
  { name: '所有文件', extensions: ['*'] },
];

/** Where packages may be taken in from: what the person chose, dropped or plugged in, under ids for the window. */
export class IntakeSources {
  readonly #context: Pick<ServiceContext, 'dialogs' | 'uploads' | 'log'>;
  readonly #list: () => Promise<RemovableDrive[]>;
  readonly #sources = new Map<string, Source>();

  constructor(
    context: Pick<ServiceContext, 'dialogs' | 'uploads' | 'log'>,
    list: () => Promise<RemovableDrive[]> = () => listDrives(),
  ) {
    this.#context = context;
    this.#list = list;
  }

  async choose(kind: 'whole' | 'archives'): Promise<CallOutput<'chooseIntake'>> {
    const { dialogs } = this.#context;
    const folder = kind === 'whole' ? await dialogs.openFolder({ title: '选择放申报包的文件夹' }) : undefined;
    const chosen =
      kind === 'whole'
        ? folder === undefined
          ? []
          : [folder]
        : await dialogs.openFiles({ title: '选择压缩包与邮件分卷', kinds: ARCHIVES, several: true });
    if (chosen.length === 0) return { outcome: 'cancelled' };
    return { outcome: 'chosen', sources: chosen.map((path) => this.#add({ path })) };
  }

  async listDrives(): Promise<CallOutput<'listIntakeDrives'>> {
    let drives: RemovableDrive[];
    try {
      drives = await this.#list();
    } catch (error) {
      this.#context.log('problem', 'drives not listed', error);
      return { listed: false, drives: [], unusable: [] };
    }
    return {
      listed: true,
      drives: drives.flatMap(({ place, label, totalBytes }) => {
        if (place === undefined) return [];
        const name = label === '' ? 'U 盘' : label;
        return [{ ...this.#add({ path: place, name }), shown: place, totalBytes: totalBytes ?? null }];
      }),
      unusable: drives.flatMap(({ place, label }) =>
        place === undefined
          ? [{ label, reason: '已插上，但还没有打开。请在文件管理器中点开它，再点“刷新”。' }]
          : [],
      ),
    };
  }

  /** Takes a dropped zip whose bytes are all there. @throws gone, fileRefused */
  async takeUpload(batchId: string, uploadId: string) {
    const { target, name, incoming } = await this.#context.uploads.finish(uploadId);
    if (target.kind !== 'intake' || target.batchId !== batchId) {
      await incoming.discard();
      throw new DossierError('gone', { what: '正在收取的文件' });
    }
    await incoming.finish();
    return this.#add({ path: incoming.path, name, incoming });
  }

  /** @throws gone */
  find(sourceIds: readonly string[]): IntakeSource[] {
    return sourceIds.map((id) => {
      const found = this.#sources.get(id);
      if (found === undefined) throw new DossierError('gone', { what: '选择的位置' });
      const { path, name } = found;
      return name === undefined ? { path } : { path, name };
    });
  }

  /** They were taken in: what was dropped goes. */
  async end(sourceIds: readonly string[]): Promise<void> {
    for (const id of sourceIds) {
      const { incoming } = this.#sources.get(id) ?? {};
      this.#sources.delete(id);
      await incoming?.discard();
    }
  }

  #add(source: Source): { sourceId: string; name: string } {
    const sourceId = makeOpaqueId();
    this.#sources.set(sourceId, source);
    return { sourceId, name: (source.name ?? basename(source.path)).slice(0, LONGEST_NAME) };
  }
}
