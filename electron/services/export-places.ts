import { existsSync } from 'node:fs';
import { DossierError } from '../../shared/errors.ts';
import { freeBytes } from '../package/free-bytes.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import type { ServiceContext } from './service-context.ts';

/** Longest path that the settings remember. */
const LONGEST_REMEMBERED = 4_000;

/** Folders that the person chose in the system's dialog since the start, under ids for the window. */
export class ExportPlaces {
  readonly #context: ServiceContext;
  readonly #places = new Map<string, string>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Asks for a folder, beginning where the last export went. */
  async choose(title = '选择申报包的存放位置') {
    const { data, dialogs } = this.#context;
    const last = data.store.settings.get('lastExportFolder');
    const folder = await dialogs.openFolder({
      title,
      ...(last !== undefined && existsSync(last) ? { startIn: last } : {}),
    });
    if (folder === undefined) return { outcome: 'cancelled' as const };
    if (folder.length <= LONGEST_REMEMBERED) data.store.settings.set('lastExportFolder', folder);
    const placeId = makeOpaqueId();
    this.#places.set(placeId, folder);
    const free = (await freeBytes(folder)) ?? null;
    return { outcome: 'chosen' as const, placeId, shown: folder, freeBytes: free };
  }

  /** @throws gone */
  find(placeId: string): string {
    const folder = this.#places.get(placeId);
    if (folder === undefined) throw new DossierError('gone', { what: '选择的位置' });
    return folder;
  }
}
