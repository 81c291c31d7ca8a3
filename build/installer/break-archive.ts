import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { getRawHeader } from '@electron/asar';

/** Bytes of the archive before its header. */
const PREFIX = 8;

/** Changes one byte in the middle of a packed file, as a disk or a stranger would. */
export function breakArchive(archive: string, file: string): void {
  const { header, headerSize } = getRawHeader(archive);
  let entry: object = header;
  for (const part of file.split('/')) entry = Reflect.get(Reflect.get(entry, 'files') ?? {}, part) ?? {};
  const [offset, size] = [Number(Reflect.get(entry, 'offset')), Number(Reflect.get(entry, 'size'))];
  if (!(size > 0) || Number.isNaN(offset)) throw new Error(`${file} is not in the archive`);
  const place = PREFIX + headerSize + offset + Math.floor(size / 2);
  const handle = openSync(archive, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, place);
  byte.writeUInt8((byte.readUInt8(0) + 1) % 256);
  writeSync(handle, byte, 0, 1, place);
  closeSync(handle);
}
