import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip made by hand, so that it can lie as a hostile one does. */
export interface RawEntry {
  name: string | Uint8Array;
  data?: Uint8Array | string;
  /** Unix mode; the type bits make links and devices. */
  mode?: number;
  flags?: number;
  stored?: boolean;
  /** What the headers say instead of the truth. */
  says?: { bytes?: number; crc?: number; offset?: number };
}

const UTF8 = 0x800;

/** The bytes of a zip with exactly these entries, in this order. */
export function rawZip(entries: RawEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? '');
    const packed = entry.stored === true ? data : deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? (typeof entry.name === 'string' ? UTF8 : 0), 2);
    common.writeUInt16LE(entry.stored === true ? 0 : 8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(entry.says?.crc ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.says?.bytes ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const record = Buffer.concat([
      Buffer.from('PK\x01\x02', 'latin1'),
      Buffer.from([20, 3]),
      common,
      Buffer.alloc(14),
      name,
    ]);
    record.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    record.writeUInt32LE(entry.says?.offset ?? offset, 42);
    locals.push(local);
    directory.push(record);
    offset += local.length;
  }
  const size = directory.reduce((sum, record) => sum + record.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}
