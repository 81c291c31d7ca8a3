import type { CallOutput } from '../../shared/contract.ts';
import { DossierError } from '../../shared/errors.ts';
import { listDrives } from '../delivery/medium/list-drives.ts';
import { isFat } from '../delivery/medium/medium-limits.ts';
import type { RemovableDrive } from '../delivery/medium/removable-drive.ts';
import { freeBytes } from '../package/free-bytes.ts';
import { makeOpaqueId } from '../security/opaque-files.ts';
import type { ServiceContext } from './service-context.ts';

interface MediumPlace {
  folder: string;
  /** As the system's list of drives says; undefined for a folder that was chosen in the dialog. */
  fileSystem: string | undefined;
}

type Listed = CallOutput<'listMediumPlaces'>;

/** Why a medium cannot be written to now, and what to do; undefined when it can. */
function unusable({ place, readOnly }: RemovableDrive): string | undefined {
  if (place === undefined) return '已插上，但还没有打开。请在文件管理器中点开它，再点“刷新”。';
  if (readOnly) return '只读，不能写入。请关闭 U 盘的写保护开关，重新插上，再点“刷新”。';
  return undefined;
}

/** Linux calls all of FAT's sizes `vfat`; people know it as FAT32, which sticks have. */
function shownFileSystem(fileSystem: string): string {
  return isFat(fileSystem) ? 'FAT32' : fileSystem;
}

/** Where a package may be written to: media that the system lists, folders that the person chose; under ids for the window. */
export class MediumPlaces {
  readonly #context: Pick<ServiceContext, 'dialogs' | 'log'>;
  readonly #list: () => Promise<RemovableDrive[]>;
  readonly #places = new Map<string, MediumPlace>();

  constructor(
    context: Pick<ServiceContext, 'dialogs' | 'log'>,
    list: () => Promise<RemovableDrive[]> = () => listDrives(),
  ) {
    this.#context = context;
    this.#list = list;
  }

  async list(): Promise<Omit<Listed, 'neededBytes'>> {
    let drives: RemovableDrive[];
    try {
      drives = await this.#list();
    } catch (error) {
      this.#context.log('problem', 'drives not listed', error);
      return { listed: false, places: [], unusable: [] };
    }
    return {
      listed: true,
      places: drives.flatMap((drive) => this.#usable(drive)),
      unusable: drives.flatMap((drive) => {
        const reason = unusable(drive);
        return reason === undefined ? [] : [{ label: drive.label, reason }];
      }),
    };
  }

  /** Asks for a folder: a network drive, a card reader that the system does not list. */
  async choose(): Promise<CallOutput<'chooseMediumPlace'>> {
    const folder = await this.#context.dialogs.openFolder({ title: '选择写入的位置' });
    if (folder === undefined) return { outcome: 'cancelled' };
    const free = (await freeBytes(folder)) ?? null;
    const place = { label: '', shown: folder, fileSystem: '', freeBytes: free, totalBytes: null };
    return { outcome: 'chosen', place: { placeId: this.#add({ folder, fileSystem: undefined }), ...place } };
  }

  /** @throws gone */
  find(placeId: string): MediumPlace {
    const found = this.#places.get(placeId);
    if (found === undefined) throw new DossierError('gone', { what: '选择的位置' });
    return found;
  }

  #usable(drive: RemovableDrive): Listed['places'] {
    const { place, label, fileSystem } = drive;
    if (place === undefined || unusable(drive) !== undefined) return [];
    return [
      {
        placeId: this.#add({ folder: place, fileSystem }),
        ...{ label, shown: place, fileSystem: shownFileSystem(fileSystem) },
        freeBytes: drive.freeBytes ?? null,
        totalBytes: drive.totalBytes ?? null,
      },
    ];
  }

  #add(place: MediumPlace): string {
    const placeId = makeOpaqueId();
    this.#places.set(placeId, place);
    return placeId;
  }
}
