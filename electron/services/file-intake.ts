import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DossierError, hasCode } from '../../shared/errors.ts';
import { sniffHead } from '../evidence/sniff.ts';
import { withFileErrors } from '../package/file-errors.ts';
import { safeName, splitExtension } from '../package/names.ts';
import type { IncomingFile } from '../store/incoming-file.ts';
import type { EvidenceWork } from './evidence-work.ts';
import type { ProgramData } from './program-data.ts';

/** A file that lies in the store, ready to be named by a draft. */
export interface TakenFile {
  sha256: string;
  /** The file's own name, made safe for every system. */
  name: string;
  /** What was done with it, in Chinese, for the person. */
  note?: string;
}

/**
 * Takes the person's files into the store as streams; their own files are never touched.
 *
 * Photos in HEIC become JPEG on the way, because neither the book nor the computers of the districts
 * can open them. The HEIC itself is not kept: nothing would ever name it, and the person still has it.
 */
export class FileIntake {
  readonly #data: Pick<ProgramData, 'store'>;
  readonly #convertPhoto: EvidenceWork['convertPhoto'];

  constructor(data: Pick<ProgramData, 'store'>, convertPhoto: EvidenceWork['convertPhoto']) {
    this.#data = data;
    this.#convertPhoto = convertPhoto;
  }

  /**
   * @param source absolute path, from a dialog
   * @throws fileTooLarge, fileRefused for what is no file, notAllowed, diskFull, deviceFailed, cancelled, storeMoved
   */
  async fromDisk(source: string, signal?: AbortSignal): Promise<TakenFile> {
    const name = cleanName(basename(source));
    // Reading a pipe would wait for ever, and a device has no end.
    if (!(await withFileErrors(source, () => stat(source))).isFile())
      throw new DossierError('fileRefused', {
        name,
        reason: '是文件夹或设备，不是文件',
        remedy: '请选择文件本身',
      });
    const kind = await withFileErrors(source, () => sniffHead(source));
    const photo = kind === 'heic' ? await this.#photo(source, name, signal) : undefined;
    if (typeof photo === 'object') return photo;
    const { sha256 } = await this.#data.store.files.takeIn(source, signal, name);
    return { sha256, name, ...(photo === undefined ? {} : { note: photo }) };
  }

  /**
   * Ends what `StoredFiles.begin` began.
   *
   * @throws diskFull, deviceFailed, storeMoved
   */
  async fromUpload(incoming: IncomingFile): Promise<TakenFile> {
    const name = cleanName(incoming.name);
    try {
      const kind = await withFileErrors(incoming.path, () => sniffHead(incoming.path));
      const photo = kind === 'heic' ? await this.#photo(incoming.path, name) : undefined;
      if (typeof photo === 'object') return photo;
      const { sha256 } = await this.#data.store.files.keep(incoming);
      return { sha256, name, ...(photo === undefined ? {} : { note: photo }) };
    } finally {
      await incoming.discard();
    }
  }

  /** The photo as JPEG, or in words why it stays what it is: then the draft shows it with its problem. */
  async #photo(source: string, name: string, signal?: AbortSignal): Promise<TakenFile | string> {
    const { files, context } = this.#data.store;
    const target = join(context.folder.incoming, `${randomUUID()}.jpg`);
    try {
      await withFileErrors(target, () => mkdir(context.folder.incoming, { recursive: true }));
      await this.#convertPhoto(source, target, name, signal);
      const jpegName = cleanName(`${splitExtension(name).stem}.jpg`);
      const { sha256 } = await files.takeIn(target, signal, jpegName);
      const note = `“${name}”是 HEIC 照片（苹果等手机），已转换为 JPG，以便装订和在办公电脑上打开。原照片没有改动。`;
      return { sha256, name: jpegName, note };
    } catch (error) {
      if (hasCode(error, 'workStopped')) return `“${name}”没有转换为 JPG：读取时中断，可能已损坏或过大。`;
      if (!hasCode(error, 'fileRefused')) throw error;
      return `“${name}”${error.data.reason}，没有转换为 JPG。${error.data.remedy}。`;
    } finally {
      await rm(target, { force: true });
    }
  }
}

function cleanName(name: string): string {
  const { stem, extension } = splitExtension(name);
  return safeName(stem, '材料', undefined, extension);
}
