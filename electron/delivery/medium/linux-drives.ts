import { z } from 'zod';
import type { DriveReader, RemovableDrive } from './removable-drive.ts';

/** util-linux before 2.33 writes every value as a string. */
const flag = z
  .union([z.boolean(), z.enum(['0', '1'])])
  .nullish()
  .transform((value) => value === true || value === '1');
const size = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .transform((value) => value ?? undefined);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const deviceSchema = z.object({
  type: text,
  rm: flag,
  hotplug: flag,
  tran: text,
  ro: flag,
  label: text,
  fstype: text,
  size,
  fsavail: size,
  mountpoint: text,
  get children() {
    return z.array(deviceSchema).optional();
  },
});
type Device = z.output<typeof deviceSchema>;
const answerSchema = z.object({ blockdevices: z.array(deviceSchema) });

function withChildren(device: Device): Device[] {
  return [device, ...(device.children ?? []).flatMap(withChildren)];
}

/** A disk can be carried when it says so itself, or hangs on USB. Chips of phones and small laptops that the system runs from say so too. */
function isCarried(disk: Device): boolean {
  const isOutside = disk.rm || disk.hotplug || disk.tran === 'usb';
  const isSystem = withChildren(disk).some(({ mountpoint }) =>
    /^(\/|\/boot.*|\/home|\[SWAP\])$/.test(mountpoint),
  );
  return disk.type === 'disk' && isOutside && !isSystem;
}

function drivesOf(disk: Device): RemovableDrive[] {
  return withChildren(disk)
    .filter(({ fstype, mountpoint }) => mountpoint !== '' || !['', 'swap', 'crypto_LUKS'].includes(fstype))
    .map((device) => ({
      label: device.label,
      fileSystem: device.fstype,
      place: device.mountpoint === '' ? undefined : device.mountpoint,
      freeBytes: device.fsavail,
      totalBytes: device.size,
      readOnly: device.ro || disk.ro,
    }));
}

/** Reads what `lsblk --json` printed. @throws Error for anything else */
export function readLinuxDrives(answer: string): RemovableDrive[] {
  return answerSchema.parse(JSON.parse(answer)).blockdevices.filter(isCarried).flatMap(drivesOf);
}

export const LINUX_DRIVES: DriveReader = {
  command: 'lsblk',
  parameters: [
    '--json',
    '--bytes',
    '--output',
    'TYPE,RM,HOTPLUG,TRAN,RO,LABEL,FSTYPE,SIZE,FSAVAIL,MOUNTPOINT',
  ],
  // In the C locale, names that are not ASCII come as \x escapes, which no JSON has.
  environment: { LC_ALL: 'C.UTF-8' },
  read: readLinuxDrives,
};
